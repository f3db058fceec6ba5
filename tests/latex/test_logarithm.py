r"""`\log p = ...` of a name that is nothing yet gives p its logarithm; else it is a claim."""

import pytest
from blocks import blocks, note

from mdderive.config import Config
from mdderive.derivation import Kind
from mdderive.latex import read

DECLARED = "x: R^n\ns: R\nq: R positive\nX: R^{n x n}"


@pytest.mark.parametrize(
    ("rows", "defines"),
    [
        (r"\log p &= s", ["p"]),
        (r"\ln p(x \mid s) &= s", ["p"]),
        (r"\log p &= s \\ \log p &= s", ["p", None]),
        (r"\log p &= s \\ \log \ell &= \log p + 1", ["p", r"\ell"]),
        (r"\log p &= x - s", ["p"]),
        (r"\log q &= s", [None]),
        (r"\log s &= s", [None]),
        (r"\log \log p &= s", [None]),
        (r"\exp p &= s", [None]),
        (r"\log \pi &= s", [None]),
        (r"s p &= s \\ \log p &= s", [None, None]),
        (r"\log p &= s + \log p", [None]),
    ],
)
def test_which_rows_define(rows: str, defines: list[str | None]) -> None:
    found = read(blocks(note(DECLARED, rf"\begin{{aligned}} {rows} \end{{aligned}}")), Config())
    assert [step.defines for step in found.steps] == defines


def test_a_matrix_has_no_such_logarithm() -> None:
    found = read(blocks(note(DECLARED, r"\log P &= X")), Config())
    (step,) = found.steps
    assert step.kind is not Kind.DEFINITION and step.problem is not None
