"""Kronecker product: (A (x) B)_{(i k)(j l)} = A_ij B_kl."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    left, right = args
    return Shape(
        sizes.resolve(left.rows) * sizes.resolve(right.rows),
        sizes.resolve(left.cols) * sizes.resolve(right.cols),
    )


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    left, right = args
    return tuple(tuple(a * b for a in row for b in other) for row in left for other in right)


OPERATOR = Operator(
    name="kronecker",
    title=Title("Kronecker product", "克罗内克积"),
    shape=_shape,
    index_form=Einsum("ij,kl->(ik)(jl)"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(r"{0} \otimes {1}", Binding.ENTRYWISE, Binding.PRODUCT, (r"\otimes",)),
    samples=(r"A \otimes X", r"x \otimes y"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 2, sec. 2",
)
