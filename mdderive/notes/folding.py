"""The steps below a display instead of in it: a part of the page that the reader folds open.

The author's display stays as it is; a copy with the rows written out follows it in `<details>`,
which every Markdown renderer passes on to the browser. The copy has the author's annotation, so
that it is checked like any display. In LaTeX nothing folds, so there the rows stay inline. A line
above the part says whose it is: a display that has one below gets no other.
"""

from collections.abc import Iterable, Iterator, Sequence

from mdderive.config import Lang
from mdderive.derivation import Block
from mdderive.notes.directive import STEPS
from mdderive.notes.splice import Edit, splice
from mdderive.source import Source, Span

MARK = f"<!-- mdderive: {STEPS} -->"
_END = "</details>"
_SUMMARY = {Lang.EN: "All steps", Lang.ZH: "全部步骤"}


def folded(
    source: Source, blocks: Sequence[Block], edits: Sequence[Edit], lang: Lang
) -> list[Edit]:
    """The edits inside displays of Markdown as one insertion below each; those of LaTeX as they
    are."""
    found: list[Edit] = []
    for block in blocks:
        display = block.display
        inside = [edit for edit in edits if _within(edit.span, display.span)]
        if not source.text.startswith("$$", display.span.start):
            found += inside
        elif inside:
            below = Span(display.span.end, display.span.end)
            found.append(Edit(below, _part(source, block, inside, lang)))
    return found


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _part(source: Source, block: Block, edits: Iterable[Edit], lang: Lang) -> str:
    display, start = block.display, block.display.span.start
    text = source.text[start : display.span.end]
    moved = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits
    ]
    whole = splice(Source("", text), moved)
    annotation = source.text[block.annotation_span.start : block.annotation_span.end].rstrip()
    head = ["", MARK, "<details>", f"<summary>{_SUMMARY[lang]}</summary>", ""]
    lines = [*head, annotation, "", whole, ""]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return newline + newline.join(display.prefix + line for line in [*lines, _END])


def without_repeats(source: Source, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits but for parts below displays that have theirs, or are in one."""
    for edit in edits:
        at = edit.span.end
        has = source.text[at:].lstrip(" \t\r\n>").startswith(MARK)
        within = source.text.rfind(MARK, 0, at) > source.text.rfind(_END, 0, at)
        if not (MARK in edit.text and (has or within)):
            yield edit
