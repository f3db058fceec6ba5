"""Hyperbolic tangent: (e^u - e^-u)/(e^u + e^-u); tanh' = 1 - tanh^2."""

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    up, down = ring.exp(u), ring.exp(-u)
    return (up - down) / (up + down)


def _derivative(u: Term) -> Term:
    square = apply("hadamard_power", apply("map", u, data=("tanh", 0)), number(2))
    return apply("sum", apply("fill", number(1), shape=u.shape), apply("negative", square))


def _algebraic(u: Term) -> Term:
    up = apply("map", u, data=("exp", 0))
    down = apply("map", apply("negative", u), data=("exp", 0))
    top = apply("sum", up, apply("negative", down))
    return apply("hadamard_quotient", top, apply("sum", up, down))


FUNCTION = ScalarFunction(
    name="tanh",
    title=Title("hyperbolic tangent", "双曲正切"),
    spellings=("tanh",),
    latex="\\tanh",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks=None,
    source="standard",
)
