"""The steps below a display instead of in it: a part of the page that the reader folds open.

The author's display stays as it is; a copy with the rows written out follows it in `<details>`,
which every Markdown renderer passes on to the browser. In LaTeX nothing folds, so there the rows
stay inline. A line above the part says whose it is: a display that has one below gets no other.
"""

from collections.abc import Iterable, Iterator, Sequence

from mdderive.config import Lang
from mdderive.derivation import Display
from mdderive.notes.splice import Edit, splice
from mdderive.source import Source, Span

MARK = "<!-- mdderive: steps -->"
_SUMMARY = {Lang.EN: "All steps", Lang.ZH: "全部步骤"}


def folded(
    source: Source, displays: Sequence[Display], edits: Sequence[Edit], lang: Lang
) -> list[Edit]:
    """The edits inside displays of Markdown as one insertion below each; those of LaTeX as they
    are."""
    found: list[Edit] = []
    for display in displays:
        inside = [edit for edit in edits if _within(edit.span, display.span)]
        if not source.text.startswith("$$", display.span.start):
            found += inside
        elif inside:
            below = Span(display.span.end, display.span.end)
            found.append(Edit(below, _part(source, display, inside, lang)))
    return found


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _part(source: Source, display: Display, edits: Iterable[Edit], lang: Lang) -> str:
    start = display.span.start
    text = source.text[start : display.span.end]
    moved = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits
    ]
    whole = splice(Source("", text), moved)
    lines = ["", MARK, "<details>", f"<summary>{_SUMMARY[lang]}</summary>", "", whole, ""]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return newline + newline.join(display.prefix + line for line in [*lines, "</details>"])


def without_repeats(source: Source, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits but for parts below displays that have theirs."""
    for edit in edits:
        after = source.text[edit.span.end :].lstrip(" \t\r\n>")
        if not (MARK in edit.text and after.startswith(MARK)):
            yield edit
