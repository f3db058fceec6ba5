r"""Where a LaTeX note takes in another file: `\input{macros}`, `\include{chapters/one}`,
`\subfile{...}`, and plain TeX's `\input macros`, outside comments and what is verbatim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.notes.visible import VERBATIM
from mdderive.source import Span

_SCAN = re.compile(
    rf"{VERBATIM}"
    r"|\\(?P<command>input|include|subfile)(?![A-Za-z@])[ \t]*"
    r"(?:\{(?P<name>[^{}\n]*)\}|(?P<bare>[^\s{}\\%\[]+))"
    r"|\\.|%[^\n]*",
    re.S,
)
_PLAIN = re.compile(r"[^\\#|~\"\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Inclusion:
    """A command that takes in a file, and the names that TeX tries for it, in order: none where
    the name is not a plain one, but made by a macro or meant for a shell."""

    span: Span
    name: str
    tried: tuple[str, ...]


def inclusions(text: str) -> Iterator[Inclusion]:
    """Every such command of a note, in order."""
    for found in _SCAN.finditer(text):
        command, bare = found.group("command"), found.group("bare")
        if command is None or (bare is not None and command != "input"):
            continue
        name = (bare if bare is not None else found.group("name")).strip().strip('"')
        yield Inclusion(Span(*found.span()), name, tuple(_tried(command, name)))


def _tried(command: str, name: str) -> Iterator[str]:
    if not _PLAIN.fullmatch(name):
        return
    if not name.endswith(".tex"):
        yield f"{name}.tex"
    if command != "include" or name.endswith(".tex"):
        yield name
