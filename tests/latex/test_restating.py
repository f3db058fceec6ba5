"""Rows that claim no equality: given where they restate a fact or declaration, else unreadable."""

import pytest
from blocks import note

from mdderive.config import Config
from mdderive.derivation import Kind, Outcome
from mdderive.pipeline import check
from mdderive.source import Source

DECLARED = r"""A: R^{n x n} positive definite
B: R^{n x n} positive semidefinite
C: R^{n x n} invertible
D: R^{n x n} diagonal positive
M: R^{n x n} positive
Q: R^{n x n} orthogonal
S: R^{n x n} symmetric
x, y, z: R^n
p: R positive
s, t: R
s > 0
t \le 3
x \ne 0
a = s + t
V: R^{n x n} positive definite
V = S S"""


def outcomes(rows: str, declared: str = DECLARED) -> list[Outcome]:
    checked = check(Source("n.md", note(declared, rows)), Config())
    (derivation,) = checked.derivations
    return [step.verdict.outcome for step in derivation.steps]


@pytest.mark.parametrize(
    "row",
    [
        r"s > 0", r"0 < s", r"s \ge 0", r"s \ne 0", r"0 \neq s", r"t \leq 3", r"3 \geqslant t",
        r"x \ne 0", r"p > 0", r"p \gt 0", r"M > 0", r"n \ge 1", r"n > 0",
        r"A \succ 0", r"A \succeq 0", r"B \succeq 0", r"0 \prec A",
        r"\det A \ne 0", r"|A| > 0", r"\operatorname{tr}(A) > 0", r"|B| \ge 0",
        r"\det(C) \neq 0", r"|Q| \ne 0", r"x^\top A x > 0", r"y^\top A y \ge 0",
        r"y^\top B y \ge 0",
    ],
)  # fmt: skip
def test_what_restates_is_given(row: str) -> None:
    assert outcomes(row) == [Outcome.GIVEN]


@pytest.mark.parametrize(
    "row",
    [
        r"s < 0", r"s > 1", r"t < 3", r"t \ne 3", r"t \ge 3", r"3 \le t", r"y \ne 0", r"x > 0",
        r"p < 0", r"p > 1", r"-p > 0", r"n \ge 2", r"n > 1", r"n - 1 > 0", r"n < 1",
        r"A \prec 0", r"A > 0", r"B \succ 0", r"S \succeq 0", r"C \succ 0", r"Q \succ 0",
        r"D > 0", r"A \succ B", r"A \succ I",
        r"\det A < 0", r"|B| > 0", r"|B| \ne 0", r"\det C > 0", r"|Q| > 0", r"|S| \ne 0",
        r"\operatorname{tr}(B) > 0", r"\operatorname{tr}(C) \ne 0", r"\operatorname{tr}(Q) > 0",
        r"y^\top A y > 0", r"x^\top B x > 0", r"x^\top S x \ge 0", r"x^\top A y > 0",
        r"y^\top M y \ge 0", r"V \succ 0", r"|V| > 0", r"s \approx 0", r"s \propto t", r"a > 0",
    ],
)  # fmt: skip
def test_what_says_more_is_not(row: str) -> None:
    assert outcomes(row) == [Outcome.UNREADABLE]


def test_it_lists_what_it_restates() -> None:
    (derivation,) = check(Source("n.md", note(DECLARED, r"x^\top A x > 0")), Config()).derivations
    (step,) = derivation.steps
    assert step.step.kind is Kind.HYPOTHESIS
    assert step.verdict.assumes == (r"A positive definite, x \ne 0",)


def test_it_goes_on_with_a_chain_and_with_an_implication() -> None:
    chain = outcomes(r"f &= x^\top A x \\ &> 0 \\ f &= x^\top A^\top x")
    assert chain == [Outcome.GIVEN, Outcome.GIVEN, Outcome.PROVED]
    assert outcomes(r"p > 0 \implies |p| = p") == [Outcome.GIVEN, Outcome.PROVED]
    assert outcomes(r"s > 0 \implies t = 3") == [Outcome.GIVEN, Outcome.REFUTED]


def test_what_is_restated_is_not_defined_afterwards() -> None:
    assert outcomes(r"C > 0 \\ A \succ 0 \\ A = S")[1:] == [Outcome.GIVEN, Outcome.REFUTED]


def test_a_derivative_that_is_not_zero_supposes_nothing() -> None:
    rows = r"f &= y^\top y \\ \nabla_y f &\ne 0 \\ 2 y &= y"
    assert outcomes(rows)[1:] == [Outcome.UNREADABLE, Outcome.REFUTED]


def test_a_row_that_defines_nothing_leaves_its_name_alone() -> None:
    assert outcomes(r"S \succ 0 \\ S = S^\top") == [Outcome.UNREADABLE, Outcome.PROVED]
