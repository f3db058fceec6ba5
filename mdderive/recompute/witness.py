"""A witness: the smallest values under which the two sides differ, for a reader to check by hand.

After a refutation the step is tried again with small whole numbers at small sizes, first with all
sizes at least 2. If only size 1 shows a difference, that is said: often the note means n >= 2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from mdderive.derivation import Witness
from mdderive.operators import Grid
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.balls import decimal, leading_zeros
from mdderive.recompute.compare import Comparison, Difference
from mdderive.recompute.draws import Draw, Mood, whole
from mdderive.recompute.field import Element, show
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.rationals import Rational
from mdderive.recompute.sampling import sample
from mdderive.term import Problem

SECONDS = 0.25
"""What the search for a smaller witness may take at each floor of the sizes."""

DIGITS = 12

LONGEST = 160
"""The longest closed form that is shown."""

SPANS = (1, 2, 3, 9)
DRAWS = 24


@dataclass(frozen=True)
class Refutation:
    """A point and the two sides there, which differ."""

    point: Point
    left: Grid
    right: Grid


def simplest(
    problem: Problem, names: tuple[str, ...], found: Refutation, clock: Clock
) -> tuple[Refutation, str]:
    """The simplest refutation that a short search gives, and a remark about sizes."""
    sizes = found.point.sizes
    ones = [name for name in names if sizes[name] == 1]
    small = _search(problem, [*_smallest(problem, names, 2), *([] if ones else [sizes])], clock)
    if small is not None:
        return small, ""
    remark = ""
    if ones:
        facts = ", ".join(rf"{name} \ge 2" for name in ones)
        remark = f"no difference was found where all sizes are at least 2; should {facts} hold?"
    small = _search(problem, [*_smallest(problem, names, 1), sizes], clock)
    return small or found, remark


def _smallest(problem: Problem, names: tuple[str, ...], floor: int) -> Iterator[Mapping[str, int]]:
    few = islice(size_choices.smallest(problem, names, floor), 12)
    return (sizes for sizes in few if _writable(problem, sizes))


def _writable(problem: Problem, sizes: Mapping[str, int]) -> bool:
    try:
        return size_choices.allowed(problem, sizes)
    except Unfinished:
        return False


def _search(
    problem: Problem, choices: Sequence[Mapping[str, int]], clock: Clock
) -> Refutation | None:
    """The simplest refuting point at the first sizes that have one."""
    own = Clock(min(SECONDS, max(clock.left(), 0.05)))
    random, comparison = Random(1), Comparison(problem, own)
    for sizes in choices:
        for span in SPANS:
            for mood in (Mood.FREE, Mood.STEADY):
                draw = Draw(random, whole(span), mood)
                draws = [_draw(comparison, sizes, draw) for _ in range(DRAWS)]
                refuting = [found for found in draws if found is not None]
                if refuting:
                    return min(refuting, key=_length)
            if own.left() < 0:
                return None
    return None


def _draw(comparison: Comparison, sizes: Mapping[str, int], draw: Draw) -> Refutation | None:
    """A point at which the sides differ, if this draw gives one in the time."""
    if comparison.clock.left() < 0:
        return None
    try:
        point = sample(comparison.problem, sizes, draw, comparison.clock)
        outcome = comparison.at(point)
    except (Rejected, Undefined, Unfinished):
        return None
    return Refutation(point, *comparison.sides) if outcome is Difference.SHOWN else None


def _length(found: Refutation) -> tuple[int, int]:
    """How much there is to write: non-zero entries matter less than long ones."""
    grids = [*found.point.values.values(), *found.point.directions.values()]
    entries = [str(entry) for grid in grids for row in grid for entry in row]
    return sum(map(len, entries)), sum(entry != "0" for entry in entries)


def shown(found: Refutation) -> Witness:
    """The point and both sides as a reader sees them."""
    point = found.point
    grids = dict(point.values)
    for name, grid in point.directions.items():
        grids[rf"\mathrm{{d}}{name}"] = grid
    values = {name: _text(grid) for name, grid in grids.items()}
    for name, function in point.functions.items():
        entries = 1 + max(entry for entry, _, _ in function.values)
        for (entry, positions, place), value in function.values.items():
            argument = function.arguments[place]
            told = f"{name}_{{{entry + 1}}}" if entries > 1 else name
            values[_derivative(told, positions, argument)] = ((str(value),),)
    digits = _digits(found.left, found.right)
    decimals = {
        name: tuple(tuple(decimal(entry, digits) for entry in row) for row in grid)
        for name, grid in (("left", found.left), ("right", found.right))
        if not all(isinstance(entry, Rational) for row in grid for entry in row)
    }
    return Witness(values, _text(found.left), _text(found.right), decimals)


def _derivative(name: str, positions: tuple[int, ...], argument: tuple[Any, ...]) -> str:
    """f''(1), or \\partial_{1 2} f(1, 3): by which of the entries of the argument, in order."""
    at = ", ".join(map(_number, argument))
    if len(argument) == 1 or not positions:
        return f"{name}{chr(39) * len(positions)}({at})"
    by = " ".join(str(position + 1) for position in positions)
    return rf"\partial_{{{by}}} {name}({at})"


def _digits(left: Grid, right: Grid) -> int:
    """Enough to see the difference."""
    pairs = [(a, b) for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True)]
    return max(leading_zeros(a, b) for a, b in pairs if a != b) + DIGITS


def _text(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_number(entry) for entry in row) for row in grid)


def _number(entry: Any) -> str:
    """A closed form if it is short enough to be read."""
    if isinstance(entry, Rational):
        return str(entry)
    closed = show(entry) if isinstance(entry, Element) else ""
    return closed if closed and len(closed) <= LONGEST else f"about {decimal(entry)}"
