r"""Places as editors count them, and as a `Source` does.

    Source: offsets in code points.        Editor: (line, units of UTF-16 from its beginning)

An editor's line ends at \n, \r\n or \r. The unit may be another, if the client asked for it, so
the measure of a text is passed in.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lsprotocol.types import Position, Range

from mdderive.source import Span

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Places:
    """The places of one text; `units` measures a piece of it as the client does."""

    text: str
    units: Callable[[str], int]

    @cached_property
    def _lines(self) -> tuple[Span, ...]:
        """Each line without its break."""
        breaks = [match.span() for match in _BREAK.finditer(self.text)]
        starts = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(self.text)]
        return tuple(map(Span, starts, ends))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self._lines)

    def position(self, offset: int) -> Position:
        """Where the character at the offset stands; within a line break, the end of its line."""
        number = bisect_right(self._starts, offset) - 1
        line = self._lines[number]
        return Position(number, self.units(self.text[line.start : min(offset, line.end)]))

    def range(self, span: Span | None) -> Range:
        """The range of a span; of None, the first line."""
        covered = span or self._lines[0]
        return Range(self.position(covered.start), self.position(covered.end))

    def offset(self, position: Position) -> int:
        """The first character that ends after the position; past its end, that of the line."""
        line = self._lines[min(position.line, len(self._lines) - 1)]
        left, offset = position.character, line.start
        while offset < line.end and left > 0:
            left -= self.units(self.text[offset])
            offset += 1
        return offset if left >= 0 else offset - 1

    def span(self, covered: Range) -> Span:
        """The span of a range."""
        return Span(self.offset(covered.start), self.offset(covered.end))
