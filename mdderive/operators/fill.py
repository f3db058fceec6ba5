"""A scalar beside a vector or matrix, as in 1 - sigma(z): the scalar times ones of that shape.

It is written as the scalar alone; its shape is the one that stands beside it.
"""

from collections.abc import Sequence

from mdderive.operators.record import LINEAR, Binding, Einsum, Grid, Notation, Operator, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple((args[0][0][0],) * shape[1] for _ in range(shape[0]))


OPERATOR = Operator(
    name="fill",
    title=Title("scalar times ones", "标量乘全一"),
    shape=None,  # the shape of what stands beside it
    index_form=Einsum("ab->ij"),
    evaluate=_evaluate,
    differential=LINEAR,
    notation=Notation("{0}", Binding.ATOM),
    samples=(r"1 - \sigma(x)", r"\exp(x) + s"),
    source="a convention of notes",
)
