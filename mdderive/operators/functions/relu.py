"""Rectifier max(u, 0); its derivative is the step, away from the kink at 0."""

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return u if ring.positive(u) else u - u


def _derivative(u: Term) -> Term:
    return apply("map", u, data=("step", 0))


def _algebraic(u: Term) -> Term:
    return apply("hadamard", u, apply("map", u, data=("step", 0)))


FUNCTION = ScalarFunction(
    name="relu",
    title=Title("rectifier", "ReLU 函数"),
    spellings=("relu", "ReLU"),
    latex="\\operatorname{relu}",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks="{} = 0",
    source="standard",
)
