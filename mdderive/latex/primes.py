r"""A prime that may be a transpose or part of a new name: `P' = (I - K H) P`.

A prime on a matrix is its transpose. But a row that begins with `P' =` for a P without a value may
as well give a new name its value, as the covariance after an update; that row, and every later one
with a P', asks for a declaration. `S' = S` and `S' = -S` speak of the transpose.
"""

from collections.abc import Iterator, Sequence

from mdderive.latex.building import Building
from mdderive.latex.formula import Name, Node, Prime, Sum, children
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span


def refuse_new_primes(left: Node, right: Node, begins: bool, building: Building) -> None:
    """Raises where a primed name of a row may be a name of its own."""
    if begins and isinstance(left, Prime) and isinstance(left.base, Name):
        name = left.base.name
        declared = building.declarations.get(name)
        open_name = declared is not None and declared.function is None
        if open_name and name not in building.values and not _is(name, right):
            building.primed.add(name)
    for name, span in _primed((left, right)):
        if name in building.primed:
            message = f"`{name}'` may be the transpose of `{name}` or a name of its own"
            fix = rf"Declare `{name}'` in the annotation, or write `{name}^\top`."
            raise Unreadable("D501", message, span, fix=fix)


def _is(name: str, node: Node) -> bool:
    """Whether a formula is the name itself, perhaps with a sign."""
    match node:
        case Sum(((_, term),)):
            return _is(name, term)
        case Name(other):
            return other == name
    return False


def _primed(nodes: Sequence[Node]) -> Iterator[tuple[str, Span]]:
    for node in nodes:
        if isinstance(node, Prime) and isinstance(node.base, Name):
            yield node.base.name, node.span
        yield from _primed(children(node))
