"""What a note format is: its file suffixes, and how its blocks are found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mdderive.derivation import Document
from mdderive.source import Source


@dataclass(frozen=True)
class Place:
    """Where an annotation could stand: at the beginning of a line, each line of it after `prefix`;
    `latex` is the display that follows."""

    start: int
    prefix: str
    latex: str


@dataclass(frozen=True)
class Format:
    """`suffixes` are lower-case and begin with a dot; `find` reads a whole note, `displays` finds
    the displays that an annotation could stand before; `annotation` spells one."""

    name: str
    suffixes: tuple[str, ...]
    find: Callable[[Source], Document]
    displays: Callable[[Source], Iterator[Place]]
    annotation: Callable[[Sequence[str]], Sequence[str]]
