"""Frobenius norm of a matrix, Euclidean norm of a vector: ||A|| = sqrt(tr(A^T A))."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import SCALAR, Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    squares = [entry * entry for row in args[0] for entry in row]
    return ((ring.power(sum(squares[1:], squares[0]), Fraction(1, 2)),),)


def _term(args: Sequence[Term], shape: Shape) -> Term:
    inner = apply("trace", apply("product", apply("transpose", args[0]), args[0]))
    return apply("power", inner, number(Fraction(1, 2)))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d||A|| = tr(A^T dA) / ||A|| away from A = 0."""
    inner = apply("trace", apply("product", apply("transpose", args[0]), ds[0]))
    return apply("quotient", inner, apply("norm", args[0]))


OPERATOR = Operator(
    name="norm",
    title=Title("norm", "范数"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\|{0}\|", Binding.ATOM),
    samples=(r"\|x\|_2", r"\|A\|_F", r"\|x - y\|^2"),
    source="Petersen and Pedersen, The Matrix Cookbook, sec. 10.3",
)
