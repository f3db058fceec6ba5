"""Processes that work, and end: with their pool, with their parent, or at their limit of memory.

They come from a server that has loaded the judges once, where the system can fork. Neither it nor
they hear Ctrl-C, which is their parent's business.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Semaphore
from threading import Event, Thread, current_thread, main_thread

from pebble import ProcessPool

if sys.platform != "win32":
    from multiprocessing import forkserver, resource_tracker
if sys.platform == "linux":
    import resource

LOADED = "mdderive.running.loaded"
SAFE = "PYTHONSAFEPATH"
BEGINNING = 10.0  # seconds to wait for the workers to begin


def begun(count: int, megabytes: int) -> ProcessPool:
    """So many processes, ready to work, each with so much memory at most."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    settled = context.Semaphore(0)
    initargs = (megabytes, settled)
    pool = ProcessPool(count, initializer=_settle, initargs=initargs, context=context)
    try:
        with _uninterrupted():  # what ends while its workers begin would leave them in disorder
            _serve()
            assert pool.active  # starts it
            for _ in range(count):
                settled.acquire(timeout=BEGINNING)
    except BaseException:
        end(pool)
        raise
    return pool


def end(pool: ProcessPool) -> None:
    """Kill the processes, whatever they do."""
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _serve() -> None:
    """Start the server that workers come from, deaf to Ctrl-C from its very beginning: it inherits
    that the signal is blocked. The tracker of multiprocessing, which the server would start, would
    let the signal through again, and so comes first; it sees to itself."""
    if sys.platform == "win32":
        return
    resource_tracker.ensure_running()
    forkserver.set_forkserver_preload([LOADED])
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _without_current_folder():
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_current_folder() -> Iterator[None]:
    """A Python that starts meanwhile imports nothing from the current folder, which may hold
    another `mdderive`."""
    before = os.environ.get(SAFE)
    os.environ[SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE]
        else:
            os.environ[SAFE] = before


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keeps Ctrl-C, which only the main thread hears, waiting."""
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
