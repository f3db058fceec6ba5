"""A member of a family: x_i as member(X, i), where the matrix X holds the members side by side.

Of vectors x_i in R^d, i = 1..N, X is d x N; of m x n matrices it is m x (N n), member by member.
The shape of the member is given where it is read; i is an index symbol or a number from 1.
"""

from collections.abc import Sequence

from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    matrix, index = args
    start = (int(index[0][0]) - 1) * shape[1]
    return tuple(row[start : start + shape[1]] for row in matrix)


OPERATOR = Operator(
    name="member",
    title=Title("member of a family", "族的成员"),
    shape=None,  # that of the family's declaration
    index_form=Primitive("the slower part of the columns' index is its index"),
    evaluate=_evaluate,
    differential=None,  # the member of the family's differential, of the same shape
    notation=Notation("({0})_{{1}}", Binding.ATOM, Binding.ATOM),
    samples=(),
    source="a convention of notes",
)
