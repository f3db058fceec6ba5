"""The floating-point filter: derivatives by differences agree with the formulas of textbooks."""

from fractions import Fraction

import pytest

from mdderive.config import Structured
from mdderive.derivation import Scope
from mdderive.derive.diagnosis.floats import Undefined, close, ratio
from mdderive.derive.diagnosis.point import Point
from mdderive.derive.diagnosis.sample import points
from mdderive.operators.apply import apply, number
from mdderive.term import Dimension, Fact, Size, Symbol, Term
from tests.derive.formulas import (
    column,
    d,
    grad,
    inv,
    minus,
    plus,
    scope,
    symbol,
    t,
    times,
    tr,
    two,
)

A, X, S = symbol("A"), symbol("X"), symbol("S")
a, x = column("a"), column("x")
m = symbol("M", "m", "n")


def entrywise(name: str, term: Term, order: int = 0) -> Term:
    return apply("map", term, data=(name, order))


def point(left: Term, right: Term, names: Scope) -> Point:
    return next(points(left, right, names))


IDENTITIES = (
    (grad(tr(times(A, X)), X), t(A), "X"),
    (grad(entrywise("log", apply("determinant", X)), X), t(inv(X)), "X"),
    (grad(times(t(x), A, x), x), times(plus(A, t(A)), x), "x"),
    (apply("jacobian", times(A, x), x, x), A, "x"),
    (apply("hessian", times(t(x), A, x), x, x), plus(A, t(A)), "x"),
    (d(inv(X)), minus(times(inv(X), d(X), inv(X))), "X"),
    (d(d(times(X, X))), times(two, d(X), d(X)), "X"),
    (d(times(A, X)), times(A, d(X)), "X"),
    (d(entrywise("tanh", x)), apply("hadamard", entrywise("tanh", x, 1), d(x)), "x"),
    (d(entrywise("tanh", x, 1)), apply("hadamard", entrywise("tanh", x, 2), d(x)), "x"),
    (d(entrywise("phi", x)), apply("hadamard", entrywise("phi", x, 1), d(x)), "x"),
    (
        apply("jacobian", apply("vec", times(A, X)), apply("vec", X), apply("vec", X)),
        apply("kronecker", apply("identity", shape=A.shape), A),
        "X",
    ),
    (apply("power", X, number(-2)), times(inv(X), inv(X)), ""),
    (tr(apply("identity", shape=A.shape)), Dimension(Size.letter("n")), ""),
    (d(A), apply("zero", shape=A.shape), "X"),
)


@pytest.mark.parametrize(("left", "right", "varying"), IDENTITIES)
def test_true_identities_hold_at_every_point(left: Term, right: Term, varying: str) -> None:
    for place in points(left, right, scope(A, X, a, x, varying=varying)):
        assert close(place.value(left), place.value(right))


@pytest.mark.parametrize(
    ("properties", "left", "right"),
    [
        ("symmetric", t(S), S),
        ("skew", t(S), minus(S)),
        ("orthogonal", times(t(S), S), apply("identity", shape=S.shape)),
        ("projection", times(S, S), S),
        ("diagonal", apply("diag", apply("diagonal", S)), S),
        ("positive definite", t(S), S),
        ("positive semidefinite", t(S), S),
        ("positive", entrywise("abs", S), S),
    ],
)
def test_points_have_the_declared_properties(properties: str, left: Term, right: Term) -> None:
    place = point(left, right, scope(S, varying="", S=properties))
    assert close(place.value(left), place.value(right))
    free = point(left, right, scope(S, varying=""))
    assert not close(free.value(left), free.value(right))


@pytest.mark.parametrize(
    ("structured", "right"),
    [
        (Structured.FREE, t(A)),
        (Structured.SPACE, times(number(Fraction(1, 2)), plus(A, t(A)))),
        (Structured.ENTRIES, plus(A, t(A), minus(apply("diag", apply("diagonal", A))))),
    ],
)
def test_a_symmetric_variable_moves_as_the_note_says(structured: Structured, right: Term) -> None:
    names = scope(A, S, varying="S", S="symmetric")
    names = Scope(names.declarations, varying=names.varying, structured=structured)
    left = grad(tr(times(A, S)), S)
    place = point(left, right, names)
    assert close(place.value(left), place.value(right))


def test_different_size_letters_have_different_sizes() -> None:
    place = point(m, m, scope(m, A, varying=""))
    assert len(place.value(m)) != len(place.value(m)[0])


def test_names_with_values_are_evaluated_and_derivatives_stop_at_them() -> None:
    f, z = symbol("f", "1", "1"), column("z")
    names = scope(A, x, varying="")
    defined = Scope(names.declarations, {"z": times(A, x), "f": times(t(z), z)})
    left, right = grad(f, z), times(two, A, x)
    place = point(left, right, defined)
    assert close(place.value(left), place.value(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (times(t(a), x), number(1)),
        (times(t(A), A, x), times(t(A), a)),
        (plus(times(A, X), X), times(A, A)),
    ],
)
def test_points_lie_on_the_equations_that_are_given(left: Term, right: Term) -> None:
    fact = Fact(left, "=", right, "")
    names = scope(A, X, a, x, varying="")
    place = point(a, x, Scope(names.declarations, facts=(fact,)))
    assert close(place.value(left), place.value(right))


def test_equations_that_cannot_be_solved_leave_no_point() -> None:
    never = Fact(apply("zero", shape=a.shape), "=", apply("ones", shape=a.shape), "")
    names = scope(a, x, varying="")
    assert list(points(a, x, Scope(names.declarations, facts=(never,)))) == []


def test_facts_that_are_inequalities_are_kept() -> None:
    fact = Fact(times(t(a), x), "<", number(0), "")
    names = scope(a, x, varying="")
    for place in points(a, x, Scope(names.declarations, facts=(fact,))):
        assert place.value(times(t(a), x))[0][0] < 0


def test_what_does_not_exist_is_undefined() -> None:
    place = point(A, A, scope(A, varying=""))
    with pytest.raises(Undefined):
        place.value(inv(plus(A, minus(A))))
    with pytest.raises(Undefined):
        place.value(Symbol("unknown", A.shape))
    with pytest.raises(Undefined):
        place.value(entrywise("log", minus(apply("hadamard", A, A))))


def test_ratio_finds_one_number_or_none() -> None:
    assert ratio(((2.0, 4.0),), ((1.0, 2.0),)) == pytest.approx(2)
    assert ratio(((2.0, 4.0),), ((1.0, 1.0),)) is None
    assert ratio(((2.0, 4.0),), ((0.0, 0.0),)) is None
