"""Logistic sigmoid: 1/(1 + exp(-u)); its derivative is sigmoid (1 - sigmoid)."""

from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    one = ring.number(Fraction(1))
    return one / (one + ring.exp(-u))


def _derivative(u: Term) -> Term:
    s = apply("map", u, data=("sigmoid", 0))
    one = apply("fill", number(1), shape=u.shape)
    return apply("hadamard", s, apply("sum", one, apply("negative", s)))


def _algebraic(u: Term) -> Term:
    one = apply("fill", number(1), shape=u.shape)
    exponential = apply("map", apply("negative", u), data=("exp", 0))
    return apply("hadamard_power", apply("sum", one, exponential), number(-1))


FUNCTION = ScalarFunction(
    name="sigmoid",
    title=Title("logistic sigmoid", "sigmoid 函数"),
    spellings=("sigmoid", "sigm", "logistic"),
    latex="\\sigma",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks=None,
    source="standard",
)
