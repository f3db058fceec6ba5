"""diag of a column: the diagonal matrix with those entries."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Size, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].cols, Size.of(1)):
        return Clash(f"diag of a column is a matrix; this is {args[0]}", (0,))
    return Shape(args[0].rows, args[0].rows)


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    zero = args[0][0][0] - args[0][0][0]
    count = len(args[0])
    return tuple(
        tuple(args[0][i][0] if i == j else zero for j in range(count)) for i in range(count)
    )


OPERATOR = Operator(
    name="diag",
    title=Title("diagonal matrix", "对角矩阵"),
    shape=_shape,
    index_form=Einsum("ia->ii"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(r"\operatorname{diag}({0})", Binding.ATOM, spellings=("diag", "Diag")),
    samples=(r"\operatorname{diag}(x)", r"\operatorname{diag}(A x) B"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
