"""Transpose: (A^T)_ij = A_ji."""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    return args[0].transposed


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple(zip(*args[0], strict=True))


OPERATOR = Operator(
    name="transpose",
    title=Title("transpose", "转置"),
    shape=_shape,
    index_form=Einsum("ij->ji"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation(r"{0}^\top", Binding.SCRIPT, Binding.ATOM, (r"\top", "T", r"\intercal")),
    samples=("X^\\top", "(A B)^\\top"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (6)",
)
