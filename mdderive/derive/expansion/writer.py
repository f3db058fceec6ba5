"""Writing out one step."""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.config import Config
from mdderive.derivation import Scope
from mdderive.derive.expansion.agreement import Agreement
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.derivative_rows import KNOWN, DerivativeRows
from mdderive.derive.expansion.expanded import Expanded, Reached, lines_of_links
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.in_indices import InIndices
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.path import Link, path
from mdderive.derive.expansion.reading import UNNAMED, derivative_of, hessian_of
from mdderive.derive.expansion.starting import Start, opened
from mdderive.evidence import Judges
from mdderive.term import Apply, Symbol, Term, subterms
from mdderive.term.walk import BINDERS


@dataclass(frozen=True)
class Writer:
    """Writes out one step."""

    scope: Scope
    judges: Judges
    config: Config
    known: Reached
    above: Term | None = None
    """The left side of the chain that the row directly above ends."""

    @property
    def start(self) -> Start:
        return Start(self.scope, self.known)

    @property
    def agreement(self) -> Agreement:
        return Agreement(self.scope, self.judges, self.config.budget)

    @property
    def derivatives(self) -> DerivativeRows:
        nodes = self.config.budget.expansion_nodes
        return DerivativeRows(self.start, self.agreement, nodes, self.above)

    def step(self, left: Term, right: Term) -> Expanded:
        """The chain of rules of a step; where there is none, its sum over indices."""
        found = self.by_rules(left, right)
        if found.rule == UNNAMED:
            return InIndices(self.agreement, self.known).step(left, right)
        return found

    def by_rules(self, left: Term, right: Term) -> Expanded:
        inside = self.inside(left, right)
        if inside is not None:
            return Expanded(rule=inside)
        derivative = derivative_of(left)
        if derivative is not None:
            return self.derivatives.derivative(derivative, right)
        hessian = hessian_of(left)
        if hessian is not None:
            return self.derivatives.hessian(*hessian, right)
        found = list(self.chains(left, right, self.start.ground()))
        if not found:
            return Expanded(rule=UNNAMED)
        links = min(found, key=len)
        if not links:
            return Expanded(rule=_rule_of_the_same(opened(left, self.scope), right))
        if not self.agreement.holds(left, links[:-1]):
            return Expanded(rule=UNNAMED)
        return Expanded(lines=lines_of_links(links[:-1]), rule=links[-1].rule)

    def inside(self, left: Term, right: Term) -> str | None:
        """The rule by which what is differentiated was rewritten, if both sides are the same
        derivative of a formula, and no other than that rule was used."""
        if not isinstance(left, Apply) or not isinstance(right, Apply):
            return None
        same = left.operator == right.operator and left.args[1:] == right.args[1:]
        if left.operator not in BINDERS or not same:
            return None
        return one_rule(left.args[0], right.args[0], self.start.ground())

    def chains(self, left: Term, right: Term, ground: Ground) -> Iterator[tuple[Link, ...]]:
        """The chains from each start; definitions stay folded first where the right side holds
        their differential. Nothing is shorter than one line."""
        twice = is_a(left, "differential") and is_a(left.args[0], "differential")
        names = [] if twice else [name for name in ground.values if _holds_d(right, name)]
        for one in self.start.grounds(ground, names):
            found = [self.chain(start, right, one) for start in self.start.starts(left)]
            proper = [chain for chain in found if chain is not None]
            yield from proper
            if proper:
                return

    def chain(self, start: Term, end: Term, ground: Ground) -> tuple[Link, ...] | None:
        """The shortest chain; derivatives found before are put in at either end."""
        begun, ended = self.start.settled(start), self.start.settled(end)
        first = () if begun == start else (Link(KNOWN, begun),)
        last = () if ended == end else (Link(KNOWN, end),)
        if silent(begun) == silent(ended):
            return (Link(KNOWN, end),) if first or last else ()
        rule = one_rule(begun, ended, ground)
        if rule is not None:
            return (*first, Link(rule, ended), *last)
        nodes = self.config.budget.expansion_nodes
        between = path(begun, ended, ground, nodes)
        return None if between is None else (*first, *between, *last)


def _rule_of_the_same(start: Term, end: Term) -> str | None:
    """Of two lines that are one to a reader, d(X^T) and (dX)^T alone have a rule between them."""
    return (
        "d-transpose" if _holds_d_of_transpose(start) and not _holds_d_of_transpose(end) else None
    )


def _holds_d_of_transpose(term: Term) -> bool:
    return any(
        is_a(node, "differential") and is_a(node.args[0], "transpose") for node in subterms(term)
    )


def _holds_d(term: Term, name: str) -> bool:
    """Whether d of that name occurs."""
    return any(
        is_a(node, "differential")
        and isinstance(node.args[0], Symbol)
        and node.args[0].name == name
        for node in subterms(term)
    )
