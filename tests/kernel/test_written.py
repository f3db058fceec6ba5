"""Index forms written out: what they say, that they are true, and when there is none."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Scope
from mdderive.derive.judging import problem_of
from mdderive.evidence import IndexForm, ProofOutcome
from mdderive.kernel import index_form, prove
from mdderive.latex import read, to_latex
from mdderive.notes import find
from mdderive.source import Source
from mdderive.term import Term

CONFIG = Config()
GROUND = """A, B: R^{n x n}
D: R^{n x n} diagonal
P: R^{n x n} projection
X, Y: R^{m x n}
x, y: R^n
z: R^m
s: R
i: R^n
c_l: R^n, l = 1..N
wrt: A, x, X"""


def sides(left: str, right: str) -> tuple[Scope, Term, Term]:
    text = f"<!-- derive\n{GROUND}\n-->\n\n$$\n{left} = {right}\n$$\n"
    document = find(Source("note.md", text), CONFIG)
    derivation = read(document.blocks, CONFIG, document.defaults)
    (step,) = derivation.steps
    assert step.readings, step.problem
    return derivation.scope, step.readings[0].left, step.readings[0].right


def form(left: str, right: str) -> tuple[Scope, Term, IndexForm | None]:
    scope, one, other = sides(left, right)
    return scope, one, index_form(problem_of(one, other, scope), CONFIG.budget)


SCALARS = [
    (
        r"\operatorname{tr}(A B)",
        r"\operatorname{tr}(B A)",
        r"\sum_{j=1}^n \sum_{k=1}^n A_{jk} B_{kj}",
    ),
    (r"z^\top X x", r"x^\top X^\top z", r"\sum_{j=1}^n \sum_{k=1}^m x_j X_{kj} z_k"),
    (r"2 s\, x^\top y", r"2 s\, y^\top x", r"2 s \sum_{j=1}^n x_j y_j"),
    (r"x^\top D y", r"y^\top D x", r"\sum_{j=1}^n D_{jj} x_j y_j"),
    (r"(x^\top y)^2", r"(y^\top x)^2", r"\left(\sum_{j=1}^n x_j y_j\right)^2"),
    (
        r"\mathbf 1^\top \exp(A) y",
        r"y^\top \exp(A^\top) \mathbf 1",
        r"\sum_{j=1}^n \sum_{k=1}^n y_j \exp(A_{kj})",
    ),
    (
        r"\mathrm{d}(x^\top A y)",
        r"\mathrm{d}(y^\top A^\top x)",
        r"\sum_{j=1}^n \sum_{k=1}^n (\mathrm{d}x)_j A_{jk} y_k",
    ),
    (r"n\, x^\top y", r"y^\top x\, n", r"n \sum_{j=1}^n x_j y_j"),
    (
        r"x^\top A^{-1} y",
        r"y^\top A^{-\top} x",
        r"\sum_{j=1}^n \sum_{k=1}^n x_j (A^{-1})_{jk} y_k",
    ),
]


@pytest.mark.parametrize(("left", "right", "wanted"), SCALARS)
def test_a_scalar_is_a_sum_over_indices_that_is_true(left: str, right: str, wanted: str) -> None:
    scope, one, found = form(left, right)
    assert found is not None
    indices, body = found
    assert not indices
    assert wanted in to_latex(body, scope)
    proof = prove(problem_of(one, body, scope), CONFIG.budget)
    assert proof.outcome is ProofOutcome.PROVED


def test_a_matrix_is_given_by_its_entries() -> None:
    scope, _, found = form(r"(X \odot Y) D", r"X D \odot Y")
    assert found is not None
    indices, body = found
    assert [to_latex(index) for index in indices] == ["j", "k"], "i has another meaning"
    assert to_latex(body, scope) == "X_{jk} D_{kk} Y_{jk}"


def test_two_axes_that_are_one_are_a_delta() -> None:
    scope, _, found = form(r"\operatorname{diag}(x) + A", r"A + \operatorname{diag}(x)")
    assert found is not None
    assert r"\delta_{jk}" in to_latex(found[1], scope)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"x^\top A y", r"y^\top A x"),  # false
        (r"x^\top y", r"2 x^\top y"),  # false
        (r"P P", r"P"),  # by a law
        (r"A A^{-1}", r"I_n"),  # by a law
        (r"\operatorname{vec}(A B)", r"(I_n \otimes A) \operatorname{vec}(B)"),  # tuple indices
        (r"x^\top (A + B)^{-1} y", r"y^\top (A + B)^{-\top} x"),  # an inverse of a sum
        (r"c_l^\top x", r"x^\top c_l"),  # members
    ],
)
def test_there_is_none_where_it_is_false_or_takes_a_law(left: str, right: str) -> None:
    assert form(left, right)[2] is None
