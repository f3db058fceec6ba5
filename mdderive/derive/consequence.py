r"""Rows that follow from others: conclusions of `\implies`, and rows after a hypothesis.

After `df/dw = 0` a row need not hold for every w, only for those that satisfy the hypothesis; after
`A = B \implies` only where A = B. Such a row is proved by a certificate that the kernel checks (see
`certificate.py`) and by the judge at points that satisfy the premises. `\iff` claims both
directions, so its premise is judged as a consequence of its conclusion as well.

A row that states a derivative (df, a gradient, a Jacobian) is never judged as a consequence: it
claims a formula, not a value at one point.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Outcome, Scope, Step, Verdict
from mdderive.derive.certificate import difference, find_certificate, is_derivative
from mdderive.derive.unfold import unfold
from mdderive.derive.verdicts import joined, merged, problem_of, unjudged, verdict_of
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.term import (
    Fact,
    Problem,
    Term,
)

OPEN = (Outcome.REFUTED, Outcome.UNREADABLE)
TRUE = (Outcome.PROVED, Outcome.TESTED)
BOTH_WAYS = frozenset({r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"})


def premise(step: Step) -> Fact:
    """The equation of a step as a fact."""
    reading = step.readings[0]
    latex = f"{step.left.text.strip()} = {step.right.text.strip()}"
    return Fact(reading.left, "=", reading.right, latex)


def may_follow(step: Step) -> bool:
    """Whether the row is one that hypotheses may make true."""
    sides = [side for reading in step.readings for side in (reading.left, reading.right)]
    return bool(sides) and not any(is_derivative(side) for side in sides)


def with_premises(scope: Scope, premises: Sequence[Fact]) -> Scope:
    return changed(scope, facts=(*scope.facts, *premises))


def certificate(
    problem: Problem, premises: Sequence[Fact], judges: Judges, scope: Scope, budget: Budget
) -> Proof | None:
    """A proof that the premises imply left = right, or None where none was found."""
    return find_certificate(problem, [_zero(fact, scope) for fact in premises], judges, budget)


def _zero(fact: Fact, scope: Scope) -> Term:
    return difference(unfold(fact.left, scope.values), unfold(fact.right, scope.values))


@dataclass
class Consequences:
    """The hypotheses met so far, and what has been proved to follow from them, with what each
    proof assumes."""

    scope: Scope
    judges: Judges
    budget: Budget
    premises: list[Fact] = field(default_factory=list)
    derived: list[tuple[Fact, tuple[str, ...]]] = field(default_factory=list)

    def suppose(self, step: Step) -> None:
        self.premises.append(premise(step))

    def judge(self, step: Step, verdict: Verdict, before: Verdict | None) -> Verdict:
        """The verdict on a row, given what is said of it for all values and of the row before."""
        if verdict.outcome not in OPEN or not step.readings:
            return verdict
        if step.link and not step.continued and before is not None and before.outcome in OPEN:
            said = f"the row that this follows from is {before.outcome}"
            return unjudged("D208", said, step.span)
        if not self.premises:
            return verdict
        if not may_follow(step):
            said = "a derivative that would follow from an equation between values"
            return unjudged("D208", said, step.span) if step.link else verdict
        found = self._from(self.premises, step)
        if found.outcome is Outcome.PROVED:
            self.derived.append((premise(step), found.assumes))
        return found

    def converse(self, supposed: Sequence[Step], concluded: Sequence[Step]) -> Verdict | None:
        r"""Of `\iff`: what is wrong with the other direction, None if it holds too."""
        facts = [premise(step) for step in concluded]
        for step in supposed:
            if step.defines is None and step.readings:
                found = self._from(facts, step)
                if found.outcome in OPEN:
                    return found
        return None

    def _from(self, premises: Sequence[Fact], step: Step) -> Verdict:
        """The verdict where the premises hold."""
        verdicts = []
        readings = [reading for reading in step.readings if not reading.fallback]
        where = tuple(f"where {fact.latex}" for fact in premises)
        for reading in readings:
            problem = problem_of(reading.left, reading.right, with_premises(self.scope, premises))
            verdict = self._answered(problem, premises, step)
            assumes = merged(reading.assumes, where, verdict.assumes)
            verdicts.append(changed(verdict, assumes=assumes))
        return joined(step, readings, verdicts)

    def _answered(self, problem: Problem, premises: Sequence[Fact], step: Step) -> Verdict:
        judgement = self.judges.judge(problem, self.budget, NO_SIZES)
        if judgement.outcome == JudgementOutcome.NO_POINT:
            judgement = self.judges.judge(problem, self.budget, NO_SIZES, True)
        if judgement.outcome != JudgementOutcome.AGREE:
            return verdict_of(Proof(ProofOutcome.UNDECIDED), judgement, step.span)
        proof = self._proof(problem, premises)
        if proof is None:
            judgement = self.judges.judge(problem, self.budget, NO_SIZES, True)
            bare = changed(problem, facts=problem.facts[: -len(premises)])
            listed = self.judges.prove(bare, self.budget).assumes
            proof = Proof(ProofOutcome.UNDECIDED, assumes=listed)
        return verdict_of(proof, judgement, step.span)

    def _proof(self, problem: Problem, premises: Sequence[Fact]) -> Proof | None:
        zeros = [_zero(fact, self.scope) for fact in premises]
        found = find_certificate(problem, zeros, self.judges, self.budget)
        if found is not None or not self.derived or premises is not self.premises:
            return found
        zeros += [_zero(fact, self.scope) for fact, _ in self.derived]
        found = find_certificate(problem, zeros, self.judges, self.budget)
        if found is None:
            return None
        inherited = merged(*(assumes for _, assumes in self.derived))
        return changed(found, assumes=merged(found.assumes, inherited))
