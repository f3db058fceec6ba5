"""Log-sum-exp of a column: log(1^T exp(x)), a scalar."""

from collections.abc import Sequence

from mdderive.operators.apply import apply
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, SCALAR, Clash, Shape, Size, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].cols, Size.of(1)):
        return Clash(f"log-sum-exp is read for columns only, not {args[0]}", (0,))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    values = [ring.exp(entry) for (entry,) in args[0]]
    return ((ring.log(sum(values[1:], values[0])),),)


def _term(args: Sequence[Term], shape: Shape) -> Term:
    ones = apply("ones", shape=COLUMN_OF(args[0].shape.rows))
    total = apply("product", apply("transpose", ones), apply("map", args[0], data=("exp", 0)))
    return apply("map", total, data=("log", 0))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d lse(x) = softmax(x)^T dx."""
    return apply("product", apply("transpose", apply("softmax", args[0])), ds[0])


OPERATOR = Operator(
    name="logsumexp",
    title=Title("log-sum-exp", "对数和指数"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(
        r"\operatorname{logsumexp}({0})", Binding.ATOM, spellings=("logsumexp", "lse", "LSE")
    ),
    samples=(r"\operatorname{logsumexp}(x)",),
    source="Boyd and Vandenberghe, Convex Optimization, sec. 3.1.5",
)
