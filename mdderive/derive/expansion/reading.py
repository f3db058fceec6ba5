"""Reading a derivative off from a differential.

df = tr(G^T dX) for every dX means that G is the gradient of f by X; dy = J dx that J is the
Jacobian; df = g dt that g is the derivative. The way to a derivative goes from d of the body to a
line that can be read, and from what is read to what the author wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.derive.expansion.clean import clean, silent, total
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.linear import Linear, joined, linear_form, read_off
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.path import Graph, Link, path, shortest
from mdderive.derive.expansion.trails import differentiated, toward_goal
from mdderive.operators import apply
from mdderive.term import Symbol, Term, children

UNNAMED = "index-notation"
"""The rule of a line for which no chain of rules is found: only the proof stands behind it."""

BY_LAWS = "normal-form"
"""The same, where the proof takes more than the index form."""

UNCHAINED = frozenset({UNNAMED, BY_LAWS})

CANDIDATES = 4
"""How many of the last lines are tried for reading off."""


@dataclass(frozen=True)
class Derivative:
    """A first derivative as it stands on the left: `whole` is the term, `turned` whether the
    layout transposes it."""

    whole: Term
    operator: str
    body: Term
    variable: Term
    turned: bool

    @property
    def direction(self) -> Term:
        """dX of the variable X, vec(dX) of vec(X)."""
        if is_a(self.variable, "vec"):
            return clean(apply("vec", apply("differential", children(self.variable)[0])))
        return apply("differential", self.variable)

    def read(self, line: Term, ground: Ground) -> Term | None:
        """The derivative that a line shows, in this layout."""
        before = read_off(line, self.direction, ground)
        if before is None or (self.operator == "gradient") == self.turned:
            return before
        return before if self.variable.shape.is_scalar else clean(apply("transpose", before))

    def shown(self, line: Term, right: Term, ground: Ground) -> Term | None:
        """The line with the derivative it shows written as `right`."""
        terms = line.args if is_a(line, "sum") else (line,)
        forms = [linear_form(one) for one in terms]
        turned = clean(apply("transpose", right))
        changed = total(
            joined(Linear(turned, form.last, form.traced))
            if form is not None and form.last == self.direction
            else one
            for one, form in zip(terms, forms, strict=True)
        )
        read = self.read(changed, ground)
        new = changed != clean(line) and read is not None
        return changed if new and silent(read) == silent(right) else None

    @property
    def rule(self) -> str:
        if self.operator != "gradient":
            return f"read-{self.operator}"
        return "read-derivative" if self.variable.shape.is_scalar else "read-gradient"


@dataclass(frozen=True)
class Route:
    """The lines of the differential, then those of the derivative, the author's last."""

    lead: tuple[Link, ...]
    links: tuple[Link, ...]


def derivative_of(left: Term) -> Derivative | None:
    """The left side as a first derivative, if it is one."""
    turned = is_a(left, "transpose")
    inner = children(left)[0] if turned else left
    for operator in ("gradient", "jacobian"):
        if is_a(inner, operator):
            body, variable, _ = inner.args
            return Derivative(left, operator, body, variable, turned)
    return None


def hessian_of(left: Term) -> tuple[Derivative, Term] | None:
    """The left side as the gradient that a Hessian is the Jacobian of, and the Hessian."""
    if is_a(left, "hessian") and isinstance(left.args[1], Symbol):
        body, variable, at = left.args
        gradient = apply("gradient", body, variable, at)
        return Derivative(gradient, "gradient", body, variable, turned=False), left
    return None


def route(
    start: Term, derivative: Derivative, right: Term, ground: Ground, nodes: int
) -> Route | None:
    """From a form of d(body) to the author's right side, with as few lines as possible."""
    found = list(_routes(start, derivative, right, ground, nodes))
    if found:
        return min(found, key=lambda way: len(way.lead) + len(way.links))
    last = last_reading(start, derivative, ground, nodes)
    if last is None:
        return None
    return Route(last.lead, (*last.links, Link(UNNAMED, right)))


def _routes(
    start: Term, derivative: Derivative, right: Term, ground: Ground, nodes: int
) -> Iterator[Route]:
    for lines in _trails(start, ground):
        reads = ((line, derivative.read(line, ground)) for line in lines)
        exact = (line for line, read in reads if read and silent(read) == silent(right))
        line = next(exact, None)
        lead = None if line is None else _lead(Graph([start, *lines], ground), start, line, nodes)
        if lead is not None:
            yield Route(lead, (Link(derivative.rule, right),))
            return
    for lines in _trails(start, ground):
        yield from _read_and_rewritten(lines, start, derivative, right, ground, nodes)


def _read_and_rewritten(
    lines: list[Term], start: Term, derivative: Derivative, right: Term, ground: Ground, nodes: int
) -> Iterator[Route]:
    """From one of the last lines what is read off, and from there to the right side."""
    graph = Graph([start, *lines], ground)
    for line in reversed(lines[-CANDIDATES:]):
        read = derivative.read(line, ground)
        lead = None if read is None else _lead(graph, start, line, nodes)
        rest = None if read is None or lead is None else _rest(read, right, ground, nodes)
        if read is not None and lead is not None and rest is not None:
            yield Route(lead, (Link(derivative.rule, read), *rest))


def last_reading(start: Term, derivative: Derivative, ground: Ground, nodes: int) -> Route | None:
    """The lines of the differential, and the derivative as the last of them shows it."""
    lines = lines_of(start, ground)
    read = derivative.read(lines[-1], ground)
    graph = Graph([start, *lines], ground)
    lead = None if read is None else _lead(graph, start, lines[-1], nodes)
    if read is None or lead is None:
        return None
    return Route(lead, (Link(derivative.rule, read),))


def _trails(start: Term, ground: Ground) -> Iterator[list[Term]]:
    """The lines without use of symmetry, and those with it if they are others."""
    plain, lines = (lines_of(start, ground, symmetry) for symmetry in (False, True))
    yield plain
    if plain != lines:
        yield lines


def lines_of(start: Term, ground: Ground, symmetry: bool = True) -> list[Term]:
    """The lines from a differential to the form that is read off from."""
    lines = differentiated(start, ground, squares=True)
    return lines + toward_goal(lines[-1], ground, symmetry)[1:]


def _lead(graph: Graph, start: Term, line: Term, nodes: int) -> tuple[Link, ...] | None:
    if silent(line) == silent(start):
        return ()
    return shortest(graph, start, line, nodes)


def _rest(read: Term, right: Term, ground: Ground, nodes: int) -> tuple[Link, ...] | None:
    rule = one_rule(read, right, ground)
    return (Link(rule, right),) if rule is not None else path(read, right, ground, nodes)
