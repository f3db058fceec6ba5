"""Writing results back: a note with some spans replaced, everything else byte for byte the same.

Edits are put in from the end, so that the places of those before them stay right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mdderive.source import Source, Span


@dataclass(frozen=True)
class Edit:
    """The text that takes the place of a span; an insertion has an empty span."""

    span: Span
    text: str


def splice(source: Source, edits: Sequence[Edit]) -> str:
    """The text of the note after the edits; insertions at one place keep their order.

    Raises ValueError if two edits overlap or one lies outside the note.
    """
    pieces: list[str] = []
    end = len(source.text)
    for edit in sorted(edits, key=lambda edit: edit.span)[::-1]:
        if not 0 <= edit.span.start <= edit.span.end <= end:
            raise ValueError(f"an edit overlaps another one or the end of the note: {edit.span}")
        pieces += (source.text[edit.span.end : end], edit.text)
        end = edit.span.start
    return "".join(reversed([*pieces, source.text[:end]]))
