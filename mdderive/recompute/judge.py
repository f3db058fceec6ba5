"""The judge: recomputes both sides at explicit matrices and compares them exactly.

At one point, the sides agree if every entry of left - right is 0: as a rational number; with
exponentials, logarithms, roots and angles, in a field whose every rewriting is a true equation
between real numbers (`field.py`); and where that grows too large, modulo a random homomorphism of
that field, which errs with probability below 2^-100 (`residue.py`). They differ if a rigorous ball
of some entry excludes 0. Anything else is UNFINISHED, never a guess.

AGREE needs the full quota: at least 6 points over 3 choices of sizes (one, where all sizes are
numbers), every letter at its small values. A point where a side doesn't exist is skipped, so an
equation between values that exist nowhere, as (A - A)^{-1} = I, never agrees. Agreement is
evidence, not proof; only `exact` is a proof, and only for the sizes given.
"""

from dataclasses import replace

from mdderive.config import Budget
from mdderive.evidence import NO_SIZES, Judgement, JudgementOutcome
from mdderive.operators import apply
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.consequence import follows
from mdderive.recompute.limits import Clock, Unfinished
from mdderive.recompute.sizes import Sizes
from mdderive.recompute.symbolic import holds_over_symbols
from mdderive.recompute.trial import Record, Trial, entries_for
from mdderive.recompute.witness import Refutation, shown, simplest
from mdderive.term import Problem


def judge(
    problem: Problem, budget: Budget, least: Sizes = NO_SIZES, alone: bool = False
) -> Judgement:
    """Whether left = right, recomputed. `least` says how large each size letter must be for a
    difference that is known to exist to be seen. `alone`: no proof stands beside the answer, so
    that more is tried before it is AGREE."""
    trial = Trial(problem, Clock(budget.seconds), alone)
    try:
        trial.run(least)
    except Unfinished as stop:
        trial.record.undecided = trial.record.undecided or str(stop)
    if trial.record.refuting is not None:
        return _refuted(problem, trial.record.refuting, trial)
    return _concluded(problem, trial)


def _refuted(problem: Problem, found: Refutation, trial: Trial) -> Judgement:
    small, reason = simplest(problem, trial.names, found, trial.clock)
    return Judgement(
        JudgementOutcome.REFUTED, sizes=(small.point.sizes,), witness=shown(small), reason=reason
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
    """Whether the conclusion follows from facts that no point was found for. From facts that
    contradict each other anything would follow, also that the sides differ by 1: then nothing."""
    ones = apply("ones", shape=problem.right.shape)
    shifted = replace(problem, right=apply("sum", problem.right, ones))
    numbers = entries_for(problem)
    try:
        if follows(shifted, numbers, trial.clock) is not None:
            return None
        return follows(problem, numbers, trial.clock)
    except Unfinished:
        return None


def _too_little(record: Record) -> Judgement:
    why = "; ".join(list(record.reasons)[:3])
    if not record.held:
        return Judgement(JudgementOutcome.NO_POINT, reason=why or "no sizes are allowed")
    reason = f"too few points at which both sides exist: {why}"
    return Judgement(JudgementOutcome.UNFINISHED, sizes=tuple(record.held), reason=reason)
