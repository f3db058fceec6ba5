"""The shortest chain of rules between two lines.

Both ends are followed along their trails, differentials first, until both are multiplied out. The
lines met on the way are the places of a graph; two are joined if one rule leads from one to the
other, wherever they came from. The shortest way through the graph is the chain: so trails join
as early as they can, and detours, repeated lines and neighbours by the same rule drop out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from mdderive.derive.expansion.clean import key, silent
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
    lines += toward_goal(lines[-1], ground)[1:]
    return lines + normalised(lines[-1], ground)[1:]


def path(start: Term, end: Term, ground: Ground, nodes: int) -> tuple[Link, ...] | None:
    """The lines after `start` up to and with `end`; None if none is found with so many lines."""
    first, last = trail(start, ground), trail(end, ground)
    if silent(first[-1]) != silent(last[-1]):
        return None
    found = shortest([*first, *last], start, end, ground, nodes)
    return found


def shortest(
    lines: Sequence[Term], start: Term, end: Term, ground: Ground, nodes: int
) -> tuple[Link, ...] | None:
    """The cheapest chain from `start` to `end` through the lines given."""
    places = {key(silent(line)): line for line in reversed([start, *lines, end])}
    goal = key(silent(end))
    seen: set[str] = set()
    queue: list[tuple[float, int, str, tuple[Link, ...]]] = [(0.0, 0, key(silent(start)), ())]
    graph = _Graph(places, ground)
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
                rule = rule_name(move, places[here], places[there], ground)
                link = Link(rule, places[there])
                heappush(queue, (cost + graph.cost[there], count, there, (*chain, link)))
    return None


class _Graph:
    """Which lines are one rule apart: those whose forms under some rule agree."""

    def __init__(self, places: Mapping[str, Term], ground: Ground) -> None:
        self.cost = {
            place: 1 + sum(1 for _ in subterms(line)) / LENGTH_MATTERS
            for place, line in places.items()
        }
        self.forms: dict[str, list[str]] = {place: [] for place in places}
        self.groups: dict[str, list[tuple[str, str]]] = {}
        for move in MOVES:
            for place, line in places.items():
                form = f"{move} {normal(move, line, ground)}"
                self.forms[place].append(form)
                self.groups.setdefault(form, []).append((move, place))

    def neighbours(self, here: str) -> Iterator[tuple[str, str]]:
        for form in self.forms[here]:
            yield from self.groups[form]
