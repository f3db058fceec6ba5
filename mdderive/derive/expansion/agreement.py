"""Whether both judges agree to the rows before they are written."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdderive.config import Budget
from mdderive.derivation import Scope
from mdderive.derive.expansion.path import Link
from mdderive.derive.judging import problem_of
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.term import Term


@dataclass(frozen=True)
class Agreement:
    """Both judges, asked about rows of one derivation."""

    scope: Scope
    judges: Judges
    budget: Budget

    def holds(self, left: Term, links: Sequence[Link]) -> bool:
        """Whether both judges agree that each line equals the one before."""
        before = left
        for link in links:
            if not self.equal(before, link.term):
                return False
            before = link.term
        return True

    def equal(self, left: Term, right: Term) -> bool:
        problem = problem_of(left, right, self.scope)
        proof = self.judges.prove(problem, self.budget)
        if proof.outcome is ProofOutcome.PROVED:
            found = self.judges.judge(problem, self.budget, NO_SIZES)
            return found.outcome is JudgementOutcome.AGREE
        found = self.judges.judge(problem, self.budget, NO_SIZES)
        return found.exact and found.outcome is JudgementOutcome.AGREE
