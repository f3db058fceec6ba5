"""The false claim under diagnosis, and asking about other right sides for it."""

from dataclasses import dataclass
from dataclasses import replace as changed
from time import thread_time

from mdderive.config import Budget
from mdderive.derivation import Outcome, Scope
from mdderive.derive.consequence import certificate, with_premises
from mdderive.derive.judging import judge_terms, problem_of
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.source import Span
from mdderive.term import Fact, Term

CERTIFICATES = 10
"""How many certificates may be looked for in vain within the budget."""


@dataclass(frozen=True)
class Claim:
    """left = right, which the judges refute; `premises` are the hypotheses it may follow from."""

    left: Term
    right: Term
    scope: Scope
    judges: Judges
    budget: Budget
    span: Span
    deadline: float
    premises: tuple[Fact, ...] = ()

    @property
    def late(self) -> bool:
        return thread_time() > self.deadline

    @property
    def over(self) -> bool:
        """Whether the budget is spent twice over: what is found may still be asked about while it
        is late, but no more after this."""
        return thread_time() > self.deadline + self.budget.seconds

    @property
    def given(self) -> Scope:
        """The scope with the premises among its facts."""
        return with_premises(self.scope, self.premises) if self.premises else self.scope

    def outcome(self, right: Term) -> Outcome:
        """What both judges say of left = this; nothing once the budget is over."""
        if self.over:
            return Outcome.UNREADABLE
        if self.premises:
            return self._consequence(right)
        return judge_terms(
            self.left, right, self.scope, self.judges, self.budget, self.span
        ).outcome

    def provable(self, right: Term) -> bool:
        """What the kernel alone says, which is cheap."""
        if self.over:
            return False
        proof = self.judges.prove(problem_of(self.left, right, self.scope), self.budget)
        return proof.outcome == ProofOutcome.PROVED or self._certified(right)

    def within(self, scope: Scope) -> "Claim":
        """The same claim under other declarations."""
        return changed(self, scope=scope)

    def _consequence(self, right: Term) -> Outcome:
        problem = problem_of(self.left, right, self.given)
        judgement = self.judges.judge(problem, self.budget, NO_SIZES)
        if judgement.outcome != JudgementOutcome.AGREE:
            return Outcome.REFUTED
        return Outcome.PROVED if self.provable(right) else Outcome.TESTED

    def _certified(self, right: Term) -> bool:
        if not self.premises:
            return False
        problem = problem_of(self.left, right, self.given)
        part = changed(self.budget, seconds=self.budget.seconds / CERTIFICATES)
        found = certificate(problem, self.premises, self.judges, self.scope, part)
        return found is not None
