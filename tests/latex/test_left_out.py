r"""`\sum_{i \ne j}`: a sum over i for a fixed j that stands outside of it, else neither reading."""

import pytest

from mdderive.derivation import Outcome
from tests.latex.indexed_notes import outcomes

DECLARED = "x: R^n\nA: R^{n x n}"
G, P, R, U = Outcome.GIVEN, Outcome.PROVED, Outcome.REFUTED, Outcome.UNREADABLE

CASES = [
    (r"\sum_{i \ne j} x_i x_j = (\mathbf 1^\top x)^2 - x^\top x", [U]),
    (r"(\mathbf 1^\top x)^2 = \sum_i x_i^2 + \sum_{i \neq j} x_i x_j", [U]),
    (r"\mathbf 1^\top A \mathbf 1 - \tr(A) = \sum_{j \ne i} A_{ij}", [U]),
    (r"\sum_j \sum_{i \ne j} x_i x_j = (\mathbf 1^\top x)^2 - x^\top x", [P]),
    (r"\sum_{i \ne j} x_i = \mathbf 1^\top x - x_j", [P]),
    (r"\sum_{i \ne j} x_i = \mathbf 1^\top x + x_j", [R]),
    (r"x_j \sum_{i \ne j} x_i = \sum_{i \ne j} x_i x_j", [P]),
    (r"\mathbf 1^\top x - x_j = \sum_{i \ne j} x_i = \sum_{i \ne j} 1 x_i", [P, P]),
    (r"b_j = \sum_{i \ne j} x_i = \sum_{i \ne j} 1 x_i", [G, P]),
]


@pytest.mark.parametrize(("formula", "wanted"), CASES)
def test_outcomes(formula: str, wanted: list[Outcome]) -> None:
    assert outcomes(DECLARED, formula) == wanted
