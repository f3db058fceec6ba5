"""The progress bar on a terminal: one line on standard error that names the current note, and
vanishes when the work is done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from mdderive.pipeline import Watch
from mdderive.report.terminal import shown


@contextmanager
def bar(paths: Sequence[str]) -> Iterator[Watch]:
    """Gives what is told how far each note is, by its path."""
    console = Console(stderr=True, markup=False, highlight=False)
    places = {path: place for place, path in enumerate(paths)}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("checking", total=len(paths))

        def watch(path: str, done: int, total: int) -> None:
            part = done / total if total else 1
            name = escape(shown(path))
            progress.update(task, description=name, completed=places[path] + part)

        yield watch
