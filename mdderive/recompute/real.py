"""exp, log, sin, cos and roots in the field of generators (see `field.py`).

Arguments are brought to a normal form first. log splits into the logarithms of irreducible positive
factors; exp splits over the monomials of its argument, so that exp(log a + q) = a exp(q) and
a^r = exp(r log a) has the root a^(fraction of r) as its generator; sin and cos are expanded for
sums of known angles.
"""

from collections.abc import Iterator
from typing import Any

from flint import arb, fmpz

from mdderive.recompute.balls import ball, sign
from mdderive.recompute.field import CONTEXT, ONE, Element, Field, Generator, show
from mdderive.recompute.limits import Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, ratio, rational_ball
from mdderive.recompute.relations import combination
from mdderive.recompute.residue import turned

FACTORED_BITS = 64
"""Integers up to this length are factored completely; longer ones by small primes."""

SMOOTH_BITS = 16

POINT_WORK = 16_000
"""Terms of polynomials that one point may take; beyond, residues are quicker."""

ROOT_ORDER = 12
"""A root of higher order is kept as a generator without its relation."""


QUARTERS = tuple((Rational(c), Rational(s)) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1)))
"""(cos u, sin u) at whole multiples of pi / 2."""


class RealField(Field):
    """The field with the functions. `symbolic`: generators may stand for any number, whose signs
    are unknown, so that a logarithm is split only where that needs no sign. `base`: coprime whole
    numbers that count as prime. `composites` are those met that could not be factored."""

    def __init__(
        self,
        clock: Clock,
        symbolic: bool = False,
        base: tuple[int, ...] = (),
        work: int = POINT_WORK,
    ) -> None:
        super().__init__(clock, work)
        self.symbolic = symbolic
        self.base = base
        self.primes: set[int] = set()
        self.composites: set[int] = set()
        self._exponents: dict[str, list[tuple[Any, Any]]] = {}
        self._angles: list[tuple[Any, tuple[Any, Any]]] = []
        self._logs: dict[str, Element] = {}
        self._arguments: dict[int, Any] = {}
        self._pi: Element | None = None

    def pi(self) -> Any:
        """A generator whose half is an angle with known cosine and sine, 0 and 1."""
        if self._pi is None:
            self._pi = self.new(Generator(r"\pi", arb.pi))
            self._angles.append((self._pi / 2, (Rational(0), Rational(1))))
        return self._pi

    def positive(self, value: Any) -> bool:
        found = sign(value)
        if found == 0:
            raise Unfinished("a value too close to 0 to know its sign")
        return found > 0

    def nonzero(self, divisor: Element) -> None:
        if not self.symbolic:
            self.positive(divisor)

    # exp ---------------------------------------------------------------------------------------

    def exp(self, u: Any) -> Any:
        if u == 0:
            return Rational(1)
        if isinstance(u, Rational):
            return self._exp_of_multiple(u, None)
        if not u.bottom.is_constant():
            return self._exp_of_multiple(Rational(1), u)
        result: Any = Rational(1)
        for powers, factor in u.top.terms():
            scale = ratio(factor, u.bottom.leading_coefficient())
            part = CONTEXT.from_dict({powers: 1})
            if part.is_one():
                result = result * self._exp_of_multiple(scale, None)
            else:
                result = result * self._exp_of_monomial(scale, Element(self, part, ONE))
        return result

    def _exp_of_monomial(self, scale: Any, unit: Element) -> Any:
        """exp(scale * unit); where unit is log a, that is a^scale."""
        degrees = unit.top.degrees()
        if sum(degrees) == 1:
            argument = self._arguments.get(list(degrees).index(1))
            if argument is not None:
                return self._root_of_atom(argument, scale)
        return self._exp_of_multiple(scale, unit)

    def _exp_of_multiple(self, scale: Any, unit: Element | None) -> Any:
        """exp(scale * unit), as a product of known ones if it is one."""
        if unit is not None and not unit.bottom.is_constant():
            known = self._exponents.setdefault("fractions", [])
            target: Any = unit
        else:
            known = self._exponents.setdefault("1" if unit is None else unit.key(), [])
            target = scale
        found = combination([argument for argument, _ in known], target)
        if found is not None:
            result: Any = Rational(1)
            for place, multiple in found:
                result = result * whole_power(known[place][1], multiple)
            return result
        argument = scale if unit is None else unit * scale
        generator = self.new(
            Generator(f"exp({show(argument)})", lambda: ball(argument).exp(), None, argument)
        )
        known.append((target, generator))
        return generator

    def _root_of_atom(self, atom: Any, exponent: Any) -> Any:
        """atom^exponent: a whole power times a root in (0, 1)."""
        whole = int(exponent.numerator // exponent.denominator)
        rest = exponent - whole
        result = whole_power(atom, whole)
        if rest == 0:
            return result
        known = self._exponents.setdefault(f"root {show(atom)}", [])
        for fraction, generator in known:
            times = rest / fraction
            if times.denominator == 1 and times.numerator <= ROOT_ORDER:
                return result * whole_power(generator, int(times.numerator))
        return result * self._new_root(atom, rest, known)

    def _new_root(self, atom: Any, rest: Any, known: list[tuple[Any, Any]]) -> Any:
        order = int(rest.denominator)
        if order <= ROOT_ORDER:
            rest, power = Rational(1, order), int(rest.numerator)
            root: tuple[int, Any] | None = (order, atom)
        else:
            root, power = None, 1
        shown = f"sqrt({show(atom)})" if order == 2 else f"({show(atom)})^({rest})"
        exponent = rest
        generator = self.new(
            Generator(
                shown,
                lambda: (rational_ball(exponent) * ball(atom).log()).exp(),
                root,
                self.log(atom) * rest if not self.symbolic else None,
            )
        )
        known.append((rest, generator))
        return whole_power(generator, power)

    def root(self, u: Any, exponent: Any) -> Any:
        """u^exponent for u > 0."""
        if u == 0:
            raise Undefined("a power of 0 that is not whole")
        return self.exp(self.log(u) * exponent)

    # log ---------------------------------------------------------------------------------------

    def log(self, u: Any) -> Any:
        if u == 0:
            raise Undefined("the logarithm of 0")
        if self.symbolic and isinstance(u, Element):
            return self._symbolic_log(u)
        if not (self.positive(u) if isinstance(u, Element) else u > 0):
            raise Undefined("the logarithm of a negative number")
        if isinstance(u, Rational):
            return self._log_of_integer(u.numerator) - self._log_of_integer(u.denominator)
        return self._log_of_polynomial(u.top) - self._log_of_polynomial(u.bottom)

    def _symbolic_log(self, u: Element) -> Any:
        for value, turn in ((u, 1), (Rational(1) / u, -1)):
            degrees = value.top.degrees()
            if value.bottom.is_one() and sum(degrees) == 1 and len(value.top) == 1:
                known = self.generators[list(degrees).index(1)].logarithm
                if known is not None and value.top.leading_coefficient() == 1:
                    return known * turn
        return self._log_of_atom(u)

    def _log_of_integer(self, number: Any) -> Any:
        total: Any = Rational(0)
        for factor, power in self._factors(abs(int(number))):
            total = total + self._log_of_atom(Rational(factor)) * power
        return total

    def _factors(self, number: int) -> Iterator[tuple[int, int]]:
        for known in self.base:
            power = 0
            while number % known == 0:
                number, power = number // known, power + 1
            if power:
                yield known, power
        complete = number.bit_length() <= FACTORED_BITS
        rest = fmpz(number).factor() if complete else fmpz(number).factor_smooth(SMOOTH_BITS)
        for factor, power in rest:
            whole = complete or factor.bit_length() <= 2 * SMOOTH_BITS
            (self.primes if whole else self.composites).add(int(factor))
            yield int(factor), int(power)

    def _log_of_polynomial(self, poly: Any) -> Any:
        content, factors = poly.factor()
        total = self._log_of_integer(content)
        for factor, power in factors:
            total = total + self._log_of_factor(factor) * int(power)
        return total

    def _log_of_factor(self, factor: Any) -> Any:
        """log |p| of an irreducible polynomial."""
        degrees = factor.degrees()
        if len(factor) == 1 and sum(degrees) == 1:
            known = self.generators[list(degrees).index(1)].logarithm
            if known is not None:
                return known
        atom = Element(self, factor, ONE)
        return self._log_of_atom(atom if self.positive(atom) else -atom)

    def _log_of_atom(self, atom: Any) -> Any:
        if atom == 1:
            return Rational(0)
        shown = show(atom)
        known = self._logs.get(shown)
        if known is None:
            index = len(self.generators)
            known = self.new(Generator(f"log({shown})", lambda: ball(atom).log()))
            self._logs[shown] = known
            self._arguments[index] = atom
        return known

    # sin and cos -------------------------------------------------------------------------------

    def circle(self, u: Any) -> tuple[Any, Any]:
        """(cos u, sin u)."""
        if u == 0:
            return Rational(1), Rational(0)
        if self._pi is not None:
            quarters = u / self._pi * Rational(2)
            if isinstance(quarters, Rational) and quarters.denominator == 1:
                return QUARTERS[int(quarters.numerator) % 4]
        found = combination([angle for angle, _ in self._angles], u)
        if found is None:
            pair = self._new_angle(u)
            self._angles.append((u, pair))
            return pair
        return turned(self._angles, found)

    def _new_angle(self, u: Any) -> tuple[Any, Any]:
        shown = show(u)
        cosine = self.new(Generator(f"cos({shown})", lambda: ball(u).cos()))
        square = Rational(1) - cosine * cosine
        sine = self.new(Generator(f"sin({shown})", lambda: ball(u).sin(), (2, square)))
        return cosine, sine


def whole_power(base: Any, exponent: int) -> Any:
    """base^exponent for an exponent that came out of an exact value."""
    if abs(exponent) > 400:
        raise Unfinished("an exact power is too large")
    result: Any = Rational(1)
    for _ in range(abs(exponent)):
        result = result * base
    return Rational(1) / result if exponent < 0 else result
