"""exp, entry by entry; exp' = exp. A generator of the normal form."""

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.exp(u)


def _derivative(u: Term) -> Term:
    return apply("map", u, data=("exp", 0))


FUNCTION = ScalarFunction(
    name="exp",
    title=Title("exponential", "指数函数"),
    spellings=("exp",),
    latex="\\exp",
    value=_value,
    derivative=_derivative,
    algebraic=None,
    domain=None,
    kinks=None,
    source="standard",
)
