"""Sum: (A + B)_ij = A_ij + B_ij. All terms have one shape."""

from collections.abc import Sequence
from functools import reduce

from mdderive.operators.apply import apply
from mdderive.operators.record import (
    Binding,
    Entry,
    Grid,
    Notation,
    Operator,
    Primitive,
    Ring,
    Title,
)
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    first = args[0]
    for place, arg in enumerate(args[1:], start=1):
        if not (sizes.same(first.rows, arg.rows) and sizes.same(first.cols, arg.cols)):
            return Clash(f"the terms of a sum need one shape: {first} and {arg}", (0, place))
    return first


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    def plus(left: Grid, right: Grid) -> Grid:
        def entry(a: Entry, b: Entry) -> Entry:
            return a + b

        return tuple(tuple(map(entry, r, s)) for r, s in zip(left, right, strict=True))

    return reduce(plus, args)


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    return apply("sum", *ds)


OPERATOR = Operator(
    name="sum",
    title=Title("sum", "和"),
    shape=_shape,
    index_form=Primitive("a sum of networks, not a product of entries"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation("{*}", Binding.SUM, Binding.SUM, ("+",), " + "),
    samples=("A + B", "x + y - x"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (3)",
)
