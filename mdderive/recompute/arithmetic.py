"""The exact ring that operators are evaluated over.

An entry is a rational number (an element of SymPy's QQ), an `Element` of a field of generators
(exp(1/3), log 2, ...), or a `Jet` over these. A smooth function reaches jets by its Taylor series
at the value part; the series come from the primitives exp, log, sin, cos and powers alone, so that
no rule of differentiation of matrices is used anywhere.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count
from math import factorial
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute import matrices
from mdderive.recompute.applications import Jets, applied
from mdderive.recompute.field import Element
from mdderive.recompute.jet import Jet, cycle_series, divide, taylor, value_of
from mdderive.recompute.limits import MOST_BITS, Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, bits, is_whole, rational
from mdderive.recompute.real import RealField
from mdderive.recompute.residue import Residue, ResidueField
from mdderive.recompute.spectral import function_of


class Arithmetic:
    """The `Ring` of mdderive.operators. `generic` values are drawn by the point: independent
    rational numbers for each function, order and argument, the same whenever asked again."""

    def __init__(self, field: RealField | ResidueField, generic: Jets, clock: Clock) -> None:
        self.field = field
        self.clock = clock
        self._generic = generic

    def number(self, value: Fraction) -> Any:
        return rational(value)

    def pi(self) -> Any:
        return self.field.pi()

    def exp(self, x: Any) -> Any:
        self.clock.check()
        value = self.field.exp(value_of(x))
        return taylor(x, cycle_series(lambda: value)) if isinstance(x, Jet) else value

    def log(self, x: Any) -> Any:
        self.clock.check()
        value = self.field.log(value_of(x))
        return taylor(x, _log_series(value, x.value)) if isinstance(x, Jet) else value

    def sin(self, x: Any) -> Any:
        return self._circular(x, 0)

    def cos(self, x: Any) -> Any:
        return self._circular(x, 1)

    def _circular(self, x: Any, start: int) -> Any:
        self.clock.check()
        cosine, sine = self.field.circle(value_of(x))
        cycle = [sine, cosine, -sine, -cosine]
        if not isinstance(x, Jet):
            return cycle[start]
        turned = cycle[start:] + cycle[:start]
        return taylor(x, cycle_series(*(lambda part=part: part for part in turned)))

    def power(self, x: Any, exponent: Any) -> Any:
        """x^exponent; whole exponents for every x, others for x > 0 (and 0^r = 0 for r > 0)."""
        if isinstance(exponent, Fraction | int):
            exponent = rational(exponent)
        if is_whole(exponent):
            return self._whole_power(x, int(exponent.numerator))
        if not isinstance(exponent, Rational):
            return self.exp(exponent * self.log(x))
        if not isinstance(x, Jet) and x == 0 and exponent > 0:
            return Rational(0)
        base = value_of(x)
        value = self.field.root(base, exponent)
        return taylor(x, _power_series(value, base, exponent)) if isinstance(x, Jet) else value

    def _whole_power(self, x: Any, exponent: int) -> Any:
        if exponent < 0:
            return divide(Rational(1), self._whole_power(x, -exponent))
        guard_power(((x,),), exponent)
        result: Any = Rational(1)
        while exponent:
            self.clock.check()
            if exponent & 1:
                result = result * x
            exponent >>= 1
            if exponent:
                x = x * x
        return result

    def positive(self, x: Any) -> bool:
        value = value_of(x)
        if value == 0:
            raise Undefined("an argument at a kink")
        return bool(value > 0) if isinstance(value, Rational) else self.field.positive(value)

    def generic(self, name: str, order: int, x: Any) -> Any:
        value = value_of(x)
        if not isinstance(x, Jet):
            return self._generic(name, 0, (0,) * order, (value,))
        return taylor(x, self._generic_series(name, order, value))

    def _generic_series(self, name: str, order: int, value: Any) -> Iterator[Any]:
        factorial = 1
        for k in count():
            factorial *= max(k, 1)
            yield self._generic(name, 0, (0,) * (order + k), (value,)) / factorial

    def application(self, name: str, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
        """A function that is declared but not defined."""
        self.clock.check()
        return applied(self._generic, name, args, shape)

    def matrix_power(self, a: Grid, exponent: Any) -> Grid:
        """Whole powers of a square matrix, negative ones of its inverse; any power of a scalar;
        the principal one of a matrix with positive eigenvalues, as far as they are rational."""
        if len(a) == 1:
            return ((self.power(a[0][0], exponent),),)
        if not isinstance(exponent, Rational):
            raise Unfinished("a matrix to a power that is no rational number")
        if not is_whole(exponent):
            return function_of(a, lambda value, k: self._power_series(value, exponent, k))
        times = int(exponent.numerator)
        if times < 0:
            a, times = self.inverse(a), -times
        guard_power(a, times)
        result = matrices.identity_like(a)
        while times:
            self.clock.check()
            if times & 1:
                result = matrices.times(result, a)
            times >>= 1
            if times:
                a = matrices.times(a, a)
        return result

    def _power_series(self, value: Any, exponent: Any, k: int) -> Any:
        """binomial(r, k) l^(r - k)."""
        self.clock.check()
        if value <= 0:
            raise Undefined("a root of a matrix with an eigenvalue that is not positive")
        found = self.field.root(value, exponent)
        for j in range(k):
            found = found * ((exponent - j) / (j + 1) / value)
        return found

    def matrix_exp(self, a: Grid) -> Grid:
        """The exponential of a matrix with rational eigenvalues."""
        if len(a) == 1:
            return ((self.exp(a[0][0]),),)

        def series(value: Any, k: int) -> Any:
            self.clock.check()
            return self.field.exp(value) * Rational(1, factorial(k))

        return function_of(a, series)

    def inverse(self, a: Grid) -> Grid:
        self.clock.check()
        return matrices.inverse(a)

    def determinant(self, a: Grid) -> Any:
        self.clock.check()
        return matrices.determinant(a)


def guard_power(a: Grid, exponent: int) -> None:
    """Refuses a power whose integers or polynomials would be over budget."""
    longest = max(_bits(part) for row in a for entry in row for part in _coefficients(entry))
    if exponent > 1 and longest * exponent > MOST_BITS:
        raise Unfinished(f"the power {exponent} is too large to be computed exactly")


def _coefficients(entry: Any) -> list[Any]:
    return list(entry.parts.values()) if isinstance(entry, Jet) else [entry]


def _bits(part: Any) -> int:
    """How fast powers of it grow: nothing for 0, 1 and -1, else the bits of the number."""
    if isinstance(part, Element):
        return 64 * part.terms()
    if isinstance(part, Residue):
        return 1
    return 0 if part in (0, 1, -1) else bits(part)


def _log_series(value: Any, at: Any) -> Iterator[Any]:
    """log a, 1/a, -1/(2 a^2), ..."""
    yield value
    step = divide(Rational(1), at)
    power = step
    for k in count(1):
        yield power / k
        power = power * -step


def _power_series(value: Any, at: Any, exponent: Any) -> Iterator[Any]:
    """binomial(r, k) a^(r - k)."""
    step = divide(Rational(1), at)
    for k in count():
        yield value
        value = value * step * (exponent - k) / (k + 1)
