"""Both sides at one point, and what their difference is.

Exact arithmetic comes first. Where the whole numbers under logarithms and roots were too long to be
factored, it is repeated with their common factors known; where fractions grow too large, residues
take over (`residue.py`).
"""

from enum import Enum
from typing import Any

import flint

from mdderive.operators import Grid
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.balls import sign
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.integers import coprime_base
from mdderive.recompute.limits import Clock, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.recompute.residue import BITS, ResidueField, RootLess
from mdderive.recompute.watch import Watch
from mdderive.term import Problem

EXACT_SECONDS = 1.0
"""What exact fractions may take at one point before residues are tried, on a slow machine; as a
rule the budget of terms is met before."""

SEEDS = 32
"""Primes that are tried where roots have no residue."""


class Difference(Enum):
    """NONE: every entry of left - right reduces to 0. SHOWN: a ball of one entry excludes 0."""

    NONE = "none"
    SHOWN = "shown"
    UNKNOWN = "unknown"


def sides(
    problem: Problem,
    point: Point,
    field: RealField | ResidueField,
    clock: Clock,
    watch: Watch | None = None,
    right_first: bool = False,
) -> tuple[Grid, Grid]:
    """Raises Undefined where a side does not exist, Unfinished over budget. What is met first gives
    the generators: exp(2/3) is the square of exp(1/3), but not the other way round."""
    point.forget()
    ring = Arithmetic(field, point.generic, clock)
    evaluator = Evaluator(problem, ring, point.sizes, point.directions, clock, watch)
    if right_first:
        right = evaluator.grid(problem.right, point.values)
        return evaluator.grid(problem.left, point.values), right
    return evaluator.grid(problem.left, point.values), evaluator.grid(problem.right, point.values)


class Comparison:
    """Compares the sides of one problem; once exact fractions have been too slow, it does without
    them. `sides` are those compared last."""

    def __init__(self, problem: Problem, clock: Clock, watch: Watch | None = None) -> None:
        self.problem = problem
        self.clock = clock
        self.watch = watch
        self.sides: tuple[Grid, Grid] = ((), ())
        self._exact = True

    def at(self, point: Point) -> Difference:
        """Raises Undefined where a side does not exist, Unfinished over budget."""
        found = self._exactly(point) if self._exact else Difference.UNKNOWN
        return self._by_residues(point) if found is Difference.UNKNOWN else found

    def _exactly(self, point: Point) -> Difference:
        own = Clock(min(EXACT_SECONDS, self.clock.left()))
        try:
            field = RealField(own)
            found = self._difference(sides(self.problem, point, field, own, self.watch))
            if found is Difference.UNKNOWN and field.composites:
                field = RealField(own, base=coprime_base(field.composites | field.primes))
                found = self._difference(sides(self.problem, point, field, own, self.watch))
            if found is Difference.UNKNOWN:
                field = RealField(own)
                both = sides(self.problem, point, field, own, self.watch, right_first=True)
                found = self._difference(both)
            return found
        except Unfinished:
            self._exact = False
            return Difference.UNKNOWN

    def _by_residues(self, point: Point) -> Difference:
        return self._difference(ball_sides(self.problem, point, self.clock, self.watch))

    def _difference(self, both: tuple[Grid, Grid]) -> Difference:
        self.sides = both
        return difference(*both)


def ball_sides(
    problem: Problem, point: Point, clock: Clock, watch: Watch | None = None
) -> tuple[Grid, Grid]:
    """Both sides by residues and balls; tries other residues where a root has none."""
    before = flint.ctx.prec
    flint.ctx.prec = BITS
    try:
        for seed in range(SEEDS - 1):
            try:
                return sides(problem, point, ResidueField(clock, seed), clock, watch)
            except RootLess:
                continue
        return sides(problem, point, ResidueField(clock, SEEDS), clock, watch)
    finally:
        flint.ctx.prec = before


def difference(left: Grid, right: Grid) -> Difference:
    entries = [a - b for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True)]
    found = Difference.NONE
    for entry in sorted(entries, key=_cost):
        if entry == 0:
            continue
        if sign(entry) != 0:
            return Difference.SHOWN
        found = Difference.UNKNOWN
    return found


def _cost(entry: Any) -> int:
    return 0 if isinstance(entry, Rational) else 1
