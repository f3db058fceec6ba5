"""Annotations for displays that have none, as edits.

A display looks like a derivation if it holds a relation and differentiates, or has a trace or a
determinant on both sides, or if it defines a name that stands in one of the next that do. Displays
that an annotation or an `ignore` stands before already are left alone: a bare annotation is put
before each of the others, and those that are then found as blocks are the candidates.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mdderive.config import Config
from mdderive.derivation import Block, Document
from mdderive.notes.find import find, format_of
from mdderive.notes.formats.record import Place
from mdderive.notes.splice import Edit, splice
from mdderive.source import Source, Span

_RELATION = re.compile(r"=|\\(?:equiv|triangleq|coloneqq)(?![A-Za-z])")
_DIFFERENTIATES = re.compile(
    r"\\partial(?![A-Za-z])|\\nabla(?![A-Za-z])|\\mathrm\s*\{?\s*d(?![a-z])|\\operatorname\{d\}"
    r"|\\[dtc]?frac\s*\{\s*d|(?<![A-Za-z\\])d(?:[A-Z]|\\|[a-z](?![a-z]))"
)
_DEFINES = re.compile(
    r"(?:^|\\\\|\\q?quad|,|;|\\begin\{[a-z]+\*?\}(?:\{[^{}]*\})?)[\s&]*"
    r"(?P<left>\\?[A-Za-z]+(?:\{\\?[A-Za-z]+\})?(?:[_^](?:\{[^{}=&]*\}|\w))*)"
    r"\s*(?:\([^()=]*\))?\s*&?\s*:?="
)
_NEAR = 3
_TRACE = re.compile(r"\\(?:operatorname|mathrm|text)\s*\{\s*(?:[Tt]r|det)\s*\}|\\(?:[Tt]r|det)\b")


@dataclass(frozen=True)
class Candidate:
    """A display that could be annotated, and the block it would be under a bare annotation."""

    place: Place
    block: Block


@dataclass(frozen=True)
class Candidates:
    """The candidates of a note, and the note as a document with all of them annotated."""

    source: Source
    document: Document
    candidates: tuple[Candidate, ...]


def looks_derived(latex: str) -> bool:
    """Whether a display looks like a derivation."""
    if not _RELATION.search(latex):
        return False
    return bool(_DIFFERENTIATES.search(latex)) or len(_TRACE.findall(latex)) > 1


def _chosen(every: Sequence[Place]) -> frozenset[Place]:
    """The displays that look like derivations, and those that define names which stand in one of
    the next chosen ones."""
    found: set[Place] = set()
    for number in range(len(every) - 1, -1, -1):
        place = every[number]
        near = [one for one in every[number + 1 : number + 1 + _NEAR] if one in found]
        if looks_derived(place.latex) or _is_used(place, near):
            found.add(place)
    return frozenset(found)


def _is_used(place: Place, later: Sequence[Place]) -> bool:
    """Whether a display defines a name that stands in one of these displays."""
    names = defined_names(place.latex)
    return any(stands_in(name, one.latex) for name in names for one in later)


def defined_names(latex: str) -> frozenset[str]:
    """The names that rows of a display may define."""
    return frozenset(found.group("left") for found in _DEFINES.finditer(latex))


def stands_in(name: str, latex: str) -> bool:
    """Whether a name, as it is spelled, stands in a formula."""
    return re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", latex) is not None


def candidates(source: Source, config: Config) -> Candidates:
    """All displays of the note that look like derivations and are not annotated."""
    own = find(source, config).blocks
    taken = [block.annotation_span.to(block.display.span) for block in own]
    every = tuple(format_of(source).displays(source))
    chosen = _chosen(every)
    places = [
        place
        for place in every
        if place in chosen and not any(s.start <= place.start < s.end for s in taken)
    ]
    text = splice(source, [_edit(source, place, ()) for place in places])
    document = find(Source(source.path, text), config)
    shift = 0
    found = []
    for place in places:
        added = len(_text(source, place, ()))
        start = place.start + shift
        shift += added
        spans = (block for block in document.blocks if block.annotation_span.start >= start)
        block = next((b for b in spans if b.annotation_span.start < start + added), None)
        if block is not None:
            found.append(Candidate(place, block))
    return Candidates(source, document, tuple(found))


def annotated(source: Source, lines: Mapping[Place, Sequence[str]]) -> str:
    """The note with these annotations."""
    return splice(source, [_edit(source, place, said) for place, said in lines.items()])


def _edit(source: Source, place: Place, lines: Sequence[str]) -> Edit:
    return Edit(Span(place.start, place.start), _text(source, place, lines))


def _text(source: Source, place: Place, lines: Sequence[str]) -> str:
    end = "\r\n" if "\r\n" in source.text else "\n"
    said = format_of(source).annotation(lines)
    return "".join((place.prefix + line).rstrip(" \t") + end for line in said)
