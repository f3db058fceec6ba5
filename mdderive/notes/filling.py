"""Where the written-out rows go in a display.

Nothing the author wrote is altered; rows are put in before the relation sign of their step,

    \\mathrm{d}f &= ROW && \\text{RULE} \\\\
      &= ROW && \\text{RULE} \\\\
      &= a^\\top \\mathrm{d}X\\, b && \\text{RULE} \\\\

so the left side heads the chain and the author's right side ends it. A formula that stands alone
is put into `aligned`; in an environment with no room for rows (`cases`, `array`), in a row of
several columns, and beside a `\\tag` of the whole display none are put in. What is written renders
in KaTeX, MathJax and amsmath, and holds no `{{`, which site builders take for their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mdderive.derivation import Display, Relation
from mdderive.notes.package import PLAIN, Style
from mdderive.notes.rows import row_starts
from mdderive.notes.splice import Edit
from mdderive.source import Source, Span

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_ROW_END = re.compile(r"[\s>]*(\\\\|\\end\b|\Z)")
_LEAD = re.compile(r"[ \t>]*")
_SIGN = re.compile(r"\s*[.,;，。；]|")
_NUMBERED_ALONE = re.compile(r"\s*\\begin\s*\{(equation\*?|displaymath|math)\}")
_TAGGED = re.compile(r"\\(tag|label|notag|nonumber)\b")

ALIGNED = frozenset({"aligned", "align", "align*"})
ONE_COLUMN = frozenset({"split", "gather", "gather*", "gathered"})
NUMBERED = frozenset({"align", "gather"})
ALONE = frozenset({"", "equation", "equation*", "displaymath", "math"})


@dataclass(frozen=True)
class NewRow:
    """A row to write, `left = latex`, without a left side if it continues the row before."""

    latex: str
    reason: str
    left: str = ""


@dataclass(frozen=True)
class Filling:
    """A step with the rows in front of the author's row, the rows between its sides, the reason of
    the row that the author wrote, and what a failing row is marked with."""

    step: Relation
    lead: tuple[NewRow, ...] = ()
    rows: tuple[NewRow, ...] = ()
    reason: str = ""
    mark: str = ""


@dataclass(frozen=True)
class _Place:
    """A step in its display. `row` is where its row begins, `start` where its relation does, with
    its `&`; `inside`: another step stands before it in the row."""

    source: Source
    display: Display
    filling: Filling
    environment: str
    row: int
    start: int
    inside: bool
    style: Style

    @property
    def alone(self) -> bool:
        return self.environment in ALONE

    @property
    def heads_row(self) -> bool:
        """Whether the step's left side begins the row."""
        return not self.filling.step.continued and self.filling.step.span.start == self.row

    @property
    def has_ampersand(self) -> bool:
        return self.source.text[self.start] == "&"

    @property
    def ampersand(self) -> str:
        return "&" if self.has_ampersand or self.inside or self.alone else ""

    @property
    def end(self) -> int:
        return self.filling.step.right.span().end


def environment_at(text: str, start: int, end: int) -> str:
    """The innermost environment open at `end`; the empty word if there is none."""
    opened: list[str] = []
    for match in _ENVIRONMENT.finditer(text, start, end):
        if match[1] == "begin":
            opened.append(match[2])
        elif opened:
            opened.pop()
    return opened[-1] if opened else ""


def fill(
    source: Source, displays: Sequence[Display], fillings: Iterable[Filling], style: Style = PLAIN
) -> list[Edit]:
    """The insertions that write the rows, reasons and marks into the displays."""
    edits: list[Edit] = []
    for number, group in groupby(fillings, key=lambda filling: filling.step.display):
        places = [_place(source, displays[number], filling, style) for filling in group]
        edits += _fill_display(displays[number], places)
    return edits


def _fill_display(display: Display, places: Sequence[_Place]) -> Iterator[Edit]:
    wrap = any(p.alone and _has_room(p) and (p.filling.lead or p.filling.rows) for p in places)
    broken = [_has_room(p) and (wrap or bool(p.filling.rows)) for p in places]
    inner = _inner(display)
    if wrap:
        yield Edit(Span(inner.start, inner.start), "\\begin{aligned} ")
    for number, place in enumerate(places):
        if _has_room(place) and place.filling.lead and place.heads_row:
            yield Edit(Span(place.row, place.row), _in_front(place))
        if broken[number]:
            yield Edit(Span(place.start, place.start), _before(place))
        cut = number + 1 < len(places) and places[number + 1].inside and broken[number + 1]
        yield from _after(place, _has_room(place) and (wrap or not place.alone), cut)
    if wrap:
        yield Edit(Span(inner.end, inner.end), " \\end{aligned}")


def _place(source: Source, display: Display, filling: Filling, style: Style) -> _Place:
    text, step = source.text, filling.step
    begin = display.latex.offset(0)
    if step.continued:
        start = step.span.start
        while start > begin and text[start - 1] in " \t":
            start -= 1
        start = start - 1 if text[start - 1] == "&" else step.span.start
    else:
        between = text[step.left.span().end : step.right.span().start]
        start = step.left.span().end + len(between) - len(between.lstrip())
    starts = (display.latex.offset(index) for index in row_starts(display.latex.text))
    row = max((at for at in starts if at <= start), default=begin)
    inside = step.continued and bool(text[row:start].strip(" \t\r\n>&"))
    environment = environment_at(text, begin, start)
    return _Place(source, display, filling, environment, row, start, inside, style)


def _has_room(place: _Place) -> bool:
    if place.alone:
        return not _TAGGED.search(place.display.latex.text)
    columns = place.source.text.count("&", place.row, place.start)
    return columns <= place.inside and place.environment in ALIGNED | ONE_COLUMN


def _margin(place: _Place) -> str:
    """A line break of the note and what stands before the author's row; rows below a left side
    are set in."""
    text, prefix = place.source.text, place.display.prefix
    newline = "\r\n" if "\r\n" in text else "\n"
    lead = _LEAD.match(text, text.rfind("\n", 0, place.row) + 1)
    before = lead.group() if lead and len(lead.group()) >= len(prefix) else prefix
    first = not place.filling.step.continued or place.inside
    return newline + before + ("  " if first else "")


def _reason(place: _Place, reason: str) -> str:
    if not reason:
        return ""
    wide = (place.environment in ALIGNED or place.alone) and place.ampersand
    gap = " &&" if wide else " \\qquad"
    return f"{gap} {place.style.reason.format(reason)}"


def _in_front(place: _Place) -> str:
    """Whole rows in front of the author's row; those without a left side are set in."""
    margin = _margin(place).removesuffix("  ")
    lines = [_row(place, row) for row in place.filling.lead]
    starts = ["" if row.left else "  " for row in place.filling.lead]
    return "".join(f"{start}{line}{margin}" for start, line in zip(starts, lines, strict=True))


def _before(place: _Place) -> str:
    """The rows before a relation sign; the row is broken first if it holds a step already."""
    margin = _margin(place)
    lead = f" \\\\{margin}" if place.inside else ""
    rows = "".join(f"{_row(place, row)}{margin}" for row in place.filling.rows)
    return lead + rows + ("" if place.has_ampersand else place.ampersand)


def _row(place: _Place, row: NewRow) -> str:
    left, right = (f"{_plain(row.left)} " if row.left else ""), f"= {_plain(row.latex)}"
    number = " \\notag" if place.environment in NUMBERED else ""
    cells = [left, right] if place.ampersand else [left + right]
    equation = place.ampersand.join(place.style.row.format(cell) if cell else "" for cell in cells)
    return f"{equation}{_reason(place, row.reason)}{number} \\\\"


def _after(place: _Place, roomy: bool, cut: bool) -> Iterator[Edit]:
    """The reason of the author's row, if it gives none itself, and the mark of a failing one."""
    text, last = place.source.text, place.display.latex.span().end
    sign = _SIGN.match(text, place.end, last)
    end = sign.end() if sign else place.end
    free = cut or _ROW_END.match(text, end, last) is not None
    reason = _reason(place, place.filling.reason) if roomy and free else ""
    stop = re.compile(r"\\\\|\\end\b|\Z").search(text, place.end, last)
    rest = text[end : stop.start() if stop else last]
    mark = place.filling.mark
    shown = f" \\qquad \\text{{[{mark}]}}" if mark and mark not in rest else ""
    at = end if free or cut else end + len(rest.rstrip(" \t\r\n>"))
    if reason or shown:
        yield Edit(Span(at, at), reason + shown)


def _inner(display: Display) -> Span:
    """The formula of a display, inside the environment that numbers it, if there is one."""
    text = display.latex.text
    match = _NUMBERED_ALONE.match(text)
    head = match.end() if match else 0
    body = text[head : text.rfind("\\end") if match else len(text)]
    start = head + len(body) - len(body.lstrip())
    return display.latex.span(start, head + len(body.rstrip()))


def _plain(latex: str) -> str:
    """The formula without what a template engine would take for its own."""
    return re.sub(r"\{(?=[{%#])", "{ ", latex)
