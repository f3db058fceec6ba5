"""Rules for traces: what the rules for words say about words that close up to a ring.

A rule lead = rest for a square lead gives tr(lead) = tr(rest); if some other rule fits the ring
where the word is cut elsewhere, the two results differ by a relation between scalars:

    S = I + B A, T = I + A B:     S^-1 B A = I - S^-1,     A S^-1 = T^-1 A,     T^-1 A B = I - T^-1
    n - tr S^-1 = tr(S^-1 B A) = tr(T^-1 A B) = m - tr T^-1
"""

from collections.abc import Iterator, Sequence

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.network import Kind, Network
from mdderive.kernel.rebuild import Rebuilding
from mdderive.kernel.workspace import Rule, Workspace


def has_traces(networks: Sequence[Network]) -> bool:
    """Whether the inverse of something stands in a scalar."""
    return any(
        atom.kind is Kind.CLOSED and _inverse_inside(atom.arguments[0])
        for network in networks
        for monomial in network.terms
        for atom, _, _ in monomial.factors
    )


def _inverse_inside(network: Network) -> bool:
    return any(f.atom.kind is Kind.INVERSE for m in network.terms for f in m.factors)


def trace_relations(work: Workspace, rules: Sequence[Rule]) -> Iterator[Network]:
    """Scalars that are 0, found by closing the leads of the rules."""
    whole = work.again(work.laws, work.closed_laws, work.positive)
    whole.use(rules)
    for place, rule in enumerate(rules):
        rows, cols = rule.lead.structure
        if len(rows) != 1 or rows != cols:
            continue
        others = work.again(work.laws, work.closed_laws, work.positive)
        others.use((*rules[:place], *rules[place + 1 :]))
        ring = Rebuilding(whole)(_trace(others, Network(2, {rule.lead: 1})))
        found = plus(whole, 2, [ring, _trace(whole, rule.rest).scaled(-1)])
        if not found.is_zero:
            yield found


def _trace(work: Workspace, network: Network) -> Network:
    return contract(work, [network], [("i", "i")], [(), ()])
