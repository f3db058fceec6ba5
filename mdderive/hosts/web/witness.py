"""A witness as mathematics: the values, and what either side comes to under them."""

import re

from mdderive.derivation import Witness
from mdderive.hosts.web.markup import element, formula, sentence, text
from mdderive.report.words import Words

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


def witness_html(witness: Witness, words: Words) -> str:
    """For example, with A = ..., x = ...: left side = ..., right side = ..."""

    def equation(name: str, grid: Grid) -> str:
        latex, sign = matrix(grid, witness.decimals.get(name))
        return f"{sign} {latex}"

    values = [formula(f"{name} {equation(name, grid)}") for name, grid in witness.values.items()]
    head = f"{text(sentence(words.witness))} {text(words.comma).join(values)}{text(words.colon)}"
    sides = [
        f"{text(words.left)} {formula(equation('left', witness.left))}",
        f"{text(words.right)} {formula(equation('right', witness.right))}",
    ]
    said = (head if values else "") + text(words.comma).join(sides)
    return element("p", said, class_="mdderive-witness")
