"""An entry of a matrix: X_ij as entry(X, i, j); i and j are index symbols or numbers from 1."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import SCALAR, Term


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    matrix, i, j = args
    return ((matrix[int(i[0][0]) - 1][int(j[0][0]) - 1],),)


OPERATOR = Operator(
    name="entry",
    title=Title("entry", "元素"),
    shape=None,  # a scalar
    index_form=Primitive("its axes become the axes of its indices"),
    evaluate=_evaluate,
    differential=lambda args, d: _of(d[0], args),
    notation=Notation("{0}_{{1}{2}}", Binding.ATOM, Binding.ATOM),
    samples=(),
    source="Petersen and Pedersen, The Matrix Cookbook, ch. 1",
)


def _of(matrix: Term, args: Sequence[Term]) -> Term:
    return apply("entry", matrix, *args[1:], shape=SCALAR)
