"""Product: (AB)_ij = sum_k A_ik B_kj; a scalar factor multiplies every entry.

One node holds all factors in the author's order, scalars wherever they were written.
"""

from collections.abc import Sequence
from functools import reduce
from itertools import count

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import SCALAR, Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    result, last = SCALAR, 0
    for place, arg in enumerate(args):
        if arg.is_scalar:
            continue
        if result.is_scalar:
            result, last = arg, place
            continue
        if not sizes.same(result.cols, arg.rows):
            message = f"the inner sizes of a product must agree: {result} times {arg}"
            return Clash(message, (last, place))
        result, last = Shape(result.rows, arg.cols), place
    return result


def _spec(shapes: Sequence[Shape]) -> str:
    """`,ik,kj->ij` for s A B: a scalar has two axes of size 1 that join nothing. A row times a
    column inside a longer product is a scalar as well, after which the chain starts anew."""
    letters = (chr(code) for code in count(ord("a")))
    inputs: list[str] = []
    first = last = next(letters)
    chain = SCALAR
    for shape in shapes:
        if shape.is_scalar:
            inputs.append(next(letters) + next(letters))
            continue
        if chain.is_scalar:
            first, last = next(letters), next(letters)
            inputs.append(first + last)
            chain = shape
        else:
            step = next(letters)
            inputs.append(last + step)
            last = step
            chain = Shape(chain.rows, shape.cols)
    return f"{','.join(inputs)}->{first}{last}"


def _times(left: Grid, right: Grid) -> Grid:
    for scalar, other in ((left, right), (right, left)):
        if len(scalar) == 1 and len(scalar[0]) == 1:
            return tuple(tuple(scalar[0][0] * entry for entry in row) for row in other)
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(
            sum((a * b for a, b in zip(row[1:], col[1:], strict=True)), row[0] * col[0])
            for col in columns
        )
        for row in left
    )


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return reduce(_times, args)


OPERATOR = Operator(
    name="product",
    title=Title("product", "乘积"),
    shape=_shape,
    index_form=Einsum(_spec),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation("{*}", Binding.PRODUCT, Binding.PRODUCT, (r"\cdot", r"\times"), " "),
    samples=("A B", "2 X y", "s A", r"x^\top A y", r"y x^\top", r"x^\top x y"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (5)",
)
