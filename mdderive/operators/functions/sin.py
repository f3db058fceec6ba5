"""sin; sin' = cos."""

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.sin(u)


def _derivative(u: Term) -> Term:
    return apply("map", u, data=("cos", 0))


FUNCTION = ScalarFunction(
    name="sin",
    title=Title("sine", "正弦"),
    spellings=("sin",),
    latex="\\sin",
    value=_value,
    derivative=_derivative,
    algebraic=None,
    domain=None,
    kinks=None,
    source="standard",
)
