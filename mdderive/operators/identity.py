"""Identity: I_ij = 1 if i = j, else 0. Its size is the one that fits."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.record import Binding, Einsum, Grid, Notation, Operator, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    one, zero = ring.number(Fraction(1)), ring.number(Fraction(0))
    rows, columns = shape
    return tuple(tuple(one if i == j else zero for j in range(columns)) for i in range(rows))


OPERATOR = Operator(
    name="identity",
    title=Title("identity", "单位矩阵"),
    shape=None,  # no argument determines it: the reader unifies it with what stands around
    index_form=Einsum("->ii"),
    evaluate=_evaluate,
    differential=None,  # a constant: the rule for constants covers it
    notation=Notation("I", Binding.ATOM, spellings=("I", "E")),
    samples=("A + I", "\\operatorname{tr}(I A)"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
