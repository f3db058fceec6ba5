r"""Several texts read as one: a paper with what it inputs, a notebook with its cells.

What one part declares holds in those after it, and a derivation may run on from one into the next,
because the whole is checked as a single text. What is found out is then taken apart again: each
part gets the steps, messages and edits that stand in it, with places of its own.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mdderive.checked import Built, Checked, CheckedDerivation
from mdderive.diagnostics import Diagnostic
from mdderive.excerpt import moved
from mdderive.notes import splice
from mdderive.source import Source, Span


@dataclass(frozen=True)
class Piece:
    """A stretch of a part, in the order of reading: from `start` in the part, so many characters;
    `after` follows it in the whole, and stands nowhere."""

    part: int
    start: int
    end: int
    after: str = ""


@dataclass(frozen=True)
class Manuscript:
    """The parts, the first of which gives the whole its name; the pieces of them in order; and what
    was found wrong while they were put together, each with its part."""

    parts: tuple[Source, ...]
    pieces: tuple[Piece, ...]
    said: tuple[tuple[int, Diagnostic], ...] = ()

    @staticmethod
    def of(source: Source) -> "Manuscript":
        """A note that is all in one text."""
        return Manuscript((source,), (Piece(0, 0, len(source.text)),))

    @cached_property
    def source(self) -> Source:
        """The whole as one text."""
        texts = (self.parts[p.part].text[p.start : p.end] + p.after for p in self.pieces)
        return Source(self.parts[0].path, "".join(texts))

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        """Where each piece begins in the whole."""
        begins, at = [], 0
        for piece in self.pieces:
            begins.append(at)
            at += piece.end - piece.start + len(piece.after)
        return tuple(begins)

    def _at(self, offset: int) -> int:
        """The number of the piece that an offset of the whole stands in."""
        return max(0, bisect_right(self._begins, offset) - 1)

    def owner(self, span: Span | None) -> int:
        """The part that a span of the whole begins in."""
        return self.pieces[self._at(span.start)].part if span else 0

    def _place(self, part: int) -> Callable[[int], int]:
        """Leads from an offset of the whole to one of a part; from what stands in another part, to
        the end of what was read before it."""

        def place(offset: int) -> int:
            number = self._at(offset)
            while number > 0 and self.pieces[number].part != part:
                number -= 1
            piece = self.pieces[number]
            if piece.part != part:
                return 0
            return min(piece.start + offset - self._begins[number], piece.end)

        return place

    def apart(self, built: Built) -> tuple[Built, ...]:
        """What was found out about the whole, part by part."""
        if self == Manuscript.of(built.checked.source):
            return (built,)
        return tuple(self._part(built, number) for number in range(len(self.parts)))

    def _part(self, built: Built, part: int) -> Built:
        source, place, whole = self.parts[part], self._place(part), built.checked
        found = [d for d in whole.diagnostics if self.owner(d.span) == part]
        said = [d.said_in(whole.lang) for number, d in self.said if number == part]
        derivations = tuple(self._derivations(whole, part))
        checked = Checked(
            source,
            moved(derivations, place),
            (*said, *moved(tuple(found), place)),
            whole.lang,
            whole.config,
        )
        own = tuple(edit for edit in built.edits if self.owner(edit.span) == part)
        edits = moved(own, place)
        return Built(checked, splice(source, edits), edits)

    def _derivations(self, whole: Checked, part: int) -> Iterator[CheckedDerivation]:
        """The displays and steps of each derivation that stand in the part."""
        for derivation in whole.derivations:
            owners = [self.owner(display.span) for display in derivation.displays]
            kept = [number for number, owner in enumerate(owners) if owner == part]
            if not kept:
                continue
            steps = tuple(
                replace(one, step=replace(one.step, display=kept.index(one.step.display)))
                for one in derivation.steps
                if one.step.display in kept
            )
            displays = tuple(derivation.displays[number] for number in kept)
            reading = derivation.reading if kept[0] == 0 else None
            yield replace(derivation, displays=displays, steps=steps, reading=reading)
