"""The rational roots of what is a polynomial along a line, found by evaluating it.

Values at more places than the degree determine the polynomial; those left over show that it is one.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from flint import fmpq, fmpq_poly

from mdderive.recompute.rationals import Rational

DEGREE = 5
"""The largest degree that is recognised."""

Residual = Callable[[Fraction], Sequence[Any]]


def along(residual: Residual) -> list[fmpq_poly] | None:
    """The entries as polynomials; None if they are none of a low degree."""
    places = [Fraction(t) for t in range(-3, DEGREE)]
    rows = [residual(t) for t in places]
    if not all(isinstance(entry, Rational) for row in rows for entry in row):
        return None
    found = [_interpolated(places, values) for values in zip(*rows, strict=True)]
    polys = [poly for poly in found if poly is not None]
    return polys if len(polys) == len(found) else None


def common_roots(polys: Sequence[fmpq_poly]) -> list[Fraction]:
    """The rational roots that all of them have; none where all are 0."""
    common = reduce(fmpq_poly.gcd, polys, fmpq_poly([]))
    factors = [factor for factor, _ in common.factor()[1]] if common.degree() > 0 else []
    linear = [factor for factor in factors if factor.degree() == 1]
    return [_fraction(-factor.coeffs()[0] / factor.coeffs()[1]) for factor in linear]


def _interpolated(places: Sequence[Fraction], values: Sequence[Any]) -> fmpq_poly | None:
    """Newton's divided differences; None if the degree is not low."""
    table = [fmpq(int(v.numerator), int(v.denominator)) for v in values]
    total, basis = fmpq_poly([]), fmpq_poly([1])
    for k, place in enumerate(places):
        total += basis * table[0]
        basis *= fmpq_poly([-int(place), 1])
        gaps = [int(places[i + k + 1] - places[i]) for i in range(len(table) - 1)]
        table = [(b - a) / gap for a, b, gap in zip(table, table[1:], gaps, strict=False)]
    return total if total.degree() < DEGREE else None


def splits(poly: fmpq_poly) -> bool:
    """Whether all real roots are rational."""
    factors = [factor for factor, _ in poly.factor()[1]] if poly.degree() > 0 else []
    return all(factor.degree() == 1 or not _has_real_root(factor) for factor in factors)


def _has_real_root(factor: fmpq_poly) -> bool:
    """A quadratic is decided by its discriminant; a longer one counts as having one."""
    return factor.degree() != 2 or bool(factor.discriminant() > 0)


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
