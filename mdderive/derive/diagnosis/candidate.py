"""All formulas that are one small edit away from a given one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from mdderive.derive.edits import KINDS, Change, Edit, Ground, put, sites
from mdderive.operators.record import Title
from mdderive.source import Span
from mdderive.term import Apply, Term, subterms


@dataclass(frozen=True)
class Candidate:
    """A right side that might have been meant. Where UNKNOWN stands in it, `settle` gives the
    candidate for a value of it."""

    kind: str
    term: Term
    cost: int
    message: Title
    span: Span | None = None
    settle: "Callable[[Term], Candidate | None] | None" = None

    @property
    def rank(self) -> tuple[int, int]:
        """Cheap ones first, then by the order of preference of the kinds."""
        return self.cost, KINDS.index(self.kind)


def candidates(right: Term, ground: Ground, edits: Iterable[Edit]) -> Iterator[Candidate]:
    """Every edit at every place, if it fits there."""
    places = list(sites(right))
    for edit in edits:
        for site in places:
            for change in edit.rule(site, ground):
                found = _placed(right, site.path, change, edit.kind)
                if found is not None:
                    yield found


def _cancels(term: Term) -> bool:
    """Whether a sum holds a term and its negative: nobody meant that."""
    for node in subterms(term):
        if isinstance(node, Apply) and node.operator == "sum":
            lowered = {arg.args[0] for arg in node.args if _is_negative(arg)}
            if lowered and not lowered.isdisjoint(node.args):
                return True
    return False


def _is_negative(term: Term) -> TypeGuard[Apply]:
    return isinstance(term, Apply) and term.operator == "negative"


def _placed(right: Term, path: tuple[int, ...], change: Change, kind: str) -> Candidate | None:
    whole = put(right, path, change.term)
    if whole is None or whole.shape != right.shape or whole == right or _cancels(whole):
        return None
    settle = change.settle

    def settled(value: Term) -> Candidate | None:
        chosen = None if settle is None else settle(value)
        return None if chosen is None else _placed(right, path, chosen, kind)

    return Candidate(
        change.kind or kind,
        whole,
        change.cost,
        change.message,
        change.span,
        None if settle is None else settled,
    )
