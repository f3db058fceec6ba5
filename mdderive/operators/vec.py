"""vec: the columns of a matrix stacked; vec(A)_{(j i)} = A_ij, the column index slowest."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return COLUMN_OF(sizes.resolve(args[0].rows) * sizes.resolve(args[0].cols))


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple((entry,) for column in zip(*args[0], strict=True) for entry in column)


OPERATOR = Operator(
    name="vec",
    title=Title("vectorisation", "向量化"),
    shape=_shape,
    index_form=Einsum("ij->(ji)a"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(r"\operatorname{vec}({0})", Binding.ATOM, spellings=("vec",)),
    samples=(r"\operatorname{vec}(X)", r"\operatorname{vec}(A X^\top)"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 2, sec. 4",
)
