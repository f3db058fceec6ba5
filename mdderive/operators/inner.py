"""Inner product: <A, B> = tr(A^T B) = sum_ij A_ij B_ij."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import SCALAR, Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    left, right = args
    if not (sizes.same(left.rows, right.rows) and sizes.same(left.cols, right.cols)):
        return Clash(f"an inner product needs one shape: {left} and {right}", (0, 1))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    pairs = [a * b for r, s in zip(*args, strict=True) for a, b in zip(r, s, strict=True)]
    return ((sum(pairs[1:], pairs[0]),),)


OPERATOR = Operator(
    name="inner",
    title=Title("inner product", "内积"),
    shape=_shape,
    index_form=Einsum("ij,ij->ab"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(r"\langle {0}, {1} \rangle", Binding.ATOM, spellings=(":",)),
    samples=(r"\langle A, B \rangle", r"\langle x, y \rangle"),
    source="Petersen and Pedersen, The Matrix Cookbook, sec. 10.3",
)
