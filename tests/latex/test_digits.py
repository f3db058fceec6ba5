r"""`A_{12}` with a digit for each axis: an entry of a small matrix, unless it is a name."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

PROVED, REFUTED, UNREADABLE = Outcome.PROVED, Outcome.REFUTED, Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("declared", "row", "expected"),
    [
        ("A: R^{2 x 2}", r"\det(A) &= A_{11} A_{22} - A_{12} A_{21}", PROVED),
        ("A: R^{2 x 2}", r"\det(A) &= A_{11} A_{22} - A_{12} A_{12}", REFUTED),
        ("A: R^{2 x 3}", r"(A^\top)_{31} &= A_{13}", PROVED),
        ("A: R^{2 x 3}", r"(A^\top)_{31} &= A_{12}", REFUTED),
        ("A: R^{2 x 2}", r"(A^{-1})_{11} \det(A) &= A_{22}", PROVED),
        ("A: R^{2 x 2}", r"A_{13} &= A_{11}", UNREADABLE),
        # A declared name wins; what has no digit for a position keeps the number whole.
        ("A: R^{2 x 2}\nA_{11}: R", r"2 A_{11} &= 2 A_{1,1}", REFUTED),
        ("A: R^{n x n}", r"\operatorname{tr}(A) &= A_{11}", REFUTED),
        ("A: R^{m x n}\nn \\ge 2", r"(A^\top)_{21} &= A_{12}", PROVED),
        ("A: R^{m x n}\nn \\ge 2", r"(A^\top)_{21} &= A_{1,1}", REFUTED),
        ("x: R^{12}", r"x_{11} - x^\top x &= x_{11} - \|x\|^2", PROVED),
        ("x: R^{2}", r"x_{11} &= x_1", UNREADABLE),
    ],
)
def test_two_digits(declared: str, row: str, expected: Outcome) -> None:
    note = f"<!-- derive\n{declared}\n-->\n\n$$\n\\begin{{aligned}}\n{row}\n\\end{{aligned}}\n$$\n"
    (step,) = check(Source("note.md", note), Config()).steps
    assert step.verdict.outcome is expected
