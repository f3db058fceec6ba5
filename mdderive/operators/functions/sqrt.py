"""Square root, u > 0; sqrt'(u) = 1/(2 sqrt u)."""

from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    return ring.power(u, Fraction(1, 2))


def _derivative(u: Term) -> Term:
    root = apply("hadamard_power", u, number(Fraction(-1, 2)))
    return apply("product", number(Fraction(1, 2)), root)


def _algebraic(u: Term) -> Term:
    return apply("hadamard_power", u, number(Fraction(1, 2)))


FUNCTION = ScalarFunction(
    name="sqrt",
    title=Title("square root", "平方根"),
    spellings=("sqrt",),
    latex="\\sqrt",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain="{} > 0",
    kinks=None,
    source="standard",
)
