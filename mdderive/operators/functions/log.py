"""Natural logarithm; log'(u) = 1/u where u > 0."""

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.log(u)


def _derivative(u: Term) -> Term:
    return apply("hadamard_power", u, number(-1))


FUNCTION = ScalarFunction(
    name="log",
    title=Title("logarithm", "对数"),
    spellings=("log", "ln"),
    latex="\\log",
    value=_value,
    derivative=_derivative,
    algebraic=None,
    domain="{} > 0",
    kinks=None,
    source="standard",
)
