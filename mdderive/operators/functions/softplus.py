"""Softplus: log(1 + exp(u)); its derivative is the sigmoid."""

from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.log(ring.number(Fraction(1)) + ring.exp(u))


def _derivative(u: Term) -> Term:
    return apply("map", u, data=("sigmoid", 0))


def _algebraic(u: Term) -> Term:
    total = apply("sum", apply("fill", number(1), shape=u.shape), apply("map", u, data=("exp", 0)))
    return apply("map", total, data=("log", 0))


FUNCTION = ScalarFunction(
    name="softplus",
    title=Title("softplus", "softplus 函数"),
    spellings=("softplus",),
    latex="\\operatorname{softplus}",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks=None,
    source="standard",
)
