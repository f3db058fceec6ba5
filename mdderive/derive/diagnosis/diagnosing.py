"""What went wrong in a refuted step, and the right side that is true.

The author's own right side is edited in small ways until the claim is true: that names the kind
of mistake and keeps the author's form. Where no small edit helps, the side that mdderive itself
derives is offered, and the kind is `other`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from time import monotonic

from mdderive.config import Budget, Lang
from mdderive.derivation import Mistake, Outcome, Scope, Step, Verdict
from mdderive.derive.diagnosis.candidate import Candidate
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.comparison import compared, regrouped
from mdderive.derive.diagnosis.filter import Filter, filter_of
from mdderive.derive.diagnosis.ground import ground_of
from mdderive.derive.diagnosis.search import (
    Found,
    Round,
    missing,
    multiplied,
    pairs,
    search,
    written,
)
from mdderive.derive.diagnosis.undeclared import RARER, undeclared
from mdderive.derive.edits import KINDS, Ground
from mdderive.evidence import Judges
from mdderive.operators.record import Title
from mdderive.term import Apply, Property, Term

TRUE = (Outcome.PROVED, Outcome.TESTED)
MENDED = Title(
    "the row before is wrong, and this one no longer follows from it: it equals the start of the "
    "chain",
    "前一行有误，这一行与它不符，但与推导的起点相等",
)
NOT_ZERO = Title("the left side is not zero", "左边不为零")
OTHER = Title("no small change of the right side makes it true", "右边作任何小的改动都不成立")
SYMMETRY = (2, KINDS.index("symmetry"))


@dataclass(frozen=True)
class Diagnosis:
    """The mistake of a step, and the right side that both judges prove; None where nothing is
    known."""

    mistake: Mistake | None = None
    right: Term | None = None


def diagnose(
    step: Step,
    verdict: Verdict,
    scope: Scope,
    judges: Judges,
    budget: Budget,
    start: Term | None = None,
) -> Diagnosis:
    """Of a refuted step the kind of mistake and the true right side; of others nothing.

    `start` is the left side of the chain, where an earlier row of it is refuted: a right side
    equal to it is no new mistake.
    """
    proper = [reading for reading in step.readings if not reading.fallback]
    if verdict.outcome is not Outcome.REFUTED or not proper:
        return Diagnosis()
    reading = proper[0]
    deadline = monotonic() + budget.seconds
    claim = Claim(reading.left, reading.right, scope, judges, budget, step.span, deadline)
    if start is not None and changed(claim, left=start).outcome(claim.right) in TRUE:
        return Diagnosis(_mistake(claim, "other", MENDED))
    return _diagnosed(claim, None)


def _diagnosed(claim: Claim, truth: Term | None) -> Diagnosis:
    if _is_zero(claim.right):
        return Diagnosis(_mistake(claim, "other", NOT_ZERO), truth)
    sieve = filter_of(claim)
    ground = ground_of(claim, truth)
    found = search(claim, ground, sieve, (written,))
    if found is None or found.candidate.rank >= SYMMETRY:
        symmetric = undeclared(claim, Property.SYMMETRIC)
        if symmetric is not None:
            found = found or search(claim, ground, sieve, (missing, multiplied, pairs))
            return Diagnosis(_mistake(claim, "symmetry", symmetric), _right(found, truth))
    if found is None:
        found = search(claim, ground, sieve, (missing, multiplied, _against(truth), pairs))
    if found is None:
        message = undeclared(claim, *RARER) or OTHER
        return Diagnosis(_mistake(claim, "other", message), truth)
    candidate = found.candidate
    mistake = _mistake(claim, candidate.kind, candidate.message)
    span = candidate.span or claim.right.span or claim.span
    return Diagnosis(changed(mistake, span=span), _right(found, truth))


def _right(found: Found | None, truth: Term | None) -> Term | None:
    """What is offered: the edited side if it is proved, else the recomputed one."""
    return found.candidate.term if found is not None and found.proved else truth


def _against(truth: Term | None) -> Round:
    """The round that looks at all summands together, those of the true side as well."""

    def round_of(claim: Claim, ground: Ground, sieve: Filter | None) -> Iterator[Candidate]:
        if sieve is not None:
            yield from regrouped(claim, sieve)
        if sieve is not None and truth is not None:
            yield from compared(claim, truth, sieve)

    return round_of


def _is_zero(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "zero"


def _mistake(claim: Claim, kind: str, message: Title) -> Mistake:
    text = message.zh if claim.scope.lang is Lang.ZH else message.en
    return Mistake(kind, text, claim.right.span or claim.span)
