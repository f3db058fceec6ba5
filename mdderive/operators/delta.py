"""Kronecker's delta: delta_ij as delta(i, j, N), 1 where i = j and 0 elsewhere, i, j = 1..N."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.apply import number
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return ((ring.number(Fraction(int(args[0][0][0] == args[1][0][0]))),),)


OPERATOR = Operator(
    name="delta",
    title=Title("Kronecker delta", "克罗内克 δ"),
    shape=None,  # a scalar
    index_form=Primitive("one index on the axes of both"),
    evaluate=_evaluate,
    differential=lambda args, d: number(0),
    notation=Notation(r"\delta_{{0}{1}}", Binding.ATOM, Binding.ATOM),
    samples=(),
    source="Graham, Knuth and Patashnik, Concrete Mathematics, ch. 2",
)
