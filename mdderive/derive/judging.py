"""From a step to its verdict: both judges are asked, and neither is believed alone (the table
stands in `verdicts.py`).

Where a step has several readings it is proved only if it is under each, refuted only if under
each. A row after a hypothesis is judged as a consequence of it (see `consequence.py`).
"""

from collections.abc import Sequence
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Kind, Outcome, Reading, Rest, Scope, Step, Verdict
from mdderive.derive.consequence import BOTH_WAYS, TRUE, Consequences
from mdderive.derive.doubtful import unless_doubtful
from mdderive.derive.held import first_warning
from mdderive.derive.layout import is_turned, judge_turned
from mdderive.derive.said import with_prose
from mdderive.derive.stationary import as_hypothesis, supposed
from mdderive.derive.unfold import missing_variable
from mdderive.derive.verdicts import choices, joined, judge_terms, merged, problem_of
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judges

__all__ = ["judge_steps", "judge_terms", "problem_of"]


def judge_steps(
    scope: Scope, steps: Sequence[Step], judges: Judges, budget: Budget
) -> tuple[Verdict, ...]:
    """The verdict of each step, in order."""
    verdicts: list[Verdict] = []
    consequences = Consequences(scope, judges, budget)
    for place, step in enumerate(steps):
        consequences.premises.extend(step.where)
        verdict = with_prose(step, _judge_step(step, scope, judges, budget), scope)
        followed = verdicts[-1] if place and steps[place - 1].supposes is None else None
        verdict = consequences.judge(step, verdict, followed)
        if verdict.outcome is Outcome.REFUTED:
            verdict = as_hypothesis(place, steps, scope, judges, budget) or verdict
        verdict = unless_doubtful(step, verdict, scope)
        if _supposes(step, verdict):
            consequences.suppose(supposed(step, _chain(place, steps, verdicts)))
        if step.link in BOTH_WAYS and verdict.outcome in TRUE:
            verdict = _with_converse(place, verdict, steps, consequences)
        verdicts.append(_with_chain(place, verdict, steps, verdicts, scope, judges, budget))
    warned = first_warning(steps, scope)
    if warned is not None:
        place, said = warned
        verdicts[place] = changed(verdicts[place], warnings=(*verdicts[place].warnings, said))
    return tuple(verdicts)


def _supposes(step: Step, verdict: Verdict) -> bool:
    """Whether later rows may follow from this one."""
    if verdict.outcome is Outcome.UNREADABLE:
        return step.supposes is not None
    return verdict.outcome is Outcome.GIVEN and step.defines is None and step.restates is None


def _chain(
    place: int, steps: Sequence[Step], verdicts: Sequence[Verdict]
) -> list[tuple[Step, Verdict]]:
    """The rows of a step's chain before it."""
    first = place
    while first > 0 and steps[first].continued:
        first -= 1
    return list(zip(steps[first:place], verdicts[first:place], strict=True))


def _with_converse(
    place: int, verdict: Verdict, steps: Sequence[Step], consequences: Consequences
) -> Verdict:
    r"""At the last step of a row after `\iff`: whether the row before follows from it, too."""

    def row(step: Step) -> tuple[int, int]:
        return step.display, step.row

    own = [step for step in steps if row(step) == row(steps[place])]
    first = steps.index(own[0])
    if own[-1] is not steps[place] or first == 0:
        return verdict
    before = [step for step in steps if row(step) == row(steps[first - 1])]
    return consequences.converse(before, own) or verdict


def _judge_step(step: Step, scope: Scope, judges: Judges, budget: Budget) -> Verdict:
    if step.problem is not None:
        return Verdict(Outcome.UNREADABLE, diagnostic=step.problem)
    if step.restates is not None:
        return Verdict(Outcome.GIVEN, assumes=(step.restates,))
    if step.defines is not None:
        assumes = step.readings[0].assumes if step.readings else ()
        return Verdict(Outcome.GIVEN, assumes=assumes)
    proper = [reading for reading in step.readings if not reading.fallback]
    judged = [_judge_reading(reading, step, scope, judges, budget) for reading in proper]
    verdict = joined(step, proper, judged)
    slip = verdict.diagnostic is not None and verdict.diagnostic.code == "D504"
    if step.kind is Kind.HYPOTHESIS and verdict.outcome is not Outcome.PROVED and not slip:
        return _supposed(step, proper)
    return _with_fallbacks(step, verdict, proper, scope, judges, budget)


def _supposed(step: Step, proper: Sequence[Reading]) -> Verdict:
    """What is supposed has to have one reading."""
    if len(proper) > 1:
        labels = " or as ".join(reading.label for reading in proper)
        message = f"a hypothesis that can be read as {labels}"
        fix = choices(proper)
        return Verdict(
            Outcome.UNREADABLE, diagnostic=Diagnostic("D501", message, step.span, fix=fix)
        )
    derivative = not step.supposed
    how = "the derivative is set to 0" if derivative else "taken as the premise of what follows"
    return Verdict(Outcome.GIVEN, assumes=merged(proper[0].assumes, (how,)))


def _judge_reading(
    reading: Reading, step: Step, scope: Scope, judges: Judges, budget: Budget
) -> Verdict:
    for side in (reading.left, reading.right):
        missing = missing_variable(side, scope.values)
        if missing is not None:
            return _unmentioned(step, *missing)
    if is_turned(reading):
        verdict = judge_turned(reading, step, scope, judges, budget)
    else:
        verdict = judge_terms(reading.left, reading.right, scope, judges, budget, step.span)
    return changed(verdict, assumes=merged(reading.assumes, verdict.assumes))


def _unmentioned(step: Step, name: str, variable: str) -> Verdict:
    message = f"{name} is defined without {variable}, so its derivative by {variable} is a slip"
    fix = f"define {name} in terms of {variable}, or differentiate by what it mentions"
    return Verdict(
        Outcome.UNREADABLE, diagnostic=Diagnostic("D504", message, step.left.span(), fix=fix)
    )


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
            fix = choices([reading, *proper])
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
    if start.readings[0].left.shape != step.readings[0].right.shape:
        return verdict
    from_start = judge_terms(
        start.readings[0].left, step.readings[0].right, scope, judges, budget, step.span
    )
    agrees = None if from_start.outcome is Outcome.UNREADABLE else from_start.outcome in TRUE
    rest = Rest(steps[wrong[0]].row + 1, agrees)
    return changed(verdict, assumes=(*verdict.assumes, str(rest)), rests=rest)
