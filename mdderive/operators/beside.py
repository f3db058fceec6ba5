"""Beside: blocks from left to right, (A B); all have the same number of rows.

A row of a matrix that is written out, whose entries are scalars or blocks.
"""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    first = args[0]
    total = first.cols
    for place, arg in enumerate(args[1:], start=1):
        if not sizes.same(first.rows, arg.rows):
            return Clash(f"blocks beside each other need one height: {first} and {arg}", (0, place))
        total = total + arg.cols
    return Shape(first.rows, total)


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple(tuple(e for row in rows for e in row) for rows in zip(*args, strict=True))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """Block by block."""
    return apply("beside", *ds)


OPERATOR = Operator(
    name="beside",
    title=Title("blocks beside each other", "左右分块"),
    shape=_shape,
    index_form=Primitive("an index that runs through several blocks is none of the kernel's"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\begin{bmatrix} {*} \end{bmatrix}", Binding.ATOM, joiner=r" & "),
    samples=(r"\begin{bmatrix} A & B \end{bmatrix}",),
    source="Petersen and Pedersen, The Matrix Cookbook, section 9.1",
)
