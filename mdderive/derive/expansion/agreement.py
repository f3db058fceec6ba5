"""Whether both judges agree to the rows before they are written.

The kernel is asked about each row. The other judge, who evaluates, is asked about the whole chain
L_0, L_1, ..., L_n at once, so that each line is evaluated once: whether, with weights that no
mistake knows of,

    w_1 L_0 + (w_2 - w_1) L_1 + ... + (w_n - w_{n-1}) L_{n-1} = w_n L_n

which is the sum of w_i (L_{i-1} - L_i) = 0. Where he doesn't say so, he is asked row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mdderive.config import Budget
from mdderive.derivation import Scope
from mdderive.derive.expansion.path import Link
from mdderive.derive.judging import problem_of
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.operators import apply, number
from mdderive.term import Term

WEIGHTS = (1009, 7919, 3571, 9973, 2477, 6007, 8761, 4483, 5641, 1913)
"""Primes whose differences are all different; longer chains are asked about in parts."""


@dataclass(frozen=True)
class Agreement:
    """Both judges, asked about rows of one derivation."""

    scope: Scope
    judges: Judges
    budget: Budget

    def holds(self, left: Term, links: Sequence[Link]) -> bool:
        """Whether both judges agree that each line equals the one before."""
        lines = [left, *(link.term for link in links)]
        proved = (self.proved(before, after) for before, after in pairwise(lines))
        if not all(proved):
            return all(self.equal(before, after) for before, after in pairwise(lines))
        return all(
            self.recomputed(lines[start : start + len(WEIGHTS) + 1])
            for start in range(0, len(links), len(WEIGHTS))
        )

    def equal(self, left: Term, right: Term) -> bool:
        """Whether both judges agree, or the one who evaluates is exact."""
        found = self.judges.judge(problem_of(left, right, self.scope), self.budget, NO_SIZES)
        if found.outcome is not JudgementOutcome.AGREE:
            return False
        return found.exact or self.proved(left, right)

    def proved(self, left: Term, right: Term) -> bool:
        proof = self.judges.prove(problem_of(left, right, self.scope), self.budget)
        return proof.outcome is ProofOutcome.PROVED

    def recomputed(self, lines: Sequence[Term]) -> bool:
        """Whether all lines have the same values."""
        if len(lines) > 2 and self.agreed(*_weighed(lines)):
            return True
        return all(self.agreed(before, after) for before, after in pairwise(lines))

    def agreed(self, left: Term, right: Term) -> bool:
        found = self.judges.judge(problem_of(left, right, self.scope), self.budget, NO_SIZES)
        return found.outcome is JudgementOutcome.AGREE


def _weighed(lines: Sequence[Term]) -> tuple[Term, Term]:
    """Both sides of the one equation that says that all lines are equal."""
    weights = WEIGHTS[: len(lines) - 1]
    steps = (weights[0], *(after - before for before, after in pairwise(weights)))
    left = (
        apply("product", number(weight), line)
        for weight, line in zip(steps, lines[:-1], strict=True)
    )
    return apply("sum", *left), apply("product", number(weights[-1]), lines[-1])
