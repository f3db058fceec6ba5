"""One mistake made at all places: every X lacks its transpose, every Kronecker product is swapped.

As edits one by one these would be several; the author made one slip of thought.
"""

from collections.abc import Callable, Iterator
from functools import partial

from mdderive.derive.edits.build import built, remade, transposed
from mdderive.term import Apply, Symbol, Term, subterms
from mdderive.term.walk import BINDERS

_OF_ONE = frozenset({"inverse", "transpose", "power", "hadamard_power"})
_WHOLE = BINDERS | {"differential"}


def transposed_everywhere(term: Term) -> Iterator[tuple[str, Term]]:
    """Each name of a square matrix that occurs several times, and the term with all of its
    occurrences transposed."""
    names = [part.name for part in subterms(term) if isinstance(part, Symbol) and _square(part)]
    for name in dict.fromkeys(names):
        new = _changed(term, partial(_turned, name))
        if names.count(name) > 1 and new is not None:
            yield name, new


def swapped_everywhere(term: Term) -> Term | None:
    """The term with the factors of all of its Kronecker products swapped, if there are several."""
    products = [p for p in subterms(term) if isinstance(p, Apply) and p.operator == "kronecker"]
    return _changed(term, _swapped) if len(products) > 1 else None


def _changed(term: Term, change: Callable[[Term], Term | None]) -> Term | None:
    """The term with all outermost parts changed for which there is a change."""
    new = change(term)
    if new is not None or not isinstance(term, Apply) or term.operator in _WHOLE:
        return new or term
    args = [_changed(arg, change) for arg in term.args]
    found = tuple(arg for arg in args if arg is not None)
    return remade(term, found) if len(found) == len(args) else None


def _turned(name: str, term: Term) -> Term | None:
    inner = term
    while isinstance(inner, Apply) and inner.operator in _OF_ONE:
        inner = inner.args[0]
    return transposed(term) if isinstance(inner, Symbol) and inner.name == name else None


def _swapped(term: Term) -> Term | None:
    match term:
        case Apply("kronecker", (left, right)):
            return built("kronecker", (right, left))
    return None


def _square(term: Term) -> bool:
    return term.shape.is_square and not term.shape.is_scalar
