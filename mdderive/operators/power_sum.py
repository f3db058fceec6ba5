r"""The p-th power of the p-norm of a column: \|x\|_p^p = sum_i |x_i|^p, as power_sum(x, p).

The norm itself is power_sum(x, p)^(1/p). No entry may be 0: there |x_i|^p has no derivative of
every order, and for p < 1 none at all.
"""

from collections.abc import Sequence

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Defined, Grid, Notation, Operator, Ring, Title
from mdderive.term import COLUMN_OF, SCALAR, Clash, Shape, Size, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    if not sizes.same(args[0].cols, Size.of(1)):
        return Clash(f"a p-norm is read for columns only, not {args[0]}", (0,))
    return SCALAR


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    exponent = args[1][0][0]
    sizes = [entry if ring.positive(entry) else -entry for (entry,) in args[0]]
    powers = [ring.power(size, exponent) for size in sizes]
    return ((sum(powers[1:], powers[0]),),)


def _absolute(x: Term, exponent: Term) -> Term:
    """|x_i|^p for each entry."""
    return apply("hadamard_power", apply("map", x, data=("abs", 0)), exponent)


def _term(args: Sequence[Term], shape: Shape) -> Term:
    ones = apply("ones", shape=COLUMN_OF(args[0].shape.rows))
    return apply("product", apply("transpose", ones), _absolute(*args))


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d sum_i |x_i|^p = p (|x|^(p-1) o sign x)^T dx for a constant p, where no entry is 0."""
    x, exponent = args
    lower = _absolute(x, apply("sum", exponent, number(-1)))
    slope = apply("hadamard", lower, apply("map", x, data=("sign", 0)))
    return apply("product", exponent, apply("transpose", slope), ds[0])


OPERATOR = Operator(
    name="power_sum",
    title=Title("p-th power of the p-norm", "p-范数的 p 次幂"),
    shape=_shape,
    index_form=Defined(_term),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation(r"\|{0}\|_{1}^{1}", Binding.SCRIPT),
    samples=(r"\|x\|_3^3", r"\|A x\|_4^4"),
    source="Golub and Van Loan, Matrix Computations, sec. 2.2.1",
)
