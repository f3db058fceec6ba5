"""Where a wrong sign stands in what the author wrote: before its term, perhaps a line above."""

import re

from mdderive.source import Fragment, Span

_BEFORE = re.compile(r"([+\-\u2212])(?:\s|&|\\\\|\\[,!;:> ]|\\q?quad(?![A-Za-z])|\{\})*\Z")
_FIRST = re.compile(r"[+\-\u2212]")


def sign_before(place: Span, side: Fragment) -> Span:
    """The sign of the term at this place of a side; the place itself if no sign is written."""
    start = next((k for k in range(len(side.text)) if side.offset(k) == place.start), None)
    if start is None:
        return place
    found = _BEFORE.search(side.text, 0, start) or _FIRST.match(side.text, start)
    if found is None:
        return place
    at = side.offset(found.start())
    return Span(at, at + 1)
