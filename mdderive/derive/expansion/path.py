"""The shortest chain of rules between two lines.

Both ends are followed along their trails, differentials first, until both are multiplied out. The
lines met on the way are the places of a graph; two are joined if one rule leads from one to the
other, wherever they came from. The shortest way through the graph is the chain: so trails join
as early as they can, and detours, repeated lines and neighbours by the same rule drop out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.moves import MOVES, normal, rule_name
from mdderive.derive.expansion.trails import differentiated, normalised, toward_goal
from mdderive.term import Term, subterms

LENGTH_MATTERS = 250
"""So many nodes weigh as much as a line: of two ways with as many lines, the shorter lines."""


@dataclass(frozen=True)
class Link:
    """A line and the rule that leads to it."""

    rule: str
    term: Term


def trail(term: Term, ground: Ground) -> list[Term]:
    """All lines from a term to its multiplied-out form."""
    lines = differentiated(term, ground)
    squares = differentiated(term, ground, squares=True)
    lines = lines if squares == lines else [*squares, *lines]
    lines += toward_goal(lines[-1], ground)[1:]
    return lines + normalised(lines[-1], ground)[1:]


def path(start: Term, end: Term, ground: Ground, nodes: int) -> tuple[Link, ...] | None:
    """The lines after `start` up to and with `end`; None if none is found with so many lines."""
    first, last = trail(start, ground), trail(end, ground)
    if silent(first[-1]) != silent(last[-1]):
        return None
    return shortest(Graph([start, end, *first, *last], ground), start, end, nodes)


def shortest(graph: "Graph", start: Term, end: Term, nodes: int) -> tuple[Link, ...] | None:
    """The cheapest chain from `start` to `end` through the lines of the graph, which holds both."""
    goal = silent(end)
    seen: set[Term] = set()
    queue: list[tuple[float, int, Term, tuple[Link, ...]]] = [(0.0, 0, silent(start), ())]
    count = 0
    while queue and count < nodes:
        cost, _, here, chain = heappop(queue)
        if here == goal:
            return chain
        if here in seen:
            continue
        seen.add(here)
        for move, there in graph.neighbours(here):
            if there not in seen:
                count += 1
                link = graph.link(move, here, there)
                heappush(queue, (cost + graph.cost[there], count, there, (*chain, link)))
    return None


class Graph:
    """Which lines are one rule apart: those whose forms under some rule agree. Of lines that are
    one, the first is kept."""

    def __init__(self, lines: Sequence[Term], ground: Ground) -> None:
        self.ground = ground
        self.places: Mapping[Term, Term] = {silent(line): line for line in reversed(lines)}
        self.cost = {
            place: 1 + sum(1 for _ in subterms(line)) / LENGTH_MATTERS
            for place, line in self.places.items()
        }
        self.forms: dict[Term, list[tuple[str, Term]]] = {place: [] for place in self.places}
        self.groups: dict[tuple[str, Term], list[Term]] = {}
        for move in MOVES:
            for place, line in self.places.items():
                form = (move, normal(move, line, ground))
                self.forms[place].append(form)
                self.groups.setdefault(form, []).append(place)

    def neighbours(self, here: Term) -> Iterator[tuple[str, Term]]:
        for move, form in self.forms[here]:
            for there in self.groups[move, form]:
                yield move, there

    def link(self, move: str, here: Term, there: Term) -> Link:
        before, after = self.places[here], self.places[there]
        return Link(rule_name(move, before, after, self.ground), after)
