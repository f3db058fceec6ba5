"""Over budget is said, quickly, and never a guess."""

import time
from itertools import repeat

import pytest

from kernel.terms import (
    A,
    B,
    C,
    I,
    S,
    add,
    c,
    f,
    had,
    inv,
    mul,
    num,
    over,
    power,
    problem,
    sub,
    t,
    tr,
    x,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.term import Term

SMALL = Budget(seconds=1.0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(A, 10**9), mul(A, power(A, 10**9 - 1))),
        (tr(power(A, 10**9)), num(0)),
        (power(add(A, B), 40), mul(add(A, B), power(add(A, B), 39))),
        (mul(*repeat(add(A, B, C), 40)), C),
        (power(add(c, num(1)), 10**6), num(1)),
    ],
)
def test_what_is_too_large_ends_at_once(left: Term, right: Term) -> None:
    start = time.monotonic()
    proof = prove(problem(left, right), SMALL)
    assert time.monotonic() - start < 2.5
    assert proof.outcome is ProofOutcome.OVER_BUDGET
    assert proof.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(c, 10**9), mul(c, power(c, 10**9 - 1))),
        (power(mul(t(x), x), 10**9), mul(t(x), x, power(mul(t(x), x), 10**9 - 1))),
        (mul(*repeat(A, 40)), power(A, 40)),
        (tr(mul(*repeat(A, 40))), tr(t(power(A, 40)))),
        (mul(*repeat(mul(t(x), A, x), 40)), power(mul(t(x), A, x), 40)),
        (f("exp", mul(num(10**9), c)), power(f("exp", c), 10**9)),
    ],
)
def test_long_products_are_no_problem(left: Term, right: Term) -> None:
    assert prove(problem(left, right), Budget()).outcome is ProofOutcome.PROVED


def test_shared_subterms_are_looked_at_once() -> None:
    term: Term = x
    for _ in range(40):  # a tree of 2^40 nodes
        term = t(had(t(term), t(term)))
    start = time.monotonic()
    assert prove(problem(term, term), Budget()).outcome is ProofOutcome.PROVED
    assert time.monotonic() - start < 2


def test_deep_nesting_ends_without_a_verdict() -> None:
    term: Term = c
    for _ in range(60):
        term = over(num(1), add(num(1), term))
    outcome = prove(problem(term, mul(num(2), term)), Budget()).outcome
    assert outcome in (ProofOutcome.OVER_BUDGET, ProofOutcome.UNDECIDED)


def test_few_label_nodes_give_no_verdict() -> None:
    # a cycle of 12 symmetric factors has 24 automorphisms to look at
    statement = problem(tr(power(S, 12)), tr(power(S, 12)), "S sym")
    assert prove(statement, Budget(label_nodes=5)).outcome is ProofOutcome.OVER_BUDGET


def test_an_undefined_formula_is_not_decided() -> None:
    for left in (inv(sub(A, A)), mul(sub(A, A), inv(sub(A, A)))):
        assert prove(problem(left, I), Budget()).outcome is ProofOutcome.UNDECIDED


def test_functions_within_functions_are_entered_once() -> None:
    """Each sigmoid holds its argument more than once: 2^30 places, and thirty atoms."""
    deep: Term = c
    for _ in range(30):
        deep = f("sigmoid", deep)
    proof = prove(problem(mul(deep, inv(add(A, B))), mul(c, inv(add(A, B)))), SMALL)
    assert proof.outcome in (ProofOutcome.DIFFERENT, ProofOutcome.UNDECIDED)
