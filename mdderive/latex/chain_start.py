"""The derivative that a chain begins with, and what derivatives are by."""

from mdderive.latex.building import Building
from mdderive.latex.elaborate import readings_of
from mdderive.latex.formula_spelling import holds_spelling
from mdderive.latex.kinds import is_first_order, is_gradient
from mdderive.latex.sides import Side, parsed
from mdderive.latex.unreadable import Unreadable
from mdderive.term import Apply, Term, subterms, symbols
from mdderive.term.walk import BINDERS


def start_of(left: Side, building: Building) -> Term | None:
    """The derivative of a defined scalar that a row begins with, if its left side has one reading:
    what it equals could not be read."""
    context = building.context(left.display.latex)
    try:
        node = parsed(left, context.vocabulary, building)
        found = [one.term for one in readings_of(node, context) if not one.fallback]
    except Unreadable:
        return None
    defined = holds_spelling(node) or is_first_order(found[0], building.values)
    if len(found) != 1 or not (is_gradient(found[0]) and defined):
        return None
    building.moving.update(differentiated_by(found[0]))
    return found[0]


def differentiated_by(term: Term) -> frozenset[str]:
    """The names below the derivatives of a term; of a derivative by an expression, its names."""
    binders = (p for p in subterms(term) if isinstance(p, Apply) and p.operator in BINDERS)
    return frozenset().union(
        *(_below(variable, at) for _, variable, at in (b.args for b in binders))
    )


def _below(variable: Term, at: Term) -> frozenset[str]:
    own = symbols(variable)
    return symbols(at) if any(name.startswith("{") for name in own) else own
