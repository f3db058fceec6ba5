"""Absolute value; its derivative is the sign, away from 0."""

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return u if ring.positive(u) else -u


def _derivative(u: Term) -> Term:
    return apply("map", u, data=("sign", 0))


def _algebraic(u: Term) -> Term:
    return apply("hadamard", u, apply("map", u, data=("sign", 0)))


FUNCTION = ScalarFunction(
    name="abs",
    title=Title("absolute value", "绝对值"),
    spellings=("abs",),
    latex="\\operatorname{abs}",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks="{} = 0",
    source="standard",
)
