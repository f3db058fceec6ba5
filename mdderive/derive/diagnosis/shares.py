r"""Claims that are true only of shares: a column y with 1^T y = 1, which nobody said.

    L = -y^T log softmax(z)  =>  dL/dz = (1^T y) softmax(z) - y

Labels and probabilities add up to 1, so the factor is left out everywhere; of a y that is any
column it may not be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.derivation import Outcome
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.unfold import unfold
from mdderive.operators import apply, number
from mdderive.operators.record import Title
from mdderive.term import Apply, Fact, Symbol, Term, subterms, symbols

NORMALISED = frozenset({"softmax", "logsumexp"})
"""What leaves the sum of the labels behind when it is differentiated."""

GIVE = "give it as a fact"


@dataclass(frozen=True)
class Share:
    """A column that would make a claim true if its entries added up to 1."""

    name: str
    proved: bool

    @property
    def message(self) -> Title:
        formula = rf"\mathbf{{1}}^\top {self.name} = 1"
        return Title(f"true if {formula}", f"仅当 {formula} 时成立")


def share(claim: Claim) -> Share | None:
    """Which column would make the claim true if its entries added up to 1, by both judges."""
    for column in _columns(claim):
        facts = (*claim.scope.facts, _adds_up(column))
        supposed = claim.within(changed(claim.scope, facts=facts))
        outcome = supposed.outcome(claim.right) if supposed.provable(claim.right) else None
        if outcome in (Outcome.PROVED, Outcome.TESTED):
            return Share(column.name, outcome is Outcome.PROVED)
    return None


def _columns(claim: Claim) -> Iterator[Symbol]:
    scope = claim.scope
    left, right = (unfold(side, scope.values) for side in (claim.left, claim.right))
    parts = (*subterms(left), *subterms(right))
    if not any(isinstance(part, Apply) and part.operator in NORMALISED for part in parts):
        return
    for name in sorted(symbols(left) & symbols(right) - scope.varying):
        declared = scope.declarations.get(name)
        shape = None if declared is None or declared.function else declared.shape
        if shape is not None and shape.is_column and not shape.is_scalar:
            yield Symbol(name, shape)


def _adds_up(column: Symbol) -> Fact:
    ones: Term = apply("ones", shape=column.shape)
    total = apply("product", apply("transpose", ones), column)
    return Fact(total, "=", number(1), rf"\mathbf{{1}}^\top {column.name} = 1")
