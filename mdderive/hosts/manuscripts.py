"""The notes of a command line as manuscripts, and what is found out about them put where it goes.

A Markdown note is a text by itself; a LaTeX paper comes with the files that it inputs, which are
then not read again as notes of their own; a notebook comes apart into its Markdown cells.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mdderive.checked import Built, Checked
from mdderive.hosts.files import LATEX, read_note
from mdderive.hosts.following import paper
from mdderive.hosts.inputs import STANDARD_INPUT, Input, fault
from mdderive.manuscript import Manuscript, Piece
from mdderive.notes import Notebook, closed, notebook
from mdderive.source import Source

NOTEBOOK = ".ipynb"


def is_notebook(path: str) -> bool:
    return Path(path).suffix.lower() == NOTEBOOK


@dataclass(frozen=True)
class Note:
    """An input as it is read; `book` is the notebook whose cells it is."""

    given: Input
    manuscript: Manuscript
    book: Notebook | None = None

    @property
    def files(self) -> tuple[Input, ...]:
        """The files of the note, each with where it goes below the output directory."""
        given, (_, *others) = self.given, self.manuscript.parts
        if self.book is not None:
            return (given,)
        return (given, *(Input(part.path, self._target(part.path)) for part in others))

    def _target(self, path: str) -> Path:
        """Beside the first file's, as the path is beside that one's."""
        beside = os.path.relpath(path, os.path.dirname(self.given.path) or ".")
        return Path(os.path.normpath(self.given.target.parent / beside))

    def outputs(self, built: Sequence[Built]) -> Iterator[tuple[Input, Source, str]]:
        """Each file with its new text; `built` are the parts."""
        if self.book is not None:
            edits = [one.edits for one in built][: len(self.book.cells)]
            yield self.given, self.book.file, self.book.written(edits)
            return
        for file, one in zip(self.files, built, strict=True):
            yield file, one.checked.source, one.text


def read_notes(inputs: Sequence[Input], limit: int) -> list[Note | Checked]:
    """The notes in order, or what is wrong with one; without those that are part of another."""
    return list(_without_parts([_read(one, limit) for one in inputs]))


def _read(given: Input, limit: int) -> Note | Checked:
    source = read_note(given.path, limit)
    if isinstance(source, Checked) or given.path == STANDARD_INPUT:
        return source if isinstance(source, Checked) else Note(given, Manuscript.of(source))
    if Path(given.path).suffix.lower() in LATEX:
        return Note(given, paper(source, limit))
    return _cells(given, source) if is_notebook(given.path) else Note(given, Manuscript.of(source))


def _cells(given: Input, source: Source) -> Note | Checked:
    try:
        book = notebook(source)
    except ValueError as error:
        return fault(given.path, "D130", f"this is no notebook: {error}")
    parts = tuple(cell.source for cell in book.cells) or (Source(given.path, ""),)
    pieces = tuple(Piece(n, 0, len(p.text), closed(p.text)) for n, p in enumerate(parts))
    return Note(given, Manuscript(parts, pieces), book)


def _without_parts(notes: Sequence[Note | Checked]) -> Iterator[Note | Checked]:
    """Of two papers that input each other the first is kept."""
    first = [os.path.realpath(note.given.path) if isinstance(note, Note) else "" for note in notes]
    parts = [
        {os.path.realpath(file.path) for file in note.files[1:]} if isinstance(note, Note) else ()
        for note in notes
    ]
    owners: dict[str, list[int]] = {}
    for number, own in enumerate(parts):
        for part in own:
            owners.setdefault(part, []).append(number)
    for number, note in enumerate(notes):
        others = owners.get(first[number], ())
        if all(other > number and first[other] in parts[number] for other in others):
            yield note
