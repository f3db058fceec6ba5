"""Hadamard quotient: (A / B)_ij = A_ij / B_ij where no B_ij is 0."""

from collections.abc import Sequence

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    top, bottom = args
    if not (sizes.same(top.rows, bottom.rows) and sizes.same(top.cols, bottom.cols)):
        return Clash(f"a Hadamard quotient needs one shape: {top} and {bottom}", (0, 1))
    return top


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return tuple(
        tuple(a / b for a, b in zip(r, s, strict=True)) for r, s in zip(*args, strict=True)
    )


def _term(args: Sequence[Term], shape: Shape) -> Term:
    return apply("hadamard", args[0], apply("hadamard_power", args[1], number(-1)))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d(A / B) = dA / B - (A o dB) / (B o B)."""
    top, bottom = args
    squared = apply("hadamard", bottom, bottom)
    second = apply("hadamard_quotient", apply("hadamard", top, ds[1]), squared)
    first = apply("hadamard_quotient", ds[0], bottom)
    return apply("sum", first, apply("negative", second))


OPERATOR = Operator(
    name="hadamard_quotient",
    title=Title("Hadamard quotient", "逐元素商"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"{0} \oslash {1}", Binding.ENTRYWISE, Binding.PRODUCT, (r"\oslash",)),
    samples=(r"x \oslash y", r"A \oslash B"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
