"""Quotient A / s by a scalar that is not 0."""

from collections.abc import Sequence

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not args[1].is_scalar:
        return Clash(f"a denominator is a scalar, not {args[1]}", (1,))
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    bottom = args[1][0][0]
    return tuple(tuple(entry / bottom for entry in row) for row in args[0])


def _term(args: Sequence[Term], shape: Shape) -> Term:
    return apply("product", args[0], apply("power", args[1], number(-1)))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d(A / s) = dA / s - A ds / s^2."""
    top, bottom = args
    squared = apply("power", bottom, number(2))
    second = apply("quotient", apply("product", top, ds[1]), squared)
    return apply("sum", apply("quotient", ds[0], bottom), apply("negative", second))


OPERATOR = Operator(
    name="quotient",
    title=Title("quotient", "商"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\frac{{0}}{{1}}", Binding.ATOM, spellings=("/",)),
    samples=(r"\frac{x}{s}", r"\frac{x^\top A x}{x^\top x}"),
    source="quotient rule",
)
