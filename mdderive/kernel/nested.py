"""Operators inside one another as one contraction.

    tr(A^T B):   (i i) of the product, (i k)(k i) of its factors, (k i)(k i) with the transpose

An operator whose index form only names the axes of its arguments hands the labels of its own axes
down to them, so that nothing is brought to normal form twice. A product is opened only where it
stands alone: among other factors it may have collected to fewer terms than its own have.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from mdderive.operators import Einsum, operators
from mdderive.term import Apply, Term

Pair = tuple[str, str]


@dataclass
class Nested:
    """The terms to contract, each with the labels of its rows and columns, and a coefficient."""

    leaves: list[tuple[Term, Pair]] = field(default_factory=list)
    coefficient: Fraction = Fraction(1)
    summed: int = 0

    def add(self, term: Term, pair: Pair, alone: bool) -> None:
        """Opens a term whose axes have these labels; `alone` if no other stands beside it."""
        names = self._names(term, pair, alone)
        if names is None or not isinstance(term, Apply):
            self.leaves.append((term, pair))
            return
        for arg, inner in zip(term.args, names, strict=True):
            self.add(arg, inner, len(term.args) == 1 and alone)

    def _names(self, term: Term, pair: Pair, alone: bool) -> list[Pair] | None:
        """The labels of the arguments' axes, if the term may be opened."""
        if not isinstance(term, Apply) or not term.args or (len(term.args) > 1 and not alone):
            return None
        form = operators()[term.operator].index_form
        if not isinstance(form, Einsum) or form.sizes:
            return None
        before, after = form.letters([arg.shape for arg in term.args]).split("->")
        if len(after) != 2 or after[0] == after[1] or not set(after) <= set(before):
            return None
        own = dict(zip(after, pair, strict=True))
        for letter in before.replace(",", ""):
            if letter not in own:
                self.summed += 1
                own[letter] = f"summed {self.summed}"
        if form.coefficient != 1:
            self.coefficient *= form.coefficient
        return [(own[one[0]], own[one[1]]) for one in before.split(",")]
