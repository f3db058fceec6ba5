"""Determinants: the laws of products and of sums, and the look-alikes that fail at some size."""

import pytest

from kernel.numeric import close, random_point, value
from kernel.statements import Statement
from kernel.terms import (
    A,
    B,
    I,
    Q,
    S,
    X,
    add,
    apply,
    c,
    d,
    det,
    diag,
    dim,
    f,
    inv,
    kron,
    m,
    matrix,
    mul,
    n,
    num,
    ones,
    over,
    power,
    problem,
    sub,
    t,
    tr,
    x,
    y,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.term import Shape

Im = apply("identity", shape=Shape(m, m))
U, V, M = matrix("U", n, m), X, matrix("M", m, m)
rank_one = mul(x, t(y))
quadratic = mul(t(y), inv(A), x)
sign = power(num(-1), dim(n))
lambda_ratio = power(c, sub(dim(n), dim(m)))

TRUE: list[Statement] = [
    (det(add(I, mul(U, V))), det(add(Im, mul(V, U))), ""),
    (det(sub(I, mul(U, V))), det(sub(Im, mul(V, U))), ""),
    (det(add(I, mul(A, B))), det(add(I, mul(B, A))), ""),
    (det(add(I, mul(U, M, V))), det(add(Im, mul(M, V, U))), ""),
    (det(add(Im, mul(V, A, U))), det(add(I, mul(U, V, A))), ""),
    (det(add(I, mul(U, V, A), mul(U, V, B))), det(add(Im, mul(V, A, U), mul(V, B, U))), ""),
    (det(add(mul(c, I), mul(U, V))), mul(lambda_ratio, det(add(mul(c, Im), mul(V, U)))), "c pos"),
    (det(add(A, rank_one)), mul(det(A), add(num(1), quadratic)), "A inv"),
    (det(sub(A, rank_one)), mul(det(A), sub(num(1), quadratic)), "A inv"),
    (det(add(I, rank_one)), add(num(1), mul(t(y), x)), ""),
    (det(add(I, mul(c, x, t(x)))), add(num(1), mul(c, t(x), x)), ""),
    (det(add(A, mul(U, V))), mul(det(A), det(add(Im, mul(V, inv(A), U)))), "A inv"),
    (
        det(add(A, mul(U, M, V))),
        mul(det(A), det(M), det(add(inv(M), mul(V, inv(A), U)))),
        "A inv, M inv",
    ),
    (det(add(A, B)), mul(det(A), det(add(I, mul(inv(A), B)))), "A inv"),
    (
        over(det(add(A, rank_one)), det(A)),
        add(num(1), mul(t(y), inv(A), x)),
        "A inv",
    ),
    (
        f("log", det(add(A, mul(x, t(x))))),
        add(f("log", det(A)), f("log", add(num(1), mul(t(x), inv(A), x)))),
        "A pd",
    ),
    (
        det(add(diag(x), mul(y, t(y)))),
        mul(det(diag(x)), add(num(1), mul(t(y), inv(diag(x)), y))),
        "",
    ),
    (det(kron(A, M)), mul(power(det(A), dim(m)), power(det(M), dim(n))), ""),
    (det(kron(mul(c, A), M)), mul(power(c, mul(dim(n), dim(m))), det(kron(A, M))), ""),
    (f("log", det(diag(x))), mul(t(ones), f("log", x)), "x pos"),
    (det(S), mul(sign, det(S)), "S skew"),
    (det(sub(A, t(A))), mul(sign, det(sub(A, t(A)))), ""),
    (power(sign, 2), num(1), ""),
    (det(mul(Q, A, t(Q))), det(A), "Q orth"),
]

FALSE: list[Statement] = [
    (det(add(I, mul(U, V))), det(add(Im, mul(V, U, V, U))), ""),
    (det(add(I, mul(A, B))), det(add(I, mul(B, t(A)))), ""),
    (det(add(I, mul(A, A, B))), det(add(I, mul(B, A, B))), ""),
    (det(add(mul(c, I), mul(U, V))), det(add(mul(c, Im), mul(V, U))), "c pos"),
    (det(add(mul(num(2), I), mul(U, V))), det(add(mul(num(2), Im), mul(V, U))), ""),
    (det(add(A, rank_one)), mul(det(A), add(num(1), mul(t(x), inv(A), y))), "A inv"),
    (det(add(A, rank_one)), add(det(A), quadratic), "A inv"),
    (det(add(A, rank_one)), mul(det(A), add(num(1), mul(t(y), A, x))), "A inv"),
    (det(add(A, mul(U, V))), mul(det(A), det(add(Im, mul(V, A, U)))), "A inv"),
    # S^-1 exists at even sizes only; at odd ones S + x x^T may well be invertible
    (det(add(S, mul(x, t(x)))), det(S), "S skew"),
    (det(add(S, A)), mul(det(S), det(add(I, mul(A, S)))), "S skew"),
    (det(S), num(0), "S skew"),
    (det(add(S, mul(x, t(x)))), det(S), "S proj"),
    (det(add(S, t(S))), mul(sign, det(add(S, t(S)))), ""),
    (det(A), mul(sign, det(A)), ""),
    (det(kron(A, M)), mul(power(det(A), dim(n)), power(det(M), dim(m))), ""),
    (det(kron(A, M)), mul(det(A), det(M)), ""),
    (f("log", det(diag(x))), f("log", mul(t(ones), x)), "x pos"),
    (sign, num(1), ""),
    (det(Q), num(1), "Q orth"),
    (det(sub(I, mul(num(2), x, t(x)))), num(-1), ""),
]

SIZES = ({"n": 2, "m": 3}, {"n": 3, "m": 2}, {"n": 1, "m": 3}, {"n": 4, "m": 1})


def _seen(statement: Statement) -> set[bool]:
    left, right, given = statement
    question = problem(left, right, given)
    found = set()
    for sizes in SIZES:
        for seed in range(2):
            point = random_point(question.declarations, question.varying, sizes, seed)
            try:
                found.add(close(value(left, point), value(right, point)))
            except (ZeroDivisionError, ValueError):
                continue
    return found


@pytest.mark.parametrize("statement", TRUE)
def test_laws_are_found(statement: Statement) -> None:
    assert _seen(statement) == {True}
    assert prove(problem(*statement), Budget()).outcome is ProofOutcome.PROVED


@pytest.mark.parametrize("statement", FALSE)
def test_look_alikes_are_not(statement: Statement) -> None:
    assert False in _seen(statement)
    assert prove(problem(*statement), Budget()).outcome is not ProofOutcome.PROVED


def test_differentials_of_both_forms_agree() -> None:
    left, right = det(add(I, mul(U, V))), det(add(Im, mul(V, U)))
    question = problem(d(left), d(right), "", "U X")
    assert prove(question, Budget()).outcome is ProofOutcome.PROVED
    inner = inv(add(Im, mul(V, U)))
    gradient = mul(left, tr(mul(inner, add(mul(d(V), U), mul(V, d(U))))))
    question = problem(d(left), gradient, "", "U X")
    assert prove(question, Budget()).outcome is ProofOutcome.PROVED
