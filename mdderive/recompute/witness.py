"""A witness: the smallest values under which the two sides differ, for a reader to check by hand.

After a refutation the step is tried again with small whole numbers at small sizes, first with all
sizes at least 2. If only size 1 shows a difference, that is said: often the note means n >= 2.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import Any

from flint import fmpq

from mdderive.derivation import Witness
from mdderive.operators import Grid
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.balls import decimal
from mdderive.recompute.compare import Comparison, Difference, ball_sides, sides
from mdderive.recompute.draws import Mood, whole
from mdderive.recompute.field import Element, show
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.real import RealField
from mdderive.recompute.sampling import sample
from mdderive.term import Problem

SECONDS = 0.25
"""What the search for a smaller witness may take at each floor of the sizes."""

SHOWING_SECONDS = 3.0

LONGEST = 160
"""The longest closed form that is shown."""

SPANS = (1, 2, 3, 9)
DRAWS = 24


def witness_of(
    problem: Problem, names: tuple[str, ...], found: Point, clock: Clock
) -> tuple[Witness, str]:
    """The smallest witness found, and a remark about sizes."""
    large = [found.sizes] if all(found.sizes[name] > 1 for name in names) else []
    small = _search(problem, [*_smallest(problem, names, 2), *large], clock)
    if small is not None:
        return _shown(problem, small), ""
    ones = [name for name in names if found.sizes[name] == 1 and not large]
    remark = ""
    if ones:
        facts = ", ".join(rf"{name} \ge 2" for name in ones)
        remark = f"no difference was found where all sizes are at least 2; should {facts} hold?"
    small = _search(problem, [*_smallest(problem, names, 1), found.sizes], clock)
    return _shown(problem, small or found), remark


def _smallest(problem: Problem, names: tuple[str, ...], floor: int) -> Iterator[Mapping[str, int]]:
    return islice(size_choices.smallest(problem, names, floor), 12)


def _search(problem: Problem, choices: Sequence[Mapping[str, int]], clock: Clock) -> Point | None:
    """The simplest refuting point at the first sizes that have one."""
    own = Clock(min(SECONDS, max(clock.left(), 0.05)))
    random = Random(1)
    for sizes in choices:
        for span in SPANS:
            for mood in (Mood.FREE, Mood.STEADY):
                points = [_draw(problem, sizes, random, (span, mood), own) for _ in range(DRAWS)]
                refuting = [point for point in points if point is not None]
                if refuting:
                    return min(refuting, key=_length)
            if own.left() < 0:
                return None
    return None


def _draw(
    problem: Problem,
    sizes: Mapping[str, int],
    random: Random,
    entries: tuple[int, Mood],
    clock: Clock,
) -> Point | None:
    """A point with entries up to the span at which the sides differ."""
    if clock.left() < 0:
        return None
    span, mood = entries
    try:
        point = sample(problem, sizes, random, whole(span), mood)
        outcome = Comparison(problem, clock).at(point)
    except (Rejected, Undefined, Unfinished):
        return None
    return point if outcome is Difference.SHOWN else None


def _length(point: Point) -> tuple[int, int]:
    """How much there is to write: non-zero entries matter less than long ones."""
    grids = [*point.values.values(), *point.directions.values()]
    entries = [str(entry) for grid in grids for row in grid for entry in row]
    return sum(map(len, entries)), sum(entry != "0" for entry in entries)


def _shown(problem: Problem, point: Point) -> Witness:
    left, right = _closed_sides(problem, point)
    grids = dict(point.values)
    for name, grid in point.directions.items():
        grids[rf"\mathrm{{d}}{name}"] = grid
    values = {name: _text(grid) for name, grid in grids.items()}
    for name, function in point.functions.items():
        for (order, place), value in function.values.items():
            argument = _number(function.arguments[place])
            values[f"{name}{chr(39) * order}({argument})"] = ((str(value),),)
    decimals = {
        name: tuple(tuple(decimal(entry) for entry in row) for row in grid)
        for name, grid in (("left", left), ("right", right))
        if not all(isinstance(entry, fmpq) for row in grid for entry in row)
    }
    return Witness(values, _text(left), _text(right), decimals)


def _closed_sides(problem: Problem, point: Point) -> tuple[Grid, Grid]:
    """Both sides as closed forms if they can be had in the time, else as balls. The point has been
    evaluated before, so this ends."""
    clock = Clock(SHOWING_SECONDS)
    try:
        return sides(problem, point, RealField(clock), clock)
    except Unfinished:
        return ball_sides(problem, point, Clock(SHOWING_SECONDS))


def _text(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_number(entry) for entry in row) for row in grid)


def _number(entry: Any) -> str:
    """A closed form if it is short enough to be read."""
    if isinstance(entry, fmpq):
        return str(entry)
    closed = show(entry) if isinstance(entry, Element) else ""
    return closed if closed and len(closed) <= LONGEST else f"about {decimal(entry)}"
