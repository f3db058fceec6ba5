r"""What a sum leaves out: `\sum_{i \ne j}` where j stands nowhere else.

With a j outside of the sum, j is held fixed and the sum runs over i. Without one, most authors mean
a sum over both, and which of the two is meant can't be told.
"""

from collections.abc import Iterator, Sequence

from mdderive.latex.formula import Node, Series, children
from mdderive.latex.indices import indices_in
from mdderive.latex.unreadable import Unreadable


def standing_outside(nodes: Sequence[Node]) -> frozenset[str]:
    """The indices that stand outside of all sums that leave them out or run over them."""
    return frozenset(name for node in nodes for name in _outside(node, frozenset()))


def refuse_left_out(nodes: Sequence[Node], free: Sequence[str], held: frozenset[str]) -> None:
    """Raises at a sum that leaves out a free index which is not held fixed outside of it."""
    for series in (one for node in nodes for one in _leaving_out(node)):
        index, other = series.index, series.excluded
        if other in free and other not in held:
            message = (
                rf"`\sum_{{{index} \ne {other}}}` may be a sum over `{index}` alone, or over"
                rf" both `{index}` and `{other}`"
            )
            fix = (
                rf"Write `\sum_{other} \sum_{{{index} \ne {other}}}` for a sum over both; for a"
                rf" fixed `{other}`, give `{other}` to the other side as well."
            )
            raise Unreadable("D205", message, series.span, fix=fix)


def _outside(node: Node, inner: frozenset[str]) -> Iterator[str]:
    yield from (name for name in indices_in(node) if name not in inner)
    if isinstance(node, Series):
        inner = inner | {node.index, node.excluded}
    for child in children(node):
        yield from _outside(child, inner)


def _leaving_out(node: Node) -> Iterator[Series]:
    if isinstance(node, Series) and node.excluded:
        yield node
    for child in children(node):
        yield from _leaving_out(child)
