"""Which notes a command line means, and where each is written.

A file below the current folder keeps its relative path, another its base name. A directory stands
for all notes below it and keeps its own name; the walk skips the output directory, folders whose
name starts with a dot, `node_modules`, and links that lead out of the directory. A file named
twice is read once.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic
from mdderive.source import Source

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".qmd", ".rmd", ".ipynb", ".tex", ".ltx"})
SKIPPED = frozenset({"node_modules"})
STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Input:
    """A note: its path as given, and where it goes below the output directory."""

    path: str
    target: Path


@dataclass(frozen=True)
class Inputs:
    """The notes in order, and what is wrong with the arguments."""

    notes: tuple[Input, ...]
    faults: tuple[Checked, ...] = ()


def fault(path: str, code: str, message: str) -> Checked:
    """A message about a whole file."""
    return Checked(Source(path, ""), diagnostics=(Diagnostic(code, message, None),))


def _real(path: str | Path) -> Path:
    return Path(os.path.abspath(path))


def _below(path: str, base: Path) -> Path | None:
    absolute = _real(path)
    return absolute.relative_to(base) if absolute.is_relative_to(base) else None


def _walk(folder: str, output: Path) -> Iterator[str]:
    """All notes below the folder in sorted order, each path beginning with the folder's."""
    inside = os.path.realpath(folder)
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED
            and _real(os.path.join(current, name)) != output
        )
        for name in sorted(files):
            here = Path(os.path.realpath(os.path.join(current, name))).is_relative_to(inside)
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".") and here:
                yield os.path.join(current, name).removeprefix("./" if folder == "." else "")


def _of_directory(folder: str, output: Path) -> Iterator[Input]:
    here, parent = _real("."), _real(folder).parent
    for path in _walk(folder, output):
        yield Input(path, _below(path, here) or _real(path).relative_to(parent))


def _of_argument(path: str, output: Path) -> Iterator[Input | Checked]:
    if path == STANDARD_INPUT:
        yield Input(path, Path(path))
    elif os.path.isdir(path):
        found = tuple(_of_directory(path, output))
        yield from found or (fault(path, "D106", "no notes below this directory"),)
    elif os.path.exists(path):
        yield Input(path, _below(path, _real(".")) or Path(_real(path).name))
    else:
        yield fault(path, "D101", "there is no such file or directory")


def gather(paths: Sequence[str], output: Path) -> Inputs:
    """The notes that the arguments stand for."""
    notes: dict[Path, Input] = {}
    faults: list[Checked] = []
    for path in paths:
        for found in _of_argument(path, _real(output)):
            if isinstance(found, Input):
                notes.setdefault(_real(found.path), found)
            else:
                faults.append(found)
    return Inputs(tuple(notes.values()), tuple(faults))


def collisions(notes: Sequence[Input], output: Path) -> tuple[Checked, ...]:
    """Two notes that would be written to one file, a note that would be written over one, and one
    that would be written elsewhere than below the output directory."""
    targets: dict[Path, str] = {}
    sources = {Path(os.path.realpath(note.path)): note.path for note in notes}
    faults = []
    for note in notes:
        other = targets.setdefault(note.target, note.path)
        if other != note.path:
            message = f"{other} and {note.path} would both be written to {output / note.target}"
            faults.append(fault(note.path, "D105", message))
        if note.target.parts[:1] == ("..",):
            message = f"{note.path} would be written outside {output}"
            faults.append(fault(note.path, "D103", message))
        over = sources.get(Path(os.path.realpath(output / note.target)))
        if over is not None:
            faults.append(fault(note.path, "D107", f"the output would replace the note {over}"))
    return tuple(faults)
