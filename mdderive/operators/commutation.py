r"""Commutation matrix: K_{m,n} vec(A) = vec(A^T) for A m x n, so K_{(i j)(j i)} = 1.

Its arguments are the two sizes. K_{m,n}^T = K_{m,n}^-1 = K_{n,m}, K_{1,n} = I_n, and
K_{p,m} (A (x) B) K_{n,q} = B (x) A for A m x n, B p x q all follow from the index form.
"""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Dimension, Shape, Size, Term


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    """The row (i, j) has its 1 in the column (j, i); the first of a pair is the slower."""
    m, n = (int(arg[0][0]) for arg in args)
    one, zero = ring.number(Fraction(1)), ring.number(Fraction(0))
    pairs = [(i, j) for i in range(m) for j in range(n)]
    return tuple(tuple(one if k == j * m + i else zero for k in range(m * n)) for i, j in pairs)


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    size = Size.of(1)
    for arg in args:
        if isinstance(arg, Dimension):
            size *= arg.size
    return apply("zero", shape=Shape(size, size))


OPERATOR = Operator(
    name="commutation",
    title=Title("commutation matrix", "交换矩阵"),
    shape=None,  # given by the sizes where it is read
    index_form=Einsum("->(ij)(ji)", sizes="ij"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"K_{{0},{1}}", Binding.ATOM, spellings=("K",)),
    samples=(
        r"K_{m,n} \operatorname{vec}(X)",
        r"K_{n,n} (A \otimes B)",
        r"\operatorname{tr}(K_{n,n} (A \otimes B))",
    ),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 3, sec. 7",
)
