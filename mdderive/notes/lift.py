"""Text lifted out of a note, without what the container puts before each line.

In a block quote each line begins with `> `, in a list with indentation, in a LaTeX comment with
`%`. A `Lead` is the pattern of that; the lifted `Fragment` leaves it out and keeps the place of
every character that stays. White space before a line means nothing to LaTeX, so all of it goes.
"""

import re
from collections.abc import Iterator
from functools import cache

from mdderive.source import Fragment, Source, Span

Lead = re.Pattern[str]
PERCENT: Lead = re.compile(r"[ \t]*%*[ \t]*")
_BLANK = " \t\r\n\u00a0\u200b\ufeff"


@cache
def quoted(depth: int) -> Lead:
    """The lead of a line inside `depth` block quotes; a further `>` belongs to the formula."""
    return re.compile(rf"(?:[ \t]*>){{0,{depth}}}[ \t]*")


def lift(source: Source, span: Span, lead: Lead) -> Fragment:
    """The text of the span, its lines joined by the line breaks of the note."""
    return Fragment.join(_pieces(source.text, span, lead))


def lift_lines(source: Source, span: Span, lead: Lead) -> Iterator[Fragment]:
    """The lines of the span one by one, without line breaks and white space at the ends."""
    for piece in _pieces(source.text, span, lead):
        yield trim(piece)


def trim(fragment: Fragment) -> Fragment:
    """The same without white space at either end, zero-width spaces included."""
    text = fragment.text
    if text and text[0] not in _BLANK and text[-1] not in _BLANK:
        return fragment
    start = len(text) - len(text.lstrip(_BLANK))
    return fragment.cut(start, max(start, len(text.rstrip(_BLANK))))


def is_blank(text: str) -> bool:
    return not text.strip(_BLANK)


def _pieces(text: str, span: Span, lead: Lead) -> Iterator[Fragment]:
    at = span.start
    while at < span.end:
        stop = text.find("\n", at, span.end)
        end = span.end if stop < 0 else stop
        begin = at
        if at == 0 or text[at - 1] == "\n":
            found = lead.match(text, at, end)
            begin = found.end() if found else at
        last = end - 1 if stop > begin and text[stop - 1] == "\r" else end
        yield Fragment.at(text[begin:last], begin)
        if stop < 0:
            return
        yield Fragment.at("\n", stop)
        at = stop + 1
