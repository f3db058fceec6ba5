"""A matrix plus a dyad: its inverse wherever it stands, Schur complements, false look-alikes."""

import pytest

from kernel.statements import Statement
from kernel.terms import (
    A,
    I,
    X,
    add,
    apply,
    det,
    dim,
    f,
    inv,
    m,
    matrix,
    mul,
    n,
    neg,
    num,
    over,
    power,
    problem,
    sub,
    t,
    tr,
    x,
    y,
    z,
)
from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.recompute import judge
from mdderive.term import Shape, Term

U, D = matrix("U", n, m), matrix("D", m, m)
Im = apply("identity", shape=Shape(m, m))
updated = add(A, mul(x, t(y)))
scale = add(num(1), mul(t(y), inv(A), x))
quadratic = mul(t(z), inv(A), z)

TRUE: list[Statement] = [
    (mul(inv(updated), x), over(mul(inv(A), x), scale), ""),
    (mul(t(y), inv(updated)), over(mul(t(y), inv(A)), scale), ""),
    (mul(t(y), inv(updated), x), sub(num(1), power(scale, -1)), ""),
    (add(tr(mul(inv(updated), A)), mul(t(y), inv(updated), x)), dim(n), ""),
    (tr(inv(updated)), sub(tr(inv(A)), over(mul(t(y), power(A, -2), x), scale)), ""),
    (
        mul(t(z), inv(add(A, mul(z, t(z)))), z),
        over(quadratic, add(num(1), quadratic)),
        "",
    ),
    (inv(add(I, mul(x, t(x)))), sub(I, over(mul(x, t(x)), add(num(1), mul(t(x), x)))), ""),
    (
        mul(det(A), det(sub(D, mul(X, inv(A), U)))),
        mul(det(D), det(sub(A, mul(U, inv(D), X)))),
        "",
    ),
    (
        add(f("log", det(D)), f("log", det(add(A, mul(U, inv(D), X))))),
        add(f("log", det(A)), f("log", det(add(D, mul(X, inv(A), U))))),
        "",
    ),
]

FALSE: list[Statement] = [
    (mul(inv(updated), x), over(mul(inv(A), x), sub(num(2), scale)), ""),
    (mul(inv(updated), x), mul(inv(A), x), ""),
    (mul(t(y), inv(updated), x), power(scale, -1), ""),
    (mul(inv(updated), y), over(mul(inv(A), y), scale), ""),
    (tr(inv(updated)), sub(tr(inv(A)), over(mul(t(y), inv(A), x), scale)), ""),
    (add(tr(mul(inv(updated), A)), mul(t(y), inv(updated), x)), num(1), ""),
    (
        mul(det(A), det(sub(D, mul(X, inv(A), U)))),
        mul(det(D), det(add(A, mul(U, inv(D), X)))),
        "",
    ),
    (det(sub(D, mul(X, inv(A), U))), mul(det(D), det(sub(A, mul(U, inv(D), X)))), ""),
    (inv(add(I, mul(x, t(y)))), sub(I, mul(x, t(y))), ""),
    (mul(inv(add(Im, mul(X, U))), X), neg(mul(X, inv(add(I, mul(U, X))))), ""),
]


@pytest.mark.parametrize(("left", "right", "given"), TRUE)
def test_true(left: Term, right: Term, given: str) -> None:
    question = problem(left, right, given)
    assert prove(question, Budget()).outcome is ProofOutcome.PROVED
    assert judge(question, Budget(), {}).outcome is JudgementOutcome.AGREE


@pytest.mark.parametrize(("left", "right", "given"), FALSE)
def test_false(left: Term, right: Term, given: str) -> None:
    question = problem(left, right, given)
    assert prove(question, Budget()).outcome is not ProofOutcome.PROVED
    assert judge(question, Budget(), {}).outcome is JudgementOutcome.REFUTED


ones = apply("ones", shape=Shape(n, n))
EQUAL = inv(add(I, ones))


@pytest.mark.parametrize(("number", "holds"), [("1", True), ("2", False)])
def test_a_matrix_of_ones_beside_the_identity(number: str, holds: bool) -> None:
    right = sub(I, over(ones, add(dim(n), num(number))))
    found = prove(problem(EQUAL, right, ""), Budget()).outcome
    assert (found is ProofOutcome.PROVED) == holds
