"""False statements that only some signs, or some side of a kink, show."""

from fractions import Fraction

import pytest

from mdderive.evidence import JudgementOutcome
from mdderive.term import Problem
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
    tp,
    x,
)

HALF, QUARTER, FAR = num(Fraction(1, 2)), num(Fraction(1, 4)), num(1000)
u, v = symbol("u"), symbol("v")


def size(term):  # type: ignore[no-untyped-def]
    return of("abs", term)


FALSE: dict[str, Problem] = {
    "abs": problem(size(s), s),
    "abs, entrywise": problem(of("abs", x), x),
    "abs, negative": problem(size(s), neg(s)),
    "root of a square": problem(power(power(s, 2), Fraction(1, 2)), s),
    "relu": problem(of("relu", x), x),
    "relu vanishes": problem(of("relu", s), num(0)),
    "sign near its kink": problem(of("sign", plus(s, QUARTER)), of("sign", s)),
    "sign far from its kink": problem(of("sign", plus(s, FAR)), of("sign", s)),
    "step near its kink": problem(of("step", minus(s, QUARTER)), of("step", s)),
    "shifted abs": problem(size(plus(s, HALF)), plus(size(s), HALF)),
    "norm of a shifted scalar": problem(apply("norm", plus(s, HALF)), plus(s, HALF)),
    "sum of sizes": problem(size(plus(s, t)), plus(size(s), size(t))),
    "maximum is the first": problem(plus(s, of("relu", minus(t, s))), s),
    "maximum is the second": problem(plus(s, of("relu", minus(t, s))), t),
    "maximum of three": problem(
        plus(s, of("relu", minus(t, s))),
        plus(s, of("relu", minus(plus(t, of("relu", minus(u, t))), s))),
    ),
    "four signs": problem(
        of("relu", plus(size(s), size(t), size(u), neg(size(v)))),
        plus(size(s), size(t), size(u), neg(size(v))),
    ),
    "all four positive": problem(
        prod(of("step", s), of("step", t), of("step", u), of("step", v)), num(0)
    ),
    "norm1 is a sum": problem(apply("norm1", x), prod(tp(apply("ones", shape=x.shape)), x)),
}

TRUE: dict[str, Problem] = {
    "maximum is symmetric": problem(
        plus(s, of("relu", minus(t, s))), plus(t, of("relu", minus(s, t)))
    ),
    "relu by abs": problem(of("relu", s), prod(HALF, plus(s, size(s)))),
    "abs by sign": problem(size(s), prod(s, of("sign", s))),
}

NOWHERE: dict[str, Problem] = {
    "two values": problem(s, num(7), facts=(fact(s, "=", num(1)), fact(s, "=", num(2)))),
    "two values of a sum": problem(
        t, num(7), facts=(fact(plus(s, t), "=", num(1)), fact(plus(s, t), "=", num(2)))
    ),
    "two values of a square": problem(
        t, s, facts=(fact(power(s, 2), "=", num(1)), fact(power(s, 2), "=", num(4)))
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_about_signs_are_refuted(name: str) -> None:
    assert ask(FALSE[name]).outcome == JudgementOutcome.REFUTED


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_about_signs_agree(name: str) -> None:
    assert ask(TRUE[name]).outcome == JudgementOutcome.AGREE


@pytest.mark.parametrize("name", NOWHERE)
def test_contradictory_facts_support_nothing(name: str) -> None:
    assert ask(NOWHERE[name]).outcome == JudgementOutcome.NO_POINT
