"""Declared properties that nothing rests on: the assumptions ledger of a derivation.

A property is used if without it some step is not proved any more, or assumes more (of an X that is
declared invertible, `X invertible` is not assumed). Properties that it follows from are dropped
with it: symmetric matters as soon as positive definite does. What is left over matters to nothing,
alone and together, which is worth a note; but only where the kernel proves every step, since of
what was merely recomputed, given or refuted nobody knows what it rests on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Outcome, Scope, Step, Verdict
from mdderive.derive.structure import structured_names
from mdderive.derive.verdicts import problem_of
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judges, Proof, ProofOutcome
from mdderive.source import Span
from mdderive.term import Declaration, Problem, Property, symbols

FOLLOWS_FROM: Mapping[Property, frozenset[Property]] = {
    Property.SYMMETRIC: frozenset(
        {Property.DIAGONAL, Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE}
    ),
    Property.INVERTIBLE: frozenset({Property.ORTHOGONAL, Property.POSITIVE_DEFINITE}),
    Property.POSITIVE_SEMIDEFINITE: frozenset({Property.POSITIVE_DEFINITE}),
}

Declared = tuple[str, Property]


@dataclass(frozen=True)
class Proved:
    """A question with what its proof assumes and the names it speaks of."""

    problem: Problem
    assumes: frozenset[str]
    names: frozenset[str]


def unused_properties(
    scope: Scope,
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    places: Mapping[str, Span],
    judges: Judges,
    budget: Budget,
) -> Iterator[Diagnostic]:
    """A note for each property declared at one of the places that no step uses."""
    declared = list(_declared(scope, places))
    if not declared or not _decided(steps, verdicts):
        return
    short = changed(budget, seconds=budget.seconds / 10)

    def prove(problem: Problem) -> Proof:
        return judges.prove(problem, short)

    proved = _proved(scope, steps, prove)
    if proved is None:
        return
    moved = {name for one in proved for name in structured_names(one.problem)}
    unused = [one for one in declared if one[0] not in moved and _idle([one], proved, prove)]
    if not _idle(unused, proved, prove):
        return  # one would do for another
    for name, given in unused:
        message = f"`{name}` is declared {given.value}, which no step rests on"
        yield Diagnostic("D616", message, places[name])


def _declared(scope: Scope, places: Mapping[str, Span]) -> Iterator[Declared]:
    """Properties of names that stand for themselves; an equation may need one to have solutions."""
    equations = [fact for fact in scope.facts if fact.relation == "="]
    bound = {name for fact in equations for name in symbols(fact.left) | symbols(fact.right)}
    for name in places:
        declared = scope.declarations.get(name)
        if declared is None or name in scope.values or name in bound or declared.function:
            continue
        for given in sorted(declared.properties - {Property.CONSTANT}):
            yield name, given


def _decided(steps: Sequence[Step], verdicts: Sequence[Verdict]) -> bool:
    """Whether all that is claimed is proved, and something is."""
    claims = [v for step, v in zip(steps, verdicts, strict=True) if step.defines is None]
    return bool(claims) and all(verdict.outcome is Outcome.PROVED for verdict in claims)


def _proved(
    scope: Scope, steps: Sequence[Step], prove: Callable[[Problem], Proof]
) -> list[Proved] | None:
    """Every reading of every step; of a definition, that its value has a meaning. None if one of
    them is not proved for all values."""
    found = []
    for step in steps:
        for reading in step.readings:
            if reading.fallback:
                continue
            left = reading.right if step.defines is not None else reading.left
            problem = problem_of(left, reading.right, scope)
            proof = prove(problem)
            if proof.outcome is not ProofOutcome.PROVED:
                return None
            names = symbols(problem.left) | symbols(problem.right)
            for fact in problem.facts:
                names |= symbols(fact.left) | symbols(fact.right)
            found.append(Proved(problem, frozenset(proof.assumes), names))
    return found


def _idle(
    dropped: Sequence[Declared], proved: Sequence[Proved], prove: Callable[[Problem], Proof]
) -> bool:
    """Whether everything is proved without these properties, and assumes no more."""
    gone: dict[str, frozenset[Property]] = {}
    for name, given in dropped:
        with_it = FOLLOWS_FROM.get(given, frozenset()) | {given}
        gone[name] = gone.get(name, frozenset()) | with_it
    for one in proved:
        if not one.names.isdisjoint(gone):
            weaker = changed(one.problem, declarations=_without(one.problem.declarations, gone))
            proof = prove(weaker)
            if proof.outcome is not ProofOutcome.PROVED or set(proof.assumes) != one.assumes:
                return False
    return True


def _without(
    declarations: Mapping[str, Declaration], gone: Mapping[str, frozenset[Property]]
) -> Mapping[str, Declaration]:
    weaker = dict(declarations)
    for name, properties in gone.items():
        declared = weaker[name]
        weaker[name] = changed(declared, properties=declared.properties - properties)
    return weaker
