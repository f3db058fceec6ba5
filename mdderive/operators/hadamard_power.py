"""Hadamard power: every entry raised to one rational or symbolic power."""

from collections.abc import Sequence

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not args[1].is_scalar:
        return Clash(f"an exponent is a scalar, not {args[1]}", (1,))
    return args[0]


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    exponent = args[1][0][0]
    return tuple(tuple(ring.power(entry, exponent) for entry in row) for row in args[0])


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d(X^{o k}) = k X^{o(k-1)} o dX for a constant k."""
    base, exponent = args
    lower = apply("sum", exponent, number(-1))
    return apply(
        "product", exponent, apply("hadamard", apply("hadamard_power", base, lower), ds[0])
    )


OPERATOR = Operator(
    name="hadamard_power",
    title=Title("Hadamard power", "逐元素幂"),
    shape=_shape,
    index_form=Primitive("an entrywise function with a parameter"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"{0}^{\odot {1}}", Binding.SCRIPT, Binding.ATOM),
    samples=(r"x^{\odot 2}", r"A^{\odot 3}", r"x^{\odot -1}"),
    source="Petersen and Pedersen, The Matrix Cookbook, notation",
)
