"""Where a displayed formula ends: `$$`, `\\[` (escaped in some Markdown), an environment.

The scan starts at the opening sign and runs to its counterpart, over line breaks, to a limit that
the caller sets (the end of the container, or the next comment). The environment is itself LaTeX,
so it stays in the formula; `$$`, `\\[` and code fences are the note's and don't.
"""

import re
from dataclasses import dataclass

from mdderive.source import Span

_ENVIRONMENTS = (
    "equation|align|alignat|aligned|alignedat|gather|gathered|multline|eqnarray|flalign|split"
    "|displaymath|math|dmath|IEEEeqnarray"
)
_OPEN = re.compile(rf"\$\$|\\{{1,2}}\[|\\begin\{{(?P<env>(?:{_ENVIRONMENTS})\*?)\}}")


@dataclass(frozen=True)
class Extent:
    """A display: all of it, and the formula in it."""

    whole: Span
    formula: Span


def opens(text: str, at: int) -> bool:
    """Whether a display begins at the offset."""
    return _OPEN.match(text, at) is not None


def extent(text: str, at: int, limit: int, comments: bool) -> Extent | None:
    """The display that begins at `at`; None if it isn't closed before `limit`. `comments`: `%`
    hides the rest of its line, as it does in a .tex file."""
    opening = _OPEN.match(text, at)
    if opening is None:
        return None
    env = opening.group("env")
    closing = _closing(opening.group(), env)
    pattern = re.compile(rf"{closing}|%[^\n]*" if comments else closing, re.S)
    depth = 1
    for found in pattern.finditer(text, opening.end(), limit):
        depth += {"again": 1, "close": -1}.get(found.lastgroup or "", 0)
        if depth == 0:
            whole = Span(at, found.end())
            return Extent(whole, whole if env else Span(opening.end(), found.start()))
    return None


def _closing(sign: str, env: str | None) -> str:
    """The pattern that finds the counterpart as `close`; it steps over escaped signs."""
    if sign == "$$":
        return r"\\.|(?P<close>\$\$)"
    if env is None:
        return rf"(?P<close>{re.escape(sign[:-1])}\])|\\."
    name = re.escape(env)
    return rf"(?P<again>\\begin\{{{name}\}})|(?P<close>\\end\{{{name}\}})|\\."
