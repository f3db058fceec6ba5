"""The claims that declarations make: a name with a value has the property that is declared of it.

Each is judged as the equation that says it (S^T = S). A false one is said at the declaration, and
the row that gives the name its value is refuted with it; one that could not be decided, or that no
equation says, is a warning. No step rests on any of them: a name stands for its value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Mistake, Outcome, PropertyClaim, Scope, Step, Verdict
from mdderive.derive.verdicts import judge_terms, merged
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judges
from mdderive.term import Property

TRUE = frozenset({Outcome.PROVED, Outcome.TESTED})
PARTIAL = frozenset({Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE})
"""Properties of which the equation, S^T = S, says a part only: it may refute them, no more."""

KINDS = {Property.DIAGONAL: "diag", Property.ORTHOGONAL: "inverse", Property.PROJECTION: "power"}
"""Kinds of mistake; of the other properties it is the symmetry that is wrong."""


@dataclass(frozen=True)
class JudgedProperty:
    """A claim with its verdict; `diagnostic` is what there is to say of it."""

    claim: PropertyClaim
    verdict: Verdict
    diagnostic: Diagnostic | None = None


def judge_properties(
    scope: Scope,
    claims: Sequence[PropertyClaim],
    steps: Sequence[Step],
    judges: Judges,
    budget: Budget,
) -> tuple[JudgedProperty, ...]:
    """Each claim with its verdict; one about a name that no step defines tells an example."""
    judged = (_judged(claim, scope, judges, budget) for claim in claims)
    defined = {step.defines for step in steps}
    return tuple(one if one.claim.name in defined else _with_example(one) for one in judged)


def _judged(claim: PropertyClaim, scope: Scope, judges: Judges, budget: Budget) -> JudgedProperty:
    verdict = Verdict(Outcome.UNREADABLE)
    if claim.sides is not None:
        verdict = judge_terms(*claim.sides, scope, judges, budget, claim.span)
    declared = f"`{claim.name}` is declared {claim.wanted.value}"
    if verdict.outcome is Outcome.REFUTED:
        message = f"{declared}, but its value is not"
        said = Diagnostic("D402", message, claim.span)
        mistake = Mistake(KINDS.get(claim.wanted, "symmetry"), message)
        return JudgedProperty(claim, changed(verdict, diagnostic=said, mistake=mistake), said)
    if verdict.outcome in TRUE and claim.wanted not in PARTIAL:
        return JudgedProperty(claim, verdict)
    message = f"{declared}; whether its value is has not been decided"
    return JudgedProperty(claim, verdict, Diagnostic("D613", message, claim.span))


def _with_example(judged: JudgedProperty) -> JudgedProperty:
    """With the values for which the value lacks the property, on one line."""
    witness, said = judged.verdict.witness, judged.diagnostic
    if witness is None or said is None:
        return judged
    shown = [
        f"{name} = [{'; '.join(' '.join(row) for row in grid)}]"
        for name, grid in witness.values.items()
    ]
    return changed(judged, diagnostic=changed(said, cause=f"For example {', '.join(shown)}."))


def with_properties(
    steps: Sequence[Step], verdicts: Sequence[Verdict], judged: Sequence[JudgedProperty]
) -> tuple[Verdict, ...]:
    """The verdicts, where a definition is refuted by a property that its name is declared to have,
    and lists those it has been found to have."""
    return tuple(
        _with_own(verdict, [one for one in judged if one.claim.name == step.defines])
        for step, verdict in zip(steps, verdicts, strict=True)
    )


def _with_own(verdict: Verdict, judged: Sequence[JudgedProperty]) -> Verdict:
    if verdict.outcome is not Outcome.GIVEN:
        return verdict
    for one in judged:
        if one.verdict.outcome is Outcome.REFUTED:
            return changed(one.verdict, assumes=merged(verdict.assumes, one.verdict.assumes))
    found = [
        f"{one.claim.name} {one.claim.wanted.value}: {one.verdict.outcome}"
        for one in judged
        if one.diagnostic is None
    ]
    return changed(verdict, assumes=merged(verdict.assumes, found))
