"""The question: are both sides of a problem equal for all sizes and values?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from mdderive.config import Budget
from mdderive.kernel.contraction import plus
from mdderive.kernel.laws import AFTER, BEFORE
from mdderive.kernel.lower import Lowering
from mdderive.kernel.network import Atom, Kind, Monomial, Network
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.term import Problem, Property, Size


class ProofOutcome(StrEnum):
    PROVED = "proved"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    OVER_BUDGET = "over budget"


@dataclass(frozen=True)
class Proof:
    """What the kernel can say. `assumes` lists conditions that the formula itself implies; `least`
    (of DIFFERENT) says how large each size letter must be for a witness to exist."""

    outcome: ProofOutcome
    assumes: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    reason: str = ""
    least: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def prove(problem: Problem, budget: Budget) -> Proof:
    """Decides left = right as far as the kernel can; every answer comes within the budget."""
    work = Workspace(budget, problem.declarations, problem.structured, BEFORE, AFTER)
    try:
        lower = Lowering(work, problem)
        left, right = lower(problem.left), lower(problem.right)
        difference = plus(work, 2, [left, right.scaled(-1)])
    except OverBudget as stop:
        return Proof(ProofOutcome.OVER_BUDGET, reason=str(stop))
    except Beyond as stop:
        return Proof(ProofOutcome.UNDECIDED, reason=str(stop))
    if difference.is_zero:
        return Proof(ProofOutcome.PROVED)
    if _decidable(work, problem, difference):
        return Proof(ProofOutcome.DIFFERENT, least=_least(difference))
    return Proof(ProofOutcome.UNDECIDED, reason="the two sides have different normal forms")


def _decidable(work: Workspace, problem: Problem, network: Network) -> bool:
    """Whether different networks are different functions: free entries, plain sizes."""
    if any(fact.relation == "=" for fact in problem.facts):
        return False
    return all(
        all(_plain_size(size) for size in m.sizes)
        and all(_free(work, f.atom, f.exponent) for f in m.factors)
        for m in network.terms
    )


def _plain_size(size: Size) -> bool:
    """A single letter, free to be as large as a witness needs."""
    match size.terms:
        case ((((_, 1),), 1),):
            return True
    return False


def _free(work: Workspace, atom: Atom, exponent: object) -> bool:
    bad = (Property.ORTHOGONAL, Property.PROJECTION)
    match atom.kind:
        case Kind.DIMENSION:
            return True
        case Kind.SYMBOL:
            return not work.has(str(atom.data[0]), *bad) and _natural(exponent)
        case Kind.CLOSED:
            inner = atom.arguments[0]
            return _natural(exponent) and all(
                all(_plain_size(size) for size in m.sizes)
                and all(_free(work, f.atom, f.exponent) for f in m.factors)
                for m in inner.terms
            )
    return False


def _natural(exponent: object) -> bool:
    return isinstance(exponent, int) and exponent > 0


def _least(network: Network) -> Mapping[str, int]:
    counts = [_count(monomial) for monomial in network.terms]
    largest = max(counts, key=lambda count: (sum(count.values()), sorted(count.items())))
    return MappingProxyType(dict(largest))


def _count(monomial: Monomial) -> Counter[str]:
    """How many indices of each size a monomial has, those inside its scalars included."""
    count: Counter[str] = Counter(str(size) for size in monomial.sizes)
    for factor in monomial.factors:
        if factor.atom.kind is Kind.CLOSED:
            (inner,) = factor.atom.arguments[0].terms
            for letter, several in _count(inner).items():
                count[letter] += several * int(factor.exponent)
    return count
