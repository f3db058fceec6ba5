"""Text, and places in it.

A `Source` is a note as it stands on disk. A `Span` is a half-open range of code-point offsets into
its text. A `Fragment` is a piece of LaTeX lifted out of the note: inside block quotes and lists its
text is not contiguous in the note, so it remembers where each run of it came from. Every message
to the author is about a `Span` of the `Source`, never about the lifted text.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range [start, end) of code points of one source."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True)
class Cell:
    """Which cell of a notebook, counted from 1 over cells of all kinds, and on which line of the
    file each of its lines stands."""

    number: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """A note, or a cell of one: the path as the user gave it, and the text."""

    path: str
    text: str
    cell: Cell | None = None

    @property
    def name(self) -> str:
        """The path, with the number of the cell: lines are counted in the cell."""
        return f"{self.path}:cell {self.cell.number}" if self.cell else self.path

    def line_in_file(self, offset: int) -> int:
        """The 1-based line of the file that an offset stands on."""
        line, _ = self.position(offset)
        return self.cell.lines[line - 1] if self.cell else line

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        starts = [0]
        starts.extend(i + 1 for i, c in enumerate(self.text) if c == "\n")
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset; columns count code points, a tab is one."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of the 1-based line, without its line break."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return (self.text[start:] if end < 0 else self.text[start:end]).rstrip("\r")


@dataclass(frozen=True)
class Fragment:
    """Text lifted from a source in runs: `runs` holds (offset in `text`, offset in the source),
    ascending; each run reaches to the next one. Slicing keeps the places."""

    text: str
    runs: tuple[tuple[int, int], ...]

    @staticmethod
    def at(text: str, start: int) -> "Fragment":
        """Contiguous text that begins at offset `start` of the source."""
        return Fragment(text, ((0, start),))

    @staticmethod
    def join(pieces: Iterable["Fragment"]) -> "Fragment":
        """The pieces one after the other, each keeping its places."""
        text = ""
        runs: list[tuple[int, int]] = []
        for piece in pieces:
            runs.extend((len(text) + here, there) for here, there in piece.runs)
            text += piece.text
        return Fragment(text, tuple(runs) or ((0, 0),))

    def offset(self, index: int) -> int:
        """Where the character at `index` of the text stands in the source."""
        here, there = self.runs[max(0, bisect_right(self.runs, (index, 1 << 62)) - 1)]
        return there + index - here

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of `text[start:end]`: from its first to after its last character."""
        stop = len(self.text) if end is None else end
        first = self.offset(start)
        return Span(first, self.offset(stop - 1) + 1 if stop > start else first)

    def cut(self, start: int, end: int) -> "Fragment":
        """The fragment of `text[start:end]`."""
        runs = [(0, self.offset(start))]
        runs.extend((here - start, there) for here, there in self.runs if start < here < end)
        return Fragment(self.text[start:end], tuple(runs))

    def stripped(self) -> "Fragment":
        """The same without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))
