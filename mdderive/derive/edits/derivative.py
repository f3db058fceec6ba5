"""A function stands for its derivative, or a derivative for the function; sin for cos."""

from collections.abc import Iterator

from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.size import nodes
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.operators.table import scalar_functions
from mdderive.term import SCALAR, Apply, Symbol, Term, subterms

ARGUMENT = Symbol("?u", SCALAR)


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not isinstance(term, Apply):
        return
    if term.operator == "map":
        for new, message in _others(term, ground):
            yield Change(new, 1, message, term.span)
        return
    for used in maps(ground.left):
        if term == slope(used):
            message = Title(
                "a derivative stands for the function itself", "应为函数本身，而不是导数"
            )
            yield Change(used, nodes(term), message, term.span)


def _others(term: Apply, ground: Ground) -> Iterator[tuple[Term, Title]]:
    name, order = str(term.data[0]), int(str(term.data[1]))
    yield slope(term), say("the derivative of {0} is missing", "{0} 应取导数", term)
    if order > 0:
        extra = say("{0} is differentiated once too often", "{0} 多求了一次导", term)
        yield _map(term, name, order - 1), extra
    near = (found for used in maps(ground.left) for found in (used, *maps(slope(used))))
    used = {str(found.data[0]) for found in near}
    for other in sorted({*used, *_antiderivatives(name)} - {name}):
        message = Title(f"the function is {other}, not {name}", f"函数应为 {other}，而不是 {name}")
        yield _map(term, other, 0), message


def _map(term: Apply, name: str, order: int) -> Apply:
    return Apply("map", term.args, term.shape, (name, order))


def maps(term: Term) -> Iterator[Apply]:
    """The entrywise functions applied in a term."""
    for node in subterms(term):
        if isinstance(node, Apply) and node.operator == "map":
            yield node


def slope(term: Apply) -> Term:
    """f'(u) for f(u), entrywise."""
    name, order = str(term.data[0]), int(str(term.data[1]))
    function = scalar_functions().get(name)
    if function is None or order > 0:
        return _map(term, name, order + 1)
    return function.derivative(term.args[0])


def _antiderivatives(name: str) -> Iterator[str]:
    wanted = Apply("map", (ARGUMENT,), SCALAR, (name, 0))
    for other, function in scalar_functions().items():
        if function.derivative(ARGUMENT) == wanted:
            yield other


EDIT = Edit("derivative", _rule)
