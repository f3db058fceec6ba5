"""Minus: (-A)_ij = -A_ij."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple(tuple(-entry for entry in row) for row in args[0])


OPERATOR = Operator(
    name="negative",
    title=Title("negative", "相反数"),
    shape=_shape,
    index_form=Einsum("ij->ij", Fraction(-1)),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation("-{0}", Binding.SUM, Binding.ENTRYWISE, ("-",)),
    samples=("-A", "x - y"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8",
)
