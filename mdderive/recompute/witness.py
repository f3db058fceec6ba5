"""A witness: the smallest values under which the two sides differ, for a reader to check by hand.

After a refutation the step is tried again with small whole numbers at small sizes, first with all
sizes at least 2. If only size 1 shows a difference, that is said: often the note means n >= 2.
"""

from collections.abc import Mapping
from itertools import islice
from random import Random

from mdderive.derivation import Witness
from mdderive.operators import Grid
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.balls import decimal
from mdderive.recompute.compare import Difference, difference, sides
from mdderive.recompute.draws import Mood, whole
from mdderive.recompute.field import Element, show
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.sampling import sample
from mdderive.term import Problem

SECONDS = 0.25
"""What the search for a smaller witness may take at each floor of the sizes."""

SPANS = (1, 2, 3, 9)
DRAWS = 24


def witness_of(
    problem: Problem, names: tuple[str, ...], found: Point, clock: Clock
) -> tuple[Witness, str]:
    """The smallest witness found, and a remark about sizes."""
    small = _search(problem, names, 2, clock)
    if small is not None:
        return _shown(problem, small, clock), ""
    ones = [name for name in names if found.sizes[name] == 1]
    remark = ""
    if ones:
        facts = ", ".join(rf"{name} \ge 2" for name in ones)
        remark = f"no difference was found where all sizes are at least 2; should {facts} hold?"
    small = _search(problem, names, 1, clock)
    return _shown(problem, small or found, clock), remark


def _search(problem: Problem, names: tuple[str, ...], floor: int, clock: Clock) -> Point | None:
    """The simplest refuting point at the smallest sizes that have one."""
    own = Clock(min(SECONDS, max(clock.left(), 0.05)))
    random = Random(1)
    for sizes in islice(size_choices.smallest(problem, names, floor), 12):
        for span in SPANS:
            points = [_draw(problem, sizes, random, span, own) for _ in range(DRAWS)]
            refuting = [point for point in points if point is not None]
            if refuting:
                return min(refuting, key=_length)
            if own.left() < 0:
                return None
    return None


def _draw(
    problem: Problem, sizes: Mapping[str, int], random: Random, span: int, clock: Clock
) -> Point | None:
    """A point with entries up to the span at which the sides differ."""
    if clock.left() < 0:
        return None
    mood = random.choice((Mood.FREE, Mood.FREE, Mood.STEADY))
    try:
        point = sample(problem, sizes, random, whole(span), mood)
        outcome = difference(*sides(problem, point, clock))
    except (Rejected, Undefined, Unfinished):
        return None
    return point if outcome is Difference.SHOWN else None


def _length(point: Point) -> tuple[int, int]:
    """How much there is to write: non-zero entries matter less than long ones."""
    grids = [*point.values.values(), *point.directions.values()]
    entries = [str(entry) for grid in grids for row in grid for entry in row]
    return sum(map(len, entries)), sum(entry != "0" for entry in entries)


def _shown(problem: Problem, point: Point, clock: Clock) -> Witness:
    # The judgement's own time may be used up; the point has been evaluated before, so again it
    # takes no longer than then.
    left, right = sides(problem, point, Clock(max(clock.left(), 5.0)))
    grids = dict(point.values)
    for name, grid in point.directions.items():
        grids[rf"\mathrm{{d}}{name}"] = grid
    values = {name: _text(grid) for name, grid in grids.items()}
    for (name, order, argument), value in point.functions.items():
        values[f"{name}{chr(39) * order}({argument})"] = ((str(value),),)
    decimals = {
        name: tuple(tuple(decimal(entry) for entry in row) for row in grid)
        for name, grid in (("left", left), ("right", right))
        if any(isinstance(entry, Element) for row in grid for entry in row)
    }
    return Witness(values, _text(left), _text(right), decimals)


def _text(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(show(e) for e in row) for row in grid)
