"""The ring of SymPy expressions, which operators are evaluated over to show what they do.

Whether an expression is positive is not known, so a value that asks is given by cases: under either
answer, as a `Piecewise`. It does not exist where the expression is 0, which is a kink.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sympy import (
    Dummy,
    Expr,
    Function,
    ImmutableMatrix,
    Integer,
    Piecewise,
    Rational,
    cos,
    exp,
    log,
    pi,
    sin,
)

from mdderive.operators import Grid
from mdderive.recompute.limits import Unfinished


class Asked(Exception):
    """A value depends on whether this expression is positive."""

    def __init__(self, expression: Any) -> None:
        super().__init__(f"the sign of {expression}")
        self.expression = expression


class SympyRing:
    """The `Ring` of mdderive.operators over SymPy expressions; `answers` are the signs supposed."""

    def __init__(self, answers: tuple[tuple[Any, bool], ...] = ()) -> None:
        self._answers = answers

    def supposing(self, expression: Any, positive: bool) -> "SympyRing":
        return SympyRing((*self._answers, (expression, positive)))

    def number(self, value: Fraction) -> Any:
        return Rational(value.numerator, value.denominator)

    def pi(self) -> Any:
        return pi

    def exp(self, x: Any) -> Any:
        return exp(x)

    def log(self, x: Any) -> Any:
        return log(x)

    def sin(self, x: Any) -> Any:
        return sin(x)

    def cos(self, x: Any) -> Any:
        return cos(x)

    def power(self, x: Any, exponent: Any) -> Any:
        known = self.number(exponent) if isinstance(exponent, Fraction) else exponent
        return x**known

    def positive(self, x: Any) -> bool:
        if x.is_positive or x.is_negative:
            return bool(x.is_positive)
        for expression, answer in self._answers:
            if expression == x:
                return answer
        raise Asked(x)

    def generic(self, name: str, order: int, x: Any) -> Any:
        u = Dummy("u")
        return Function(name)(u).diff(u, order).subs(u, x) if order else Function(name)(x)

    def matrix_power(self, a: Grid, exponent: Any) -> Grid:
        if len(a) == 1:
            return ((self.power(a[0][0], exponent),),)
        if not exponent.is_Integer:
            raise Unfinished("a matrix to a power that is not a whole number has no explicit form")
        return grid_of(ImmutableMatrix(a) ** exponent)

    def matrix_exp(self, a: Grid) -> Grid:
        if len(a) == 1:
            return ((self.exp(a[0][0]),),)
        raise Unfinished("the exponential of a matrix has no explicit form")

    def inverse(self, a: Grid) -> Grid:
        """adj(A) / det A, where no pivot has to be known not to vanish."""
        matrix = ImmutableMatrix(a)
        return grid_of(matrix.adjugate() / self.determinant(a))

    def determinant(self, a: Grid) -> Any:
        return ImmutableMatrix(a).det(method="berkowitz")


def grid_of(matrix: Any) -> Grid:
    return tuple(map(tuple, matrix.tolist()))


def by_cases(ring: SympyRing, value: Callable[[SympyRing], Grid]) -> Grid:
    """The value, by cases wherever it asks for a sign."""
    try:
        return value(ring)
    except Asked as asked:
        expression = asked.expression
    above = by_cases(ring.supposing(expression, True), value)
    below = by_cases(ring.supposing(expression, False), value)

    def entry(a: Expr, b: Expr) -> Any:
        return Piecewise((a, expression > Integer(0)), (b, True))

    return tuple(
        tuple(entry(a, b) for a, b in zip(r, s, strict=True))
        for r, s in zip(above, below, strict=True)
    )
