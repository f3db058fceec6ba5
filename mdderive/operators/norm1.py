"""1-norm of a vector: the sum of the absolute values of its entries."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, SCALAR, Clash, Shape, Size, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].cols, Size.of(1)):
        return Clash(f"a 1-norm is read for columns only, not {args[0]}", (0,))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    values = [entry if ring.positive(entry) else -entry for (entry,) in args[0]]
    return ((sum(values[1:], values[0]),),)


def _term(args: Sequence[Term], shape: Shape) -> Term:
    ones = apply("ones", shape=COLUMN_OF(args[0].shape.rows))
    return apply("product", apply("transpose", ones), apply("map", args[0], data=("abs", 0)))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d||x||_1 = sign(x)^T dx where no entry is 0."""
    sign = apply("map", args[0], data=("sign", 0))
    return apply("product", apply("transpose", sign), ds[0])


OPERATOR = Operator(
    name="norm1",
    title=Title("1-norm", "1-范数"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\|{0}\|_1", Binding.ATOM),
    samples=(r"\|x\|_1",),
    source="Petersen and Pedersen, The Matrix Cookbook, sec. 10.3",
)
