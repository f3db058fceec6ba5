"""The false claim under diagnosis, and asking about other right sides for it."""

from dataclasses import dataclass
from dataclasses import replace as changed
from time import monotonic

from mdderive.config import Budget
from mdderive.derivation import Outcome, Scope
from mdderive.derive.judging import judge_terms, problem_of
from mdderive.evidence import Judges, ProofOutcome
from mdderive.source import Span
from mdderive.term import Term


@dataclass(frozen=True)
class Claim:
    """left = right, which both judges refute."""

    left: Term
    right: Term
    scope: Scope
    judges: Judges
    budget: Budget
    span: Span
    deadline: float

    @property
    def late(self) -> bool:
        return monotonic() > self.deadline

    def outcome(self, right: Term) -> Outcome:
        """What both judges say of left = this."""
        return judge_terms(
            self.left, right, self.scope, self.judges, self.budget, self.span
        ).outcome

    def provable(self, right: Term) -> bool:
        """What the kernel alone says, which is cheap."""
        proof = self.judges.prove(problem_of(self.left, right, self.scope), self.budget)
        return proof.outcome == ProofOutcome.PROVED

    def within(self, scope: Scope) -> "Claim":
        """The same claim under other declarations."""
        return changed(self, scope=scope)
