"""A refuted step as it is told to its author: the kind of mistake and its place, what is true, what
else would make the step true, and which later rows rest on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed

from mdderive.config import Lang
from mdderive.derivation import Mistake, Outcome, Rest, Scope, Step, Verdict
from mdderive.derive.diagnosis import Diagnosis
from mdderive.latex import to_latex

_FALSE = {Lang.EN: "the step is false: {}", Lang.ZH: "此步不成立：{}"}
_EITHER = {Lang.EN: "{}; {}, or write {}", Lang.ZH: "{}；{}，或者写作 {}"}
_AGREES = {
    True: "{} on it, and the right side equals the start of the chain all the same",
    False: "{} on it, and the right side does not equal the start of the chain",
    None: "{} on it, and the right side could not be compared with the start of the chain",
}


def told(
    steps: Sequence[Step], verdicts: Sequence[Verdict], found: Sequence[Diagnosis], scope: Scope
) -> tuple[Verdict, ...]:
    """The verdicts with what was found out about the refuted ones, in the author's language and
    notation."""
    with_mistakes = (
        _with_mistake(step, verdict, one, scope)
        for step, verdict, one in zip(steps, verdicts, found, strict=True)
    )
    return tuple(
        _with_rows(verdict, tuple(_resting(step.row + 1, steps, verdicts)))
        for step, verdict in zip(steps, with_mistakes, strict=True)
    )


def _with_mistake(step: Step, verdict: Verdict, found: Diagnosis, scope: Scope) -> Verdict:
    if verdict.outcome is not Outcome.REFUTED or verdict.diagnostic is None:
        return verdict
    diagnostic = changed(verdict.diagnostic, span=step.right.span())
    mistake = verdict.mistake or found.mistake  # the judging knows of another reading
    suggestion = None if found.right is None else to_latex(found.right, scope)
    way = "" if mistake is None or not mistake.way else f"{mistake.way}, or "
    if mistake is not None:
        mistake = mistake.said_in(scope.lang)
        message = _FALSE[scope.lang].format(mistake.message)
        diagnostic = changed(diagnostic, message=message, span=mistake.span or diagnostic.span)
        mistake = _in_full(mistake, suggestion, scope.lang)
    if suggestion is not None:
        write = f"write {step.left.text} {step.relation} {suggestion}"
        if suggestion == step.left.text:
            write = f"leave it as {suggestion}"
        diagnostic = changed(diagnostic, fix=way + write)
    elif verdict.rests is not None and verdict.rests.agrees:
        diagnostic = changed(diagnostic, fix=f"correct row {verdict.rests.row}; this one can stay")
    return changed(verdict, mistake=mistake, suggestion=suggestion, diagnostic=diagnostic)


def _in_full(mistake: Mistake, suggestion: str | None, lang: Lang) -> Mistake:
    """With both ways out, where there are two: `declare it, or write (A + A^T) x`. Beside the
    message of a diagnostic, its fix says so."""
    if not mistake.way or suggestion is None:
        return mistake
    return changed(mistake, message=_EITHER[lang].format(mistake.message, mistake.way, suggestion))


def _resting(row: int, steps: Sequence[Step], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """What is said of the rows that rest on this one."""
    for agrees, sentence in _AGREES.items():
        rows = [
            str(step.row + 1)
            for step, verdict in zip(steps, verdicts, strict=True)
            if verdict.rests == Rest(row, agrees)
        ]
        if rows:
            yield sentence.format(_listed(rows))


def _listed(rows: Sequence[str]) -> str:
    *before, last = rows
    return f"rows {', '.join(before)} and {last} rest" if before else f"row {last} rests"


def _with_rows(verdict: Verdict, resting: Sequence[str]) -> Verdict:
    """The first wrong row of a chain names the rows that rest on it."""
    if not resting or verdict.diagnostic is None or verdict.outcome is not Outcome.REFUTED:
        return verdict
    own = (verdict.diagnostic.cause,) if verdict.diagnostic.cause else ()
    return changed(
        verdict, diagnostic=changed(verdict.diagnostic, cause="; ".join((*own, *resting)))
    )
