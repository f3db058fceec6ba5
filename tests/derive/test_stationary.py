"""What is set to 0: derivatives, whatever stands between them and the 0, and nothing else."""

import pytest

from mdderive.derivation import Outcome
from tests.latex.indexed_notes import outcomes

GIVEN, PROVED = Outcome.GIVEN, Outcome.PROVED
REFUTED, UNREADABLE = Outcome.REFUTED, Outcome.UNREADABLE

DECLARED = r"""X: R^{m x n}
y: R^m
w: R^n
A: R^{n x n} positive definite
b: R^n
s: R"""

F = r"f &= (X w - y)^\top (X w - y) \\ "

CASES = [
    # a bare formula is a hypothesis if it is the gradient of a scalar above, up to a number
    (F + r"2 X^\top X w - 2 X^\top y &= 0 \\ w &= (X^\top X)^{-1} X^\top y",
     [GIVEN, GIVEN, PROVED]),
    (F + r"X^\top X w - X^\top y &= 0 \\ w &= X^\top y", [GIVEN, GIVEN, REFUTED]),
    (F + r"X^\top X w - X^\top y &= 0", [GIVEN, UNREADABLE]),
    (F + r"X^\top X w + X^\top y &= 0", [GIVEN, REFUTED]),
    (F + r"X^\top X w - 2 X^\top y &= 0", [GIVEN, REFUTED]),
    (F + r"X w - y &= 0", [GIVEN, UNREADABLE]),
    (F + r"w^\top X^\top X w - y^\top X w &= 0", [GIVEN, REFUTED]),
    (F + r"X^\top X w - X^\top y &= b", [GIVEN, REFUTED]),
    (r"X^\top X w - X^\top y &= 0", [REFUTED]),
    # the hypothesis is that the derivative is 0, not that a wrong formula for it is
    (F + r"\frac{\partial f}{\partial w} &= X^\top X w + X^\top y = 0 \\ "
     r"X^\top X w &= X^\top y", [GIVEN, REFUTED, GIVEN, PROVED]),
    (F + r"\frac{\partial f}{\partial w} &= X^\top X w + X^\top y = 0 \\ "
     r"X^\top X w &= - X^\top y", [GIVEN, REFUTED, GIVEN, REFUTED]),
    (F + r"\frac{\partial f}{\partial w} &= 2 w X^\top X - 2 X^\top y = 0 \\ "
     r"w &= (X^\top X)^{-1} X^\top y", [GIVEN, UNREADABLE, UNREADABLE, PROVED]),
    (F + r"\frac{\partial f}{\partial w} &= 2 w X^\top X - 2 X^\top y = 0 \\ "
     r"w &= (X^\top X)^{-1} y", [GIVEN, UNREADABLE, UNREADABLE, UNREADABLE]),
    # the derivative of a formula without a name: set to 0 once it has been computed
    (r"\frac{\partial (w^\top A w - 2 b^\top w)}{\partial w} &= 2 A w - 2 b = 0 \\ "
     r"w &= A^{-1} b", [PROVED, GIVEN, PROVED]),
    (r"\frac{\partial (w^\top A w - 2 b^\top w)}{\partial w} &= 2 A w - 2 b = 0 \\ "
     r"w &= A b", [PROVED, GIVEN, REFUTED]),
    (r"\frac{\partial (w^\top w)}{\partial w} &= 0", [UNREADABLE]),
    (F + r"\frac{\partial f}{\partial w} &= 2 w X \\ X^\top X w + X^\top y &= 0",
     [GIVEN, UNREADABLE, UNREADABLE]),
    (r"A w - b &= A w - b = 0", [PROVED, REFUTED]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), CASES)
def test_outcomes(rows: str, wanted: list[Outcome]) -> None:
    assert outcomes(DECLARED, rf"\begin{{aligned}} {rows} \end{{aligned}}") == wanted
