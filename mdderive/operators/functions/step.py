"""Step: 1 for u > 0, 0 for u < 0, undefined at the jump; its derivative is 0."""

from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    one = ring.number(Fraction(1))
    return one if ring.positive(u) else one - one


def _derivative(u: Term) -> Term:
    return apply("zero", shape=u.shape)


def _algebraic(u: Term) -> Term:
    both = apply("sum", apply("fill", number(1), shape=u.shape), apply("map", u, data=("sign", 0)))
    return apply("product", number(Fraction(1, 2)), both)


FUNCTION = ScalarFunction(
    name="step",
    title=Title("step function", "阶跃函数"),
    spellings=("step",),
    latex="\\operatorname{step}",
    value=_value,
    derivative=_derivative,
    algebraic=_algebraic,
    domain=None,
    kinks="{} = 0",
    source="standard",
)
