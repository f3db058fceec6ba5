"""One judgement under way: which sizes and points are tried, and what came of them.

The quota is 6 points over 3 choices of sizes (one choice, where all sizes are numbers), and eight
times as many where a sign decides what a side is: |s| = s passes at every positive s, |Q| = 1 at
every rotation. All required sizes are tried; more are added until the quota is met.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from mdderive.recompute import sizes as size_choices
from mdderive.recompute.branches import branch_point, equations, uncovered
from mdderive.recompute.compare import Comparison, Difference
from mdderive.recompute.draws import Draw, Mood, Numbers, fine, spread, whole
from mdderive.recompute.exploration import Exploration
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished, Unsolved
from mdderive.recompute.point import Point
from mdderive.recompute.sampling import sample
from mdderive.recompute.sizes import Sizes
from mdderive.recompute.spectra import roots
from mdderive.recompute.watch import watch_of
from mdderive.recompute.witness import Refutation
from mdderive.term import Apply, Number, Problem, Property, subterms

POINTS = 6
CHOICES = 3
SIGNED = 8
"""How many times the quota is, where signs matter."""

ATTEMPTS = 12
"""Draws beyond the quota at one choice of sizes before it counts as allowing no value."""

UNSOLVED = 6
"""The same where facts have to be satisfied, which is slow."""

MOST_CHOICES = 24
"""Choices of sizes, required ones included."""

FIRST_CHOICES = 14
"""Choices of sizes after which one must have allowed a point."""

WALKS = 6
"""How many walks through the regions between kinks, at most."""

BRANCHED = 150
"""How many points on any branch of given equations are tried for."""

WALKING = 0.6
"""The part of the remaining time that they may take."""

MOODS = (Mood.FREE, Mood.FREE, Mood.STEADY, Mood.FREE, Mood.SLIGHT, Mood.STEADY)

CALM = frozenset({"softmax", "logsumexp", "map", "hadamard_power", "expm"})
"""Operators that may apply an exponential to entries."""

PIECES = frozenset({Property.ORTHOGONAL, Property.PROJECTION, Property.POSITIVE_SEMIDEFINITE})
"""Properties whose matrices come in separate pieces: by determinant, by rank."""

KINKED = frozenset({"abs", "relu", "sign", "step", "sqrt"})
"""Functions that forget a sign, if only of a number whose square they are applied to."""

STRAIGHT = frozenset({"abs", "relu", "sign", "step"})

SQUARES = frozenset({"power", "hadamard_power", "hadamard", "inner"})


@dataclass
class Record:
    """What has been found at the sizes tried so far. `failed`: no point was met at which both
    sides exist and the facts hold; `barred`: the declarations allow no point."""

    names: tuple[str, ...]
    quota: int = POINTS
    held: list[Sizes] = field(default_factory=list)
    failed: list[Sizes] = field(default_factory=list)
    barred: list[Sizes] = field(default_factory=list)
    points: int = 0
    undecided: str = ""
    reasons: dict[str, None] = field(default_factory=dict)
    refuting: Refutation | None = None

    def enough(self) -> bool:
        """The quota of points and choices of sizes, less where others are not allowed at all."""
        choices = CHOICES if self.names else 1
        return self.points >= self.quota and (len(self.held) >= choices or not self.failed)


class Trial:
    """One judgement under way."""

    def __init__(self, problem: Problem, clock: Clock, alone: bool = False) -> None:
        self.problem = problem
        self.clock = clock
        self.alone = alone
        self.names = size_choices.letters(problem)
        quota = POINTS * (SIGNED if _signs_matter(problem) else 1)
        self.record = Record(self.names, quota)
        self._patience = UNSOLVED if problem.facts else ATTEMPTS
        watch = watch_of(problem) if alone else None
        self._comparison = Comparison(problem, clock, watch)
        self._exploration: Exploration | None = None
        if watch is not None and watch.sites:
            self._exploration = Exploration(problem, self._comparison, watch, clock)
        self._random = Random(20_240_229)
        self._numbers = entries_for(problem)
        self._kinked = _signs_matter(problem)

    def run(self, least: Sizes) -> None:
        """Fills the record: required sizes, then more values of letters that count, then other
        sizes for as long as the quota is not met."""
        quota = self.record.quota // CHOICES if self.names else self.record.quota
        tried = size_choices.required(self.problem, self.names, least)
        for sizes in tried:
            self._at(sizes, quota)
        for sizes in size_choices.counting(self.problem, self.names):
            if sizes not in tried and self.clock.left() > self.clock.seconds * 0.7:
                tried.append(sizes)
                self._leniently(sizes, quota)
        self._others(tried, quota)
        if self.alone and self.record.refuting is None and equations(self.problem):
            self._branched()
        if self.alone and self.record.held and self.record.refuting is None:
            self._decisively()
            self._explored()

    def _branched(self) -> None:
        """Points on all branches of the given equations; one of which not all could be met leaves
        the step undecided."""
        low = {name: max(1, self.problem.sizes.get(name, 1)) for name in self.names}
        choices = [{name: least + more for name, least in low.items()} for more in (0, 1, 2)]
        choices = [sizes for sizes in choices if size_choices.allowed(self.problem, sizes)]
        clock = Clock(self.clock.left() * WALKING)
        for turn in range(BRANCHED if choices else 0):
            sizes = choices[turn % len(choices)]
            try:
                self._compared_at(branch_point(self.problem, sizes, self._random, clock))
            except (Rejected, Undefined):
                continue
            except Unfinished:
                break
            if self.record.refuting is not None:
                return
            self.record.points += 1
            if sizes not in self.record.held:
                self.record.held.append(sizes)
        missed = uncovered(self.problem, choices[-1], self._random, self.clock) if choices else ""
        if missed:
            said = f"only some solutions of {missed} could be tried"
            self.record.undecided = self.record.undecided or said

    def _explored(self) -> None:
        """Walks from region to region between kinks; a kink of which only one side was met leaves
        the step undecided."""
        exploration = self._exploration
        if exploration is None or self.record.refuting is not None:
            return
        exploration.clock = Clock(self.clock.left() * WALKING)
        for turn in range(WALKS):
            sizes = self.record.held[turn % min(2, len(self.record.held))]
            try:
                self.record.refuting = exploration.walk(sizes, self._random)
            except Unfinished:
                break
            if self.record.refuting is not None:
                return
        if exploration.one_sided():
            self.record.undecided = self.record.undecided or (
                "the argument of a kink keeps its sign at all points that were tried, "
                "and it is not known why"
            )

    def _decisively(self) -> None:
        """One point at each choice of sizes that their degree as numbers asks for."""
        for sizes in size_choices.decisive(self.problem, self.names):
            if sizes not in (*self.record.held, *self.record.failed, *self.record.barred):
                self._at(sizes, 1)

    def _others(self, tried: list[Sizes], quota: int) -> None:
        for sizes in size_choices.further(self.problem, self.names):
            done = self.record.enough() and size_choices.covered(self.names, self.record.held)
            most = MOST_CHOICES if self.record.held else FIRST_CHOICES
            if done or self.record.refuting or len(tried) >= most:
                break
            if sizes not in tried:
                tried.append(sizes)
                self._at(sizes, quota)
        for sizes in tuple(self.record.held):
            if self.record.points < self.record.quota:
                self._at(sizes, self.record.quota - self.record.points)

    def _leniently(self, sizes: Sizes, quota: int) -> None:
        """Sizes beyond the required ones may refute, but may also be over budget."""
        before = self.record.undecided
        self._at(sizes, quota)
        self.record.undecided = before

    def _at(self, sizes: Sizes, quota: int) -> None:
        """Compares both sides at up to `quota` points of these sizes."""
        record = self.record
        if record.refuting is not None:
            return
        try:
            if not size_choices.allowed(self.problem, sizes):
                record.barred.append(sizes)
                return
        except Unfinished as reason:
            record.undecided = str(reason)
            return
        self._refuted_by_triangular(sizes)
        found, undefined = 0, False
        for attempt in range(quota + ATTEMPTS):
            self.clock.check()
            try:
                found += self._compared(sizes, MOODS[attempt % len(MOODS)])
            except Rejected as reason:
                record.reasons.setdefault(str(reason))
                undefined = undefined or isinstance(reason, Unsolved)
            except Undefined as reason:
                record.reasons.setdefault(str(reason))
                undefined = True
            except Unfinished as reason:
                record.undecided = str(reason)
                return
            misses = attempt + 1 - found
            if found == quota or record.refuting or (not found and misses >= self._patience):
                break
        record.points += found
        kind = record.held if found else record.failed if undefined else record.barred
        if sizes not in kind and sizes not in record.held:
            kind.append(sizes)

    def _refuted_by_triangular(self, sizes: Sizes) -> None:
        """One point at which functions of sums and products are known; it can but refute."""
        if len(roots(self.problem)) > 1:
            with suppress(Rejected, Undefined, Unfinished):
                self._compared(sizes, Mood.TRIANGULAR)

    def _compared(self, sizes: Sizes, mood: Mood) -> int:
        """1 for a point at which both sides exist and agree as far as is known."""
        numbers = self._random.choice((self._numbers, spread)) if self._kinked else self._numbers
        draw = Draw(self._random, numbers, mood)
        return self._compared_at(sample(self.problem, sizes, draw, self.clock))

    def _compared_at(self, point: Point) -> int:
        """1 if both sides agree there as far as is known; takes down a difference."""
        if self._exploration is not None:
            self._exploration.watch.met.clear()
        outcome = self._comparison.at(point)
        if self._exploration is not None and outcome is Difference.NONE:
            self._exploration.remember()
        if outcome is Difference.SHOWN:
            self.record.refuting = Refutation(point, *self._comparison.sides)
            return 0
        if outcome is Difference.UNKNOWN:
            raise Unfinished("a difference too small to be told from 0")
        return 1


def entries_for(problem: Problem) -> Numbers:
    """Whole numbers up to 2^20, or small fractions where an exponential may be applied to them."""
    parts = [part for term in (problem.left, problem.right) for part in subterms(term)]
    calm = any(isinstance(p, Apply) and (_may_grow(p) or _symbolic_power(p)) for p in parts)
    return fine if calm else whole(1 << 20)


def _may_grow(term: Apply) -> bool:
    """One that only forgets a sign does not, and must not miss a kink far away."""
    return term.operator in CALM and not (term.operator == "map" and term.data[0] in STRAIGHT)


def _symbolic_power(term: Apply) -> bool:
    return term.operator == "power" and not isinstance(term.args[1], Number)


def _signs_matter(problem: Problem) -> bool:
    parts = [part for term in (problem.left, problem.right) for part in subterms(term)]
    properties = {p for declared in problem.declarations.values() for p in declared.properties}
    return (
        bool(problem.facts)
        or not properties.isdisjoint(PIECES)
        or any(isinstance(part, Apply) and _is_kinked(part) for part in parts)
    )


def _is_kinked(term: Apply) -> bool:
    """Whether the operator itself needs or forgets a sign. A norm is the root of a sum of squares,
    so it does so for 1 x 1 alone, where it is an absolute value."""
    match term.operator:
        case "norm1" | "power_sum":
            return True
        case "norm":
            return term.args[0].shape.is_scalar
        case "map":
            squares = (isinstance(p, Apply) and p.operator in SQUARES for p in subterms(term))
            return term.data[0] in KINKED or (term.data[0] == "log" and any(squares))
        case "power" | "hadamard_power":
            exponent = term.args[1]
            return not isinstance(exponent, Number) or exponent.value.denominator > 1
    return False
