"""Trace: tr A = sum_i A_ii."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import SCALAR, Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].rows, args[0].cols):
        return Clash(f"a trace needs a square matrix, not {args[0]}", (0,))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    diagonal = [row[i] for i, row in enumerate(args[0])]
    return ((sum(diagonal[1:], diagonal[0]),),)


OPERATOR = Operator(
    name="trace",
    title=Title("trace", "迹"),
    shape=_shape,
    index_form=Einsum("ii->ab"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(
        r"\operatorname{tr}({0})", Binding.ATOM, spellings=("tr", "Tr", "trace", "Trace")
    ),
    samples=("\\operatorname{tr}(A)", "\\operatorname{tr}(A B)"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (7)",
)
