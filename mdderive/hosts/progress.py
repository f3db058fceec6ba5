"""A progress bar on standard error, on a terminal only; it vanishes when the work is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

Shares = Callable[[int], Callable[[int, int], None]]


@contextmanager
def progress(notes: int) -> Iterator[Shares]:
    """Gives, for the note at a place among so many, what it tells how far it is."""
    console = Console(stderr=True, markup=False, highlight=False)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("checking", total=notes)

        def of_note(place: int) -> Callable[[int, int], None]:
            def watch(done: int, total: int) -> None:
                bar.update(task, completed=place + (done / total if total else 1))

            return watch

        yield of_note
