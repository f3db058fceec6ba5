"""cos; cos' = -sin."""

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.cos(u)


def _derivative(u: Term) -> Term:
    return apply("negative", apply("map", u, data=("sin", 0)))


FUNCTION = ScalarFunction(
    name="cos",
    title=Title("cosine", "余弦"),
    spellings=("cos",),
    latex="\\cos",
    value=_value,
    derivative=_derivative,
    algebraic=None,
    domain=None,
    kinks=None,
    source="standard",
)
