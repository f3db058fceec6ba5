"""What a comment in a note says to mdderive: `derive` with its lines, `mdderive: ignore`, nothing.

A comment that merely begins with the word ("derive the gradient") is prose, unless the words
after it hold a sign of mathematics.
"""

import re
from dataclasses import dataclass

STEPS = "steps"
"""The word that `build` writes itself, above the steps of a display; it asks for nothing."""

_DERIVE = re.compile(r"\s*derive(?:[ \t]*:|(?=[ \t]*\r?(?:\n|$))|(?=[ \t]+\S))")
_PROSE = re.compile(r"[ \t]+(?![^\n]*(?:[:=∈^{\\]))\S")
_MDDERIVE = re.compile(r"\s*mdderive\s*:\s*(?P<word>[^\s].*?)?\s*$", re.S)


@dataclass(frozen=True)
class Directive:
    """`kind` is "derive", "ignore" or "unknown"; `body` is where the annotation lines begin,
    counted from the start of the comment's text."""

    kind: str
    body: int = 0


def directive(text: str) -> Directive | None:
    """The directive in a comment, whose text comes without the comment signs."""
    found = _DERIVE.match(text)
    if found and (text[found.end() - 1] == ":" or not _PROSE.match(text, found.end())):
        return Directive("derive", found.end())
    other = _MDDERIVE.match(text)
    if other is None or other.group("word") == STEPS:
        return None
    return Directive("ignore" if other.group("word") == "ignore" else "unknown")
