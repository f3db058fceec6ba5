"""Watching the arguments of kinks while a term is evaluated.

A kink stands where a function forgets a sign: |u|, relu u, sign u at u = 0, and u^2 under a root or
logarithm. A turn stands where the argument of a root or logarithm has its least value: in
sqrt(u^2 - 2 u + 1) the square is hidden. What was met in one evaluation is a sequence in the order
of evaluation, which is the same at every point.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mdderive.operators import Grid, scalar_functions
from mdderive.recompute.jet import value_of
from mdderive.term import Apply, Number, Problem, Term, subterms

TURNS = frozenset({"sqrt", "log"})


@dataclass(frozen=True)
class Met:
    """An entry of what a kink or turn is applied to."""

    argument: Term
    turn: bool
    value: Any


@dataclass
class Watch:
    """What was met since `met` was last cleared. `sites` says of each kink and turn whether it is
    only a turn."""

    sites: dict[Apply, bool]
    met: list[Met] = field(default_factory=list)

    def note(self, term: Apply, args: Grid) -> None:
        turn, argument = self.sites[term], term.args[0]
        self.met += [Met(argument, turn, value_of(entry)) for row in args for entry in row]

    def kinks(self) -> frozenset[Term]:
        """The arguments whose sign is forgotten."""
        return frozenset(site.args[0] for site, turn in self.sites.items() if not turn)


def watch_of(problem: Problem) -> Watch:
    """A watch on all kinks and turns of a problem."""
    sites: dict[Apply, bool] = {}
    for side in (problem.left, problem.right):
        for part in subterms(side):
            if isinstance(part, Apply) and _is_kink(part):
                sites[part] = False
            elif isinstance(part, Apply) and _is_turn(part):
                sites.setdefault(part, True)
                sites.update(dict.fromkeys(_squares(part.args[0]), False))
    return Watch(sites)


def _is_kink(term: Apply) -> bool:
    if term.operator == "map":
        record = scalar_functions().get(str(term.data[0]))
        return record is not None and record.kinks is not None
    return term.operator == "norm1" or (term.operator == "norm" and term.args[0].shape.is_scalar)


def _is_turn(term: Apply) -> bool:
    """A root, a logarithm, a power that is not whole."""
    if term.operator == "map":
        return term.data[0] in TURNS
    if term.operator not in ("power", "hadamard_power"):
        return False
    exponent = term.args[1]
    return not isinstance(exponent, Number) or exponent.value.denominator > 1


def _squares(term: Term) -> Iterator[Apply]:
    """Squares of scalars, and entrywise ones."""
    for part in subterms(term):
        if not isinstance(part, Apply) or not part.args:
            continue
        exponent = part.args[-1]
        match part.operator:
            case "power" | "hadamard_power":
                even = isinstance(exponent, Number) and exponent.value % 2 == 0
                if even and (part.operator == "hadamard_power" or part.shape.is_scalar):
                    yield part
            case "product" | "inner" | "hadamard" if len(part.args) == 2:
                if part.args[0] == exponent and (part.shape.is_scalar or part.operator[0] == "h"):
                    yield part
