"""From a step to its verdict: both judges are asked, and neither is believed alone.

    kernel        judge       verdict
    proved        agrees      proved, for all sizes
    any           exact       proved, where all sizes are numbers
    undecided     agrees      tested
    not proved    refutes     refuted, with the witness
    different     agrees      asked again at sizes where the difference must show
    proved        refutes     unreadable: a fault of mdderive
    over budget   agrees      unreadable: small sizes alone prove nothing
    any           unfinished  unreadable

Where a step has several readings it is proved only if it is under each, refuted only if under
each. A row after a hypothesis is judged as a consequence of it (see `consequence.py`).
"""

from collections.abc import Sequence
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Kind, Outcome, Reading, Scope, Step, Verdict
from mdderive.derive.consequence import certificate, may_follow, premise, with_premises
from mdderive.derive.held import first_warning
from mdderive.derive.unfold import missing_variable, unfold
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


def judge_steps(
    scope: Scope, steps: Sequence[Step], judges: Judges, budget: Budget
) -> tuple[Verdict, ...]:
    """The verdict of each step, in order."""
    verdicts: list[Verdict] = []
    premises: list[Fact] = []
    for place, step in enumerate(steps):
        verdict = _judge_step(step, scope, judges, budget)
        if premises and verdict.outcome in OPEN and may_follow(step):
            verdict = _judge_consequence(step, premises, scope, judges, budget)
        if step.kind is Kind.HYPOTHESIS and verdict.outcome is Outcome.GIVEN:
            premises.append(premise(step))
        verdicts.append(_with_chain(place, verdict, steps, verdicts, scope, judges, budget))
    warned = first_warning(steps, scope)
    if warned is not None:
        place, said = warned
        verdicts[place] = changed(verdicts[place], warnings=(*verdicts[place].warnings, said))
    return tuple(verdicts)


OPEN = (Outcome.REFUTED, Outcome.UNREADABLE)


def _judge_consequence(
    step: Step, premises: Sequence[Fact], scope: Scope, judges: Judges, budget: Budget
) -> Verdict:
    """The verdict where the premises hold."""
    verdicts = []
    readings = [reading for reading in step.readings if not reading.fallback]
    for reading in readings:
        problem = problem_of(reading.left, reading.right, with_premises(scope, premises))
        judgement = judges.judge(problem, budget, NO_SIZES)
        proof = Proof(ProofOutcome.UNDECIDED)
        if judgement.outcome == JudgementOutcome.AGREE:
            proof = certificate(problem, premises, judges, scope, budget) or proof
        verdict = _verdict(proof, judgement, step.span)
        where = tuple(f"where {fact.latex}" for fact in premises)
        verdicts.append(changed(verdict, assumes=_merged(reading.assumes, where, verdict.assumes)))
    return _joined(step, readings, verdicts)


def _judge_step(step: Step, scope: Scope, judges: Judges, budget: Budget) -> Verdict:
    if step.problem is not None:
        return Verdict(Outcome.UNREADABLE, diagnostic=step.problem)
    if step.defines is not None:
        assumes = step.readings[0].assumes if step.readings else ()
        return Verdict(Outcome.GIVEN, assumes=assumes)
    proper = [reading for reading in step.readings if not reading.fallback]
    judged = [_judge_reading(reading, step, scope, judges, budget) for reading in proper]
    verdict = _joined(step, proper, judged)
    slip = verdict.diagnostic is not None and verdict.diagnostic.code == "D504"
    if step.kind is Kind.HYPOTHESIS and verdict.outcome is not Outcome.PROVED and not slip:
        return Verdict(Outcome.GIVEN, assumes=("the derivative is set to 0",))
    return _with_fallbacks(step, verdict, proper, scope, judges, budget)


def _judge_reading(
    reading: Reading, step: Step, scope: Scope, judges: Judges, budget: Budget
) -> Verdict:
    for side in (reading.left, reading.right):
        missing = missing_variable(side, scope.values)
        if missing is not None:
            return _unmentioned(step, *missing)
    verdict = judge_terms(reading.left, reading.right, scope, judges, budget, step.span)
    return changed(verdict, assumes=_merged(reading.assumes, verdict.assumes))


def judge_terms(
    left: Term, right: Term, scope: Scope, judges: Judges, budget: Budget, span: Span
) -> Verdict:
    """The verdict on left = right; `span` is the place any complaint is about."""
    problem = problem_of(left, right, scope)
    proof = judges.prove(problem, budget)
    judgement = judges.judge(problem, budget, NO_SIZES)
    if any(fact.relation == "=" for fact in problem.facts):
        # The kernel knows no equations between given terms: its "no" is about all values.
        proof = changed(proof, outcome=_weakened(proof.outcome))
    if proof.outcome == ProofOutcome.DIFFERENT and judgement.outcome == JudgementOutcome.AGREE:
        if judgement.exact:
            return _positive(Outcome.PROVED, proof, judgement)
        judgement = judges.judge(problem, budget, proof.least)
    return _verdict(proof, judgement, span)


def _weakened(outcome: ProofOutcome) -> ProofOutcome:
    return ProofOutcome.UNDECIDED if outcome == ProofOutcome.DIFFERENT else outcome


def _verdict(proof: Proof, judgement: Judgement, span: Span) -> Verdict:
    match judgement.outcome:
        case JudgementOutcome.AGREE:
            if proof.outcome == ProofOutcome.PROVED or judgement.exact:
                return _positive(Outcome.PROVED, proof, judgement)
            if proof.outcome == ProofOutcome.UNDECIDED:
                return _positive(Outcome.TESTED, proof, judgement)
            return _unjudged("D502", proof.reason or "the proof needs more than its budget", span)
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
            return _unjudged("D503", judgement.reason, span)
        case JudgementOutcome.UNFINISHED:
            return _unjudged("D502", judgement.reason, span)


def _positive(outcome: Outcome, proof: Proof, judgement: Judgement) -> Verdict:
    everywhere = proof.outcome == ProofOutcome.PROVED
    scope = "all sizes" if everywhere else "the sizes given"
    if outcome is Outcome.TESTED:
        scope = "the sizes tried"
    return Verdict(
        outcome,
        scope=scope,
        rules=proof.laws if everywhere else (),
        assumes=_merged(proof.assumes if everywhere else (), judgement.assumes),
        sizes=judgement.sizes,
    )


def _unjudged(code: str, reason: str, span: Span) -> Verdict:
    return Verdict(Outcome.UNREADABLE, diagnostic=Diagnostic(code, reason, span))


def _unmentioned(step: Step, name: str, variable: str) -> Verdict:
    message = f"{name} is defined without {variable}, so its derivative by {variable} is a slip"
    fix = f"define {name} in terms of {variable}, or differentiate by what it mentions"
    return Verdict(
        Outcome.UNREADABLE, diagnostic=Diagnostic("D504", message, step.left.span(), fix=fix)
    )


def _joined(step: Step, readings: Sequence[Reading], verdicts: Sequence[Verdict]) -> Verdict:
    outcomes = {verdict.outcome for verdict in verdicts}
    if outcomes == {Outcome.PROVED, Outcome.TESTED}:
        return next(verdict for verdict in verdicts if verdict.outcome is Outcome.TESTED)
    if len(outcomes) == 1:
        merged = _merged(*(verdict.assumes for verdict in verdicts))
        return changed(verdicts[0], assumes=merged)
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
        diagnostic=Diagnostic("D501", message, step.span, fix=_choices(readings)),
    )


def _choices(readings: Sequence[Reading]) -> str:
    offers = [reading.rewrite for reading in readings if reading.rewrite]
    return "write " + ", or ".join(offers) if offers else ""


def _with_fallbacks(
    step: Step,
    verdict: Verdict,
    proper: Sequence[Reading],
    scope: Scope,
    judges: Judges,
    budget: Budget,
) -> Verdict:
    """A false step that would be true as its author may have meant it is unreadable, not false."""
    if verdict.outcome is not Outcome.REFUTED:
        return verdict
    for reading in step.readings:
        if not reading.fallback:
            continue
        meant = _judge_reading(reading, step, scope, judges, budget)
        if meant.outcome in (Outcome.PROVED, Outcome.TESTED):
            message = f"false as written, but true if it means {reading.label}"
            fix = _choices([reading, *proper])
            return Verdict(
                Outcome.UNREADABLE, diagnostic=Diagnostic("D501", message, step.span, fix=fix)
            )
    return verdict


def _with_chain(
    place: int,
    verdict: Verdict,
    steps: Sequence[Step],
    before: Sequence[Verdict],
    scope: Scope,
    judges: Judges,
    budget: Budget,
) -> Verdict:
    """After a refuted row of its chain, a step is also compared with the start of the chain."""
    first = place
    while first > 0 and steps[first].continued:
        first -= 1
    wrong = [k for k in range(first, place) if before[k].outcome is Outcome.REFUTED]
    start, step = steps[first], steps[place]
    if not (wrong and step.readings and start.readings and step.continued):
        return verdict
    from_start = judge_terms(
        start.readings[0].left, step.readings[0].right, scope, judges, budget, step.span
    )
    row = steps[wrong[0]].row + 1
    equal = from_start.outcome in (Outcome.PROVED, Outcome.TESTED)
    relation = "equals" if equal else "does not equal"
    if from_start.outcome is Outcome.UNREADABLE:
        relation = "could not be compared with"
    note = f"rests on row {row}, which is refuted; the right side {relation} the chain's start"
    return changed(verdict, assumes=(*verdict.assumes, note))


def _merged(*lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))
