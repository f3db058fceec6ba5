"""Residues: the field of generators modulo a prime, where exact fractions would grow too large.

Every generator gets a random residue modulo a prime P of 127 bits, subject to the relations that
are found between generators (the same as in `field.py`), next to its ball. The map from the field
of generators to residues is a homomorphism, so an element that reduces to 0 has residue 0; one that
doesn't has residue 0 with probability at most its degree / P, below 2^-100 (Schwartz and Zippel).
Agreement therefore is the same statement as in the exact field, up to that probability, and the
ball has to contain 0 as well. A difference is shown by the ball alone.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from flint import arb, fmpq

from mdderive.recompute.limits import Clock, Undefined, Unfinished
from mdderive.recompute.relations import combination

PRIME = (1 << 127) - 1
"""A Mersenne prime, 3 modulo 4."""

BITS = 384
"""The precision of the balls."""

MOST_KNOWN = 24
"""Products of two known values are sought for a logarithm up to this many."""


class RootLess(Unfinished):
    """A number has no square root modulo the prime: half of them have none, so other residues for
    the generators may help."""


class Residue:
    """A number by its residue and its ball."""

    __slots__ = ("ball", "residue")

    def __init__(self, residue: int, around: Any) -> None:
        self.residue = residue
        self.ball = around

    def key(self) -> str:
        return str(self.residue)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        return self.residue == residue(other).residue

    def __hash__(self) -> int:
        return hash(self.residue)

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        second = residue(other)
        return made(self.residue + second.residue, self.ball + second.ball)

    __radd__ = __add__

    def __neg__(self) -> "Residue":
        return Residue(-self.residue % PRIME, -self.ball)

    def __sub__(self, other: Any) -> Any:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        return self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return (-self) + other

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        second = residue(other)
        return made(self.residue * second.residue, self.ball * second.ball)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        return self * inverted(residue(other))

    def __rtruediv__(self, other: Any) -> Any:
        if not isinstance(other, Residue | fmpq | int):
            return NotImplemented
        return inverted(self) * other


def residue(value: Any) -> Residue:
    """A rational number as a residue."""
    if isinstance(value, Residue):
        return value
    if isinstance(value, int):
        return Residue(value % PRIME, arb(value))
    bottom = int(value.q) % PRIME
    if bottom == 0:
        raise Unfinished("a denominator that is a multiple of the modulus")
    return Residue(int(value.p) * pow(bottom, -1, PRIME) % PRIME, arb(value))


def made(number: int, around: Any) -> Any:
    """The element, as the rational number 0 where both residue and ball allow it."""
    number %= PRIME
    if number == 0 and around.contains(0):
        return fmpq(0)
    return Residue(number, around)


def inverted(value: Residue) -> Residue:
    if value.residue == 0 and value.ball.contains(0):
        raise Undefined("a division by 0")
    if value.residue == 0 or value.ball.contains(0):
        raise Unfinished("a divisor that can't be told from 0")
    return Residue(pow(value.residue, -1, PRIME), 1 / value.ball)


class ResidueField:
    """exp, log, sin, cos and roots on residues; the same door as `RealField`."""

    def __init__(self, clock: Clock, seed: int = 127) -> None:
        self.clock = clock
        self._random = Random(seed)
        self._pairs: list[tuple[Residue, Residue]] = []
        self._roots: dict[int, Residue] = {}
        self._angles: list[tuple[Residue, tuple[Any, Any]]] = []

    def _new(self, around: Any) -> Residue:
        return Residue(self._random.randrange(2, PRIME), around)

    def positive(self, value: Any) -> bool:
        if isinstance(value, fmpq):
            return bool(value > 0)
        if value.ball > 0:
            return True
        if value.ball < 0:
            return False
        raise Unfinished("a value too close to 0 to know its sign")

    def exp(self, u: Any) -> Any:
        """`_pairs` holds (u, exp u) for every exponential and every logarithm met."""
        if u == 0:
            return fmpq(1)
        self.clock.check()
        argument = residue(u)
        found = combination([known for known, _ in self._pairs], argument)
        if found is None:
            value = self._new(argument.ball.exp())
            self._pairs.append((argument, value))
            return value
        result: Any = fmpq(1)
        for place, multiple in found:
            base = self._pairs[place][1]
            for _ in range(abs(multiple)):
                result = result * base if multiple > 0 else result / base
        return result

    def log(self, u: Any) -> Any:
        if u == 0:
            raise Undefined("the logarithm of 0")
        if not self.positive(u):
            raise Undefined("the logarithm of a negative number")
        if u == 1:
            return fmpq(0)
        argument = residue(u)
        for result, product in self._products():
            if product == argument.residue:
                return result
        value = self._new(argument.ball.log())
        self._pairs.append((value, argument))
        return value

    def _products(self) -> Iterator[tuple[Any, int]]:
        """(log y, y) for products y of one or two known values or their inverses."""
        singles: list[tuple[Any, int]] = []
        for logarithm, value in self._pairs:
            singles += [
                (logarithm, value.residue),
                (-logarithm, pow(value.residue, -1, PRIME)),
            ]
        yield from singles
        for place, (first, one) in enumerate(singles[: 2 * MOST_KNOWN]):
            self.clock.check()
            for second, other in singles[: place + 1]:
                yield first + second, one * other % PRIME

    def root(self, u: Any, exponent: Any) -> Any:
        """u^exponent for u > 0; square roots by their residue, others as exp(r log u)."""
        if u == 0:
            raise Undefined("a power of 0 that is not whole")
        if not self.positive(u):
            raise Undefined("a root of a negative number")
        if exponent.q != 2:
            return self.exp(self.log(u) * exponent)
        base = residue(u)
        known = self._roots.get(base.residue)
        if known is None:
            number = pow(base.residue, (PRIME + 1) // 4, PRIME)
            if number * number % PRIME != base.residue:
                raise RootLess("a square root without a residue")
            known = self._roots[base.residue] = Residue(number, base.ball.sqrt())
        whole = (exponent.p - 1) // 2
        result: Any = known
        for _ in range(abs(int(whole))):
            result = result * base if whole > 0 else result / base
        return result

    def circle(self, u: Any) -> tuple[Any, Any]:
        """(cos u, sin u), parametrised by the tangent of half the angle."""
        if u == 0:
            return fmpq(1), fmpq(0)
        argument = residue(u)
        found = combination([angle for angle, _ in self._angles], argument)
        if found is None:
            half = self._random.randrange(2, PRIME)
            scale = pow(1 + half * half, -1, PRIME)
            cosine = Residue((1 - half * half) * scale % PRIME, argument.ball.cos())
            sine = Residue(2 * half * scale % PRIME, argument.ball.sin())
            self._angles.append((argument, (cosine, sine)))
            return cosine, sine
        return turned(self._angles, found)


def turned(angles: list[Any], found: tuple[tuple[int, int], ...]) -> tuple[Any, Any]:
    """Cosine and sine of a combination of known angles."""
    cosine, sine = fmpq(1), fmpq(0)
    for place, multiple in found:
        c, s = angles[place][1]
        for _ in range(abs(multiple)):
            signed = s if multiple > 0 else -s
            cosine, sine = cosine * c - sine * signed, sine * c + cosine * signed
    return cosine, sine
