"""Hadamard product: (A o B)_ij = A_ij B_ij. All factors have one shape."""

from collections.abc import Sequence
from functools import reduce

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    first = args[0]
    for place, arg in enumerate(args[1:], start=1):
        if not (sizes.same(first.rows, arg.rows) and sizes.same(first.cols, arg.cols)):
            return Clash(f"a Hadamard product needs one shape: {first} and {arg}", (0, place))
    return first


def _spec(shapes: Sequence[Shape]) -> str:
    return ",".join("ij" for _ in shapes) + "->ij"


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    def times(left: Grid, right: Grid) -> Grid:
        return tuple(
            tuple(a * b for a, b in zip(r, s, strict=True))
            for r, s in zip(left, right, strict=True)
        )

    return reduce(times, args)


OPERATOR = Operator(
    name="hadamard",
    title=Title("Hadamard product", "哈达玛积"),
    shape=_shape,
    index_form=Einsum(_spec),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation("{*}", Binding.ENTRYWISE, Binding.PRODUCT, (r"\odot", r"\circ"), r" \odot "),
    samples=(r"A \odot B", r"x \odot y \odot x"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 3, sec. 6",
)
