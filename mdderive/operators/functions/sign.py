"""Sign: 1 for u > 0, -1 for u < 0, undefined at 0; its derivative is 0."""

from fractions import Fraction

from mdderive.operators.apply import apply
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Entry, Ring, Title
from mdderive.term import Term


def _value(ring: Ring, u: Entry) -> Entry:
    one = ring.number(Fraction(1))
    return one if ring.positive(u) else -one


def _derivative(u: Term) -> Term:
    return apply("zero", shape=u.shape)


FUNCTION = ScalarFunction(
    name="sign",
    title=Title("sign", "符号函数"),
    spellings=("sign", "sgn"),
    latex="\\operatorname{sign}",
    value=_value,
    derivative=_derivative,
    algebraic=None,
    domain=None,
    kinks="{} = 0",
    source="standard",
)
