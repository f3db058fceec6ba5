"""The question: are both sides of a problem equal for all sizes and values?

Both sides are lowered to networks in normal form and subtracted. If something is left, it is put
over a common denominator; if still something is left, both sides are lowered once more, now with
the knowledge that what stands alone under a logarithm or a root somewhere in the formula is
positive, so that products of such things split (log|AB| = log|A| + log|B|).
"""

from collections.abc import Iterator
from dataclasses import replace

from mdderive.config import Budget
from mdderive.evidence import Proof, ProofOutcome
from mdderive.kernel.assumptions import assumptions
from mdderive.kernel.completion import completed, inverses
from mdderive.kernel.contraction import plus
from mdderive.kernel.decide import cleared, decidable, least_sizes
from mdderive.kernel.laws import AFTER, AFTER_COMPLETED, BEFORE, BEFORE_COMPLETED
from mdderive.kernel.lower import Lowering
from mdderive.kernel.multiplied import vanishes_multiplied
from mdderive.kernel.network import Kind, Network, factors_within
from mdderive.kernel.rebuild import Rebuilding
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.term import Problem, Property, symbols


def prove(problem: Problem, budget: Budget) -> Proof:
    """Decides left = right as far as the kernel can; every answer comes within the budget. Without
    a proof, `assumes` is what a recomputation at points rests on."""
    found = _decided(problem, budget)
    if found.outcome is ProofOutcome.PROVED:
        return found
    return replace(found, assumes=(*_related_facts(problem), *assumptions(problem)))


def _related_facts(problem: Problem) -> Iterator[str]:
    """The facts that speak of what the two sides speak of: points satisfy them."""
    names = symbols(problem.left) | symbols(problem.right)
    for fact in problem.facts:
        if names & (symbols(fact.left) | symbols(fact.right)):
            yield fact.latex


def _decided(problem: Problem, budget: Budget) -> Proof:
    work = Workspace(budget, problem.declarations, problem.structured, BEFORE, AFTER)
    try:
        return _proof(work, problem)
    except OverBudget as stop:
        return Proof(ProofOutcome.OVER_BUDGET, reason=str(stop))
    except RecursionError:
        return Proof(ProofOutcome.OVER_BUDGET, reason="the formula is nested too deeply")
    except Beyond as stop:
        return Proof(ProofOutcome.UNDECIDED, reason=str(stop))


def _proof(work: Workspace, problem: Problem) -> Proof:
    left, right = _sides(work, problem)
    if any(side.structure is not None and len(side.structure) != 2 for side in (left, right)):
        return Proof(ProofOutcome.UNDECIDED, reason="an index that nothing binds")
    difference = plus(work, 2, [left, right.scaled(-1)])
    if cleared(work, difference).is_zero:
        return _proved(work, problem)
    if decidable(work, problem, difference):
        return Proof(ProofOutcome.DIFFERENT, least=least_sizes(difference))
    for attempt in (_multiplied, _with_positive, _with_sums, _with_parity, _with_rules):
        try:
            found = attempt(work, problem, difference, [left, right])
        except (OverBudget, Beyond, RecursionError):
            continue  # the first attempt has ended within the budget; this one proves nothing
        if found is not None:
            return found
    return Proof(ProofOutcome.UNDECIDED, reason="the two sides have different normal forms")


def _multiplied(
    work: Workspace, problem: Problem, difference: Network, sides: list[Network]
) -> Proof | None:
    """Multiplied by the sums under inverses at either end."""
    return _proved(work, problem) if vanishes_multiplied(work, difference) else None


def _with_positive(
    work: Workspace, problem: Problem, difference: Network, sides: list[Network]
) -> Proof | None:
    """Once more, knowing what is positive because a logarithm or a root of it is taken."""
    positive = frozenset(_alone_under_roots(sides))
    if not positive:
        return None
    again = work.again(BEFORE, AFTER, positive)
    left, right = _sides(again, problem)
    difference = plus(again, 2, [left, right.scaled(-1)])
    return _proved(work, problem) if cleared(again, difference).is_zero else None


def _with_sums(
    work: Workspace, problem: Problem, difference: Network, sides: list[Network]
) -> Proof | None:
    """Once more, with the laws for determinants and inverses of sums. They hold at almost all
    points, so they need points that nothing but declarations and inequalities binds."""
    if any(fact.relation == "=" for fact in problem.facts) or not _sums(difference):
        return None
    again = work.again(BEFORE, AFTER, frozenset(_alone_under_roots(sides)))
    again.sums = True
    again.inverted = frozenset(atom.key for atom in inverses(sides))
    left, right = _sides(again, problem)
    rebuilt = plus(again, 2, [left, right.scaled(-1)])
    return _proved(work, problem) if cleared(again, rebuilt).is_zero else None


def _sums(network: Network) -> bool:
    """Whether a determinant or an inverse of a sum is in it."""
    return any(
        f.atom.kind in (Kind.DETERMINANT, Kind.INVERSE) and len(f.atom.arguments[0].terms) > 1
        for f in factors_within([network])
    )


def _with_parity(
    work: Workspace, problem: Problem, difference: Network, sides: list[Network]
) -> Proof | None:
    """Once more, with the powers of symmetric or skew orthogonal names written out."""
    if not any(work.has(name, Property.ORTHOGONAL) for name in work.declarations):
        return None
    again = work.again(BEFORE, AFTER, frozenset())
    again.parity = True
    left, right = _sides(again, problem)
    written = plus(again, 2, [left, right.scaled(-1)])
    return _proved(work, problem) if cleared(again, written).is_zero else None


def _with_rules(
    work: Workspace, problem: Problem, difference: Network, sides: list[Network]
) -> Proof | None:
    """Once more, with a completed set of rules for the inverses that are left and for the facts.
    A fact holds at the point only: it is used after everything has been differentiated."""
    again = work.again(BEFORE_COMPLETED, AFTER_COMPLETED, frozenset(_alone_under_roots(sides)))
    facts = _facts(work, problem)
    again.use(completed(again, [difference, *sides], [network for _, network in facts]))
    if not again.rules:
        return None
    if facts:
        rebuilt = Rebuilding(again)(difference)
    else:
        left, right = _sides(again, problem)
        rebuilt = plus(again, 2, [left, right.scaled(-1)])
    if not cleared(again, rebuilt).is_zero:
        return None
    return _proved(work, problem, tuple(latex for latex, _ in facts))


def _facts(work: Workspace, problem: Problem) -> list[tuple[str, Network]]:
    """Equations that are given, as networks that are 0."""
    lower = Lowering(work, problem)
    found = []
    for fact in problem.facts:
        if fact.relation == "=":
            sides = [lower(fact.left), lower(fact.right).scaled(-1)]
            network = plus(work, 2, sides)
            if not network.is_zero:
                found.append((fact.latex, network))
    return found


def _sides(work: Workspace, problem: Problem) -> tuple[Network, Network]:
    lower = Lowering(work, problem)
    return lower(problem.left), lower(problem.right)


def _proved(work: Workspace, problem: Problem, facts: tuple[str, ...] = ()) -> Proof:
    laws = tuple(sorted(work.applied))
    return Proof(ProofOutcome.PROVED, (*facts, *assumptions(problem)), laws)


def _alone_under_roots(networks: list[Network]) -> Iterator[str]:
    """Atoms all of whose entries stand alone under a logarithm or a fractional power."""
    for factor in factors_within(networks):
        if factor.exponent.denominator != 1 and len(set(factor.slots)) == len(factor.slots):
            yield factor.atom.key
        if factor.atom.kind is Kind.LOG:
            yield from _lone(factor.atom.arguments[0])


def _lone(network: Network) -> Iterator[str]:
    if len(network.terms) != 1:
        return
    ((monomial, coefficient),) = network.terms.items()
    if len(monomial.factors) == 1 and coefficient > 0:
        atom, slots, exponent = monomial.factors[0]
        if len(set(slots)) == len(slots) and set(slots) <= monomial.free and exponent % 2 == 1:
            yield atom.key
