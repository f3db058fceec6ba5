"""Families with two indices or over a set, formulas that a fact gives a meaning, words as names."""

import pytest

from mdderive.derivation import Outcome
from mdderive.latex import parse_term, to_latex
from tests.latex.indexed_notes import outcomes, reading_of

TWO = r"""v_{i,f}: R, i = 1..n, f = 1..k
z_{ij}: R^d, i = 1..N, j = 1..n
c_j^{(i)}: R, i = 1..N, j = 1..n
w: R^d
x: R^n
u_{ij} = w^\top z_{ij}"""

SET = r"""x^{(i)}: R^d, i \in I_0
\mu: R^d
n_0 = \sum_{i \in I_0} 1"""

SPELLED = r"""y_i: R, i = 1..m
x_i: R^n, i = 1..m
\theta: R^n
a: R^m
\sigma: R positive
Q: R^{m x m} positive definite
|\sigma^2 I| = \sigma^{2m}
\log \mathcal N(a | 0, Q) = -\frac{1}{2} \log |Q| - \frac{1}{2} a^\top Q^{-1} a
h_\theta(y_i x_i) = \tanh(y_i \theta^\top x_i)
\sum a = \mathbf 1^\top a"""

RAISED = r"""b_j: R, j = 1..n
s: R
\hat{y}_j^k = \sigma(b_j)
\Vo^{(t)} = s^2"""

WORDS = r"""\text{C}: R
x: R^n
\text{loss} = \text{C} + x^\top x"""

CASES = [
    (TWO, r"\sum_{i,j} v_{i,j} = \sum_{j,i} v_{ij}", Outcome.PROVED),
    (TWO, r"\sum_{ij} u_{ij} = w^\top \sum_i \sum_j z_{ij}", Outcome.PROVED),
    (TWO, r"\frac{\partial}{\partial z_{ij}} \left(\sum_{k,l} u_{kl} x_l\right) = x_j w",
     Outcome.PROVED),
    (TWO, r"\frac{\partial}{\partial v_{jf}} \sum_{i,l} v_{il}^2 = 2 v_{jf}", Outcome.PROVED),
    (TWO, r"\sum_i c^{(i)}_j = \sum_i c_j^{(i)}", Outcome.PROVED),
    (TWO, r"\sum_j c_j^{(i)} x_j = (\sum_j c_j^{(i)}) \sum_j x_j", Outcome.REFUTED),
    (TWO, r"\sum_i c_j^{(i)} = c_j^{(1)}", Outcome.REFUTED),
    (TWO, r"v_{if} = v_{fi}", Outcome.UNREADABLE),
    (TWO, r"\sum_i u_{ij} = \sum_i u_{ji}", Outcome.UNREADABLE),
    (TWO, r"u_{ij} = w^\top z_{il}", Outcome.REFUTED),
    (SET, r"\sum_{i \in I_0} (x^{(i)} - \mu) = \sum_{i \in I_0} x^{(i)} - n_0 \mu", Outcome.PROVED),
    (SET, r"\sum_i (x^{(i)} - \mu) = \sum_{i \in I_0} x^{(i)} - \mu", Outcome.REFUTED),
    (SET, r"\sum_{i \in I_1} x^{(i)} = \mu", Outcome.UNREADABLE),
    (SET, r"\sum_{i=1}^{n_0} x^{(i)} = \mu", Outcome.UNREADABLE),
    (SPELLED, r"\log |\sigma^2 I| = m \log \sigma^2", Outcome.TESTED),
    (SPELLED, r"|\sigma^2 I| = \sigma^2", Outcome.REFUTED),
    (SPELLED, r"|2 \sigma^2 I| = 2 |\sigma^2 I|", Outcome.UNREADABLE),
    (SPELLED, r"\frac{\partial}{\partial a} \log\mathcal{N}(a\,|\,0, Q) = -Q^{-1} a",
     Outcome.PROVED),
    (SPELLED, r"\frac{\partial}{\partial a} \log\mathcal{N}(a\,|\,0, Q) = Q^{-1} a",
     Outcome.REFUTED),
    (SPELLED, r"\frac{\partial}{\partial a} \log \mathcal{N}(a | 0, Q^{-1}) = -Q a",
     Outcome.UNREADABLE),
    (SPELLED, r"\nabla_\theta h_\theta(y_j x_j) = (1 - h_\theta(y_j x_j)^2) y_j x_j",
     Outcome.PROVED),
    (SPELLED, r"\nabla_\theta h_\theta(y_j x_j) = (1 - h_\theta(y_j x_j)^2) x_j", Outcome.REFUTED),
    (SPELLED, r"\sum_i h_\theta(y_i x_i) = \sum_j h_\theta(y_j x_j)", Outcome.PROVED),
    (SPELLED, r"h_\theta(y_i x_j) = \tanh(y_i \theta^\top x_j)", Outcome.UNREADABLE),
    (SPELLED, r"\sum a = \sum_i a_i", Outcome.PROVED),
    (SPELLED, r"2 \sum a = \sum_i a_i", Outcome.REFUTED),
    (SPELLED, r"\sum y = \sum_i y_i", Outcome.UNREADABLE),
    (WORDS, r"\frac{\partial \text{loss}}{\partial x} = 2 x", Outcome.PROVED),
    (WORDS, r"\frac{\partial \text{loss}}{\partial x} = x", Outcome.REFUTED),
    (WORDS, r"\text{cost} = x", Outcome.GIVEN),
    (WORDS, r"x = \text{cost}", Outcome.UNREADABLE),
    (RAISED, r"\frac{\partial \hat{y}_j^k}{\partial b_j} = \hat{y}_j^k (1 - \hat{y}_j^k)",
     Outcome.PROVED),
    (RAISED, r"\frac{\partial \hat{y}_j^k}{\partial b_j} = \hat{y}_j^k", Outcome.REFUTED),
    (RAISED, r"\frac{\partial \Vo^{(t)}}{\partial s} = 2 s", Outcome.PROVED),
    (SPELLED, r"p(y_i \mid x_i) = e^{-(y_i - \theta^\top x_i)^2}", Outcome.GIVEN),
    (SPELLED, r"h_\theta(y_i x_i) = y_i", Outcome.REFUTED),
    (RAISED, r"s^k = s", Outcome.REFUTED),
    (RAISED, r"z^T = s", Outcome.REFUTED),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "formula", "wanted"), CASES)
def test_outcomes(annotation: str, formula: str, wanted: Outcome) -> None:
    assert outcomes(annotation, formula) == [wanted]


DENSITY = (
    r"p(y_i \mid x_i) = e^{-(y_i - \theta^\top x_i)^2} \\ L = \log \prod_i p(y_i \mid x_i) \\ "
)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (r"\nabla_\theta L = 2 \sum_i (y_i - \theta^\top x_i) x_i", Outcome.PROVED),
        (r"\nabla_\theta L = \sum_i (y_i - \theta^\top x_i) x_i", Outcome.REFUTED),
        (r"p(y_j \mid x_j) = e^{-(y_j - \theta^\top x_j)^2}", Outcome.PROVED),
        (r"p(y_j \mid x_j) = e^{-(y_j + \theta^\top x_j)^2}", Outcome.REFUTED),
        (r"L = p(x_1 \mid y_1)", Outcome.UNREADABLE),
    ],
)
def test_a_density_that_a_row_defines(row: str, wanted: Outcome) -> None:
    found = outcomes(SPELLED, DENSITY + row)
    assert found == [Outcome.GIVEN, Outcome.GIVEN, wanted]


@pytest.mark.parametrize(
    "formula",
    [r"\sum_{i,j} v_{i,j} = v_{1,2}", r"\sum_i c^{(i)}_j = c_j^{(1)}", r"u_{ij} = w^\top z_{ij}"],
)
def test_what_is_printed_reads_back(formula: str) -> None:
    found = reading_of(TWO, formula)
    for step in found.steps:
        for side in (step.readings[0].left, step.readings[0].right):
            printed = to_latex(side, found.scope)
            assert to_latex(parse_term(printed, found.scope), found.scope) == printed
