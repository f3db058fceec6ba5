"""Where the rows of a display begin: after the `\\begin` of the outermost environment that has
rows, and after each `\\\\` of it; those of a matrix in a row are not among them."""

import re
from collections.abc import Iterator

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
