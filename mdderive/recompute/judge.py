"""The judge: recomputes both sides at explicit matrices and compares them exactly.

AGREE needs the full quota: at least 6 points over 3 choices of sizes (one, where all sizes are
numbers), every letter at its small values. A point where a side doesn't exist is skipped, so an
equation between values that exist nowhere, as (A - A)^{-1} = I, never agrees.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from mdderive.config import Budget
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.compare import Comparison, Difference
from mdderive.recompute.draws import Mood, Numbers, fine, whole
from mdderive.recompute.judgement import Finding, Judgement
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.point import Point
from mdderive.recompute.sampling import sample
from mdderive.recompute.symbolic import holds_over_symbols
from mdderive.recompute.witness import witness_of
from mdderive.term import Apply, Number, Problem, subterms

POINTS = 6
CHOICES = 3
ATTEMPTS = 14
"""Draws at one choice of sizes before it counts as allowing no value."""

MOST_CHOICES = 24

NONE: Mapping[str, int] = MappingProxyType({})

MOODS = (Mood.FREE, Mood.STEADY, Mood.FREE, Mood.STEADY, Mood.SLIGHT, Mood.FREE, Mood.STEADY)

CALM = frozenset({"softmax", "logsumexp", "map", "hadamard_power"})


@dataclass
class Record:
    """What has been found at the sizes tried so far."""

    held: list[Mapping[str, int]] = field(default_factory=list)
    failed: list[Mapping[str, int]] = field(default_factory=list)
    points: int = 0
    undecided: str = ""
    reasons: dict[str, None] = field(default_factory=dict)
    refuting: Point | None = None


def judge(problem: Problem, budget: Budget, least: Mapping[str, int] = NONE) -> Judgement:
    """Whether left = right, recomputed. `least` says how large each size letter must be for a
    difference that is known to exist to be seen."""
    clock = Clock(budget.seconds)
    names = size_choices.letters(problem)
    record = Record()
    comparison = Comparison(problem, clock)
    random = Random(20_240_229)
    try:
        for sizes in _choices(problem, names, least, record):
            _try_sizes(problem, sizes, _quota(names), random, comparison, record)
            if record.refuting is not None:
                return _refuted(problem, names, record.refuting, record, clock)
            clock.check()
    except Unfinished as stop:
        record.undecided = record.undecided or str(stop)
    return _concluded(problem, names, record, clock)


def _quota(names: tuple[str, ...]) -> int:
    """Points per choice of sizes."""
    return POINTS // CHOICES if names else POINTS


def _choices(
    problem: Problem, names: tuple[str, ...], least: Mapping[str, int], record: Record
) -> Iterator[Mapping[str, int]]:
    """The required sizes, then others for as long as the quota is not met."""
    tried = size_choices.required(problem, names, least)
    yield from tried
    for extra in size_choices.further(problem, names):
        if _enough(names, record) or len(tried) >= MOST_CHOICES:
            return
        if extra not in tried:
            tried.append(extra)
            yield extra


def _enough(names: tuple[str, ...], record: Record) -> bool:
    return record.points >= POINTS and (not names or len(record.held) >= CHOICES)


def _try_sizes(
    problem: Problem,
    sizes: Mapping[str, int],
    quota: int,
    random: Random,
    comparison: Comparison,
    record: Record,
) -> None:
    """Compares both sides at up to `quota` points of these sizes."""
    numbers, clock = entries_for(problem), comparison.clock
    found = 0
    for attempt in range(ATTEMPTS):
        clock.check()
        try:
            point = sample(problem, sizes, random, numbers, MOODS[attempt % len(MOODS)])
            outcome = comparison.at(point)
        except (Rejected, Undefined) as reason:
            record.reasons.setdefault(str(reason))
            continue
        except Unfinished as reason:
            record.undecided = str(reason)
            clock.check()
            break
        if outcome is Difference.SHOWN:
            record.refuting = point
            return
        if outcome is Difference.UNKNOWN:
            record.undecided = "a difference too small to be told from 0"
        found += 1
        record.points += 1
        if found == quota:
            break
    (record.held if found else record.failed).append(sizes)


def entries_for(problem: Problem) -> Numbers:
    """Whole numbers up to 2^20, or small fractions where an exponential may be applied to them."""
    parts = [part for term in (problem.left, problem.right) for part in subterms(term)]
    calm = any(isinstance(p, Apply) and (p.operator in CALM or _symbolic_power(p)) for p in parts)
    return fine if calm else whole(1 << 20)


def _symbolic_power(term: Apply) -> bool:
    return term.operator == "power" and not isinstance(term.args[1], Number)


def _refuted(
    problem: Problem, names: tuple[str, ...], point: Point, record: Record, clock: Clock
) -> Judgement:
    witness, reason = witness_of(problem, names, point, clock)
    return Judgement(Finding.REFUTED, sizes=(point.sizes,), witness=witness, reason=reason)


def _concluded(problem: Problem, names: tuple[str, ...], record: Record, clock: Clock) -> Judgement:
    where = tuple(record.held)
    if record.undecided:
        return Judgement(Finding.UNFINISHED, sizes=where, reason=record.undecided)
    why = "; ".join(list(record.reasons)[:3])
    if not record.held:
        return Judgement(Finding.NO_POINT, reason=why or "no sizes are allowed")
    if not _enough(names, record):
        reason = f"too few points at which both sides exist: {why}"
        return Judgement(Finding.UNFINISHED, sizes=where, reason=reason)
    assumes = size_choices.tied(names, record.held, record.failed)
    exact = not names and holds_over_symbols(problem, clock)
    return Judgement(Finding.AGREE, exact, where, assumes)
