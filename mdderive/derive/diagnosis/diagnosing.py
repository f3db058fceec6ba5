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
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.filter import filter_of
from mdderive.derive.diagnosis.search import (
    Found,
    missing,
    multiplied,
    pairs,
    search,
    written,
)
from mdderive.derive.diagnosis.symmetric import symmetric_name
from mdderive.derive.edits import KINDS, Ground
from mdderive.derive.edits.kin import kin
from mdderive.derive.edits.pool import pool
from mdderive.derive.unfold import unfold
from mdderive.evidence import Judges
from mdderive.operators.record import Title
from mdderive.term import Apply, Symbol, Term

OTHER = Title("no small change of the right side makes it true", "右边作任何小的改动都不成立")
SYMMETRY = (2, KINDS.index("symmetry"))


@dataclass(frozen=True)
class Diagnosis:
    """The mistake of a step, and the right side that both judges prove; None where nothing is
    known."""

    mistake: Mistake | None = None
    right: Term | None = None


def diagnose(
    step: Step, verdict: Verdict, scope: Scope, judges: Judges, budget: Budget
) -> Diagnosis:
    """Of a refuted step the kind of mistake and the true right side; of others nothing."""
    proper = [reading for reading in step.readings if not reading.fallback]
    if verdict.outcome is not Outcome.REFUTED or not proper:
        return Diagnosis()
    reading = proper[0]
    deadline = monotonic() + budget.seconds
    claim = Claim(reading.left, reading.right, scope, judges, budget, step.span, deadline)
    return _diagnosed(claim, None)


def _diagnosed(claim: Claim, truth: Term | None) -> Diagnosis:
    sieve = filter_of(claim)
    ground = _ground(claim, truth)
    found = search(claim, ground, sieve, (written,))
    if found is None or found.candidate.rank >= SYMMETRY:
        name = symmetric_name(claim)
        if name is not None:
            found = found or search(claim, ground, sieve, (missing, multiplied, pairs))
            return _unsymmetric(claim, name, found, truth)
    found = found or search(claim, ground, sieve, (missing, multiplied, pairs))
    if found is None:
        return Diagnosis(_mistake(claim, "other", OTHER), truth)
    candidate = found.candidate
    mistake = _mistake(claim, candidate.kind, candidate.message)
    span = candidate.span or claim.right.span or claim.span
    return Diagnosis(changed(mistake, span=span), candidate.term if found.proved else truth)


def _unsymmetric(claim: Claim, name: str, found: Found | None, truth: Term | None) -> Diagnosis:
    right = found.candidate.term if found is not None and found.proved else truth
    message = Title(
        f"true if {name} is symmetric, which is not declared: declare it, or write the general "
        "formula",
        f"仅当 {name} 对称时成立，而这里没有声明：请声明，或写出一般的公式",
    )
    return Diagnosis(_mistake(claim, "symmetry", message), right)


def _mistake(claim: Claim, kind: str, message: Title) -> Mistake:
    text = message.zh if claim.scope.lang is Lang.ZH else message.en
    return Mistake(kind, text, claim.right.span or claim.span)


def _ground(claim: Claim, truth: Term | None) -> Ground:
    left = unfold(claim.left, claim.scope.values)
    sources = [left, claim.right, *([truth] if truth is not None else [])]
    varying = [
        Apply(
            "differential",
            (Symbol(name, claim.scope.declarations[name].shape),),
            claim.scope.declarations[name].shape,
        )
        for name in sorted(claim.scope.varying)
        if name in claim.scope.declarations
    ]
    bare = Ground(claim.scope, left)
    return Ground(
        claim.scope,
        left,
        pool([*sources, *varying], claim.right.shape, _summands(claim.right, truth, bare)),
    )


def _summands(right: Term, truth: Term | None, ground: Ground) -> Iterator[Term]:
    """Whole summands that may be missing: those of the true side, and close kin of the author's
    own (A^T x beside A x)."""
    if truth is not None:
        yield from _split(truth)
    for summand in _split(right):
        yield from kin(summand, ground)


def _split(term: Term) -> Iterator[Term]:
    if isinstance(term, Apply) and term.operator in ("sum", "negative"):
        for arg in term.args:
            yield from _split(arg)
    else:
        yield term
