"""Sums, entries, members, deltas and families: what is read, what is refused, what is printed."""

import pytest

from mdderive.derivation import Outcome
from mdderive.latex import parse_term, to_latex
from tests.latex.indexed_notes import outcomes, reading_of

FAMILIES = """x_i: R^d, i = 1..N
y_i: R, i = 1..N
w: R^d
u: R^N
v: R^N
X: R^{N x d}
A: R^{N x N}
B: R^{N x N}
s: R"""

TRUE = [
    r"\sum_{i=1}^N u_i v_i = u^\top v",
    r"\sum_i u_i v_i = u^\top v",
    r"\sum_{i,j} A_{ij} u_i v_j = u^\top A v",
    r"\sum_i \sum_j A_{ij} B_{ji} = \tr(A B)",
    r"(A B)_{ik} = \sum_j A_{ij} B_{jk}",
    r"[A B]_{ik} = \sum_j A_{ij} B_{jk}",
    r"\sum_i x_i x_i^\top w = \sum_j (x_j^\top w) x_j",
    r"\sum_{i=1}^N s = N s",
    r"\sum_{j} u_j - u_i = \sum_{j \ne i} u_j",
    r"\sum_j \delta_{ij} u_j = u_i",
    r"\frac{\partial}{\partial u_k} \sum_i u_i^2 = 2 u_k",
    r"\frac{\partial}{\partial x_k} \left( \sum_i (y_i - w^\top x_i)^2 \right) "
    r"= -2 (y_k - w^\top x_k) w",
    r"\frac{\partial A_{ij}}{\partial A_{kl}} = \delta_{ik} \delta_{jl}",
    r"\frac{\partial (A u)}{\partial u_k} = A_{:,k}",
    r"\log \prod_i e^{y_i} = \sum_i y_i",
    r"X_{i,:} w = (X w)_i",
]

FALSE = [
    r"\sum_i u_i v_i = (\sum_i u_i)(\sum_i v_i)",
    r"(\sum_i u_i)^2 = \sum_i u_i^2",
    r"A_{ij} = A_{ji}",
    r"\sum_j A_{ij} u_j = \sum_j A_{ji} u_j",
    r"\sum_j \delta_{ij} u_j = \sum_j u_j",
    r"\frac{\partial}{\partial u_k} \sum_i u_i^2 = 2 u_l",
    r"\sum_{i=1}^N s = s",
    r"x_1 = x_2",
    r"\frac{\partial}{\partial w} \left( \frac{1}{N} \sum_i (y_i - w^\top x_i)^2 \right) "
    r"= -2 \sum_i (y_i - w^\top x_i) x_i",
    r"\sum_i x_i = x_j",
]

UNREADABLE = [
    r"\sum_i u_i + v_i = s",
    r"\frac{\partial}{\partial u_k} \sum_i u_i^2 = 2 u_i",
    r"\sum_i \sum_i A_{ii} = \tr(A)",
    r"\sum_{i=1}^d u_i = s",
    r"\sum_{i=1}^{N+1} x_i = w",
    r"\sum_i X_{ii} = s",
    r"\sum_i s = N s",
    r"\sum_s u_s = s",
    r"A^\top_{ij} = A_{ij}",
    r"A^{-1}_{ij} = A_{ij}",
    r"x_{i+1} = x_i",
    r"x_0 = x_1",
    r"\sum_i z_i = s",
    r"\sum u = s",
    r"\delta_{ij} = s",
    r"A_{ijk} = s",
    r"A_i = s",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_true_formula_is_proved(formula: str) -> None:
    assert outcomes(FAMILIES, formula) == [Outcome.PROVED]


@pytest.mark.parametrize("formula", FALSE)
def test_a_false_formula_is_refuted(formula: str) -> None:
    assert outcomes(FAMILIES, formula) == [Outcome.REFUTED]


@pytest.mark.parametrize("formula", UNREADABLE)
def test_a_doubtful_formula_is_unreadable(formula: str) -> None:
    assert outcomes(FAMILIES, formula) == [Outcome.UNREADABLE]


ALONE = [one for one in TRUE if "ne i" not in one and not one.endswith("delta_{jl}")]
"""Formulas each side of which says on its own what its indices run over."""


@pytest.mark.parametrize("formula", ALONE)
def test_what_is_printed_reads_back(formula: str) -> None:
    found = reading_of(FAMILIES, formula)
    for step in found.steps:
        for side in (step.readings[0].left, step.readings[0].right):
            printed = to_latex(side, found.scope)
            assert to_latex(parse_term(printed, found.scope), found.scope) == printed


def test_an_entry_of_a_vector_is_listed() -> None:
    """`u_i` might have been meant as another vector."""
    found = reading_of(FAMILIES, r"u_i v_i = v_i u_i")
    assert found.steps[0].readings[0].assumes[0] == "`u_i` is an entry of `u`"


NOTES = {
    "softmax": (
        "z: R^C\n" + r"p_i = \frac{e^{z_i}}{\sum_{c=1}^C e^{z_c}}",
        {
            r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)": Outcome.PROVED,
            r"\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)": Outcome.REFUTED,
            r"\frac{\partial p_i}{\partial z_j} = -p_i p_j": Outcome.REFUTED,
        },
    ),
    "logistic": (
        "x^{(i)}: R^n, i = 1..m\ny^{(i)}: R, i = 1..m\n\\theta: R^n\n"
        + r"h^{(i)} = \sigma(\theta^\top x^{(i)})"
        + "\n"
        + r"J = -\sum_i (y^{(i)} \log h^{(i)} + (1 - y^{(i)}) \log(1 - h^{(i)}))",
        {
            r"\frac{\partial J}{\partial \theta_j} = \sum_i (h^{(i)} - y^{(i)}) x^{(i)}_j": (
                Outcome.PROVED
            ),
            r"\nabla_\theta J = \sum_i (h^{(i)} - y^{(i)}) x^{(i)}": Outcome.PROVED,
            r"\nabla_\theta J = \sum_i (y^{(i)} - h^{(i)}) x^{(i)}": Outcome.REFUTED,
        },
    ),
    "gaussian": (
        "x_i: R^d, i = 1..N\n\\mu: R^d\n\\Sigma: R^{d x d} positive definite\n"
        r"\ell = -\frac{1}{2} \sum_i (x_i - \mu)^\top \Sigma^{-1} (x_i - \mu)",
        {
            r"\frac{\partial \ell}{\partial \mu} = \Sigma^{-1} \sum_i (x_i - \mu)": Outcome.PROVED,
            r"\frac{\partial \ell}{\partial \mu} = \Sigma^{-1} (\sum_i x_i - \mu)": (
                Outcome.REFUTED
            ),
        },
    ),
    "a matrix of rows": (
        "x_i: R^d, i = 1..N\nX: R^{N x d}\nX_{ij} = (x_i)_j",
        {
            r"X^\top X = \sum_i x_i x_i^\top": Outcome.PROVED,
            r"X X^\top = \sum_i x_i x_i^\top": Outcome.UNREADABLE,
        },
    ),
    "from nought": (
        "x_i: R, i = 0..T\ny: R^{T+1}",
        {
            r"\sum_{i=0}^T x_i y_i = \sum_i x_i y_i": Outcome.PROVED,
            r"\sum_{i=1}^T x_i = \sum_i x_i": Outcome.UNREADABLE,
            r"x_0 = x_1": Outcome.REFUTED,
        },
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_definitions_with_an_index(name: str) -> None:
    annotation, claims = NOTES[name]
    for claim, outcome in claims.items():
        assert outcomes(annotation, claim) == [outcome], claim
