"""The notes of a command line examined, and written: note by note, each as soon as it is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from mdderive.answer import Solve, Wanted
from mdderive.checked import Built, Checked
from mdderive.config import Config
from mdderive.diagnostics import Diagnostic
from mdderive.hosts.files import write_note, write_package
from mdderive.hosts.inputs import STANDARD_INPUT
from mdderive.hosts.manuscripts import Note
from mdderive.hosts.progress import progress
from mdderive.pipeline import examined
from mdderive.running.memory import recalled


@dataclass(frozen=True)
class Examined:
    """A note with what is known of its parts, or what is wrong with its file."""

    note: Note | Checked
    parts: tuple[Built, ...] = ()

    @property
    def checked(self) -> tuple[Checked, ...]:
        if isinstance(self.note, Checked):
            return (self.note,)
        return tuple(part.checked for part in self.parts)

    @property
    def has_problem(self) -> bool:
        return any(one.has_problem for one in self.checked)


def examine(
    notes: Sequence[Note | Checked],
    config: Config,
    wanted: Wanted,
    solve: Solve,
    folder: Path | None,
) -> Iterator[Examined]:
    """The notes in order, what is remembered of them from the folder."""
    sources = [note.manuscript.source for note in notes if isinstance(note, Note)]
    with progress([source.path for source in sources]) as watch:
        how = examined if folder is None else partial(recalled, folder)
        built = how(sources, config, wanted, solve, watch)
        for note in notes:
            parts = note.manuscript.apart(next(built)) if isinstance(note, Note) else ()
            yield Examined(note, parts)


def write(found: Examined, output: Path) -> tuple[Checked, ...]:
    """Write all files of a note below the output directory, or print it if it was read from
    standard input; what is known of its parts, and what could not be written."""
    if isinstance(found.note, Checked):
        return found.checked
    faults = []
    for file, source, text in found.note.outputs(found.parts):
        if file.path == STANDARD_INPUT:
            click.echo(text, nl=False)
            continue
        target = output / file.target
        faults.append(write_note(source, text, target, output) or write_package(target, text))
    first, *others = found.checked
    said = (*first.diagnostics, *(fault for fault in faults if fault is not None))
    return (replace(first, diagnostics=said), *others)


def with_hint(checked: Sequence[Checked]) -> Sequence[Checked]:
    """The notes; where no display of any is annotated, and nothing else is said, how to begin."""
    if not checked or any(one.derivations or one.diagnostics for one in checked):
        return checked
    first, *others = checked
    message = "no display of these notes is annotated" if others else "no display is annotated"
    hint = Diagnostic("D619", message, None).said_in(first.lang)
    return (replace(first, diagnostics=(hint,)), *others)


def each_once(checked: Sequence[Checked]) -> Iterator[Checked]:
    """A file that two papers input is told of twice only if it is not the same in both."""
    seen: dict[str, Checked] = {}
    for one in checked:
        if seen.setdefault(one.source.name, one) is one or seen[one.source.name] != one:
            yield one
