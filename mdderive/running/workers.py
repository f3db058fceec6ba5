"""Answers from all cores: one process for each, killed when a derivation takes too long.

The workers come from a server that has loaded the judges once, where the system can fork. They
heed no Ctrl-C, which is their parent's business, and end with it whatever happens to it. A
derivation whose worker was killed, by the limit or for want of memory, is read once more without
being judged: its steps are unreadable for that reason.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.synchronize import Semaphore
from threading import Event, Thread, current_thread, main_thread

from pebble import ProcessExpired, ProcessPool

from mdderive.answer import Answer, Answers, Question, Solve, answer_of
from mdderive.config import Budget
from mdderive.running.task import answered, unjudged, unread

if sys.platform == "linux":
    import resource

AHEAD = 8  # questions in hand for each worker
GLANCE = 0.2  # seconds between two looks at whether an answer is still wanted
READING = 10.0  # seconds for a second look at a derivation that was broken off
LOADED = ("mdderive.answering", "mdderive.kernel", "mdderive.recompute")
EXPIRED = "the process that worked on it ended; perhaps it needed more memory than there is"


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
        with _workers(len(first), first[0].config.budget) as pool:
            line: deque[tuple[Question, Future[bytes]]] = deque()
            for question in chain(first, asked):
                line.append((question, _scheduled(question, pool, work)))
                if len(line) == jobs * AHEAD:
                    yield _result(*line.popleft(), pool, abandoned)
            while line:
                yield _result(*line.popleft(), pool, abandoned)

    return solve


def _scheduled(question: Question, pool: ProcessPool, work: Work) -> Future[bytes]:
    limit = question.config.budget.derivation_seconds
    return pool.schedule(work, (question,), timeout=limit)


def _result(
    question: Question, future: Future[bytes], pool: ProcessPool, abandoned: Callable[[], bool]
) -> Answer:
    while not wait((future,), GLANCE).done:
        if abandoned():
            raise Abandoned
    try:
        return answer_of(future.result())
    except Late:
        limit = question.config.budget.derivation_seconds
        reason = f"the derivation takes longer than {limit:g} s"
    except (ProcessExpired, MemoryError):
        reason = EXPIRED
    try:
        again = pool.schedule(unjudged, (question, reason), timeout=READING)
        return answer_of(again.result())
    except (Late, ProcessExpired, MemoryError):
        return unread(question, reason)


@contextmanager
def _workers(count: int, budget: Budget) -> Iterator[ProcessPool]:
    forking = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forking else "spawn")
    context.set_forkserver_preload(list(LOADED))
    settled = context.Semaphore(0)
    initargs = (budget.megabytes, settled)
    pool = ProcessPool(count, initializer=_settle, initargs=initargs, context=context)
    try:
        with _uninterrupted():  # what ends while its workers begin would leave them in disorder
            assert pool.active  # starts it
            for _ in range(count):
                settled.acquire(timeout=READING)
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keeps Ctrl-C, which only the main thread hears, waiting. (To block the signal would not do:
    the tracker that multiprocessing starts lets it through again.)"""
    if current_thread() is not main_thread():
        yield
        return
    pressed = Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed.is_set():
        signal.raise_signal(signal.SIGINT)


def _settle(megabytes: int, settled: Semaphore) -> None:
    """What a worker does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    Thread(target=_end_with_parent, daemon=True).start()
    settled.release()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
