"""Answers from all cores: one process for each, killed when a derivation takes too long.

A derivation whose worker was killed, by the limit or for want of memory, is read once more without
being judged: its steps are unreadable for that reason.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice

from pebble import ProcessExpired, ProcessPool

from mdderive.answer import Answer, Answers, Question, Solve, answer_of
from mdderive.config import Budget
from mdderive.running.pool import begun, end
from mdderive.running.task import answered, unjudged, unread

AHEAD = 8  # questions in hand for each worker
GLANCE = 0.2  # seconds between two looks at whether an answer is still wanted
READING = 10.0  # seconds for a second look at a derivation that was broken off
ATTEMPTS = 3  # times that a question is asked while workers break
EXPIRED = "the process that worked on it ended; perhaps it needed more memory (`megabytes`)"


Work = Callable[[Question], bytes]
"""What a worker does: from a question to the JSON of its answer."""


class Abandoned(Exception):
    """Nobody wants the answers any more."""


def _never() -> bool:
    return False


def parallel(jobs: int, work: Work = answered, abandoned: Callable[[], bool] = _never) -> Solve:
    """Answers on so many processes, on fewer where there are fewer questions. As soon as the
    answers are `abandoned`, the work is ended and Abandoned is raised."""

    def solve(questions: Iterable[Question]) -> Answers:
        asked = iter(questions)
        first = tuple(islice(asked, jobs))
        if not first:
            return
        with _crew(len(first), first[0].config.budget, work, abandoned) as crew:
            for question in chain(first, asked):
                crew.ask(question)
                if len(crew.line) == jobs * AHEAD:
                    yield crew.answer()
            while crew.line:
                yield crew.answer()

    return solve


class _Crew:
    """The workers, and the questions that wait in line with what will hold their answers. Workers
    share one pipe: one that is killed from outside may leave it locked, or its pool without any
    worker; then there are new workers, and what is not answered is asked again."""

    def __init__(
        self, pools: Callable[[], ProcessPool], work: Work, abandoned: Callable[[], bool]
    ) -> None:
        self.line: deque[tuple[Question, Future[bytes]]] = deque()
        self._pools, self._work, self._abandoned = pools, work, abandoned
        self._pool = pools()

    def ask(self, question: Question) -> None:
        self.line.append((question, self._scheduled(question)))

    def answer(self) -> Answer:
        """The answer to the first question in line, which leaves it."""
        for _ in range(ATTEMPTS):
            if self._is_done(*self.line[0]):
                return self._result(*self.line.popleft())
            self._renew()
        return unread(self.line.popleft()[0], EXPIRED)

    def end(self) -> None:
        end(self._pool)

    def _scheduled(self, question: Question) -> Future[bytes]:
        limit = question.config.budget.derivation_seconds
        try:
            return self._pool.schedule(self._work, (question,), timeout=limit)
        except RuntimeError as error:  # the pool broke meanwhile
            broken: Future[bytes] = Future()
            broken.set_exception(BrokenProcessPool(str(error)))
            return broken

    def _is_done(self, question: Question, future: Future[bytes]) -> bool:
        """Whether there is an answer or none to come, rather than a pool that is broken: the first
        question in line is always worked on at once, and its time is limited."""
        idle = busy = 0.0
        while not wait((future,), GLANCE).done:
            if self._abandoned():
                raise Abandoned
            idle, busy = (idle, busy + GLANCE) if future.running() else (idle + GLANCE, busy)
            if idle > READING or busy > question.config.budget.derivation_seconds + READING:
                return False
        return not isinstance(future.exception(), BrokenProcessPool)

    def _renew(self) -> None:
        """New workers for all that is still to be answered."""
        self.end()
        self._pool = self._pools()
        self.line = deque(
            (question, future if _is_kept(future) else self._scheduled(question))
            for question, future in self.line
        )

    def _result(self, question: Question, future: Future[bytes]) -> Answer:
        try:
            return answer_of(future.result())
        except Late:
            limit = question.config.budget.derivation_seconds
            reason = f"the derivation takes longer than {limit:g} s (`derivation_seconds`)"
        except (ProcessExpired, MemoryError):
            reason = EXPIRED
        try:
            again = self._pool.schedule(unjudged, (question, reason), timeout=READING)
            others = sum(asked.config.budget.derivation_seconds for asked, _ in self.line)
            return answer_of(again.result(others + 2 * READING))
        except (Late, ProcessExpired, MemoryError, RuntimeError):
            return unread(question, reason)


def _is_kept(future: Future[bytes]) -> bool:
    """Whether this is known already."""
    return future.done() and not future.cancelled() and future.exception() is None


@contextmanager
def _crew(count: int, budget: Budget, work: Work, abandoned: Callable[[], bool]) -> Iterator[_Crew]:
    crew = _Crew(partial(begun, count, budget.megabytes), work, abandoned)
    try:
        yield crew
    finally:
        crew.end()
