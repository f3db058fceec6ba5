"""New rows for a display, in the way its author wrote it.

Rows go in before a row of the author's, each on a line of its own behind whatever the container
wants there (`> `, indentation). In a display on one line they stay on that line. A display without
an environment that has rows is written anew, with `aligned` round it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mdderive.derivation import Display
from mdderive.notes.splice import Edit
from mdderive.source import Fragment, Source, Span

_ROWS = (
    "align|alignat|aligned|alignedat|gather|gathered|multline|eqnarray|flalign|split|IEEEeqnarray"
)
_WRAPPERS = "equation|displaymath|dmath"
_OUTER = re.compile(rf"(?:(?P<rows>{_ROWS})|{_WRAPPERS})\*?")
_TOKEN = re.compile(
    r"\\begin\{(?P<begin>[^{}]*)\}(?:\[[^\]\n]*\])?(?:(?:(?<=at\})|(?<=at\*\}))\{[^{}\n]*\})?"
    r"|\\end\{(?P<end>[^{}]*)\}"
    r"|(?P<break>\\\\\*?(?:\[[^\]\n]*\])?)|\\.|(?P<open>\{)|(?P<close>\})|%[^\n]*",
    re.S,
)
_GAP = re.compile(r"(?:\s|%[^\n]*\n)*")
_LEAD = re.compile(r"[ \t>]*")


def has_rows(display: Display) -> bool:
    """Whether the display has an environment in which rows can stand."""
    return next(_outer(display.latex.text), None) is not None


def insertion(source: Source, display: Display, at: Span, rows: Sequence[str]) -> Edit:
    """The edit that puts the rows (LaTeX without `\\\\`) before the author's row that `at` is
    part of. The display has rows."""
    index = _index(display.latex, at.start)
    starts = list(row_starts(display.latex.text))
    start = starts[max(0, bisect_right(starts, index) - 1)]
    place = display.latex.offset(start)
    between = _between(source, display, place)
    return Edit(Span(place, place), "".join(rf"{row} \\{between}" for row in rows))


def rewritten(source: Source, display: Display, rows: Sequence[str]) -> Edit:
    """The edit that gives the display, which has no rows of its own, these rows instead. The
    fence stays; a display that shared its line with text comes to stand on lines of its own."""
    text = source.text[display.span.start : display.span.end]
    head, tail = _fence(text)
    ending = _line_break(source, display.span.start) + display.prefix
    body = rf" \\{ending}".join(rows)
    lines = (head, r"\begin{aligned}", body, r"\end{aligned}", tail)
    return Edit(display.span, ending.join(lines))


def row_starts(latex: str) -> Iterator[int]:
    """Where the rows of the outermost environment begin, at their first visible character."""
    for place in list(_outer(latex)) or [0]:
        gap = _GAP.match(latex, place)
        yield gap.end() if gap else place


def _outer(latex: str) -> Iterator[int]:
    """Where a row begins: after the `\\begin` of an environment with rows that stands in no
    other but wrappers, and after each `\\\\` of it."""
    environments: list[bool] = []
    depth, rows = 0, 0
    for token in _TOKEN.finditer(latex):
        if token.group("begin") is not None:
            outer = _OUTER.fullmatch(token.group("begin")) if depth == 0 else None
            environments.append(bool(outer))
            if outer and outer.group("rows") and all(environments):
                rows += 1
                yield token.end()
        elif token.group("end") is not None and environments:
            environments.pop()
        elif token.group("break") and depth == 0 and rows and environments and all(environments):
            yield token.end()
        depth += bool(token.group("open")) - bool(token.group("close"))


def _index(fragment: Fragment, offset: int) -> int:
    """The index in the text of the character that stands at the offset of the source."""
    found = bisect_right(fragment.runs, offset, key=lambda run: run[1]) - 1
    here, there = fragment.runs[max(0, found)]
    return min(max(0, here + offset - there), len(fragment.text))


def _between(source: Source, display: Display, place: int) -> str:
    """What goes between two rows: a line break with what stands before the author's row."""
    text = source.text
    if "\n" not in text[display.span.start : display.span.end]:
        return " "
    start = text.rfind("\n", 0, place) + 1
    lead = text[start:place]
    if not _LEAD.fullmatch(lead):
        lead = display.prefix
    return _line_break(source, place) + lead


def _line_break(source: Source, place: int) -> str:
    stop = source.text.find("\n", place)
    return "\r\n" if stop > 0 and source.text[stop - 1] == "\r" else "\n"


def _fence(text: str) -> tuple[str, str]:
    """The signs that open and close a display, as they stand in the note."""
    wrapper = re.match(rf"\\begin\{{(?:{_WRAPPERS})\*?\}}", text)
    if wrapper:
        return wrapper.group(), wrapper.group().replace("begin", "end", 1)
    if text.startswith((r"\[", "$$")):
        return text[:2], text[-2:]
    lines = text.splitlines()
    return lines[0].rstrip(), lines[-1].lstrip("> \t")
