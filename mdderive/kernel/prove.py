"""The question: are both sides of a problem equal for all sizes and values?

Both sides are lowered to networks in normal form and subtracted. If something is left, it is put
over a common denominator; if still something is left, both sides are lowered once more, now with
the knowledge that what stands alone under a logarithm or a root somewhere in the formula is
positive, so that products of such things split (log|AB| = log|A| + log|B|).
"""

from collections.abc import Iterator

from mdderive.config import Budget
from mdderive.evidence import Proof, ProofOutcome
from mdderive.kernel.assumptions import assumptions
from mdderive.kernel.completion import completed
from mdderive.kernel.contraction import plus
from mdderive.kernel.decide import cleared, decidable, least_sizes
from mdderive.kernel.laws import AFTER, AFTER_COMPLETED, BEFORE, BEFORE_COMPLETED
from mdderive.kernel.lower import Lowering
from mdderive.kernel.network import Kind, Network
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.term import Problem


def prove(problem: Problem, budget: Budget) -> Proof:
    """Decides left = right as far as the kernel can; every answer comes within the budget."""
    work = Workspace(budget, problem.declarations, problem.structured, BEFORE, AFTER)
    try:
        return _proof(work, problem)
    except OverBudget as stop:
        return Proof(ProofOutcome.OVER_BUDGET, reason=str(stop))
    except Beyond as stop:
        return Proof(ProofOutcome.UNDECIDED, reason=str(stop))


def _proof(work: Workspace, problem: Problem) -> Proof:
    left, right = _sides(work, problem)
    difference = plus(work, 2, [left, right.scaled(-1)])
    if cleared(work, difference).is_zero:
        return _proved(work, problem)
    if decidable(work, problem, difference):
        return Proof(ProofOutcome.DIFFERENT, least=least_sizes(difference))
    for attempt in (_with_positive, _with_rules):
        try:
            if attempt(work, problem, [left, right]):
                return _proved(work, problem)
        except (OverBudget, Beyond):
            continue  # the first attempt has ended within the budget; this one proves nothing
    return Proof(ProofOutcome.UNDECIDED, reason="the two sides have different normal forms")


def _with_positive(work: Workspace, problem: Problem, sides: list[Network]) -> bool:
    """Once more, knowing what is positive because a logarithm or a root of it is taken."""
    positive = frozenset(_alone_under_roots(sides))
    return bool(positive) and _equal(work.again(BEFORE, AFTER, positive), problem)


def _with_rules(work: Workspace, problem: Problem, sides: list[Network]) -> bool:
    """Once more, with a completed set of rules for the inverses that are left."""
    again = work.again(BEFORE_COMPLETED, AFTER_COMPLETED, frozenset(_alone_under_roots(sides)))
    again.rules = completed(again, sides)
    return bool(again.rules) and _equal(again, problem)


def _equal(work: Workspace, problem: Problem) -> bool:
    left, right = _sides(work, problem)
    return cleared(work, plus(work, 2, [left, right.scaled(-1)])).is_zero


def _sides(work: Workspace, problem: Problem) -> tuple[Network, Network]:
    lower = Lowering(work, problem)
    return lower(problem.left), lower(problem.right)


def _proved(work: Workspace, problem: Problem) -> Proof:
    return Proof(ProofOutcome.PROVED, assumptions(problem), tuple(sorted(work.applied)))


def _alone_under_roots(networks: list[Network]) -> Iterator[str]:
    """Atoms all of whose entries stand alone under a logarithm or a fractional power."""
    for network in networks:
        for monomial in network.terms:
            for factor in monomial.factors:
                if factor.exponent.denominator != 1 and len(set(factor.slots)) == len(factor.slots):
                    yield factor.atom.key
                if factor.atom.kind is Kind.LOG:
                    yield from _lone(factor.atom.arguments[0])
                yield from _alone_under_roots(list(factor.atom.arguments))


def _lone(network: Network) -> Iterator[str]:
    if len(network.terms) != 1:
        return
    ((monomial, coefficient),) = network.terms.items()
    if len(monomial.factors) == 1 and coefficient > 0:
        atom, slots, exponent = monomial.factors[0]
        if len(set(slots)) == len(slots) and set(slots) <= monomial.free and exponent % 2 == 1:
            yield atom.key
