"""Equations that hold for equal or for different indices only."""

import pytest

from mdderive.derivation import Outcome
from tests.latex.indexed_notes import outcomes

SOFTMAX = r"""z: R^n
a: R^n
a_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"""

PLAIN = r"""u: R^n
A: R^{n x n}
X: R^{m x n}"""

CASES = [
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = a_i (1 - a_i), \quad i = j", Outcome.PROVED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = -a_i a_j, \quad i \ne j", Outcome.PROVED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = -a_i a_j \quad (i \neq j)", Outcome.PROVED),
    (SOFTMAX, r"\text{if } i \ne j: \frac{\partial a_j}{\partial z_i} = -a_i a_j", Outcome.PROVED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = -a_i a_j \text{ for $i \ne j$}",
     Outcome.PROVED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = a_i a_j, \quad i \ne j", Outcome.REFUTED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = -a_i a_j, \quad i = j", Outcome.REFUTED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = a_i (1 - a_i), \quad i \ne j",
     Outcome.REFUTED),
    (SOFTMAX, r"\frac{\partial a_j}{\partial z_i} = -a_i a_j", Outcome.REFUTED),
    (SOFTMAX, r"\frac{\partial a_i}{\partial z_i} = -a_i a_i, \quad i \ne j", Outcome.REFUTED),
    (PLAIN, r"A_{ij} = A_{ji}, \quad i = j", Outcome.PROVED),
    (PLAIN, r"A_{ij} = A_{ji}, \quad i \ne j", Outcome.REFUTED),
    (PLAIN, r"X_{ij} = X_{ij}, \quad i = j", Outcome.UNREADABLE),
    (PLAIN, r"\delta_{ij} u_j = u_i, \quad i = j", Outcome.PROVED),
    (PLAIN, r"\delta_{ij} u_j = 0, \quad i \ne j", Outcome.PROVED),
    (PLAIN, r"\frac{\partial^2 (u^\top A u)}{\partial u_k \partial u_l} = A_{kl} + A_{lk}",
     Outcome.PROVED),
    (PLAIN, r"\frac{\partial^2 (u^\top A u)}{\partial u_k \partial u_l} = 2 A_{kl}",
     Outcome.REFUTED),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "formula", "wanted"), CASES)
def test_outcomes(annotation: str, formula: str, wanted: Outcome) -> None:
    assert outcomes(annotation, formula) == [wanted]
