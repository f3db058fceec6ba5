"""Inverse: A A^-1 = A^-1 A = I where A is square and det A is not 0."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d(A^-1) = -A^-1 dA A^-1."""
    inverse = apply("inverse", args[0])
    return apply("negative", apply("product", inverse, ds[0], inverse))


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].rows, args[0].cols):
        return Clash(f"an inverse needs a square matrix, not {args[0]}", (0,))
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return ring.inverse(args[0])


OPERATOR = Operator(
    name="inverse",
    title=Title("inverse", "逆"),
    shape=_shape,
    index_form=Primitive(
        "an atom over the canonical form of its argument; laws stand in the kernel"
    ),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"{0}^{-1}", Binding.SCRIPT, Binding.ATOM),
    samples=("A^{-1}", "(A B)^{-1}"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (15)",
)
