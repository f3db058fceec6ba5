"""Where a displayed formula ends: `$$`, `\\[`, an environment.

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
_OPEN = re.compile(rf"\$\$|\\\[|\\begin\{{(?P<env>(?:{_ENVIRONMENTS})\*?)\}}")
_DOLLARS = re.compile(r"\\.|(?P<close>\$\$)", re.S)
_BRACKET = re.compile(r"(?P<close>\\\])|\\.", re.S)


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
    pattern = _closing(opening.group(), env)
    hidden = re.compile(rf"(?P<hidden>(?<!\\)%[^\n]*)|{pattern}", re.S) if comments else None
    depth = 1
    for found in (hidden or re.compile(pattern, re.S)).finditer(text, opening.end(), limit):
        groups = found.groupdict()
        if groups.get("again"):
            depth += 1
        elif groups.get("close"):
            depth -= 1
        if depth == 0:
            whole = Span(at, found.end())
            return Extent(whole, whole if env else Span(opening.end(), found.start()))
    return None


def _closing(sign: str, env: str | None) -> str:
    if env is None:
        return _DOLLARS.pattern if sign == "$$" else _BRACKET.pattern
    name = re.escape(env)
    return rf"(?P<again>\\begin\{{{name}\}})|(?P<close>\\end\{{{name}\}})|\\."
