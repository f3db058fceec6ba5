"""Answers from any `concurrent.futures.Executor`: threads, processes, a cluster.

A question is a few kilobytes that depend on nothing else, and so is the JSON of its answer; an
executor that loses a worker may have a question answered again, by any other. Only a window of
questions is in hand at a time, so millions of them pass through in constant memory.
"""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Executor, Future

from mdderive.answer import Answers, Question, Solve, answer_of
from mdderive.running.task import answered

AHEAD = 256


def on(executor: Executor, ahead: int = AHEAD) -> Solve:
    """Answers by the executor, in the order of the questions; no more than `ahead` are waiting.

    What the executor itself raises, such as that it has lost all its workers, is raised here.
    """

    def solve(questions: Iterable[Question]) -> Answers:
        line: deque[Future[bytes]] = deque()
        try:
            for question in questions:
                line.append(executor.submit(answered, question))
                if len(line) >= ahead:
                    yield answer_of(line.popleft().result())
            while line:
                yield answer_of(line.popleft().result())
        finally:
            for future in line:
                future.cancel()

    return solve
