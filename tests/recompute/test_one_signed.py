"""Arguments of kinks that keep their sign, and given inequalities: each true statement beside
false ones that look like it."""

from fractions import Fraction

import pytest

from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.recompute import judge
from mdderive.recompute.one_signed import polynomial_sign
from mdderive.recompute.signs import sign_of
from mdderive.term import Fact, Problem, Property, Term
from tests.recompute.build import (
    apply,
    ask,
    fact,
    minus,
    neg,
    num,
    of,
    plus,
    power,
    problem,
    prod,
    s,
    symbol,
    t,
)

u = symbol("u")
square, cube = power(s, 2), power(s, 3)
ABOVE = (fact(s, ">", num(1)),)
BETWEEN = (fact(s, ">", num(1)), fact(num(2), ">=", s))
ORDERED = (fact(s, "<", t),)


def mixed(factor: int) -> Term:
    return plus(square, prod(num(factor), s, t), power(t, 2))


SIGNS: list[tuple[Term, tuple[Fact, ...], int]] = [
    (plus(square, s, num(1)), (), 1),
    (plus(square, prod(num(2), s), num(1)), (), 1),
    (plus(square, prod(num(3), s), num(1)), (), 0),
    (neg(plus(square, num(1))), (), -1),
    (plus(power(s, 4), cube, num(1)), (), 1),
    (plus(power(s, 4), prod(num(2), cube), num(1)), (), 0),
    (plus(cube, num(1)), (), 0),
    (prod(square, plus(square, num(1))), (), 1),
    (minus(cube, square), ABOVE, 1),
    (minus(square, num(4)), ABOVE, 0),
    (minus(num(1), s), ABOVE, -1),
    (prod(minus(s, num(1)), minus(s, num(2))), BETWEEN, -1),
    (prod(minus(s, num(1)), minus(s, num(Fraction(3, 2)))), BETWEEN, 0),
    (minus(t, s), ORDERED, 1),
    (minus(prod(num(2), s), prod(num(2), t)), ORDERED, -1),
    (plus(minus(t, s), num(1)), ORDERED, 1),
    (minus(minus(t, s), num(1)), ORDERED, 0),
    (plus(s, t), ORDERED, 0),
    (mixed(2), (), 1),
    (mixed(1), (), 1),
    (mixed(3), (), 0),
    (neg(mixed(-2)), (), -1),
    (minus(mixed(1), num(1)), (), 0),
    (plus(mixed(1), num(1), prod(num(Fraction(1, 2)), t)), (), 1),
    (prod(s, t), (), 0),
]


@pytest.mark.parametrize(("term", "facts", "expected"), SIGNS)
def test_signs_of_polynomials(term: Term, facts: tuple[Fact, ...], expected: int) -> None:
    assert polynomial_sign(term, problem(term, num(0), facts=facts)) == expected


def test_a_positive_name_has_a_bound() -> None:
    term = plus(square, prod(num(3), s), num(1))
    positive = problem(term, num(0), s=(Property.POSITIVE,))
    assert sign_of(term, positive) == 1
    assert polynomial_sign(minus(term, num(2)), positive) == 0


TRUE: dict[str, Problem] = {
    "sign of a definite quadratic": problem(of("sign", plus(square, s, num(1))), num(1)),
    "above a bound": problem(of("abs", minus(s, num(1))), minus(s, num(1)), facts=ABOVE),
    "in order": problem(of("abs", minus(t, s)), minus(t, s), facts=ORDERED),
    "in a chain": problem(of("abs", minus(u, t)), minus(u, t), facts=(*ORDERED, fact(t, "<", u))),
    "far from 0": problem(
        apply("power", square, num(Fraction(1, 2))), s, facts=(fact(s, ">=", num(10**9)),)
    ),
    "a root has no value on the other side": problem(power(cube, Fraction(1, 3)), of("abs", s)),
}

FALSE: dict[str, Problem] = {
    "sign of another quadratic": problem(of("sign", plus(square, prod(num(3), s), num(1))), num(1)),
    "above too low a bound": problem(of("abs", minus(s, num(2))), minus(s, num(2)), facts=ABOVE),
    "between bounds": problem(of("sign", minus(s, num(Fraction(3, 2)))), num(1), facts=BETWEEN),
    "in the other order": problem(of("abs", minus(t, s)), minus(s, t), facts=ORDERED),
    "a cube keeps the sign": problem(cube, power(of("abs", s), 3)),
}

NOWHERE: dict[str, Problem] = {
    "no place between": problem(s, num(7), facts=(fact(s, ">", num(1)), fact(s, "<", num(0)))),
    "in a circle": problem(s, num(7), facts=(*ORDERED, fact(t, "<", s))),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_agree(name: str) -> None:
    assert judge(TRUE[name], Budget(seconds=20), {}, True).outcome == JudgementOutcome.AGREE


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name: str) -> None:
    assert ask(FALSE[name]).outcome == JudgementOutcome.REFUTED


@pytest.mark.parametrize("name", NOWHERE)
def test_contradictory_inequalities_support_nothing(name: str) -> None:
    assert ask(NOWHERE[name]).outcome == JudgementOutcome.NO_POINT
