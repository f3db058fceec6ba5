"""Power: X^k = X X ... X of a square matrix, or a power of a scalar.

Integer powers of a matrix are repeated products, X^0 = I, negative ones powers of the inverse. A
fractional power of a matrix is opaque. Powers of a scalar may be any scalar.
"""

from collections.abc import Sequence

from mdderive.operators.apply import apply, number
from mdderive.operators.record import Binding, Grid, Notation, Operator, Primitive, Ring, Title
from mdderive.term import Clash, Number, Shape, Term, Unifier


def _shape(sizes: Unifier, args: Sequence[Shape]) -> Shape | Clash:
    base, exponent = args
    if not exponent.is_scalar:
        return Clash(f"an exponent is a scalar, not {exponent}", (1,))
    if not sizes.same(base.rows, base.cols):
        return Clash(f"a power needs a square matrix or a scalar, not {base}", (0,))
    return base


def _evaluate(ring: Ring, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    return ring.matrix_power(args[0], args[1][0][0])


def _differential(args: Sequence[Term], ds: Sequence[Term]) -> Term:
    """d(s^k) = k s^(k-1) ds for a scalar s; d(X^k) = sum_i X^i dX X^(k-1-i) for a number k >= 1."""
    base, exponent = args
    if base.shape.is_scalar:
        if isinstance(exponent, Number):
            lower: Term = number(exponent.value - 1)
        else:
            lower = apply("sum", exponent, number(-1))
        before = base if lower == number(1) else apply("power", base, lower)
        return apply("product", exponent, before, ds[0])
    if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
        raise ValueError("the differential of a fractional matrix power has no closed form")
    times = int(exponent.value)
    if times < 0:
        inverse = apply("inverse", base)
        inner = apply("negative", apply("product", inverse, ds[0], inverse))
        return _differential((inverse, number(-times)), (inner,))

    def place(i: int) -> Term:
        def several(count: int) -> tuple[Term, ...]:
            return (base,) * count if count < 2 else (apply("power", base, number(count)),)

        return apply("product", *several(i), ds[0], *several(times - 1 - i))

    return apply("sum", *(place(i) for i in range(times)))


OPERATOR = Operator(
    name="power",
    title=Title("power", "幂"),
    shape=_shape,
    index_form=Primitive("repeated products for a number, an atom otherwise"),
    evaluate=_evaluate,
    differential=_differential,
    notation=Notation("{0}^{{1}}", Binding.SCRIPT, Binding.ATOM),
    samples=("A^2", "A^{-2}", "s^3", r"(x^\top y)^2"),
    source="Magnus and Neudecker, Matrix Differential Calculus, ch. 8, eq. (9)",
)
