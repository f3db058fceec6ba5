r"""What stands where no chain of rules is found: both sides as one sum over indices.

    \operatorname{tr}(A X) = \sum_{i=1}^m \sum_{j=1}^n A_{ij} X_{ji} = \operatorname{tr}(X A)

For matrices it is their entry (i, j), in a row in front. The kernel writes it down from what it
proved the step by, and both judges are asked about it like about any row. Where a side is written
in indices already, or the sum is too long to be read, the rule's name has to do; where the kernel
needed laws, there is no such sum.
"""

from dataclasses import dataclass

from mdderive.derivation import Line
from mdderive.derive.expansion.agreement import Agreement
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.expanded import Expanded, Reached
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.reading import BY_LAWS, UNNAMED
from mdderive.derive.expansion.starting import closed
from mdderive.derive.verdicts import problem_of
from mdderive.operators import apply
from mdderive.term import INDEXED, Apply, Dimension, Shape, Symbol, Term, subterms

LONGEST = 70
"""The most nodes of a sum that is shown: some 200 characters."""


@dataclass(frozen=True)
class InIndices:
    """Writes rows for steps without a chain of rules."""

    agreement: Agreement
    known: Reached

    def step(self, left: Term, right: Term) -> Expanded:
        """The row that says why both sides are equal, if it can be written."""
        agreement = self.agreement
        problem = problem_of(left, right, agreement.scope)
        form = agreement.judges.indexed(problem, agreement.budget)
        if form is None:
            return Expanded(rule=BY_LAWS)
        indices, body = form
        if _is_indexed(left) or _is_indexed(right) or _size(body) > LONGEST:
            return Expanded(rule=UNNAMED)
        return self.whole(left, right, body) if not indices else self.entry(left, indices, body)

    def whole(self, left: Term, right: Term, body: Term) -> Expanded:
        """A scalar's sum, between both sides."""
        if not (self.agreement.equal(left, body) and self.agreement.equal(body, right)):
            return Expanded(rule=UNNAMED)
        return Expanded(lines=(Line(None, display(body), UNNAMED),), rule=UNNAMED)

    def entry(self, left: Term, indices: tuple[Term, ...], body: Term) -> Expanded:
        """The sum that each entry is, in front, unless the derivation has it."""
        row, col = indices
        head = apply("entry", left, row, col, shape=body.shape)
        wide, long = (_for_all(one, left.shape, indices) for one in (head, body))
        known = self.known.last(closed(wide, self.agreement.scope)) is not None
        if known or not self.agreement.equal(wide, long):
            return Expanded(rule=UNNAMED)
        return Expanded(lead=(Line(head, display(body), UNNAMED),), rule=UNNAMED)


def _for_all(term: Term, shape: Shape, indices: tuple[Term, ...]) -> Term:
    """The term for all values of the indices, as a row of it is read."""
    for index, size in zip(indices, (shape.rows, shape.cols), strict=True):
        if isinstance(index, Symbol):
            wide = Shape(term.shape.rows, size * term.shape.cols)
            term = apply("family", term, index, Dimension(size), shape=wide)
    return term


def _is_indexed(term: Term) -> bool:
    """Whether a sum or an entry is written in it."""
    return any(
        is_a(node, "entry") or (isinstance(node, Apply) and node.operator in INDEXED)
        for node in subterms(term)
    )


def _size(term: Term) -> int:
    return sum(1 for _ in subterms(term))
