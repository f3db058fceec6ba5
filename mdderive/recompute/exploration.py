"""Looking for a difference where random points do not come: in every region between kinks.

Starts at a random point, moves one free entry at a time along its line (see `walk.py`), compares
both sides in each region of the line, and goes on from one of them. All along it is noted which
signs the argument of each kink had where the sides were compared, or do not exist.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import isnan
from random import Random

from mdderive.operators import Grid
from mdderive.recompute.affine import moved
from mdderive.recompute.compare import Comparison, Difference, sides
from mdderive.recompute.draws import Draw, Mood, Numbers, fine
from mdderive.recompute.equations import Facts
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.recompute.sampling import check_declared, sample
from mdderive.recompute.signs import sign_of
from mdderive.recompute.sizes import Sizes
from mdderive.recompute.structured import basis, space
from mdderive.recompute.walk import regions, to_float
from mdderive.recompute.watch import Watch
from mdderive.recompute.witness import Refutation
from mdderive.term import Problem, Property, Term, symbols

LINES = 12
"""How many lines one walk has."""

CURVED = frozenset({Property.ORTHOGONAL, Property.PROJECTION})
"""Properties of matrices that do not move along lines."""


@dataclass(frozen=True)
class Entry:
    """One free entry: the name, its place, and the direction in which it moves."""

    name: str
    place: tuple[int, int]
    direction: Grid


@dataclass
class Exploration:
    """What has been seen of the kinks of one problem."""

    problem: Problem
    comparison: Comparison
    watch: Watch
    clock: Clock
    numbers: Numbers = fine
    signs: dict[Term, set[int]] = field(default_factory=dict)

    def remember(self) -> None:
        """Takes down the signs that were met at a point that counts."""
        for met in self.watch.met:
            value = to_float(met.value)
            if not (met.turn or isnan(value) or value == 0):
                self.signs.setdefault(met.argument, set()).add(1 if value > 0 else -1)

    def one_sided(self) -> tuple[Term, ...]:
        """Arguments that kept one sign at all points, and the form does not show why."""
        found = (term for term in self.watch.kinks() if len(self.signs.get(term, ())) < 2)
        return tuple(term for term in found if not sign_of(term, self.problem))

    def walk(self, sizes: Sizes, random: Random) -> Refutation | None:
        """A point at which the sides differ, if the walk meets one. Raises Unfinished when the
        time is over."""
        try:
            point = sample(self.problem, sizes, Draw(random, self.numbers, Mood.FREE), self.clock)
        except (Rejected, Undefined):
            return None
        lines = [Line(point, entry) for entry in self._entries(point)]
        random.shuffle(lines)
        for turn in range(LINES if lines else 0):
            found = self._along(lines[turn % len(lines)], random)
            if found is not None:
                return found
        return None

    def _along(self, line: "Line", random: Random) -> Refutation | None:
        """Compares the sides in each region of the line; leaves the point in one of them."""
        home = line.at
        kept = [home]
        for place in regions(partial(self._profile, line), random):
            line.move(place)
            outcome = self._compared(line.point)
            if outcome is Difference.SHOWN:
                return Refutation(line.point, *self.comparison.sides)
            if outcome is Difference.NONE:
                kept.append(place)
        line.move(random.choice(kept))
        return None

    def _entries(self, point: Point) -> Iterator[Entry]:
        tied = frozenset().union(
            *(symbols(f.left) | symbols(f.right) for f in self.problem.facts if f.relation == "=")
        )
        for name, grid in point.values.items():
            declared = self.problem.declarations[name]
            if name in tied or declared.properties & CURVED:
                continue
            for direction in basis(len(grid), len(grid[0]), space(declared)):
                places = ((i, j) for i, r in enumerate(direction) for j, h in enumerate(r) if h)
                yield Entry(name, next(places), direction)

    def _profile(self, line: "Line", t: Fraction) -> list[float]:
        """The arguments of all kinks and turns where the entry is t."""
        line.move(t)
        self.watch.met.clear()
        own = Clock(min(0.2, self.clock.left()))
        try:
            sides(self.problem, line.point, RealField(own), own, self.watch)
        except Undefined:
            pass
        except Unfinished:
            self.clock.check()
        return [to_float(met.value) for met in self.watch.met]

    def _compared(self, point: Point) -> Difference | None:
        """How the sides compare; None where they do not, or the point is not allowed."""
        self.watch.met.clear()
        try:
            check_declared(self.problem, point)
            facts = Facts(self.problem, point, self.clock)
            for fact in self.problem.facts:
                facts.check(fact)
            found = self.comparison.at(point)
        except Rejected:
            return None
        except Undefined:
            self._meet_right(point)
            self.remember()
            return None
        except Unfinished:
            self.clock.check()
            return None
        if found is Difference.NONE:
            self.remember()
        return found

    def _meet_right(self, point: Point) -> None:
        """The kinks of the right side where the left one does not exist. Only where one entry is
        free: of several, it may be another one that decides whether the left side exists."""
        if len(list(self._entries(point))) > 1:
            return
        right = replace(self.problem, left=self.problem.right)
        own = Clock(min(0.2, self.clock.left()))
        with suppress(Undefined, Unfinished):
            sides(right, point, RealField(own), own, self.watch)


@dataclass
class Line:
    """The line of one free entry through a point, whose values it changes."""

    point: Point
    entry: Entry

    @property
    def at(self) -> Fraction:
        i, j = self.entry.place
        here = self.point.values[self.entry.name][i][j]
        return Fraction(int(here.numerator), int(here.denominator))

    def move(self, t: Fraction) -> None:
        """Makes the entry t; what is tied to it by symmetry moves along."""
        grid = self.point.values[self.entry.name]
        i, j = self.entry.place
        step = (Rational(t.numerator, t.denominator) - grid[i][j]) / self.entry.direction[i][j]
        self.point.values[self.entry.name] = moved(grid, [step], [self.entry.direction])
