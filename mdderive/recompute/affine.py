"""Solving what is affine in some unknowns, found out by evaluating it, not by looking at it.

F counts as affine if it grows in proportion along one random direction; the solution is put into F
once more by the caller, so what is not affine after all gives no wrong root.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.rationals import Rational, solved


def moved(grid: Grid, step: Sequence[Any], directions: Sequence[Grid]) -> Grid:
    """grid + sum_k step_k directions_k."""
    for scale, direction in zip(step, directions, strict=True):
        if scale != 0:
            grid = tuple(
                tuple(entry + scale * h for entry, h in zip(r, q, strict=True))
                for r, q in zip(grid, direction, strict=True)
            )
    return grid


def affine_root(
    at: Callable[[Sequence[Any]], list[Any]], count: int, random: Random
) -> list[Any] | None:
    """A step with at(step) = 0 if `at` is affine with rational values; None otherwise."""
    found = _listed_root(at, count)
    if found is not None:
        return found
    columns = affine_part(at, count, random)
    if columns is None:
        return None
    constant = at([Rational(0)] * count)
    return solved([[*row, -value] for *row, value in zip(*columns, constant, strict=True)])


def _listed_root(at: Callable[[Sequence[Any]], list[Any]], count: int) -> list[Any] | None:
    """The root of what just says what some of the entries are, X_ij = c_ij in any order; so say
    its values at one step of different numbers."""
    probe = [Rational(entry) for entry in Random(count).sample(range(1 << 10, 1 << 40), count)]
    places = {entry: k for k, entry in enumerate(probe)}
    step = [Rational(0)] * count
    for base, value in zip(at([Rational(0)] * count), at(probe), strict=True):
        if not (isinstance(base, Rational) and isinstance(value, Rational)):
            return None
        place = places.pop(value - base, None)
        if place is None:
            return None
        step[place] = -base
    return step


def affine_part(
    at: Callable[[Sequence[Any]], list[Any]], count: int, random: Random
) -> list[list[Any]] | None:
    """The columns of J if at(step) = J step + b; None if it is not affine."""
    zero = [Rational(0)] * count
    constant = at(zero)
    if not _is_affine(at, constant, [Rational(random.randint(-99, 99)) for _ in range(count)]):
        return None
    columns = []
    for k in range(count):
        unit = [*zero[:k], Rational(1), *zero[k + 1 :]]
        columns.append([a - b for a, b in zip(at(unit), constant, strict=True)])
    return columns


def _is_affine(
    at: Callable[[Sequence[Any]], list[Any]], constant: list[Any], probe: list[Any]
) -> bool:
    """F(2p) - F(0) = 2 (F(p) - F(0)) at a random p, all of it rational."""
    once, twice = at(probe), at([2 * entry for entry in probe])
    if not all(isinstance(entry, Rational) for entry in (*constant, *once, *twice)):
        return False
    pairs = zip(once, twice, constant, strict=True)
    return all(double - base == 2 * (single - base) for single, double, base in pairs)
