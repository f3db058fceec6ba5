"""Powers of a matrix with an exponent made of sizes: k is a size letter, so a whole number."""

import pytest

from kernel.numeric import close, random_point, value
from kernel.statements import Statement
from kernel.terms import (
    A,
    B,
    C,
    I,
    X,
    add,
    c,
    det,
    diag,
    dim,
    grad,
    hpower,
    inv,
    kron,
    m,
    matrix,
    mul,
    num,
    power,
    problem,
    sub,
    t,
    tr,
    x,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.kernel.assumptions import assumptions
from mdderive.term import Size, Term, symbols

k, l = dim(Size.letter("k")), dim(Size.letter("l"))  # noqa: E741
before = sub(k, num(1))
M = matrix("M", m, m)
normal = mul(t(X), X)

TRUE: list[Statement] = [
    (mul(power(A, k), power(A, l)), power(A, add(k, l)), ""),
    (mul(power(A, k), A), power(A, add(k, num(1))), ""),
    (mul(A, power(A, k)), mul(power(A, k), A), ""),
    (mul(t(A), power(t(A), k)), t(power(A, add(k, num(1)))), ""),
    (mul(power(A, before), A), power(A, k), ""),
    (mul(inv(A), power(A, k)), power(A, before), ""),
    (inv(power(A, k)), power(inv(A), k), ""),
    (mul(power(A, k), power(inv(A), k)), I, ""),
    (power(mul(c, A), k), mul(power(c, k), power(A, k)), ""),
    (det(power(A, k)), power(det(A), k), ""),
    (power(A, k), A, "A proj"),
    (power(kron(A, M), k), kron(power(A, k), power(M, k)), ""),
    (power(diag(x), k), diag(hpower(x, k)), ""),
    (t(power(A, k)), power(A, k), "A sym"),
    (tr(mul(B, power(A, k), C)), tr(mul(power(A, k), C, B)), ""),
    (power(A, sub(add(k, num(2)), k)), mul(A, A), ""),
    (grad(tr(power(A, k)), A), mul(k, t(power(A, before))), ""),
    (grad(tr(power(normal, k)), X), mul(num(2), k, X, power(normal, before)), ""),
    (grad(det(power(A, k)), A), mul(k, det(power(A, k)), t(inv(A))), ""),
]

FALSE: list[Statement] = [
    (power(mul(A, B), k), mul(power(A, k), power(B, k)), ""),
    (mul(power(A, k), power(A, l)), power(A, mul(k, l)), ""),
    (mul(power(A, k), t(A)), power(A, add(k, num(1))), ""),
    (power(A, before), A, "A proj"),
    (power(A, k), t(power(A, k)), "A skew"),
    (power(mul(c, A), k), mul(c, power(A, k)), ""),
    (det(power(A, k)), mul(k, det(A)), ""),
    (grad(tr(power(A, k)), A), mul(k, power(A, before)), ""),
    (grad(tr(power(normal, k)), X), mul(k, X, power(normal, before)), ""),
]

SIZES = ({"n": 2, "m": 3, "k": 3, "l": 2}, {"n": 3, "m": 2, "k": 1, "l": 1})


def _seen(statement: Statement, varying: str) -> set[bool]:
    left, right, given = statement
    question = problem(left, right, given, varying)
    points = (
        random_point(question.declarations, question.varying, sizes, seed)
        for sizes in SIZES
        for seed in range(2)
    )
    return {close(value(left, point), value(right, point)) for point in points}


def _varying(statement: Statement) -> str:
    names = symbols(statement[0]) & {"A", "X"}
    return "X" if "X" in names else " ".join(names)


@pytest.mark.parametrize("statement", TRUE)
def test_laws_are_found(statement: Statement) -> None:
    varying = _varying(statement)
    assert _seen(statement, varying) == {True}
    assert prove(problem(*statement, varying), Budget()).outcome is ProofOutcome.PROVED


@pytest.mark.parametrize("statement", FALSE)
def test_look_alikes_are_not(statement: Statement) -> None:
    varying = _varying(statement)
    assert False in _seen(statement, varying)
    assert prove(problem(*statement, varying), Budget()).outcome is not ProofOutcome.PROVED


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (power(A, k), ()),
        (power(A, before), ()),
        (power(A, sub(k, num(2))), ("A invertible",)),
        (power(A, sub(k, l)), ("A invertible",)),
        (power(A, "1/2"), ("A has a principal root",)),
    ],
)
def test_what_a_power_takes(term: Term, wanted: tuple[str, ...]) -> None:
    assert assumptions(problem(term, term)) == wanted
