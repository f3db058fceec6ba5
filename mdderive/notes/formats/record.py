"""What a note format is: its file suffixes, and how its blocks are found."""

from collections.abc import Callable
from dataclasses import dataclass

from mdderive.derivation import Document
from mdderive.source import Source


@dataclass(frozen=True)
class Format:
    """`suffixes` are lower-case and begin with a dot; `find` reads a whole note."""

    name: str
    suffixes: tuple[str, ...]
    find: Callable[[Source], Document]
