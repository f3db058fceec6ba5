"""Polynomials in scalar names that keep one sign wherever declarations and facts hold.

* In one name: by Sturm's theorem no factor of odd multiplicity has a root between the bounds that
  are given for the name. The sign is then the one at any place between them.
* Quadratic in several: q(x) = (1, x)^T M (1, x) with M semidefinite, seen by exact elimination.
* Otherwise: c (a - b) + d with a > b given, c > 0, d >= 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from flint import fmpq, fmpq_poly

from mdderive.recompute.draws import has
from mdderive.recompute.rationals import Rational
from mdderive.term import Apply, Number, Problem, Property, Symbol, Term

Powers = tuple[tuple[str, int], ...]
Polynomial = Mapping[Powers, Fraction]
Bound = Fraction | None

DIRECTIONS: Mapping[str, int] = {">": 1, ">=": 1, "<": -1, "<=": -1}
HIGHEST = 12
"""The degree up to which powers are multiplied out."""


def polynomial_sign(term: Term, problem: Problem) -> int:
    """1 if the term is a polynomial that is >= 0 at all points, -1 if it is <= 0, else 0."""
    found = polynomial(term)
    if not found:
        return 0
    names = {name for powers in found for name, _ in powers}
    if len(names) == 1:
        return _between_bounds(found, min(names), problem)
    beside = (_beside(found, given) for given in _inequalities(problem))
    return next(filter(None, beside), 0) or _quadratic(found, sorted(names))


def polynomial(term: Term) -> Polynomial | None:
    """The term multiplied out; None where it is no polynomial in scalar names, or a high one."""
    match term:
        case Number(value=value):
            return {(): value} if value else {}
        case Symbol(name=name) if term.shape.is_scalar:
            return {((name, 1),): Fraction(1)}
        case Apply("negative", (inner,)):
            return _scaled(polynomial(inner), Fraction(-1))
        case Apply("sum", args) if term.shape.is_scalar:
            return _added([polynomial(arg) for arg in args])
        case Apply("product" | "hadamard", args) if all(arg.shape.is_scalar for arg in args):
            return _multiplied([polynomial(arg) for arg in args])
        case Apply("quotient", (top, Number(value=value))) if value:
            return _scaled(polynomial(top), 1 / value)
        case Apply("power" | "hadamard_power", (base, Number(value=value))):
            whole = value.denominator == 1 and 0 <= value <= HIGHEST
            return _multiplied([polynomial(base)] * int(value)) if whole else None
    return None


def _scaled(one: Polynomial | None, by: Fraction) -> Polynomial | None:
    return None if one is None else {powers: c * by for powers, c in one.items()}


def _added(parts: Sequence[Polynomial | None]) -> Polynomial | None:
    total: dict[Powers, Fraction] = {}
    for part in parts:
        if part is None:
            return None
        for powers, c in part.items():
            total[powers] = total.get(powers, Fraction(0)) + c
    return {powers: c for powers, c in total.items() if c}


def _multiplied(parts: Sequence[Polynomial | None]) -> Polynomial | None:
    total: Polynomial | None = {(): Fraction(1)}
    for part in parts:
        if part is None or total is None:
            return None
        total = _added([{_joined(p, q): c * d} for p, c in total.items() for q, d in part.items()])
        if any(sum(e for _, e in powers) > HIGHEST for powers in total or ()):
            return None
    return total


def _joined(one: Powers, other: Powers) -> Powers:
    powers = dict(one)
    for name, exponent in other:
        powers[name] = powers.get(name, 0) + exponent
    return tuple(sorted(powers.items()))


# -- in one name


def _between_bounds(found: Polynomial, name: str, problem: Problem) -> int:
    low, high = bounds(name, problem)
    if low is not None and high is not None and low >= high:
        return 0
    coefficients = [fmpq(0)] * (1 + max(sum(e for _, e in powers) for powers in found))
    for powers, c in found.items():
        coefficients[sum(e for _, e in powers)] = fmpq(c.numerator, c.denominator)
    poly = fmpq_poly(coefficients)
    odd = (factor for factor, times in poly.factor()[1] if times % 2)
    if any(_roots(factor, low, high) for factor in odd):
        return 0
    place = _inside(poly, low, high)
    return 0 if place is None else _sign(poly(_flint(place)))


def bounds(name: str, problem: Problem) -> tuple[Bound, Bound]:
    """The greatest lower and the least upper bound that are given for a scalar name."""
    declared = problem.declarations.get(name)
    positive = declared is not None and Property.POSITIVE in declared.properties
    low = [Fraction(0)] if positive else []
    high: list[Fraction] = []
    for fact in _inequalities(problem):
        slope, rest = fact.get(((name, 1),), Fraction(0)), fact.get((), Fraction(0))
        if slope and len(fact) == 1 + bool(rest):
            (low if slope > 0 else high).append(-rest / slope)
    return max(low, default=None), min(high, default=None)


def _inequalities(problem: Problem) -> Iterator[Polynomial]:
    """Polynomials that are given to be >= 0 (or > 0)."""
    for fact in problem.facts:
        if fact.relation in DIRECTIONS and fact.left.shape.is_scalar:
            sides = [polynomial(fact.left), _scaled(polynomial(fact.right), Fraction(-1))]
            found = _scaled(_added(sides), Fraction(DIRECTIONS[fact.relation]))
            if found is not None:
                yield found


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


def _beside(found: Polynomial, given: Polynomial) -> int:
    """The sign of c g + d, g >= 0 being given."""
    powers = next((p for p in given if p), ())
    factor = found.get(powers, Fraction(0)) / given[powers] if powers else Fraction(0)
    rest = _added([found, _scaled(given, -factor)])
    if not factor or rest is None or any(rest.keys() - {()}):
        return 0
    more = rest.get((), Fraction(0))
    return int(factor > 0 and more >= 0) - int(factor < 0 and more <= 0)


def _quadratic(found: Polynomial, names: Sequence[str]) -> int:
    if any(sum(e for _, e in powers) > 2 for powers in found):
        return 0
    for sign in (1, -1):
        rows = [[_form(found, one, other) * sign for other in ("", *names)] for one in ("", *names)]
        grid = tuple(tuple(Rational(e.numerator, e.denominator) for e in row) for row in rows)
        if has(grid, Property.POSITIVE_SEMIDEFINITE):
            return sign
    return 0


def _form(found: Polynomial, one: str, other: str) -> Fraction:
    """An entry of the symmetric matrix of the quadratic form in (1, names)."""
    powers = _joined(((one, 1),) if one else (), ((other, 1),) if other else ())
    value = found.get(powers, Fraction(0))
    return value if one == other else value / 2
