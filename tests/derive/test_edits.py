"""Edits keep formulas well formed: shapes fit, values are what the constructor says."""

from fractions import Fraction

import pytest

from mdderive.derive.diagnosis.candidate import candidates
from mdderive.derive.diagnosis.floats import close, combined, flipped
from mdderive.derive.diagnosis.point import Point
from mdderive.derive.diagnosis.sample import points
from mdderive.derive.edits import EDITS, UNKNOWN, Ground, put, sites
from mdderive.derive.edits.build import inverted, over, product, scaled, total, transposed
from mdderive.derive.edits.kin import kin
from mdderive.derive.edits.monomials import monomials
from mdderive.derive.edits.pool import pool
from mdderive.derive.edits.size import numbers
from mdderive.derive.edits.words import called
from mdderive.operators import operators
from mdderive.operators.apply import apply, number
from mdderive.term import Apply, Dimension, Size, Term, Unifier, subterms
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

A, B, X = symbol("A"), symbol("B"), symbol("X")
M = symbol("M", "m", "n")
a, x = column("a"), column("x")
NAMES = scope(A, B, X, M, a, x, varying="X x")
SQUARE = apply("identity", shape=A.shape)

FORMULAS: tuple[Term, ...] = (
    times(two, A, x),
    times(t(x), A, x),
    plus(times(A, X), minus(times(X, t(B)))),
    t(times(M, A, t(M))),
    times(plus(A, SQUARE), inv(times(X, B)), plus(a, minus(x))),
    apply("quotient", times(a, t(x)), apply("norm", x)),
    apply("hadamard", times(A, x), apply("map", x, data=("exp", 0)), a),
    tr(times(A, apply("power", X, number(3)))),
    times(apply("determinant", X), inv(t(X))),
    plus(times(d(X), A), times(X, A, inv(B))),
    apply("kronecker", A, apply("power", X, number(-2))),
    times(apply("diag", apply("hadamard_power", x, two)), A),
    apply("fill", apply("quotient", number(1), Dimension(Size.letter("n"))), shape=A.shape),
)


@pytest.fixture(scope="module")
def point() -> Point:
    whole = plus(*(tr(times(t(name), name)) for name in (A, B, X, M, a, x)))
    return next(points(whole, whole, NAMES))


def well_formed(term: Term) -> bool:
    """Whether every node has the shape that its operator's rule gives."""
    for node in subterms(term):
        if not isinstance(node, Apply):
            continue
        rule = operators()[node.operator].shape
        if rule is not None and rule(Unifier(), [arg.shape for arg in node.args]) != node.shape:
            return False
    return True


def ground(right: Term) -> Ground:
    left = grad(plus(times(t(x), A, x), tr(times(d(X), inv(B)))), X)
    return Ground(NAMES, left, pool([left, right], right.shape, [right]))


@pytest.mark.parametrize("right", FORMULAS)
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.kind)
def test_candidates_are_other_formulas_of_the_same_shape(edit: object, right: Term) -> None:
    for candidate in candidates(right, ground(right), [edit]):  # type: ignore[list-item]
        assert candidate.term.shape == right.shape
        assert candidate.term != right
        assert well_formed(candidate.term)
        assert candidate.cost >= 1
        assert candidate.message.en and candidate.message.zh


@pytest.mark.parametrize("right", FORMULAS)
def test_unknown_numbers_are_gone_once_they_are_solved_for(right: Term) -> None:
    for candidate in candidates(right, ground(right), EDITS):
        open_number = UNKNOWN in list(subterms(candidate.term))
        assert open_number == (candidate.settle is not None)
        for value in (number(0), number(-1), number(Fraction(1, 2))):
            settled = candidate.settle(value) if candidate.settle is not None else None
            if settled is not None:
                assert UNKNOWN not in list(subterms(settled.term))
                assert well_formed(settled.term)


@pytest.mark.parametrize("right", FORMULAS)
def test_putting_a_part_back_changes_no_value(right: Term, point: Point) -> None:
    for site in sites(right):
        whole = put(right, site.path, site.term)
        assert whole is not None
        assert close(point.value(whole), point.value(right))


@pytest.mark.parametrize("term", FORMULAS)
def test_a_transposed_formula_has_the_transposed_value(term: Term, point: Point) -> None:
    turned = transposed(term)
    assert well_formed(turned)
    assert close(point.value(turned), flipped(point.value(term)))


@pytest.mark.parametrize("term", [A, t(A), inv(A), times(A, B), apply("power", A, number(-2)), two])
def test_an_inverted_formula_has_the_inverse_value(term: Term, point: Point) -> None:
    inverse = inverted(term)
    assert inverse is not None
    unit = product(term, inverse)
    assert unit is not None
    one = number(1) if term.shape.is_scalar else SQUARE
    assert close(point.value(unit), point.value(one))


@pytest.mark.parametrize("value", [Fraction(-2), Fraction(1, 2), Fraction(1), Fraction(-1)])
@pytest.mark.parametrize("term", FORMULAS)
def test_a_scaled_formula_has_the_scaled_value(term: Term, value: Fraction, point: Point) -> None:
    new = scaled(number(value), term)
    assert new is not None and well_formed(new)
    plain = point.value(term)
    assert close(point.value(new), combined(plain, plain, float(value) - 1))


@pytest.mark.parametrize("term", FORMULAS)
def test_monomials_add_up_to_the_formula(term: Term, point: Point) -> None:
    whole = total(*monomials(term))
    assert whole is not None
    assert close(point.value(whole), point.value(term))


def test_a_product_of_sums_is_multiplied_out() -> None:
    assert monomials(times(plus(A, B), plus(X, A))) == (
        times(A, X),
        times(A, A),
        times(B, X),
        times(B, A),
    )


def test_what_does_not_fit_is_none() -> None:
    assert product(M, M) is None
    assert total(A, M) is None
    assert inverted(number(0)) is None
    assert product(None, A) is None


def test_a_fraction_gets_a_longer_denominator() -> None:
    fraction = apply("quotient", x, apply("norm", x))
    assert over(fraction, tr(A)) == apply("quotient", x, times(apply("norm", x), tr(A)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.0, number(2)),
        (-0.5, number(Fraction(-1, 2))),
        (5.0, Dimension(Size.letter("n"))),
        (0.2, apply("quotient", number(1), Dimension(Size.letter("n")))),
        (4.0, Dimension(Size.letter("n") - Size.of(1))),
    ],
)
def test_numbers_are_recognised(value: float, expected: Term) -> None:
    assert expected in list(numbers(value, {"n": 5}))


def test_no_number_stands_for_an_odd_value() -> None:
    assert list(numbers(0.123456, {"n": 5})) == []


@pytest.mark.parametrize(
    ("summand", "expected"),
    [
        (times(A, x), times(t(A), x)),
        (times(a, t(x)), times(x, t(a))),
        (times(A, X, B), times(t(A), X, t(B))),
        (times(d(X), A, X), times(X, A, d(X))),
    ],
)
def test_kin_of_a_summand(summand: Term, expected: Term) -> None:
    assert expected in list(kin(summand, Ground(NAMES, d(times(X, X)))))


def test_pieces_of_the_definition_are_in_the_pool() -> None:
    norm = apply("norm", x)
    left = grad(plus(norm, apply("map", apply("determinant", A), data=("log", 0))), x)
    found = pool([left], x.shape, []).factors
    assert apply("quotient", number(1), norm) in found
    assert inv(A) in found and t(inv(A)) in found


@pytest.mark.parametrize(
    ("term", "english"),
    [
        (t(A), r"A^\top"),
        (d(X), r"\mathrm{d}X"),
        (tr(A), r"\operatorname{tr}(A)"),
        (plus(A, B), "the sum"),
        (t(inv(A)), r"A^{-\top}"),
    ],
)
def test_parts_are_called_by_short_names(term: Term, english: str) -> None:
    assert called(term).en == english
