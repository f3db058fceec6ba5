"""Writing out one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.config import Config
from mdderive.derivation import Line, Scope
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.expanded import Expanded, Reached
from mdderive.derive.expansion.ground import Ground, apart, folded, ground_of
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.path import Link, path
from mdderive.derive.expansion.reading import (
    UNNAMED,
    Derivative,
    Route,
    derivative_of,
    hessian_of,
    last_reading,
    route,
)
from mdderive.derive.judging import problem_of
from mdderive.derive.unfold import unfold
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.operators import apply
from mdderive.term import Apply, Symbol, Term, children, replace, subterms, with_children
from mdderive.term.walk import BINDERS

KNOWN = "known-derivative"
"""The rule by which a derivative that an earlier row found is put in."""


def closed(left: Term, scope: Scope) -> Term:
    """A left side as it is remembered: with definitions unfolded."""
    return silent(unfold(left, scope.values))


@dataclass(frozen=True)
class Writer:
    """Writes out one step."""

    scope: Scope
    judges: Judges
    config: Config
    known: Reached

    def step(self, left: Term, right: Term) -> Expanded:
        derivative = derivative_of(left)
        if derivative is not None:
            return self.derivative(derivative, right)
        hessian = hessian_of(left)
        if hessian is not None:
            return self.hessian(*hessian, right)
        ground = ground_of(self.scope)
        found = list(self.chains(left, right, ground))
        if not found:
            return Expanded(rule=UNNAMED)
        links = min(found, key=len)
        if not links or not self.holds(left, links[:-1]):
            return Expanded(rule=UNNAMED if links else None)
        return Expanded(lines=_lines(links[:-1]), rule=links[-1].rule)

    def chains(self, left: Term, right: Term, ground: Ground) -> Iterator[tuple[Link, ...]]:
        """The chains from each start; definitions stay folded first where the right side holds
        their differential. Nothing is shorter than one line."""
        twice = is_a(left, "differential") and is_a(left.args[0], "differential")
        names = [] if twice else [name for name in ground.values if _holds_d(right, name)]
        wanted = folded(ground, names)
        for one in (wanted, ground) if wanted is not ground else (ground,):
            found = [self.chain(start, right, one) for start in self.starts(left)]
            proper = [chain for chain in found if chain is not None]
            yield from proper
            if proper:
                return

    def starts(self, left: Term) -> list[Term]:
        """Where a row may start from: df from its last form, from d of the last form of f, and
        from d of the value of f."""
        if not is_a(left, "differential"):
            return [left]
        reached = self.known.last(closed(left, self.scope))
        body = self.known.last(closed(left.args[0], self.scope))
        found = [] if reached is None else [reached]
        found += [] if body is None else [apply("differential", body)]
        return [*found, opened(left, self.scope)]

    def chain(self, start: Term, end: Term, ground: Ground) -> tuple[Link, ...] | None:
        """The shortest chain; derivatives found before are put in at either end."""
        begun, ended = self.settled(start), self.settled(end)
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

    def settled(self, term: Term) -> Term:
        """The term with the derivatives in it that are known put in."""
        if isinstance(term, Apply) and term.operator in BINDERS:
            found = self.known.last(closed(term, self.scope))
            return term if found is None else found
        return with_children(term, tuple(map(self.settled, children(term))))

    def derivative(self, derivative: Derivative, right: Term) -> Expanded:
        """The rows to a first derivative."""
        d_body = apply("differential", self.named(derivative.body))
        way = self.way(d_body, derivative, self.settled(right))
        if way is not None and self.settled(right) != right:
            way = Route(way.lead, (*way.links, Link(KNOWN, right)))
        if way is None or not self.agreed(way, d_body, derivative.whole):
            return Expanded(rule=UNNAMED)
        return Expanded(_lines(way.lead, d_body), _lines(way.links[:-1]), way.links[-1].rule)

    def hessian(self, gradient: Derivative, hessian: Term, right: Term) -> Expanded:
        """The rows to a Hessian: the gradient first, then the Jacobian of what it is."""
        body = self.named(gradient.body)
        d_body = apply("differential", body)
        left = apply("gradient", body, gradient.variable, gradient.variable)
        known = self.known.last(closed(left, self.scope))
        first = None if known is not None else self.read(d_body, gradient)
        slope = known if known is not None else first.links[-1].term if first else None
        if slope is None:
            return Expanded(rule=UNNAMED)
        jacobian = Derivative(hessian, "hessian", slope, gradient.variable, turned=False)
        d_slope = apply("differential", display(slope))
        second = self.way(d_slope, jacobian, right)
        if second is None or not self.agreed(second, d_slope, hessian):
            return Expanded(rule=UNNAMED)
        if first is not None and not self.found(first, d_body, left):
            return Expanded(rule=UNNAMED)
        before = () if first is None else (*_lines(first.lead, d_body), *_lines(first.links, left))
        lead = (*before, *_lines(second.lead, d_slope))
        return Expanded(lead, _lines(second.links[:-1]), second.links[-1].rule)

    def way(self, d_body: Term, derivative: Derivative, right: Term) -> Route | None:
        """The best way from a form of d(body) to the right side: with names for all, then short."""
        ground = ground_of(self.scope, derivative.variable)
        wanted = folded(ground, apart(ground, derivative.variable))
        nodes = self.config.budget.expansion_nodes
        found: list[Route] = []
        for one in (wanted, ground) if wanted is not ground else (ground,):
            ways = (route(start, derivative, right, one, nodes) for start in self.starts(d_body))
            found += [way for way in ways if way is not None]
            if any(way.links[-1].rule != UNNAMED for way in found):
                break
        return min(found, key=_cost, default=None)

    def read(self, d_body: Term, derivative: Derivative) -> Route | None:
        """The way to whatever the derivative comes out as."""
        ground = ground_of(self.scope, derivative.variable)
        nodes = self.config.budget.expansion_nodes
        return last_reading(self.starts(d_body)[0], derivative, ground, nodes)

    def named(self, body: Term) -> Term:
        """The name whose value is what the derivative is taken of, if there is one."""
        wanted = closed(body, self.scope)
        for name, value in self.scope.values.items():
            if value.shape == body.shape and closed(value, self.scope) == wanted:
                return Symbol(name, value.shape)
        return body

    def found(self, way: Route, d_body: Term, left: Term) -> bool:
        """Whether both judges agree to each row of a way to a derivative that no row states."""
        return self.holds(d_body, way.lead) and self.holds(left, way.links)

    def agreed(self, way: Route, d_body: Term, left: Term) -> bool:
        """Whether both judges agree to each row; the author's own, the last, is proved."""
        return self.holds(d_body, way.lead) and self.holds(left, way.links[:-1])

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
        budget = self.config.budget
        proof = self.judges.prove(problem, budget)
        if proof.outcome is ProofOutcome.PROVED:
            found = self.judges.judge(problem, budget, NO_SIZES)
            return found.outcome is JudgementOutcome.AGREE
        found = self.judges.judge(problem, budget, NO_SIZES)
        return found.exact and found.outcome is JudgementOutcome.AGREE


def _holds_d(term: Term, name: str) -> bool:
    """Whether d of that name occurs."""
    return any(
        is_a(node, "differential")
        and isinstance(node.args[0], Symbol)
        and node.args[0].name == name
        for node in subterms(term)
    )


def _cost(way: Route) -> tuple[bool, int]:
    return way.links[-1].rule == UNNAMED, len(way.lead) + len(way.links)


def opened(left: Term, scope: Scope) -> Term:
    """d of the value of f for df: that f stands for its value takes no line of its own."""
    if is_a(left, "differential"):
        inner = left.args[0]
        if is_a(inner, "differential"):
            return apply("differential", opened(inner, scope))
        if isinstance(inner, Symbol) and inner.name in scope.values:
            return apply("differential", scope.values[inner.name])
        if is_a(inner, "vec") and isinstance(inner.args[0], Symbol):
            return apply("differential", replace(inner, scope.values))
    return left


def _lines(links: Sequence[Link], left: Term | None = None) -> tuple[Line, ...]:
    return tuple(
        Line(left if place == 0 else None, display(link.term), link.rule)
        for place, link in enumerate(links)
    )
