"""Sums, entries, members and families: what is true is proved, what is false never is."""

from fractions import Fraction

import pytest

from mdderive.config import Budget
from mdderive.evidence import ProofOutcome
from mdderive.kernel import prove
from mdderive.operators import apply
from mdderive.term import (
    COLUMN_OF,
    SCALAR,
    Apply,
    Declaration,
    Dimension,
    Number,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
)

N, D, M = (Size.letter(letter) for letter in "Ndm")
ONE = Size.of(1)
i, j, k = (Symbol(name, SCALAR) for name in "ijk")
X = Symbol("X", Shape(N, D))
A, B, C = (Symbol(name, Shape(N, N)) for name in "ABC")
w, c = Symbol("w", COLUMN_OF(D)), Symbol("c", COLUMN_OF(D))
u, v = Symbol("u", COLUMN_OF(N)), Symbol("v", COLUMN_OF(N))
s = Symbol("s", SCALAR)
xs = Symbol("x_i", Shape(D, N))  # the family x_i in R^d, i = 1..N
ys = Symbol("y_i", Shape(ONE, N))  # the family y_i in R
ms = Symbol("M_i", Shape(D, N * D))
S = Symbol("S", Shape(N, N))

NAMES = (X, A, B, C, w, c, u, v, s, xs, ys, ms, S)
DECLARED = {one.name: Declaration(one.name, one.shape) for one in NAMES}
DECLARED["M_i"] = Declaration("M_i", ms.shape, family=(("i", 1, N),))
DECLARED["S"] = Declaration("S", S.shape, frozenset({Property.SYMMETRIC}))


def num(value: int) -> Number:
    return Number(Fraction(value))


def total(body: Term, index: Symbol, size: Size = N) -> Apply:
    return apply("sum_over", body, index, Dimension(size))


def prod(body: Term, index: Symbol, size: Size = N) -> Apply:
    return apply("product_over", body, index, Dimension(size))


ONLY = num(1)


def at(matrix: Term, row: Term, col: Term = ONLY) -> Apply:
    return apply("entry", matrix, row, col, shape=SCALAR)


def x(index: Term) -> Apply:
    return apply("member", xs, index, shape=COLUMN_OF(D))


def y(index: Term) -> Apply:
    return apply("member", ys, index, shape=SCALAR)


def m(index: Term) -> Apply:
    return apply("member", ms, index, shape=Shape(D, D))


def each(body: Term, index: Symbol, size: Size = N) -> Apply:
    shape = Shape(body.shape.rows, size * body.shape.cols)
    return apply("family", body, index, Dimension(size), shape=shape)


def delta(one: Term, other: Term, size: Size = N) -> Apply:
    return apply("delta", one, other, Dimension(size), shape=SCALAR)


def times(*args: Term) -> Apply:
    return apply("product", *args)


def plus(*args: Term) -> Apply:
    return apply("sum", *args)


def minus(one: Term, other: Term) -> Apply:
    return apply("sum", one, apply("negative", other))


def square(term: Term) -> Apply:
    return apply("power", term, num(2))


def t(term: Term) -> Apply:
    return apply("transpose", term)


def f(name: str, term: Term) -> Apply:
    return apply("map", term, data=(name, 0))


def grad(body: Term, by: Symbol) -> Apply:
    return apply("gradient", body, by, by)


def residual(index: Term) -> Apply:
    return minus(y(index), times(t(w), x(index)))


SOFTMAX = apply("quotient", f("exp", at(u, i)), total(f("exp", at(u, k)), k))

TRUE = {
    "a product by entries": (total(times(at(A, i, j), at(B, j, k)), j), at(times(A, B), i, k)),
    "trace": (total(at(A, i, i), i), apply("trace", A)),
    "inner": (total(times(at(u, i), at(v, i)), i), times(t(u), v)),
    "the name of the index": (total(at(u, i), i), total(at(u, j), j)),
    "order of sums": (
        total(total(times(at(A, i, j), at(u, i)), i), j),
        total(total(times(at(A, i, j), at(u, i)), j), i),
    ),
    "a constant": (total(s, i), times(Dimension(N), s)),
    "a factor": (total(times(s, at(u, i)), i), times(s, total(at(u, i), i))),
    "shadowed": (
        total(times(at(u, i), total(at(u, i), i)), i),
        square(total(at(u, i), i)),
    ),
    "delta": (total(times(delta(i, j), at(u, j)), j), at(u, i)),
    "delta twice": (total(total(delta(i, j), i), j), Dimension(N)),
    "identity": (at(apply("identity", shape=A.shape), i, j), delta(i, j)),
    "symmetric": (at(S, i, j), at(S, j, i)),
    "outer products": (total(times(x(i), t(x(i))), i), times(xs, t(xs))),
    "least squares": (
        grad(total(square(residual(i)), i), w),
        times(num(-2), total(times(residual(i), x(i)), i)),
    ),
    "least squares, matrix": (
        total(square(residual(i)), i),
        square(apply("norm", minus(t(ys), times(t(xs), w)))),
    ),
    "by a member": (
        apply("member", grad(total(square(residual(j)), j), xs), i, shape=COLUMN_OF(D)),
        times(num(-2), residual(i), w),
    ),
    "by an entry": (
        at(grad(total(square(at(u, i)), i), u), k),
        times(num(2), at(u, k)),
    ),
    "softmax": (
        at(grad(SOFTMAX, u), j),
        times(SOFTMAX, minus(delta(i, j), at(apply("softmax", u), j))),
    ),
    "logistic": (
        grad(total(f("log", f("sigmoid", times(t(w), x(i)))), i), w),
        total(times(minus(num(1), f("sigmoid", times(t(w), x(i)))), x(i)), i),
    ),
    "log of a product": (
        f("log", prod(f("exp", y(i)), i)),
        total(y(i), i),
    ),
    "log likelihood": (
        f("log", prod(times(s, f("exp", apply("negative", square(y(i))))), i)),
        minus(times(Dimension(N), f("log", s)), total(square(y(i)), i)),
    ),
    "matrix members": (total(times(m(i), m(i)), i), total(square(m(j)), j)),
    "by a matrix member": (
        apply(
            "member",
            grad(total(times(t(w), m(j), m(j), c), j), ms),
            i,
            shape=Shape(D, D),
        ),
        plus(times(w, t(c), t(m(i))), times(t(m(i)), w, t(c))),
    ),
    "a member of a family": (
        apply("member", each(times(t(w), x(i)), i), j, shape=SCALAR),
        times(t(w), x(j)),
    ),
    "defined matrices": (
        apply("member", each(times(x(i), t(x(i))), i), j, shape=Shape(D, D)),
        times(x(j), t(x(j))),
    ),
    "d of an entry": (
        apply("differential", at(times(A, A), i, j)),
        at(plus(times(apply("differential", A), A), times(A, apply("differential", A))), i, j),
    ),
    "a first entry": (at(times(A, u), num(1)), total(times(at(A, num(1), j), at(u, j)), j)),
    "nested functions": (
        total(f("exp", times(at(u, i), total(times(at(A, i, j), at(v, j)), j))), i),
        total(f("exp", times(at(u, k), at(times(A, v), k))), k),
    ),
}

FALSE = {
    "a product of sums": (
        total(times(at(u, i), at(v, i)), i),
        times(total(at(u, i), i), total(at(v, i), i)),
    ),
    "a square of a sum": (square(total(at(u, i), i)), total(square(at(u, i)), i)),
    "entries exchanged": (at(A, i, j), at(A, j, i)),
    "a free index for another": (
        at(grad(total(square(at(u, i)), i), u), k),
        times(num(2), at(u, i)),
    ),
    "delta lost": (total(times(delta(i, j), at(u, j)), j), total(at(u, j), j)),
    "softmax without delta": (
        at(grad(SOFTMAX, u), j),
        times(SOFTMAX, minus(num(1), at(apply("softmax", u), j))),
    ),
    "one over N lost": (
        grad(times(apply("quotient", num(1), Dimension(N)), total(square(residual(i)), i)), w),
        times(num(-2), total(times(residual(i), x(i)), i)),
    ),
    "N lost": (total(s, i), s),
    "N for d": (total(s, i), times(Dimension(D), s)),
    "transposed index": (
        total(times(at(A, i, j), at(u, j)), j),
        total(times(at(A, j, i), at(u, j)), j),
    ),
    "one term for all": (total(y(i), i), y(i)),
    "first for all": (total(y(i), i), y(num(1))),
    "member by another": (
        apply("member", grad(total(square(residual(j)), j), xs), i, shape=COLUMN_OF(D)),
        times(num(-2), residual(k), w),
    ),
    "a sum under exp": (f("exp", total(y(i), i)), total(f("exp", y(i)), i)),
    "nested the other way": (
        total(total(times(at(A, i, j), at(A, j, i)), j), i),
        total(total(square(at(A, i, j)), j), i),
    ),
    "matrix members": (
        total(times(m(i), m(i)), i),
        times(total(m(i), i), total(m(i), i)),
    ),
}


def closed(left: Term, right: Term) -> tuple[Term, Term]:
    """The step for all values of i, j and k that are free in it."""
    for index in (i, j, k):
        left, right = each(left, index), each(right, index)
    return left, right


def question(pair: tuple[Term, Term]) -> Problem:
    left, right = closed(*pair)
    return Problem(left, right, DECLARED, frozenset({"A"}))


@pytest.mark.parametrize("name", TRUE)
def test_a_true_statement_is_proved(name: str) -> None:
    found = prove(question(TRUE[name]), Budget())
    assert found.outcome is ProofOutcome.PROVED, found


@pytest.mark.parametrize("name", FALSE)
def test_a_false_statement_is_not_proved(name: str) -> None:
    assert prove(question(FALSE[name]), Budget()).outcome is not ProofOutcome.PROVED
