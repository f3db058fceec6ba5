"""Residues: the field of generators modulo a prime, where exact fractions would grow too large.

Every generator gets a random residue modulo a prime P of 127 bits, subject to the relations that
are found between generators (the same as in `field.py`), next to its ball. The map from the field
of generators to residues is a homomorphism, so an element that reduces to 0 has residue 0; one that
doesn't has residue 0 with probability at most its degree / P, below 2^-100 (Schwartz and Zippel).
Agreement therefore is the same statement as in the exact field, up to that probability, and the
ball has to contain 0 as well. A difference is shown by the ball alone.
"""

from functools import cache
from random import Random
from typing import Any

from flint import arb, fmpz

from mdderive.recompute.limits import Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, rational_ball
from mdderive.recompute.relations import composed

BIT_LENGTH = 127
"""Primes are the largest of this length that are 3 modulo 4."""

BITS = 384
"""The precision of the balls."""


class RootLess(Unfinished):
    """A number has no square root modulo the prime: half of them have none, so another prime may
    help."""


class Residue:
    """A number by its residue and its ball."""

    __slots__ = ("ball", "prime", "residue")

    def __init__(self, residue: int, around: Any, prime: int) -> None:
        self.residue = residue
        self.ball = around
        self.prime = prime

    def key(self) -> str:
        return str(self.residue)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        return self.residue == residue(other, self.prime).residue

    def __hash__(self) -> int:
        return hash(self.residue)

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        second = residue(other, self.prime)
        return made(self.residue + second.residue, self.ball + second.ball, self.prime)

    __radd__ = __add__

    def __neg__(self) -> "Residue":
        return Residue(-self.residue % self.prime, -self.ball, self.prime)

    def __sub__(self, other: Any) -> Any:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        return self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return (-self) + other

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        second = residue(other, self.prime)
        return made(self.residue * second.residue, self.ball * second.ball, self.prime)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        return self * inverted(residue(other, self.prime))

    def __rtruediv__(self, other: Any) -> Any:
        if not isinstance(other, Residue | Rational | int):
            return NotImplemented
        return inverted(self) * other


def residue(value: Any, prime: int) -> Residue:
    """A rational number as a residue."""
    if isinstance(value, Residue):
        return value
    if isinstance(value, int):
        return Residue(value % prime, rational_ball(value), prime)
    bottom = int(value.denominator) % prime
    if bottom == 0:
        raise Unfinished("a denominator that is a multiple of the modulus")
    return Residue(
        int(value.numerator) * pow(bottom, -1, prime) % prime, rational_ball(value), prime
    )


def made(number: int, around: Any, prime: int) -> Any:
    """The element, as the rational number 0 where both residue and ball allow it."""
    number %= prime
    if number == 0 and around.contains(0):
        return Rational(0)
    return Residue(number, around, prime)


def inverted(value: Residue) -> Residue:
    if value.residue == 0 and value.ball.contains(0):
        raise Undefined("a division by 0")
    if value.residue == 0 or value.ball.contains(0):
        raise Unfinished("a divisor that can't be told from 0")
    return Residue(pow(value.residue, -1, value.prime), 1 / value.ball, value.prime)


@cache
def prime(number: int) -> int:
    """The primes that are used, by number from 0, downwards."""
    candidate = (1 << BIT_LENGTH) - 1 if number == 0 else prime(number - 1) - 4
    while not fmpz(candidate).is_prime():
        candidate -= 4
    return candidate


class ResidueField:
    """exp, log, sin, cos and roots on residues; the same door as `RealField`."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self.clock = clock
        self.prime = prime(seed)
        self._random = Random(seed)
        self._pairs: list[tuple[Residue, Residue, int, int]] = []
        self._roots: dict[int, Residue] = {}
        self._angles: list[tuple[Residue, tuple[Any, Any]]] = []
        self._pi: Residue | None = None

    def pi(self) -> Any:
        """Any residue, whose half is an angle with cosine 0 and sine 1."""
        if self._pi is None:
            self._pi = self._new(arb.pi())
            self._angles.append((self._pi / Rational(2), (Rational(0), Rational(1))))
        return self._pi

    def _normal(self, number: int) -> int:
        return number % self.prime

    def _new(self, around: Any) -> Residue:
        return Residue(self._random.randrange(2, self.prime), around, self.prime)

    def _know(self, argument: Residue, value: Residue) -> None:
        """Keeps (u, exp u) of every exponential and every logarithm met, and exp u and exp -u as
        residues."""
        number = value.residue
        self._pairs.append((argument, value, number, pow(number, -1, self.prime)))

    def positive(self, value: Any) -> bool:
        if isinstance(value, Rational):
            return bool(value > 0)
        if value.ball > 0:
            return True
        if value.ball < 0:
            return False
        raise Unfinished("a value too close to 0 to know its sign")

    def exp(self, u: Any) -> Any:
        """exp u, as a product of known ones if u is a sum of known arguments."""
        if u == 0:
            return Rational(1)
        self.clock.check()
        argument = residue(u, self.prime)
        known = [pair[0].residue for pair in self._pairs]
        found = composed(known, argument.residue, self._normal)
        if found is None:
            value = self._new(argument.ball.exp())
            self._know(argument, value)
            return value
        result: Any = Rational(1)
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
            return Rational(0)
        argument = residue(u, self.prime)
        result = self._as_product(argument.residue)
        if result is not None:
            return result
        value = self._new(argument.ball.log())
        self._know(value, argument)
        return value

    def _as_product(self, number: int) -> Any:
        """log of a product of one or two known values or their inverses; None for another."""
        places: dict[int, tuple[int, int]] = {}
        for place, (_, _, value, inverse) in enumerate(self._pairs):
            places[value], places[inverse] = (place, 1), (place, -1)
        single = places.get(number)
        if single is not None:
            return self._pairs[single[0]][0] * single[1]
        for place, power in places.values():
            _, _, value, inverse = self._pairs[place]
            other = places.get(number * (inverse if power > 0 else value) % self.prime)
            if other is not None:
                return self._pairs[place][0] * power + self._pairs[other[0]][0] * other[1]
        return None

    def root(self, u: Any, exponent: Any) -> Any:
        """u^exponent for u > 0; square roots by their residue, others as exp(r log u)."""
        if u == 0:
            raise Undefined("a power of 0 that is not whole")
        if not self.positive(u):
            raise Undefined("a root of a negative number")
        if exponent.denominator != 2:
            return self.exp(self.log(u) * exponent)
        base = residue(u, self.prime)
        known = self._roots.get(base.residue)
        if known is None:
            number = pow(base.residue, (self.prime + 1) // 4, self.prime)
            if number * number % self.prime != base.residue:
                raise RootLess("a square root without a residue")
            known = self._roots[base.residue] = Residue(number, base.ball.sqrt(), self.prime)
        whole = (exponent.numerator - 1) // 2
        result: Any = known
        for _ in range(abs(int(whole))):
            result = result * base if whole > 0 else result / base
        return result

    def circle(self, u: Any) -> tuple[Any, Any]:
        """(cos u, sin u), parametrised by the tangent of half the angle."""
        if u == 0:
            return Rational(1), Rational(0)
        argument = residue(u, self.prime)
        known = [angle.residue for angle, _ in self._angles]
        found = composed(known, argument.residue, self._normal)
        if found is None:
            half = self._random.randrange(2, self.prime)
            scale = pow(1 + half * half, -1, self.prime)
            cosine = Residue(
                (1 - half * half) * scale % self.prime, argument.ball.cos(), self.prime
            )
            sine = Residue(2 * half * scale % self.prime, argument.ball.sin(), self.prime)
            self._angles.append((argument, (cosine, sine)))
            return cosine, sine
        return turned(self._angles, found)


def turned(angles: list[Any], found: tuple[tuple[int, int], ...]) -> tuple[Any, Any]:
    """Cosine and sine of a combination of known angles."""
    cosine, sine = Rational(1), Rational(0)
    for place, multiple in found:
        c, s = angles[place][1]
        for _ in range(abs(multiple)):
            signed = s if multiple > 0 else -s
            cosine, sine = cosine * c - sine * signed, sine * c + cosine * signed
    return cosine, sine
