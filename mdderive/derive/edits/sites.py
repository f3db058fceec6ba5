"""The places in a formula where an edit may be made, and putting the edited part back.

Derivatives and differentials are single pieces: nothing inside them is edited. Exponents belong
to their power, sizes to their commutation matrix.
"""

from collections.abc import Iterator

from mdderive.derive.edits.build import remade
from mdderive.derive.edits.record import Site
from mdderive.term import Apply, Term
from mdderive.term.walk import BINDERS

WHOLE = BINDERS | {"differential", "commutation"}
POWERS = frozenset({"power", "hadamard_power"})


def sites(term: Term) -> Iterator[Site]:
    """All places, outermost first, left to right."""
    yield from _below(Site(term, (), ()))


def _below(site: Site) -> Iterator[Site]:
    yield site
    term = site.term
    if not isinstance(term, Apply) or term.operator in WHOLE:
        return
    inside = term.args[:1] if term.operator in POWERS else term.args
    for place, arg in enumerate(inside):
        yield from _below(Site(arg, (*site.path, place), (*site.above, term.operator)))


def put(root: Term, path: tuple[int, ...], new: Term) -> Term | None:
    """The formula with `new` at the place; None if its shape doesn't fit there."""
    if not path:
        return new
    if not isinstance(root, Apply):
        raise ValueError("the path leads nowhere")
    first, *rest = path
    inner = put(root.args[first], tuple(rest), new)
    if inner is None:
        return None
    return remade(root, (*root.args[:first], inner, *root.args[first + 1 :]))
