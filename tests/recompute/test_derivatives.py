"""Derivatives by jets against difference quotients: the error of a central quotient with a
rational step h is of order h^2, so it must shrink a hundredfold where h does tenfold."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from mdderive.operators import Grid
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.balls import ball
from mdderive.recompute.compare import Difference, difference
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.limits import Clock
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.term import Symbol, Term
from tests.recompute.build import (
    A,
    X,
    apply,
    d,
    det,
    gradient,
    hessian,
    inv,
    jacobian,
    neg,
    of,
    plus,
    power,
    problem,
    prod,
    tp,
    tr,
    x,
)

SIZES = {"n": 2}
RANDOM = Random(5)

SCALARS: dict[str, tuple[Term, Symbol]] = {
    "determinant": (det(X), X),
    "inverse": (tr(prod(A, inv(X))), X),
    "power": (tr(power(X, 4)), X),
    "negative power": (tr(power(X, -2)), X),
    "log det": (of("log", power(det(X), 2)), X),
    "quadratic": (prod(tp(x), A, x), x),
    "norm": (apply("norm", x), x),
    "sigmoid": (prod(tp(x), of("sigmoid", prod(A, x))), x),
    "softmax": (prod(tp(x), apply("softmax", x)), x),
    "sine": (prod(tp(x), of("sin", prod(A, x))), x),
    "root": (power(plus(prod(tp(x), x), apply("norm1", x)), Fraction(1, 3)), x),
}


def drawn(rows: int, cols: int) -> Grid:
    return tuple(
        tuple(Rational(RANDOM.randint(-50, 50), 16) for _ in range(cols)) for _ in range(rows)
    )


VALUES = {"A": drawn(2, 2), "X": drawn(2, 2), "x": drawn(2, 1)}


def value(term: Term, values: Mapping[str, Grid], varying: Mapping[str, Grid]) -> Grid:
    clock = Clock(10.0)

    def no_generic(name: str, order: int, argument: Any) -> Any:
        raise AssertionError(name)

    ring = Arithmetic(RealField(clock), no_generic, clock)
    question = problem(term, term, " ".join(varying))
    return Evaluator(question, ring, SIZES, varying, clock).grid(term, values)


def number(grid: Grid) -> float:
    return float(ball(grid[0][0]))


def along(name: str, direction: Grid, step: Any) -> dict[str, Grid]:
    moved = tuple(
        tuple(u + step * h for u, h in zip(r, q, strict=True))
        for r, q in zip(VALUES[name], direction, strict=True)
    )
    return {**VALUES, name: moved}


@pytest.mark.parametrize("name", SCALARS)
def test_differentials_are_limits_of_quotients(name: str) -> None:
    f, variable = SCALARS[name]
    direction = drawn(len(VALUES[variable.name]), len(VALUES[variable.name][0]))
    exact = number(value(d(f), VALUES, {variable.name: direction}))
    errors = []
    for step in (Rational(1, 1000), Rational(1, 10000)):
        up, down = (value(f, along(variable.name, direction, h), {}) for h in (step, -step))
        errors.append(abs((number(up) - number(down)) / (2 * float(ball(step))) - exact))
    scale = 1 + abs(exact)
    assert errors[1] < 1e-6 * scale
    assert errors[1] < errors[0] / 20 or errors[0] < 1e-8 * scale


@pytest.mark.parametrize("name", SCALARS)
def test_gradients_are_differentials_along_the_basis(name: str) -> None:
    """df = tr(G^T dX) along a random direction, exactly."""
    f, variable = SCALARS[name]
    direction = drawn(len(VALUES[variable.name]), len(VALUES[variable.name][0]))
    by_gradient = tr(prod(tp(gradient(f, variable)), d(variable)))
    varying = {variable.name: direction}
    left, right = value(plus(d(f), neg(by_gradient)), VALUES, varying), ((Rational(0),),)
    assert difference(left, right) is Difference.NONE


@pytest.mark.parametrize("name", [name for name in SCALARS if SCALARS[name][1] is x])
def test_hessians_are_second_differentials(name: str) -> None:
    """d^2 f = dx^T H dx, exactly, and H is the Jacobian of the gradient."""
    f, variable = SCALARS[name]
    direction = {variable.name: drawn(2, 1)}
    h = hessian(f, variable)
    pairs = [
        (d(d(f)), prod(tp(d(variable)), h, d(variable))),
        (h, jacobian(gradient(f, variable), variable)),
        (d(gradient(f, variable)), prod(h, d(variable))),
    ]
    for left, right in pairs:
        both = [value(side, VALUES, direction) for side in (left, right)]
        assert difference(*both) is Difference.NONE


def test_one_wrong_entry_of_a_gradient_is_seen() -> None:
    exact = value(gradient(SCALARS["inverse"][0], X), VALUES, {})
    wrong = ((exact[0][0], exact[0][1]), (exact[1][0], exact[1][1] + Rational(1, 10**9)))
    assert difference(exact, wrong) is Difference.SHOWN
