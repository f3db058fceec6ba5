"""Zero: every entry is 0; it has the shape that fits."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.record import Binding, Einsum, Grid, Notation, Operator, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    nought = ring.number(Fraction(0))
    return tuple((nought,) * shape[1] for _ in range(shape[0]))


OPERATOR = Operator(
    name="zero",
    title=Title("zero", "零"),
    shape=None,  # no argument determines it: the reader unifies it with what stands around
    index_form=Einsum("->ij", Fraction(0)),
    evaluate=_evaluate,
    differential=None,  # a constant: the rule for constants covers it
    notation=Notation("0", Binding.ATOM, spellings=("0", r"\mathbf{0}", r"\boldsymbol{0}")),
    samples=("A + 0",),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
