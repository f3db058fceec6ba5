"""A derivation lifted out of its note, so that nothing in it says where it stood.

The lines that its blocks, and the defaults in force, stand on are put one after the other; all
places count from the start of that text. What is found out about an excerpt holds wherever the
same lines stand: it may be worked out in another process, and be remembered. `Origin` leads back.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from mdderive.derivation import AnnotationLine, Block, Remark
from mdderive.source import Fragment, Source, Span

T = TypeVar("T")


@dataclass(frozen=True)
class Excerpt:
    """The blocks of one derivation, the defaults of its document, what the prose says of its names,
    and the blocks of `earlier` derivations that it keeps names of; places are in `text`, but the
    remarks and earlier blocks keep their lines in the note, to be quoted."""

    text: str
    blocks: tuple[Block, ...]
    defaults: tuple[AnnotationLine, ...] = ()
    remarks: tuple[Remark, ...] = ()
    earlier: tuple[tuple[Block, ...], ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where the lines of an excerpt stand in its note."""

    lines: Fragment

    def put_back(self, record: T) -> T:
        """The record with its places in the note instead of in the excerpt."""
        return moved(record, self.lines.offset)


def excerpt(
    source: Source,
    blocks: tuple[Block, ...],
    defaults: tuple[AnnotationLine, ...] = (),
    remarks: tuple[Remark, ...] = (),
    earlier: tuple[tuple[Block, ...], ...] = (),
) -> tuple[Excerpt, Origin]:
    """The excerpt of these blocks with what bears on them, and the way back."""
    (*kept, blocks), remarks = _without_sections((*earlier, blocks), remarks)
    ranges = _joined(_lines(source, span) for span in _spans((defaults, *kept, blocks, remarks)))
    lines = Fragment.join(Fragment.at(source.text[r.start : r.end], r.start) for r in ranges)
    begins = [there for _, there in lines.runs]

    def place(offset: int) -> int:
        here, there = lines.runs[max(0, bisect_right(begins, offset) - 1)]
        return here + offset - there

    found = Excerpt(lines.text, blocks, defaults, remarks, tuple(kept))
    return moved(found, place), Origin(lines)


def _without_sections(
    derivations: tuple[tuple[Block, ...], ...], remarks: tuple[Remark, ...]
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Remark, ...]]:
    """Sections counted from the first that bears on the excerpt: only which are one matters."""
    blocks = [block for derivation in derivations for block in derivation]
    numbers = sorted({block.section for block in blocks} | {remark.section for remark in remarks})
    rank = {number: place for place, number in enumerate(numbers)}
    return (
        tuple(tuple(replace(b, section=rank[b.section]) for b in one) for one in derivations),
        tuple(replace(remark, section=rank[remark.section]) for remark in remarks),
    )


def moved(record: T, place: Callable[[int], int]) -> T:
    """The record with `place` applied to every offset in it; an end follows its last character."""
    return _moved(record, place)  # type: ignore[no-any-return]


def _moved(value: Any, place: Callable[[int], int]) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Span):
        end = place(value.end - 1) + 1 if value.end > value.start else place(value.end)
        return Span(place(value.start), end)
    if isinstance(value, Fragment):
        return Fragment(value.text, tuple((here, place(there)) for here, there in value.runs))
    if isinstance(value, tuple):
        items = tuple(_moved(item, place) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        old = {name: getattr(value, name) for name in _names(type(value))}
        new = {name: _moved(item, place) for name, item in old.items()}
        other = {name: item for name, item in new.items() if item is not old[name]}
        return replace(value, **other) if other else value
    return value


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def _spans(value: Any) -> Iterator[Span]:
    """All parts of the note that a record speaks of."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Fragment):
        ends = [here for here, _ in value.runs[1:]] + [len(value.text)]
        for (here, there), end in zip(value.runs, ends, strict=True):
            yield Span(there, there + max(0, end - here))
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        if isinstance(value, Block):
            yield value.annotation_span.to(value.display.span)
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


def _lines(source: Source, span: Span) -> Span:
    """The whole lines of a span, with the line break after them."""
    end = source.text.find("\n", max(span.start, span.end - 1))
    return Span(
        source.text.rfind("\n", 0, span.start) + 1, len(source.text) if end < 0 else end + 1
    )


def _joined(spans: Iterator[Span]) -> list[Span]:
    """The spans in order, those that touch made one."""
    ranges: list[Span] = []
    for span in sorted(spans):
        if ranges and span.start <= ranges[-1].end:
            ranges[-1] = ranges[-1].to(span)
        else:
            ranges.append(span)
    return ranges
