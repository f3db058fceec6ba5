"""Blocks in order: which begins a derivation, and what is wrong with one before it is read.

A block that declares something starts a derivation unless it says `continue: yes`; one that
declares nothing continues the derivation before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mdderive.derivation import AnnotationLine, Block, Display, Document
from mdderive.diagnostics import Diagnostic
from mdderive.source import Span


@dataclass(frozen=True)
class Found:
    """An annotation with its display, before it is known what it continues."""

    annotation: tuple[AnnotationLine, ...]
    span: Span
    display: Display


def document(
    found: Iterable[Found | Diagnostic], defaults: tuple[AnnotationLine, ...] = ()
) -> Document:
    """The document of what was found, in the order of the note."""
    blocks: list[Block] = []
    problems: list[Diagnostic] = []
    for item in found:
        if isinstance(item, Diagnostic):
            problems.append(item)
        elif item.display.latex.text:
            starts = not blocks or _starts(item.annotation)
            blocks.append(Block(item.annotation, item.span, item.display, starts))
        else:
            problems.append(Diagnostic("D124", "this display is empty", item.display.span))
    return Document(tuple(blocks), defaults, tuple(problems))


def _starts(annotation: tuple[AnnotationLine, ...]) -> bool:
    declares = any(line.kind == "declaration" for line in annotation)
    return declares and not any(line.key == "continue" for line in annotation)


def no_display(span: Span, cause: str, fix: str = "") -> Diagnostic:
    return Diagnostic("D120", "no display follows this annotation", span, cause, fix)


def never_closed(span: Span, sign: str) -> Diagnostic:
    return Diagnostic("D122", f"the display that `{sign}` opens here is never closed", span)
