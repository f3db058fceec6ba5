"""Blocks in order, and what is wrong with one before it is read."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mdderive.derivation import AnnotationLine, Block, Display, Document
from mdderive.diagnostics import Diagnostic
from mdderive.notes.beginning import begins
from mdderive.notes.prose import Paragraph, remarks, zeroed
from mdderive.source import Source, Span


@dataclass(frozen=True)
class Found:
    """An annotation with its display, before it is known what it continues."""

    annotation: tuple[AnnotationLine, ...]
    span: Span
    display: Display


def document(
    source: Source,
    found: Iterable[Found | Diagnostic],
    prose: Iterable[Paragraph],
    defaults: tuple[AnnotationLine, ...] = (),
) -> Document:
    """The document of what was found, in the order of the note."""
    items = list(found)
    problems = [item for item in items if isinstance(item, Diagnostic)]
    blocks: list[Block] = []
    if len(problems) == len(items):
        return Document((), defaults, tuple(problems))
    paragraphs = list(prose)
    headings = [one.text.offset(0) for one in paragraphs if one.heading]
    said = remarks(paragraphs, source)
    for item in items:
        if isinstance(item, Diagnostic):
            continue
        if not item.display.latex.text:
            problems.append(Diagnostic("D124", "this display is empty", item.display.span))
            continue
        section = bisect_left(headings, item.span.start)
        start = blocks[-1].display.span.end if blocks else item.span.start
        between = [p for p in paragraphs if start <= p.text.offset(0) < item.span.start]
        zero = zeroed(between)
        block = Block(item.annotation, item.span, item.display, False, section, zero)
        blocks.append(replace(block, starts=begins(block, blocks, said)))
    return Document(tuple(blocks), defaults, tuple(problems), said)


def no_display(span: Span, cause: str, fix: str = "") -> Diagnostic:
    return Diagnostic("D120", "no display follows this annotation", span, cause, fix)


def never_closed(span: Span, sign: str) -> Diagnostic:
    return Diagnostic("D122", f"the display that `{sign}` opens here is never closed", span)
