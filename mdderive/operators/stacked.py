"""Stacked: blocks from top to bottom; all have the same number of columns.

A matrix that is written out is its rows, each of blocks beside each other, stacked.
"""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    first = args[0]
    total = first.rows
    for place, arg in enumerate(args[1:], start=1):
        if not sizes.same(first.cols, arg.cols):
            return Clash(f"blocks below each other need one width: {first} and {arg}", (0, place))
        total = total + arg.rows
    return Shape(total, first.cols)


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple(row for grid in args for row in grid)


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """Block by block."""
    return apply("stacked", *ds)


OPERATOR = Operator(
    name="stacked",
    title=Title("blocks below each other", "上下分块"),
    shape=_shape,
    index_form=Primitive("an index that runs through several blocks is none of the kernel's"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\begin{bmatrix} {*} \end{bmatrix}", Binding.ATOM, joiner=r" \\ "),
    samples=(r"\begin{bmatrix} A \\ B \end{bmatrix}",),
    source="Petersen and Pedersen, The Matrix Cookbook, section 9.1",
)
