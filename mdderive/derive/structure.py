"""How a structured variable was read, and whether another reading would make a false step true.

For X symmetric, skew or diagonal a derivative by X can mean three things: the entries move freely
(`free`), X moves inside its space (`space`), or each free entry moves with its mirror image
(`entries`). They give three different gradients of one function, so a verdict says which was used,
and a formula that is right only under another one is refuted with that said.
"""

from dataclasses import replace as changed

from mdderive.config import Budget, Structured
from mdderive.derivation import Mistake, Outcome, Verdict
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.term import Problem, Property, Symbol, Term, subterms, symbols
from mdderive.term.term import Apply
from mdderive.term.walk import BINDERS

STRUCTURES = (
    Property.SYMMETRIC,
    Property.SKEW,
    Property.DIAGONAL,
    Property.POSITIVE_DEFINITE,
    Property.POSITIVE_SEMIDEFINITE,
)

HOW = {
    Structured.FREE: "the entries of {} vary independently",
    Structured.SPACE: "{} varies within its space",
    Structured.ENTRIES: "{} varies by its free entries",
}


def structured_names(problem: Problem) -> tuple[str, ...]:
    """The names a derivative moves that are declared to have a structure."""
    found: set[str] = set()
    for side in (problem.left, problem.right):
        for part in subterms(side):
            found |= _moved(part, problem)
    return tuple(name for name in problem.declarations if name in found)


def _moved(part: Term, problem: Problem) -> frozenset[str]:
    if not isinstance(part, Apply):
        return frozenset()
    if part.operator in BINDERS:
        moved = frozenset(s.name for s in subterms(part.args[1]) if isinstance(s, Symbol))
    elif part.operator == "differential":
        moved = symbols(part.args[0]) & problem.varying
    else:
        return frozenset()
    return frozenset(name for name in moved if _has_structure(name, problem))


def _has_structure(name: str, problem: Problem) -> bool:
    declared = problem.declarations.get(name)
    return declared is not None and any(p in declared.properties for p in STRUCTURES)


def with_structure(problem: Problem, verdict: Verdict, judges: Judges, budget: Budget) -> Verdict:
    """The verdict with the reading of structured variables said."""
    names = structured_names(problem)
    if not names:
        return verdict
    how = tuple(HOW[Structured(problem.structured)].format(name) for name in names)
    said = changed(verdict, assumes=(*verdict.assumes, *how))
    if verdict.outcome is not Outcome.REFUTED:
        return said
    for other in Structured:
        if other != problem.structured and _holds(
            changed(problem, structured=other), judges, budget
        ):
            return _named(said, other, Structured(problem.structured))
    return said


def _holds(problem: Problem, judges: Judges, budget: Budget) -> bool:
    if judges.judge(problem, budget, NO_SIZES).outcome != JudgementOutcome.AGREE:
        return False
    return judges.prove(problem, budget).outcome == ProofOutcome.PROVED


def _named(verdict: Verdict, right: Structured, used: Structured) -> Verdict:
    message = f"right under `structured: {right}`, but this derivation is read with `{used}`"
    mistake = Mistake("symmetry", message, way=f"add `structured: {right}` to the annotation")
    if verdict.diagnostic is None:
        return changed(verdict, mistake=mistake)
    fix = f"add `structured: {right}` to the annotation, or write the derivative of that reading"
    said = changed(verdict.diagnostic, message=message, fix=fix)
    return changed(verdict, mistake=mistake, diagnostic=said)
