r"""A LaTeX paper with the files that it inputs, read as one manuscript.

Only files of the project are read: those below the folder of `mdderive.toml`, `pyproject.toml` or
`.git`, or else below the paper's own. Where a path leads out of it, by `..`, from the root of the
disk or over a link, the file is not touched, and that is said. As in TeX, names are relative to the
folder of the paper. Each file is read once, so that files which input each other come to an end.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic
from mdderive.hosts.files import read_note
from mdderive.manuscript import Manuscript, Piece
from mdderive.notes import Inclusion, inclusions
from mdderive.source import Source, Span

MARKERS = ("mdderive.toml", "pyproject.toml", ".git")
DEEPEST = 15
"""As many files as TeX itself has open at a time."""


def project_root(path: str) -> Path:
    """The folder that a paper's project lives in."""
    folder = Path(os.path.realpath(path)).parent
    for place in (folder, *folder.parents):
        if any((place / marker).exists() for marker in MARKERS):
            return place
    return folder


def paper(source: Source, limit: int) -> Manuscript:
    """The paper with what it inputs; all of it together is no longer than the limit, in bytes."""
    reading = _Reading(os.path.dirname(source.path), project_root(source.path), limit)
    reading.add(source, (os.path.realpath(source.path),))
    return Manuscript(tuple(reading.parts), tuple(reading.pieces), tuple(reading.said))


@dataclass
class _Reading:
    """A paper being put together; `left` is how many bytes may still be read."""

    folder: str
    root: Path
    left: int
    parts: list[Source] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    said: list[tuple[int, Diagnostic]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, source: Source, opened: tuple[str, ...]) -> None:
        """A file with all that it inputs; `opened` are the real paths of the files that led to it,
        its own last."""
        number, at = len(self.parts), 0
        self.parts.append(source)
        self.seen.add(opened[-1])
        self.left -= len(source.text.encode())
        for inclusion in inclusions(source.text):
            found = self._followed(inclusion, opened)
            if isinstance(found, Diagnostic):
                self.said.append((number, found))
            elif found is not None:
                self.pieces.append(Piece(number, at, inclusion.span.start, "\n"))
                at = inclusion.span.end
                self.add(found, (*opened, os.path.realpath(found.path)))
        self.pieces.append(Piece(number, at, len(source.text), "\n"))

    def _followed(
        self, inclusion: Inclusion, opened: tuple[str, ...]
    ) -> Source | Diagnostic | None:
        """The file that is taken in; None if it has been read before."""
        span, name = inclusion.span, inclusion.name
        if not inclusion.tried:
            return Diagnostic("D617", f"the name `{name}` cannot be followed", span)
        for tried in inclusion.tried:
            path = os.path.normpath(os.path.join(self.folder, tried))
            real = os.path.realpath(path)
            if os.path.isabs(tried) or not Path(real).is_relative_to(self.root):
                return Diagnostic("D109", f"`{name}` lies outside the project", span)
            if real in opened:
                return Diagnostic("D110", f"`{name}` inputs itself: {_chain(opened, real)}", span)
            if real in self.seen:
                return None
            if os.path.lexists(path):
                return self._read(path, span, len(opened))
        return Diagnostic("D617", f"there is no file `{name}` in the project", span)

    def _read(self, path: str, span: Span, depth: int) -> Source | Diagnostic:
        if depth >= DEEPEST:
            return Diagnostic("D110", f"files input each other more than {DEEPEST} deep", span)
        found = read_note(path, max(0, self.left))
        if isinstance(found, Checked):
            said = found.diagnostics[0]
            return Diagnostic(said.code, f"{path} is not read: {said.message}", span)
        return found


def _chain(opened: tuple[str, ...], real: str) -> str:
    """The names of the files from the one that is input again on."""
    round_ = [*opened[opened.index(real) :], real]
    return " inputs ".join(os.path.basename(path) for path in round_)
