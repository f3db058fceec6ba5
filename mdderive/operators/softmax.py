"""Softmax of a column: exp(x) / (1^T exp(x)), a column that sums to 1."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, Clash, Shape, Size, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].cols, Size.of(1)):
        return Clash(f"softmax is read for columns only, not {args[0]}", (0,))
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    values = [ring.exp(entry) for (entry,) in args[0]]
    total = sum(values[1:], values[0])
    return tuple((value / total,) for value in values)


def _term(args: Sequence[Term], shape: Shape) -> Term:
    ones = apply("ones", shape=COLUMN_OF(args[0].shape.rows))
    top = apply("map", args[0], data=("exp", 0))
    return apply("quotient", top, apply("product", apply("transpose", ones), top))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """ds = s o dx - s (s^T dx), with s = softmax(x)."""
    s = apply("softmax", args[0])
    second = apply("product", s, apply("transpose", s), ds[0])
    return apply("sum", apply("hadamard", s, ds[0]), apply("negative", second))


OPERATOR = Operator(
    name="softmax",
    title=Title("softmax", "softmax"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\operatorname{softmax}({0})", Binding.ATOM, spellings=("softmax",)),
    samples=(r"\operatorname{softmax}(x)",),
    source="Goodfellow, Bengio and Courville, Deep Learning, sec. 4.1",
)
