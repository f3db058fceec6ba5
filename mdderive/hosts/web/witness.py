"""A witness as mathematics: the values, and what either side comes to under them."""

import re

from mdderive.derivation import Witness
from mdderive.hosts.web.markup import element, formula, text
from mdderive.hosts.web.words import WebWords

_WHOLE = re.compile(r"-?\d+")
_FRACTION = re.compile(r"(-?)(\d+)/(\d+)")

Grid = tuple[tuple[str, ...], ...]


def _entry(entry: str) -> str:
    if _WHOLE.fullmatch(entry):
        return entry
    fraction = _FRACTION.fullmatch(entry)
    if fraction:
        sign, top, bottom = fraction.groups()
        return rf"{sign}\tfrac{{{top}}}{{{bottom}}}"
    return re.sub(r"[^0-9.e+-]", "", entry)


def matrix(grid: Grid, decimal: Grid | None = None) -> tuple[str, str]:
    """The matrix as LaTeX, and the sign before it: decimals stand for irrational numbers."""
    shown = [[_entry(entry) for entry in row] for row in decimal or grid]
    sign = r"\approx" if decimal else "="
    if len(shown) == len(shown[0]) == 1:
        return shown[0][0], sign
    rows = r"\\".join("&".join(row) for row in shown)
    return rf"\begin{{bmatrix}}{rows}\end{{bmatrix}}", sign


def witness_html(witness: Witness, words: WebWords) -> str:
    """For example, with A = ..., x = ...: the left side is ... and the right side is ..."""

    def value(name: str, grid: Grid) -> str:
        latex, sign = matrix(grid, witness.decimals.get(name))
        return formula(f"{name} {sign} {latex}")

    def side(name: str, grid: Grid) -> str:
        latex, sign = matrix(grid, witness.decimals.get(name))
        return formula(latex if sign == "=" else rf"{sign} {latex}")

    values = text(words.and_then).join(value(*pair) for pair in witness.values.items())
    head = f"{text(words.witness)}{values}{text(words.and_then)}" if values else ""
    sides = text(words.sides).format(
        left=side("left", witness.left), right=side("right", witness.right)
    )
    return element("p", head + sides, class_="mdderive-witness")
