r"""What varies in a derivation.

What `wrt` says; without it, the names that carry a d, or where a d stands before an expression or a
defined name whose own names carry none, those names. If no d is written at all, the variables of
the derivatives.
"""

from collections.abc import Iterator, Sequence

from mdderive.derivation import Step
from mdderive.latex.building import Building
from mdderive.source import Fragment
from mdderive.term import Apply, Property, Symbol, Term, subterms, symbols


def varying_names(steps: Sequence[Step], building: Building) -> frozenset[str]:
    """The names whose differential is not 0."""
    if building.wrt is not None:
        return frozenset(building.wrt)
    bodies = list(_differentiated(steps))
    explicit = {
        body.name
        for body in bodies
        if isinstance(body, Symbol) and body.name not in building.values
    }
    context = building.context(Fragment.at("", 0))
    for inside in sorted((symbols(context.unfolded(body)) for body in bodies), key=len):
        if not inside & explicit:
            explicit |= inside
    return frozenset(explicit or _bound(steps)) - _constants(building) - building.values.keys()


def _sides(steps: Sequence[Step]) -> Iterator[Term]:
    for step in steps:
        for reading in step.readings:
            yield from (reading.left, reading.right)


def _differentiated(steps: Sequence[Step]) -> Iterator[Term]:
    """What stands under a d, the d of a d taken off."""
    for side in _sides(steps):
        for part in subterms(side):
            if isinstance(part, Apply) and part.operator == "differential":
                body = part.args[0]
                if not (isinstance(body, Apply) and body.operator == "differential"):
                    yield body


def _bound(steps: Sequence[Step]) -> set[str]:
    binders = ("gradient", "jacobian", "hessian")
    found: set[str] = set()
    for side in _sides(steps):
        for part in subterms(side):
            if isinstance(part, Apply) and part.operator in binders:
                found |= symbols(part.args[1])
    return found


def _constants(building: Building) -> frozenset[str]:
    return frozenset(
        name
        for name, declaration in building.declarations.items()
        if Property.CONSTANT in declaration.properties
    )
