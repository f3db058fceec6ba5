"""Both sides at one point, and what their difference is."""

from enum import Enum
from typing import Any

from flint import fmpq

from mdderive.operators import Grid
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.balls import sign
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.limits import Clock
from mdderive.recompute.point import Point
from mdderive.recompute.real import RealField
from mdderive.term import Problem


class Difference(Enum):
    """NONE: every entry of left - right reduces to 0. SHOWN: a ball of one entry excludes 0."""

    NONE = "none"
    SHOWN = "shown"
    UNKNOWN = "unknown"


def sides(problem: Problem, point: Point, clock: Clock) -> tuple[Grid, Grid]:
    """Raises Undefined where a side does not exist, Unfinished over budget."""
    ring = Arithmetic(RealField(clock), point.generic, clock)
    evaluator = Evaluator(problem, ring, point.sizes, point.directions, clock)
    return evaluator.grid(problem.left, point.values), evaluator.grid(problem.right, point.values)


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
    return 0 if isinstance(entry, fmpq) else 1
