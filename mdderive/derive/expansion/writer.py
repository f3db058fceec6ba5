"""Writing out one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdderive.config import Config
from mdderive.derivation import Line, Scope
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.expanded import Expanded, Reached
from mdderive.derive.expansion.ground import Ground, ground_of
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
from mdderive.term import Apply, Symbol, Term, children, replace, with_children
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
        chains = [self.chain(start, right, ground) for start in self.starts(left)]
        found = [chain for chain in chains if chain is not None]
        if not found:
            return Expanded(rule=UNNAMED)
        links = min(found, key=len)
        if not links or not self.holds(left, links):
            return Expanded(rule=UNNAMED if links else None)
        return Expanded(lines=_lines(links[:-1]), rule=links[-1].rule)

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
        if first is not None and not self.agreed(first, d_body, left):
            return Expanded(rule=UNNAMED)
        before = () if first is None else (*_lines(first.lead, d_body), *_lines(first.links, left))
        lead = (*before, *_lines(second.lead, d_slope))
        return Expanded(lead, _lines(second.links[:-1]), second.links[-1].rule)

    def way(self, d_body: Term, derivative: Derivative, right: Term) -> Route | None:
        """The best way from a form of d(body) to the right side: with names for all, then short."""
        ground = ground_of(self.scope, derivative.variable)
        nodes = self.config.budget.expansion_nodes
        ways = (route(start, derivative, right, ground, nodes) for start in self.starts(d_body))
        found = [way for way in ways if way is not None]
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

    def agreed(self, way: Route, d_body: Term, left: Term) -> bool:
        """Whether both judges agree to each row."""
        return self.holds(d_body, way.lead) and self.holds(left, way.links)

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
