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
    """The text of the span, its lines joined by the line feeds of the note."""
    return Fragment.join(_pieces(source.text, span, lead))


def lift_lines(source: Source, span: Span, lead: Lead) -> Iterator[Fragment]:
    """The lines of the span one by one, without line breaks and white space at the ends."""
    for begin, end, _ in _lines(source.text, span, lead):
        yield trim(Fragment.at(source.text[begin:end], begin))


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
    for begin, end, feed in _lines(text, span, lead):
        if feed > end:  # A carriage return stands between the two.
            yield Fragment.at(text[begin:end], begin)
            yield Fragment.at("\n", feed)
        else:
            yield Fragment.at(text[begin : min(feed + 1, span.end)], begin)


def _lines(text: str, span: Span, lead: Lead) -> Iterator[tuple[int, int, int]]:
    """For each line where it begins behind its lead, where its text ends, and its line feed (the
    end of the span for the last one)."""
    at = span.start
    while at < span.end:
        stop = text.find("\n", at, span.end)
        feed = span.end if stop < 0 else stop
        found = lead.match(text, at, feed) if at == 0 or text[at - 1] == "\n" else None
        begin = found.end() if found else at
        returned = stop > begin and text[stop - 1] == "\r"
        yield begin, feed - returned, feed
        at = feed + 1
