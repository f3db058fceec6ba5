"""Equations between exact numbers, in the field of fractions and by residues."""

from collections.abc import Callable
from typing import Any

import flint
import pytest

from mdderive.recompute.balls import sign
from mdderive.recompute.field import show
from mdderive.recompute.integers import coprime_base
from mdderive.recompute.limits import Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.recompute.relations import combination
from mdderive.recompute.residue import BITS, ResidueField, residue

P, Q = Rational(3, 7), Rational(-5, 4)
HALF = Rational(1, 2)

Equation = Callable[[Any], tuple[Any, Any]]


def sigmoid(f: Any, u: Any) -> Any:
    return 1 / (1 + f.exp(-u))


def sine(f: Any, u: Any) -> Any:
    return f.circle(u)[1]


def cosine(f: Any, u: Any) -> Any:
    return f.circle(u)[0]


TRUE: dict[str, Equation] = {
    "exp of a sum": lambda f: (f.exp(P) * f.exp(Q), f.exp(P + Q)),
    "exp of a difference": lambda f: (f.exp(P) / f.exp(Q), f.exp(P - Q)),
    "exp doubled": lambda f: (f.exp(P) * f.exp(P), f.exp(2 * P)),
    "exp of three": lambda f: (f.exp(P) * f.exp(Q) * f.exp(HALF), f.exp(P + Q + HALF)),
    "exp of zero": lambda f: (f.exp(Rational(0)), Rational(1)),
    "log of exp": lambda f: (f.log(f.exp(P)), P),
    "exp of log": lambda f: (f.exp(f.log(P)), P),
    "exp of log of a sum": lambda f: (f.exp(f.log(1 + f.exp(P))), 1 + f.exp(P)),
    "log of a product": lambda f: (
        f.log((1 + f.exp(P)) * (2 + f.exp(Q))),
        f.log(1 + f.exp(P)) + f.log(2 + f.exp(Q)),
    ),
    "log of a rational product": lambda f: (f.log(P) + f.log(HALF), f.log(P * HALF)),
    "sigmoid": lambda f: (sigmoid(f, P) + sigmoid(f, -P), Rational(1)),
    "log of sigmoid": lambda f: (f.log(sigmoid(f, P)), -f.log(1 + f.exp(-P))),
    "softmax": lambda f: (
        f.exp(P - f.log(f.exp(P) + f.exp(Q))),
        f.exp(P) / (f.exp(P) + f.exp(Q)),
    ),
    "root squared": lambda f: (f.root(P, HALF) * f.root(P, HALF), P),
    "root of a sum": lambda f: (
        f.root(1 + f.exp(P), HALF) * f.root(1 + f.exp(P), HALF),
        1 + f.exp(P),
    ),
    "inverse root": lambda f: (f.root(P, -HALF) * P, f.root(P, HALF)),
    "power and one more": lambda f: (f.root(P, Rational(5, 9)) * P, f.root(P, Rational(14, 9))),
    "circle": lambda f: (sine(f, P) * sine(f, P) + cosine(f, P) * cosine(f, P), Rational(1)),
    "angles": lambda f: (
        sine(f, P) * cosine(f, Q) + cosine(f, P) * sine(f, Q),
        sine(f, P + Q),
    ),
    "odd": lambda f: (sine(f, P), -sine(f, -P)),
}

FALSE: dict[str, Equation] = {
    "exp": lambda f: (f.exp(P), f.exp(P) * f.exp(Rational(1, 10**12))),
    "log": lambda f: (f.log(P * HALF), f.log(P) * f.log(HALF)),
    "close to 1": lambda f: (1 / (1 + f.exp(Rational(-70))), Rational(1)),
    "root": lambda f: (f.root(Rational(2), HALF), Rational(665857, 470832)),
    "circle": lambda f: (sine(f, P) * sine(f, P) - cosine(f, P) * cosine(f, P), Rational(1)),
    "nested": lambda f: (f.exp(sigmoid(f, P)), f.exp(sigmoid(f, Q))),
    "near miss": lambda f: (
        f.exp(Rational(3)) * f.exp(Rational(3)),
        f.exp(Rational(6)) + Rational(1, 10**40),
    ),
}


def fields() -> list[Any]:
    return [RealField(Clock(10.0)), ResidueField(Clock(10.0), 0)]


@pytest.fixture(autouse=True)
def precision() -> Any:
    """Residues keep balls of the precision they were made in."""
    before = flint.ctx.prec
    flint.ctx.prec = BITS
    yield
    flint.ctx.prec = before


@pytest.mark.parametrize("which", [0, 1], ids=["exact", "residues"])
@pytest.mark.parametrize("name", TRUE)
def test_true_equations_reduce_to_zero(name: str, which: int) -> None:
    left, right = TRUE[name](_with_roots(TRUE[name], which))
    assert left - right == 0
    assert sign(left - right) == 0


def _with_roots(equation: Equation, which: int) -> Any:
    """A field in which the equation's roots exist: modulo half of all primes one doesn't."""
    if which == 0:
        return RealField(Clock(10.0))
    for number in range(32):
        try:
            equation(ResidueField(Clock(10.0), number))
        except Unfinished:
            continue
        return ResidueField(Clock(10.0), number)
    raise AssertionError("no prime has the roots")


@pytest.mark.parametrize("which", [0, 1], ids=["exact", "residues"])
@pytest.mark.parametrize("name", FALSE)
def test_false_equations_are_shown_by_balls(name: str, which: int) -> None:
    left, right = FALSE[name](_with_roots(FALSE[name], which))
    assert left - right != 0
    assert sign(left - right) != 0


def test_residues_see_relations_that_fractions_overlook() -> None:
    """sigma(p) + sigma(-p) = 1 among exponents: `Comparison` asks residues where fractions leave
    it open."""

    def equation(f: Any) -> Any:
        return f.exp(sigmoid(f, P)) * f.exp(sigmoid(f, -P)) - f.exp(Rational(1))

    exact, modular = (equation(f) for f in fields())
    assert sign(exact) == 0
    assert modular == 0


@pytest.mark.parametrize("which", [0, 1], ids=["exact", "residues"])
def test_what_does_not_exist_is_undefined(which: int) -> None:
    f = fields()[which]
    for missing in (
        lambda: f.log(Rational(-1)),
        lambda: f.log(Rational(0)),
        lambda: f.log(1 - f.exp(P)),
        lambda: 1 / (f.exp(P) * f.exp(-P) * f.exp(Q) - f.exp(Q)) * f.exp(P),
        lambda: f.root(Rational(-2), HALF),
    ):
        with pytest.raises((Undefined, ZeroDivisionError)):
            missing()


def test_generators_are_shown_in_closed_form() -> None:
    f = RealField(Clock(10.0))
    assert show(sigmoid(f, Rational(2))) == "1/(exp(-2) + 1)"
    assert show(f.root(Rational(12), HALF)) == "2*sqrt(3)"
    assert show(f.log(Rational(6))) == "log(2) + log(3)"


def test_coprime_base_of_products() -> None:
    first, second, third = 1009 * 2003, 2003 * 3001, 1009**3
    assert coprime_base([first, second, third]) == (1009, 2003, 3001)
    assert coprime_base([15**2 * 7, 7]) == (7, 15)


@pytest.mark.parametrize("target", [P + Q, 2 * P - Q, -P, 7 * P, P - Q - 2 * HALF])
def test_relations_are_found_and_true(target: Any) -> None:
    known = [P, Q, HALF]
    found = combination(known, target)
    assert found is not None
    assert sum((known[place] * times for place, times in found), Rational(0)) == target


def test_residues_of_rationals_form_a_field() -> None:
    prime = ResidueField(Clock(1.0), 3).prime
    a, b = residue(P, prime), residue(Q, prime)
    assert a + b == P + Q
    assert a * b == P * Q
    assert a / b == P / Q
