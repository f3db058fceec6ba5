"""What is said for each pair of answers of the two judges, and of several readings together.

kernel        judge       verdict
proved        agrees      proved, for all sizes
any           exact       proved, where all sizes are numbers
undecided     agrees      tested
not proved    refutes     refuted, with the witness
different     agrees      asked again at sizes where the difference must show
proved        refutes     unreadable: a fault of mdderive
over budget   agrees      unreadable: small sizes alone prove nothing
any           unfinished  unreadable
"""

from collections.abc import Sequence
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Outcome, Reading, Scope, Step, Verdict
from mdderive.derive.structure import with_structure
from mdderive.derive.unfold import unfold
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import NO_SIZES, Judgement, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.source import Span
from mdderive.term import Fact, Problem, Term


def problem_of(left: Term, right: Term, scope: Scope) -> Problem:
    """The closed question: are the two sides equal once all definitions are unfolded?"""
    values = scope.values
    facts = tuple(
        Fact(unfold(fact.left, values), fact.relation, unfold(fact.right, values), fact.latex)
        for fact in scope.facts
    )
    return Problem(
        left=unfold(left, values),
        right=unfold(right, values),
        declarations=scope.declarations,
        varying=scope.varying,
        structured=scope.structured,
        facts=facts,
    )


def judge_terms(
    left: Term, right: Term, scope: Scope, judges: Judges, budget: Budget, span: Span
) -> Verdict:
    """The verdict on left = right; `span` is the place any complaint is about."""
    problem = problem_of(left, right, scope)
    proof = judges.prove(problem, budget)
    if any(fact.relation == "=" for fact in problem.facts):
        # The kernel knows no equations between given terms: its "no" is about all values.
        proof = changed(proof, outcome=_weakened(proof.outcome))
    alone = proof.outcome == ProofOutcome.UNDECIDED
    judgement = judges.judge(problem, budget, NO_SIZES, alone)
    agreed = judgement.outcome == JudgementOutcome.AGREE and not judgement.exact
    if proof.outcome == ProofOutcome.DIFFERENT and agreed:
        judgement = judges.judge(problem, budget, proof.least)
    return with_structure(problem, verdict_of(proof, judgement, span), judges, budget)


def _weakened(outcome: ProofOutcome) -> ProofOutcome:
    return ProofOutcome.UNDECIDED if outcome == ProofOutcome.DIFFERENT else outcome


def verdict_of(proof: Proof, judgement: Judgement, span: Span) -> Verdict:
    match judgement.outcome:
        case JudgementOutcome.AGREE:
            if proof.outcome == ProofOutcome.PROVED or judgement.exact:
                return positive(Outcome.PROVED, proof, judgement)
            if proof.outcome == ProofOutcome.UNDECIDED:
                return positive(Outcome.TESTED, proof, judgement)
            return unjudged("D502", proof.reason or "the proof needs more than its budget", span)
        case JudgementOutcome.REFUTED:
            if proof.outcome == ProofOutcome.PROVED:
                message = "the two judges of mdderive contradict each other"
                return Verdict(
                    Outcome.UNREADABLE,
                    witness=judgement.witness,
                    diagnostic=Diagnostic("D901", message, span),
                )
            return Verdict(
                Outcome.REFUTED,
                assumes=judgement.assumes,
                sizes=judgement.sizes,
                witness=judgement.witness,
                diagnostic=Diagnostic("D401", "the two sides differ", span, judgement.reason),
            )
        case JudgementOutcome.NO_POINT:
            return unjudged("D503", judgement.reason, span)
        case JudgementOutcome.UNFINISHED:
            return unjudged("D502", judgement.reason, span)


def positive(outcome: Outcome, proof: Proof, judgement: Judgement) -> Verdict:
    everywhere = proof.outcome == ProofOutcome.PROVED
    scope = "all sizes" if everywhere else "the sizes given"
    if outcome is Outcome.TESTED:
        scope = "the sizes tried"
    return Verdict(
        outcome,
        scope=scope,
        rules=proof.laws if everywhere else (),
        assumes=merged(proof.assumes, judgement.assumes),
        sizes=judgement.sizes,
    )


def unjudged(code: str, reason: str, span: Span) -> Verdict:
    return Verdict(Outcome.UNREADABLE, diagnostic=Diagnostic(code, reason, span))


def joined(step: Step, readings: Sequence[Reading], verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for a step with these readings."""
    outcomes = {verdict.outcome for verdict in verdicts}
    if outcomes == {Outcome.PROVED, Outcome.TESTED}:
        return next(verdict for verdict in verdicts if verdict.outcome is Outcome.TESTED)
    if len(outcomes) == 1:
        together = merged(*(verdict.assumes for verdict in verdicts))
        return changed(verdicts[0], assumes=together)
    for verdict in verdicts:
        if verdict.outcome is Outcome.UNREADABLE:
            return verdict
    lines = [
        f"{reading.label}: {verdict.outcome}"
        for reading, verdict in zip(readings, verdicts, strict=True)
    ]
    message = "the formula can be read in several ways, which differ: " + "; ".join(lines)
    return Verdict(
        Outcome.UNREADABLE,
        diagnostic=Diagnostic("D501", message, step.span, fix=choices(readings)),
    )


def choices(readings: Sequence[Reading]) -> str:
    offers = [reading.rewrite for reading in readings if reading.rewrite]
    return "write " + ", or ".join(offers) if offers else ""


def merged(*lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
