"""What went wrong in a refuted step, and the right side that is true.

The author's own right side is edited in small ways until the claim is true: that names the kind
of mistake and keeps the author's form. Where no small edit helps, the side that mdderive itself
derives is offered, and the kind is `other`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from time import thread_time

from mdderive.config import Budget, Lang
from mdderive.derivation import Kind, Mistake, Outcome, Scope, Step, Verdict
from mdderive.derive.consequence import may_follow, premise
from mdderive.derive.diagnosis.caret import sign_before
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.filter import filter_of
from mdderive.derive.diagnosis.ground import bare_ground, ground_of, left_itself, true_side
from mdderive.derive.diagnosis.search import (
    LOST,
    missing,
    multiplied,
    pairs,
    search,
    together,
    written,
)
from mdderive.derive.diagnosis.shares import GIVE, share
from mdderive.derive.diagnosis.undeclared import RARER, Undeclared, undeclared
from mdderive.derive.edits import KINDS
from mdderive.derive.edits.build import transposed
from mdderive.derive.edits.layout import other_layout, use_other
from mdderive.derive.layout import is_turned
from mdderive.evidence import Judges
from mdderive.operators.record import Title
from mdderive.term import Apply, Fact, Property, Symbol, Term, subterms

TRUE = (Outcome.PROVED, Outcome.TESTED)
MENDED = Title(
    "an earlier row is wrong, and this one no longer follows from it: it equals the start of the "
    "chain",
    "前面有一行有误，这一行与它不符，但与推导的起点相等",
)
NOT_ZERO = Title("the left side is not zero", "左边不为零")
OTHER = Title("no small change of the right side makes it true", "右边作任何小的改动都不成立")
DECLARE = "declare it"
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
    premises: Sequence[Fact] = (),
) -> Diagnosis:
    """Of a refuted step the kind of mistake and the true right side; of others nothing.

    `start` is the left side of the chain, where an earlier row of it is refuted: a right side
    equal to it is no new mistake. `premises` are the hypotheses above the step.
    """
    proper = [reading for reading in step.readings if not reading.fallback]
    if verdict.outcome is not Outcome.REFUTED or not proper:
        return Diagnosis()
    reading = proper[0]
    deadline = thread_time() + budget.seconds
    supposed = tuple(premises) if may_follow(step) else ()
    claim = Claim(reading.left, reading.right, scope, judges, budget, step.span, deadline, supposed)
    if is_turned(reading):
        right = transposed(reading.right)
        return Diagnosis(right=right if claim.outcome(right) is Outcome.PROVED else None)
    if (
        start is not None
        and start.shape == claim.right.shape
        and changed(claim, left=start).outcome(claim.right) in TRUE
    ):
        return Diagnosis(_mistake(claim, "other", MENDED))
    if _is_zero(claim.right):
        return Diagnosis(_mistake(claim, "other", NOT_ZERO), true_side(claim))
    return _placed(_diagnosed(claim), step, claim)


def _placed(found: Diagnosis, step: Step, claim: Claim) -> Diagnosis:
    """With the caret on a sign that is wrong, and the layout that would make it right."""
    mistake = found.mistake
    if mistake is not None and mistake.kind == "layout":
        here, latex = claim.scope.layout, step.left.text
        message = _in(claim, other_layout(here, claim.left, latex))
        way = use_other(here, claim.left, latex)
        return changed(found, mistake=changed(mistake, message=message, way=way))
    if mistake is not None and mistake.kind == "sign" and mistake.span is not None:
        return changed(found, mistake=changed(mistake, span=sign_before(mistake.span, step.right)))
    return found


def diagnose_steps(
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    scope: Scope,
    judges: Judges,
    budget: Budget,
) -> tuple[Diagnosis, ...]:
    """The diagnosis of each step of a derivation; rows know the chain and hypotheses above."""
    found: list[Diagnosis] = []
    premises: list[Fact] = []
    for place, (step, verdict) in enumerate(zip(steps, verdicts, strict=True)):
        start = _start(place, steps, verdicts)
        found.append(diagnose(step, verdict, scope, judges, budget, start, premises))
        supposed = step.kind is Kind.HYPOTHESIS and verdict.outcome is Outcome.GIVEN
        if supposed and step.readings:
            premises.append(premise(step))
    return tuple(found)


def _start(place: int, steps: Sequence[Step], verdicts: Sequence[Verdict]) -> Term | None:
    """The left side of the chain a step continues, if an earlier row of it is refuted."""
    first = place
    while first > 0 and steps[first].continued:
        first -= 1
    wrong = any(verdict.outcome is Outcome.REFUTED for verdict in verdicts[first:place])
    return steps[first].readings[0].left if wrong and steps[first].readings else None


def _diagnosed(claim: Claim) -> Diagnosis:
    sieve = filter_of(claim)
    found = search(claim, bare_ground(claim), sieve, (written,))
    symmetric = None
    if found is None or found.candidate.rank >= SYMMETRY:
        symmetric = undeclared(claim, Property.SYMMETRIC)
    truth = None if found is not None and found.proved else true_side(claim)
    if found is None:
        found = search(
            claim, ground_of(claim, truth), sieve, (missing, multiplied, together, pairs)
        )
    right = found.candidate.term if found is not None and found.proved else truth
    right = right or left_itself(claim)
    if symmetric is not None:
        return Diagnosis(_under(claim, "symmetry", symmetric), right)
    whole = share(claim) if found is None or found.candidate.kind in LOST else None
    if whole is not None:
        kind = "other" if found is None else found.candidate.kind
        return Diagnosis(changed(_mistake(claim, kind, whole.message), way=GIVE), right)
    if found is None:
        rarer = undeclared(claim, *RARER)
        mistake = _under(claim, "other", rarer) if rarer else _mistake(claim, "other", OTHER)
        return Diagnosis(mistake, right)
    mistake = _mistake(claim, found.candidate.kind, found.candidate.message)
    span = found.candidate.span or mistake.span
    return Diagnosis(changed(mistake, span=span), right)


def _under(claim: Claim, kind: str, found: Undeclared) -> Mistake:
    """The mistake of using a property that nobody declared, at the name that lacks it."""
    names = (part for part in subterms(claim.right) if _is_name(part, found.name))
    place = next((name.span for name in names if name.span is not None), None)
    mistake = _mistake(claim, kind, found.message)
    return changed(mistake, span=place or mistake.span, way=DECLARE if found.proved else "")


def _is_name(term: Term, name: str) -> bool:
    return isinstance(term, Symbol) and term.name == name


def _is_zero(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "zero"


def _mistake(claim: Claim, kind: str, message: Title) -> Mistake:
    return Mistake(kind, _in(claim, message), claim.right.span or claim.span)


def _in(claim: Claim, message: Title) -> str:
    return message.zh if claim.scope.lang is Lang.ZH else message.en
