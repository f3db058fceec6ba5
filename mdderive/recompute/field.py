"""The field of generators: exact values of exp, log, sin, cos and roots at exact numbers.

An `Element` is a fraction of polynomials with integer coefficients in generators such as exp(1/3),
log(2), sqrt(5), kept reduced. Every rewriting that is done is a true equation between real numbers:

    exp(p + q) = exp(p) exp(q)    exp(r log a) = a^r    log(a b) = log a + log b    a, b > 0
    sin^2 + cos^2 = 1, sums of angles    sqrt(a)^2 = a

so an element that reduces to 0 **is** 0: agreement is exact. The converse would need Schanuel's
conjecture, so it is never used: an element that does not reduce to 0 counts as different from 0
only where its ball (see `balls.py`) excludes 0, and otherwise nothing is said.

In SymPy's terms this is the fraction field of ZZ[g0, g1, ...] modulo the relations above. It is
carried by flint's polynomials instead of `sympy.polys.fields`: for A A^-1 over the symbolic entries
of A, SymPy takes 4 times as long at 2 x 2 and 18 times at 3 x 3 (75 and 106 times where room for
48 generators is kept, as here, since they appear one by one).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx

from mdderive.recompute.limits import MOST_TERMS, Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, ratio

MOST_GENERATORS = 48

CONTEXT = fmpz_mpoly_ctx.get([f"g{i}" for i in range(MOST_GENERATORS)], Ordering.lex)
"""All polynomials live here; what generator number i stands for is known to the `Field`."""

ONE = CONTEXT.constant(1)


@dataclass(frozen=True)
class Generator:
    """`ball` encloses it in the current precision, or is None where it stands for any number.
    `root` = (q, a) says that its q-th power is a. `logarithm` is its logarithm, if that is
    simpler than a generator of its own."""

    name: str
    ball: Callable[[], Any] | None
    root: tuple[int, Any] | None = None
    logarithm: Any = None


class Element:
    """A reduced fraction of polynomials; not a rational number."""

    __slots__ = ("bottom", "field", "top")

    def __init__(self, field: "Field", top: Any, bottom: Any) -> None:
        self.field = field
        self.top = top
        self.bottom = bottom

    def key(self) -> str:
        return f"{self.top}|{self.bottom}"

    def terms(self) -> int:
        return len(self.top) + len(self.bottom)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element):
            return False
        return bool(self.top == other.top and self.bottom == other.bottom)

    def __hash__(self) -> int:
        leading = int(self.top.leading_coefficient()), int(self.bottom.leading_coefficient())
        return hash((len(self.top), len(self.bottom), *leading))

    def __add__(self, other: Any) -> Any:
        pair = split(other)
        if pair is None:
            return NotImplemented
        top, bottom = pair
        if bottom == self.bottom:
            return self.field.fraction(self.top + top, bottom)
        return self.field.fraction(
            multiply(self.top, bottom) + multiply(top, self.bottom), multiply(self.bottom, bottom)
        )

    __radd__ = __add__

    def __neg__(self) -> "Element":
        return Element(self.field, -self.top, self.bottom)

    def __sub__(self, other: Any) -> Any:
        return NotImplemented if split(other) is None else self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return (-self) + other

    def __mul__(self, other: Any) -> Any:
        pair = split(other)
        if pair is None:
            return NotImplemented
        top, bottom = pair
        return self.field.fraction(multiply(self.top, top), multiply(self.bottom, bottom))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        pair = split(other)
        if pair is None:
            return NotImplemented
        top, bottom = pair
        return self.field.quotient(multiply(self.top, bottom), multiply(self.bottom, top), other)

    def __rtruediv__(self, other: Any) -> Any:
        pair = split(other)
        if pair is None:
            return NotImplemented
        top, bottom = pair
        return self.field.quotient(multiply(self.bottom, top), multiply(self.top, bottom), self)


def split(value: Any) -> tuple[Any, Any] | None:
    """Numerator and denominator as polynomials; None for what is no coefficient."""
    if isinstance(value, Element):
        return value.top, value.bottom
    if isinstance(value, Rational):
        return _constant(value.numerator), _constant(value.denominator)
    if isinstance(value, int):
        return CONTEXT.constant(value), ONE
    return None


def _constant(value: Any) -> Any:
    return CONTEXT.constant(int(value))


def multiply(left: Any, right: Any) -> Any:
    if len(left) * len(right) > 20 * MOST_TERMS:
        raise Unfinished("the exact value has too many terms")
    return left * right


class Field:
    """Generators in order of appearance, and arithmetic with them; `work` is how many terms of
    polynomials it may handle. `real.py` adds what the generators are as real numbers."""

    def __init__(self, clock: Clock, work: int) -> None:
        self.clock = clock
        self.work = work
        self.generators: list[Generator] = []
        self.balls: dict[tuple[int, int], Any] = {}
        self._rooted: list[int] = []

    def new(self, generator: Generator) -> Element:
        index = len(self.generators)
        if index == MOST_GENERATORS:
            raise Unfinished(f"more than {MOST_GENERATORS} transcendental values")
        self.generators.append(generator)
        if generator.root is not None:
            self._rooted.append(index)
        return Element(self, CONTEXT.gen(index), ONE)

    def fraction(self, top: Any, bottom: Any) -> Any:
        """top / bottom, reduced; a rational number where no generator is left."""
        self.clock.check()
        self.work -= 8 + len(top) + len(bottom)
        if self.work < 0 or max(len(top), len(bottom)) > MOST_TERMS:
            raise Unfinished("the exact value has too many terms")
        if self._rooted:
            top, bottom = self._reduced(top, bottom)
        if top.is_zero():
            return Rational(0)
        common = top.gcd(bottom)
        if not common.is_one():
            top, bottom = top / common, bottom / common
        if bottom.leading_coefficient() < 0:
            top, bottom = -top, -bottom
        if top.is_constant() and bottom.is_constant():
            return ratio(top.leading_coefficient(), bottom.leading_coefficient())
        return Element(self, top, bottom)

    def quotient(self, top: Any, bottom: Any, divisor: Any) -> Any:
        """top / bottom where `divisor` has just been divided by and must not be 0."""
        if bottom.is_zero():
            raise Undefined("a division by 0")
        if isinstance(divisor, Element):
            self.nonzero(divisor)
        return self.fraction(top, bottom)

    def nonzero(self, divisor: Element) -> None:
        """Raises where a divisor can't be told from 0, if the field knows real numbers."""

    def _reduced(self, top: Any, bottom: Any) -> tuple[Any, Any]:
        """Rewrites g^q as a for each root g of a that occurs often enough."""
        for index in reversed(self._rooted):
            root = self.generators[index].root
            assert root is not None
            order, radicand = root
            upper, lower = split(radicand) or (ONE, ONE)
            if top.degrees()[index] >= order:
                top, scale = _lowered(top, index, order, upper, lower)
                bottom = multiply(bottom, scale)
            if bottom.degrees()[index] >= order:
                bottom, scale = _lowered(bottom, index, order, upper, lower)
                top = multiply(top, scale)
            if bottom.is_zero():
                raise Undefined("a division by 0")
        return top, bottom


def _lowered(poly: Any, index: int, order: int, upper: Any, lower: Any) -> tuple[Any, Any]:
    """(p, s) with poly = p / s, where the generator's degree in p is below its order."""
    most = int(poly.degrees()[index]) // order
    pieces: dict[int, dict[tuple[int, ...], Any]] = {}
    for powers, factor in poly.terms():
        times, rest = divmod(int(powers[index]), order)
        lowered = (*powers[:index], rest, *powers[index + 1 :])
        pieces.setdefault(times, {})[lowered] = factor
    total = CONTEXT.constant(0)
    for times, piece in pieces.items():
        part = CONTEXT.from_dict(piece)
        for base, count in ((upper, times), (lower, most - times)):
            for _ in range(count):
                part = multiply(part, base)
        total = total + part
    scale = ONE
    for _ in range(most):
        scale = multiply(scale, lower)
    return total, scale


def show(value: Any) -> str:
    """A closed form, as in `exp(2)/(exp(2) + 1)`."""
    if not isinstance(value, Element):
        return str(value)
    top = _show_polynomial(value.field, value.top)
    if value.bottom.is_one():
        return top
    bottom = _show_polynomial(value.field, value.bottom)
    top = f"({top})" if " " in top else top
    simple = len(value.bottom) == 1 and "*" not in bottom
    return f"{top}/{bottom}" if simple else f"{top}/({bottom})"


def _show_polynomial(field: Field, poly: Any) -> str:
    content, factors = poly.factor()
    if len(factors) == 1 and factors[0][1] == 1 and content == 1:
        return _show_sum(field, poly)
    shown = [str(content)] if content != 1 or not factors else []
    for factor, power in factors:
        base = _show_sum(field, factor)
        base = base if len(factor) == 1 else f"({base})"
        shown.append(base + (f"^{power}" if power > 1 else ""))
    return "*".join(shown)


def _show_sum(field: Field, poly: Any) -> str:
    terms = [_show_term(field, powers, factor) for powers, factor in poly.terms()]
    return " + ".join(terms).replace("+ -", "- ")


def _show_term(field: Field, powers: Any, factor: Any) -> str:
    names = [
        field.generators[i].name + (f"^{power}" if power > 1 else "")
        for i, power in enumerate(powers)
        if power
    ]
    if not names:
        return str(factor)
    lead = {1: "", -1: "-"}.get(int(factor), f"{factor}*")
    return lead + "*".join(names)
