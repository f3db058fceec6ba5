"""What a proof lists: the domain read off the formula and the names held constant, no more."""

import pytest

from kernel.terms import (
    A,
    B,
    Q,
    a,
    c,
    d,
    det,
    f,
    grad,
    hpower,
    inv,
    mul,
    norm,
    over,
    power,
    problem,
    t,
    tr,
    x,
)
from mdderive.kernel.assumptions import assumptions
from mdderive.term import Term


@pytest.mark.parametrize(
    ("term", "given", "varying", "wanted"),
    [
        (inv(A), "", "", {"A invertible"}),
        (inv(mul(A, B)), "", "", {"A B invertible"}),
        (inv(A), "A pd", "", set()),
        (inv(Q), "Q orth", "", set()),
        (over(c, mul(t(x), x)), "", "", {r"x^\top x \ne 0"}),
        (f("log", det(A)), "", "", {r"\det(A) > 0"}),
        (f("log", x), "x pos", "", set()),
        (f("relu", x), "", "", {r"x \ne 0"}),
        (norm(x), "", "", set()),
        (hpower(A, -1), "", "", {r"A \ne 0"}),
        (power(A, -1), "", "", {"A invertible"}),
        (power(A, "1/2"), "", "", {"A has a principal root"}),
        (inv(A), "A pos", "", {"A invertible"}),
        (grad(norm(x), x), "", "x", {r"x \ne 0"}),
        (d(mul(A, B)), "", "A", {"B constant"}),
        (grad(mul(t(a), x), x), "", "x", {"a constant"}),
        (tr(mul(A, B)), "", "A", set()),
    ],
)
def test_conditions(term: Term, given: str, varying: str, wanted: set[str]) -> None:
    assert set(assumptions(problem(term, term, given, varying))) == wanted
