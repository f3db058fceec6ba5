"""The judge: recomputes both sides at explicit matrices and compares them exactly.

AGREE needs the full quota: at least 6 points over 3 choices of sizes (one, where all sizes are
numbers), every letter at its small values. A point where a side doesn't exist is skipped, so an
equation between values that exist nowhere, as (A - A)^{-1} = I, never agrees.
"""

from dataclasses import dataclass, field
from random import Random

from mdderive.config import Budget
from mdderive.evidence import NO_SIZES, Judgement, JudgementOutcome
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.compare import Comparison, Difference
from mdderive.recompute.consequence import follows
from mdderive.recompute.draws import Mood, Numbers, fine, whole
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished, Unsolved
from mdderive.recompute.sampling import sample
from mdderive.recompute.sizes import Sizes
from mdderive.recompute.symbolic import holds_over_symbols
from mdderive.recompute.witness import Refutation, witness_of
from mdderive.term import Apply, Number, Problem, subterms

POINTS = 6
CHOICES = 3
ATTEMPTS = 14
"""Draws at one choice of sizes before it counts as allowing no value."""

MOST_CHOICES = 24
"""Choices of sizes, required ones included."""

MOODS = (Mood.FREE, Mood.STEADY, Mood.FREE, Mood.STEADY, Mood.SLIGHT, Mood.FREE, Mood.STEADY)

CALM = frozenset({"softmax", "logsumexp", "map", "hadamard_power"})


@dataclass
class Record:
    """What has been found at the sizes tried so far. `failed`: no point was met at which both
    sides exist and the facts hold; `barred`: the declarations allow no point."""

    names: tuple[str, ...]
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
        return self.points >= POINTS and (len(self.held) >= choices or not self.failed)


class Trial:
    """One judgement under way."""

    def __init__(self, problem: Problem, clock: Clock) -> None:
        self.problem = problem
        self.clock = clock
        self.names = size_choices.letters(problem)
        self.record = Record(self.names)
        self._comparison = Comparison(problem, clock)
        self._random = Random(20_240_229)
        self._numbers = entries_for(problem)

    def run(self, least: Sizes) -> None:
        """Fills the record: required sizes, then more values of letters that count, then other
        sizes for as long as the quota is not met."""
        quota = POINTS // CHOICES if self.names else POINTS
        tried = size_choices.required(self.problem, self.names, least)
        for sizes in tried:
            self._at(sizes, quota)
        for sizes in size_choices.counting(self.problem, self.names):
            if sizes not in tried and self.clock.left() > self.clock.seconds * 0.7:
                tried.append(sizes)
                self._leniently(sizes, quota)
        self._others(tried, quota)

    def _others(self, tried: list[Sizes], quota: int) -> None:
        for sizes in size_choices.further(self.problem, self.names):
            done = self.record.enough() and size_choices.covered(self.names, self.record.held)
            if done or self.record.refuting or len(tried) >= MOST_CHOICES:
                break
            if sizes not in tried:
                tried.append(sizes)
                self._at(sizes, quota)
        for sizes in tuple(self.record.held):
            if self.record.points < POINTS:
                self._at(sizes, POINTS - self.record.points)

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
        if not size_choices.allowed(self.problem, sizes):
            record.barred.append(sizes)
            return
        found, undefined = 0, False
        for attempt in range(ATTEMPTS):
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
            if found == quota or record.refuting is not None:
                break
        record.points += found
        kind = record.held if found else record.failed if undefined else record.barred
        if sizes not in kind:
            kind.append(sizes)

    def _compared(self, sizes: Sizes, mood: Mood) -> int:
        """1 for a point at which both sides exist and agree as far as is known."""
        point = sample(self.problem, sizes, self._random, self._numbers, mood)
        outcome = self._comparison.at(point)
        if outcome is Difference.SHOWN:
            self.record.refuting = Refutation(point, *self._comparison.sides)
            return 0
        if outcome is Difference.UNKNOWN:
            raise Unfinished("a difference too small to be told from 0")
        return 1


def judge(problem: Problem, budget: Budget, least: Sizes = NO_SIZES) -> Judgement:
    """Whether left = right, recomputed. `least` says how large each size letter must be for a
    difference that is known to exist to be seen."""
    trial = Trial(problem, Clock(budget.seconds))
    try:
        trial.run(least)
    except Unfinished as stop:
        trial.record.undecided = trial.record.undecided or str(stop)
    if trial.record.refuting is not None:
        return _refuted(problem, trial.record.refuting, trial)
    return _concluded(problem, trial)


def entries_for(problem: Problem) -> Numbers:
    """Whole numbers up to 2^20, or small fractions where an exponential may be applied to them."""
    parts = [part for term in (problem.left, problem.right) for part in subterms(term)]
    calm = any(isinstance(p, Apply) and (p.operator in CALM or _symbolic_power(p)) for p in parts)
    return fine if calm else whole(1 << 20)


def _symbolic_power(term: Apply) -> bool:
    return term.operator == "power" and not isinstance(term.args[1], Number)


def _refuted(problem: Problem, found: Refutation, trial: Trial) -> Judgement:
    witness, reason = witness_of(problem, trial.names, found, trial.clock)
    return Judgement(
        JudgementOutcome.REFUTED, sizes=(found.point.sizes,), witness=witness, reason=reason
    )


def _concluded(problem: Problem, trial: Trial) -> Judgement:
    record = trial.record
    where = tuple(record.held)
    if record.undecided:
        return Judgement(JudgementOutcome.UNFINISHED, sizes=where, reason=record.undecided)
    if not record.enough():
        return _consequence(problem, trial) or _too_little(record)
    assumes = size_choices.tied(trial.names, record.held, record.failed)
    exact = not trial.names and holds_over_symbols(problem, trial.clock)
    return Judgement(JudgementOutcome.AGREE, exact, where, assumes)


def _consequence(problem: Problem, trial: Trial) -> Judgement | None:
    """Whether the conclusion follows from facts that no point was found for."""
    try:
        return follows(problem, entries_for(problem), trial.clock)
    except Unfinished:
        return None


def _too_little(record: Record) -> Judgement:
    why = "; ".join(list(record.reasons)[:3])
    if not record.held:
        return Judgement(JudgementOutcome.NO_POINT, reason=why or "no sizes are allowed")
    reason = f"too few points at which both sides exist: {why}"
    return Judgement(JudgementOutcome.UNFINISHED, sizes=tuple(record.held), reason=reason)
