"""Determinant of a square matrix; |A| = sum over permutations."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import SCALAR, Clash, Shape, Term, Unifier


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d|A| = |A| tr(A^-1 dA), Jacobi's formula where A is invertible."""
    inner = apply("product", apply("inverse", args[0]), ds[0])
    return apply("product", apply("determinant", args[0]), apply("trace", inner))


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].rows, args[0].cols):
        return Clash(f"a determinant needs a square matrix, not {args[0]}", (0,))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return ((ring.determinant(args[0]),),)


OPERATOR = Operator(
    name="determinant",
    title=Title("determinant", "行列式"),
    shape=_shape,
    index_form=Primitive(
        "an atom over the canonical form of its argument; laws stand in the kernel"
    ),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\det({0})", Binding.ATOM, spellings=("det",)),
    samples=("\\det(A)", "|A B|"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, sec. 3, eq. (3) (Jacobi)",
)
