"""All ones: every entry is 1; a column or a matrix."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.operators.record import Binding, Einsum, Grid, Notation, Operator, Ring, Title


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    one = ring.number(Fraction(1))
    return tuple((one,) * shape[1] for _ in range(shape[0]))


OPERATOR = Operator(
    name="ones",
    title=Title("ones", "全一向量"),
    shape=None,  # no argument determines it: the reader unifies it with what stands around
    index_form=Einsum("->ij"),
    evaluate=_evaluate,
    differential=None,  # a constant: the rule for constants covers it
    notation=Notation(
        r"\mathbf{1}", Binding.ATOM, spellings=(r"\mathbf{1}", r"\mathbb{1}", r"\boldsymbol{1}")
    ),
    samples=("x + \\mathbf{1}", "\\mathbf{1}^\\top x"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
