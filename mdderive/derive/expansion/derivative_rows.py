"""The rows to a derivative: those of the differential, and what is read off from them.

Three ways lead to a first derivative: from d of the body; from the last form of the differential
that the derivation has; and, where the right side holds the gradient by a named quantity z, from
df = tr((df/dz)^T dz), which is how backpropagation goes on from layer to layer. A Hessian is the
Jacobian of the gradient.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.derive.expansion.agreement import Agreement
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.expanded import Expanded, lines_of_links
from mdderive.derive.expansion.ground import apart
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.path import Link
from mdderive.derive.expansion.reading import UNNAMED, Derivative, Route, last_reading, route
from mdderive.derive.expansion.starting import Start, closed
from mdderive.operators import apply
from mdderive.term import Symbol, Term, children, subterms

KNOWN = "known-derivative"
"""The rule by which a derivative that an earlier row found is put in."""


TOTAL = "total-differential"
"""The rule by which a gradient that an earlier row found gives the differential."""


@dataclass(frozen=True)
class DerivativeRows:
    """Writes the rows of derivatives. `above` is the left side of the chain that the row directly
    above ends, `nodes` the budget of each search."""

    start: Start
    agreement: Agreement
    nodes: int
    above: Term | None = None

    def derivative(self, derivative: Derivative, right: Term) -> Expanded:
        """The rows to a first derivative."""
        d_body = apply("differential", self.start.named(derivative.body))
        for way in self.through(d_body, derivative, right):
            if self.agreed(way, d_body, derivative.whole):
                return self.written(way, d_body)
        direct = self.direct(d_body, derivative, right)
        if direct is None or not self.agreed(direct, d_body, derivative.whole):
            return Expanded(rule=UNNAMED)
        return self.written(direct, d_body)

    def direct(self, d_body: Term, derivative: Derivative, right: Term) -> Route | None:
        """The way from d(body), with derivatives found before put in at the end."""
        settled = self.start.settled(right)
        way = self.way(d_body, derivative, settled)
        if way is None or settled == right:
            return way
        return Route(way.lead, (*way.links, Link(KNOWN, right)))

    def through(self, d_body: Term, derivative: Derivative, right: Term) -> Iterator[Route]:
        """The ways over the gradient by a named quantity z that the right side holds."""
        inner = next((node for node in subterms(right) if self.is_link(node, derivative)), None)
        if inner is None:
            return
        ground = self.start.ground(derivative.variable)
        for first in self.beginnings(d_body, inner):
            for one in self.start.grounds(ground, apart(ground, derivative.variable)):
                way = route(first.term, derivative, right, one, self.nodes)
                if way is not None and way.links[-1].rule != UNNAMED:
                    yield Route((first, *way.lead), way.links)
                    break

    def beginnings(self, d_body: Term, gradient: Term) -> Iterator[Link]:
        """df = tr((df/dz)^T dz), and the last form of df with this term in it."""
        body, z, _ = children(gradient)
        last = self.start.last(d_body)
        link = Derivative(gradient, "gradient", body, z, turned=False)
        shown = None if last is None else link.shown(last, gradient, self.start.ground(z))
        if shown is not None:
            yield Link(KNOWN, shown)
        product = apply("product", apply("transpose", gradient), link.direction)
        yield Link(TOTAL, product if z.shape.is_column else apply("trace", product))

    def is_link(self, node: Term, derivative: Derivative) -> bool:
        """Whether it is the gradient of the same body by another name that has a value."""
        if not is_a(node, "gradient") or not isinstance(node.args[1], Symbol):
            return False
        body, z, _ = node.args
        named = isinstance(z, Symbol) and z.name in self.start.scope.values
        same = closed(body, self.start.scope) == closed(derivative.body, self.start.scope)
        return named and same and z != derivative.variable

    def written(self, way: Route, d_body: Term) -> Expanded:
        left = None if way.lead and self.goes_on(d_body, way.lead[0].term) else d_body
        return Expanded(
            lines_of_links(way.lead, left), lines_of_links(way.links[:-1]), way.links[-1].rule
        )

    def goes_on(self, d_body: Term, line: Term) -> bool:
        """Whether the line follows by one rule from the row directly above."""
        wanted = closed(d_body, self.start.scope)
        if self.above is None or closed(self.above, self.start.scope) != wanted:
            return False
        last = self.start.last(d_body)
        return last is not None and one_rule(last, line, self.start.ground()) is not None

    def hessian(self, gradient: Derivative, hessian: Term, right: Term) -> Expanded:
        """The rows to a Hessian: the gradient first, then the Jacobian of what it is."""
        body = self.start.named(gradient.body)
        d_body = apply("differential", body)
        left = apply("gradient", body, gradient.variable, gradient.variable)
        known = self.start.last(left)
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
        before = (
            ()
            if first is None
            else (*lines_of_links(first.lead, d_body), *lines_of_links(first.links, left))
        )
        lead = (*before, *lines_of_links(second.lead, d_slope))
        return Expanded(lead, lines_of_links(second.links[:-1]), second.links[-1].rule)

    def way(self, d_body: Term, derivative: Derivative, right: Term) -> Route | None:
        """The best way from a form of d(body) to the right side: with names for all, then short."""
        ground = self.start.ground(derivative.variable)
        found: list[Route] = []
        for one in self.start.grounds(ground, apart(ground, derivative.variable)):
            ways = (
                route(start, derivative, right, one, self.nodes)
                for start in self.start.starts(d_body)
            )
            found += [way for way in ways if way is not None]
            if any(way.links[-1].rule != UNNAMED for way in found):
                break
        return min(found, key=_cost, default=None)

    def read(self, d_body: Term, derivative: Derivative) -> Route | None:
        """The way to whatever the derivative comes out as."""
        ground = self.start.ground(derivative.variable)
        return last_reading(self.start.starts(d_body)[0], derivative, ground, self.nodes)

    def found(self, way: Route, d_body: Term, left: Term) -> bool:
        """Whether both judges agree to each row of a way to a derivative that no row states."""
        return self.agreement.holds(d_body, way.lead) and self.agreement.holds(left, way.links)

    def agreed(self, way: Route, d_body: Term, left: Term) -> bool:
        """Whether both judges agree to each row; the author's own, the last, is proved."""
        return self.agreement.holds(d_body, way.lead) and self.agreement.holds(left, way.links[:-1])


def _cost(way: Route) -> tuple[bool, int]:
    return way.links[-1].rule == UNNAMED, len(way.lead) + len(way.links)
