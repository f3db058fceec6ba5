"""Polynomials in scalar names that keep one sign wherever declarations and facts hold.

* In one name: by Sturm's theorem no factor of odd multiplicity has a root between the bounds that
  are given for the name. The sign is then the one at any place between them.
* Quadratic in several: q(x) = (1, x)^T M (1, x) with M semidefinite, seen by exact elimination.
* Otherwise: c (a - b) + d with a > b given, c > 0, d >= 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import add, mul

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly

from mdderive.recompute.draws import has
from mdderive.recompute.rationals import Rational
from mdderive.term import Apply, Number, Problem, Property, Symbol, Term, symbols

Bound = Fraction | None

DIRECTIONS: Mapping[str, int] = {">": 1, ">=": 1, "<": -1, "<=": -1}
HIGHEST = 12
"""The degree up to which powers are multiplied out."""


def polynomial_sign(term: Term, problem: Problem) -> int:
    """1 if the term is a polynomial that is >= 0 at all points, -1 if it is <= 0, else 0."""
    ring = _ring(term, problem)
    found = ring.polynomial(term)
    if not found:
        return 0
    used = [place for place, degree in enumerate(found.degrees()) if degree]
    given = list(_inequalities(problem, ring))
    if len(used) == 1:
        return _between_bounds(found, used[0], _bounds(ring, used[0], given, problem))
    return next(filter(None, (_beside(found, one) for one in given)), 0) or _quadratic(found, used)


class Ring:
    """Polynomials over Q in scalar names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(len(names))], Ordering.lex)

    def polynomial(self, term: Term) -> fmpq_mpoly | None:
        """The term multiplied out; None where it is no polynomial in the names, or a high one."""
        match term:
            case Number(value=value):
                return self.context.constant(_flint(value))
            case Symbol(name=name) if term.shape.is_scalar:
                return self.context.gen(self.names.index(name))
            case Apply("negative", (inner,)):
                found = self.polynomial(inner)
                return None if found is None else -found
            case Apply("sum", args) if term.shape.is_scalar:
                parts = self._polynomials(args)
                return None if parts is None else reduce(add, parts)
            case Apply("product" | "hadamard", args) if all(one.shape.is_scalar for one in args):
                parts = self._polynomials(args)
                return None if parts is None or _degree(parts) > HIGHEST else reduce(mul, parts)
            case Apply("quotient", (top, Number(value=value))) if value:
                found = self.polynomial(top)
                return None if found is None else found / _flint(value)
            case Apply("power" | "hadamard_power", (base, Number(value=value))):
                return self._power(base, value)
        return None

    def _polynomials(self, terms: Sequence[Term]) -> list[fmpq_mpoly] | None:
        found = [self.polynomial(term) for term in terms]
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) else None

    def _power(self, base: Term, exponent: Fraction) -> fmpq_mpoly | None:
        if exponent.denominator != 1 or not 0 <= exponent <= HIGHEST:
            return None
        found = self.polynomial(base)
        if found is None or _degree([found]) * exponent > HIGHEST:
            return None
        return found ** int(exponent)


def _ring(term: Term, problem: Problem) -> Ring:
    sides = [term, *(side for fact in problem.facts for side in (fact.left, fact.right))]
    return Ring(sorted(frozenset[str]().union(*map(symbols, sides))))


def _degree(parts: Sequence[fmpq_mpoly]) -> int:
    """The degree of the product; that of 0 is 0 here."""
    return sum(max(0, int(part.total_degree())) for part in parts)


# -- in one name


def _between_bounds(found: fmpq_mpoly, place: int, bounds: tuple[Bound, Bound]) -> int:
    low, high = bounds
    if low is not None and high is not None and low >= high:
        return 0
    coefficients = [fmpq(0)] * (1 + int(found.degrees()[place]))
    for exponents, c in found.to_dict().items():
        coefficients[exponents[place]] = c
    poly = fmpq_poly(coefficients)
    odd = (factor for factor, times in poly.factor()[1] if times % 2)
    if any(_roots(factor, low, high) for factor in odd):
        return 0
    inside = _inside(poly, low, high)
    return 0 if inside is None else _sign(poly(_flint(inside)))


def _bounds(
    ring: Ring, place: int, given: Sequence[fmpq_mpoly], problem: Problem
) -> tuple[Bound, Bound]:
    """The greatest lower and the least upper bound that are given for a scalar name."""
    declared = problem.declarations.get(ring.names[place])
    positive = declared is not None and Property.POSITIVE in declared.properties
    low = [Fraction(0)] if positive else []
    high: list[Fraction] = []
    for one in given:
        slope, rest = _coefficient(one, place), _constant(one)
        if slope and one == slope * ring.context.gen(place) + rest:
            bound = -rest / slope
            (low if slope > 0 else high).append(Fraction(int(bound.p), int(bound.q)))
    return max(low, default=None), min(high, default=None)


def _inequalities(problem: Problem, ring: Ring) -> Iterator[fmpq_mpoly]:
    """Polynomials that are given to be >= 0 (or > 0)."""
    for fact in problem.facts:
        if fact.relation in DIRECTIONS and fact.left.shape.is_scalar:
            left, right = ring.polynomial(fact.left), ring.polynomial(fact.right)
            if left is not None and right is not None:
                yield (left - right) * DIRECTIONS[fact.relation]


def _coefficient(found: fmpq_mpoly, *places: int) -> fmpq:
    """The coefficient of the product of the names at these places."""
    exponents = [places.count(k) for k in range(found.context().nvars())]
    return fmpq(found[tuple(exponents)])


def _constant(found: fmpq_mpoly) -> fmpq:
    return _coefficient(found)


def _roots(factor: fmpq_poly, low: Bound, high: Bound) -> int:
    """The number of roots between the bounds, which are not counted themselves."""
    slope = fmpq_poly([k * c for k, c in enumerate(factor.coeffs())][1:])
    chain = [factor, slope]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
    count = _changes(chain, low, -1) - _changes(chain, high, 1)
    return count - (high is not None and factor(_flint(high)) == 0)


def _changes(chain: Sequence[fmpq_poly], place: Bound, end: int) -> int:
    """The changes of sign along the chain at a place, or at one end of the line."""
    if place is None:
        signs = [_sign(p.coeffs()[-1]) * end ** p.degree() for p in chain if p.degree() >= 0]
    else:
        signs = [_sign(p(_flint(place))) for p in chain]
    return sum(a != b for a, b in pairwise(sign for sign in signs if sign))


def _inside(poly: fmpq_poly, low: Bound, high: Bound) -> Fraction | None:
    """A place between the bounds where the polynomial is not 0."""
    for step in range(1, poly.degree() + 2):
        if low is not None and high is not None:
            place = low + (high - low) * Fraction(step, poly.degree() + 2)
        else:
            place = (low + step) if low is not None else (high or Fraction(0)) - step
        if poly(_flint(place)) != 0:
            return place
    return None


def _flint(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _sign(value: fmpq) -> int:
    return int(value > 0) - int(value < 0)


# -- in several


def _beside(found: fmpq_mpoly, given: fmpq_mpoly) -> int:
    """The sign of c g + d, g >= 0 being given."""
    exponents = next((e for e in given.to_dict() if any(e)), None)
    if exponents is None:
        return 0
    factor = fmpq(found[exponents]) / fmpq(given[exponents])
    rest = found - given * factor
    if not factor or rest != _constant(rest):
        return 0
    more = _constant(rest)
    return int(factor > 0 and more >= 0) - int(factor < 0 and more <= 0)


def _quadratic(found: fmpq_mpoly, used: Sequence[int]) -> int:
    """The sign of (1, x)^T M (1, x), if M is semidefinite."""
    if _degree([found]) > 2:
        return 0
    places = [(), *((place,) for place in used)]
    for sign in (1, -1):
        rows = [[_form(found, one, other) * sign for other in places] for one in places]
        grid = tuple(tuple(Rational(int(e.p), int(e.q)) for e in row) for row in rows)
        if has(grid, Property.POSITIVE_SEMIDEFINITE):
            return sign
    return 0


def _form(found: fmpq_mpoly, one: tuple[int, ...], other: tuple[int, ...]) -> fmpq:
    """An entry of the symmetric matrix M of the quadratic form."""
    value = _coefficient(found, *one, *other)
    return value if one == other else value / 2
