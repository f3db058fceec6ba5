"""diag of a square matrix: its diagonal as a column."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].rows, args[0].cols):
        return Clash(f"only a square matrix has a diagonal, not {args[0]}", (0,))
    return COLUMN_OF(args[0].rows)


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple((row[i],) for i, row in enumerate(args[0]))


OPERATOR = Operator(
    name="diagonal",
    title=Title("diagonal of a matrix", "对角线"),
    shape=_shape,
    index_form=Einsum("ii->ia"),
    evaluate=_evaluate,
    differential=LINEAR,
    # `diag` is spelled in diag.py; the reader tells the two apart by the shape of the argument.
    notation=Notation(r"\operatorname{diag}({0})", Binding.ATOM),
    samples=(r"\operatorname{diag}(A)", r"\operatorname{diag}(A B) \odot x"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
