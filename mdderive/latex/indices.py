r"""Indices in the syntax tree: which stand where, which are bound by a sum, which are free.

An index is free if it is a single letter that no declaration takes, stands as the index of a family
or of an entry, and is bound by no sum. A step with free indices holds for all of their values.
"""

from collections.abc import Iterator, Sequence

from mdderive.latex.formula import Delta, Entry, Member, Name, Node, Series, Spelled, children
from mdderive.latex.ranges import parts_of
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary

_FREE = frozenset("ijklmnpqrst")
"""Letters that are taken for a free index without a family that says so."""


def indices_in(node: Node) -> tuple[str, ...]:
    """The indices that a node itself carries."""
    match node:
        case Entry(_, subscript):
            return parts_of(subscript)
        case Member(_, indices):
            return indices
        case Spelled(_, renamed):
            return tuple(text for _, text, _ in renamed)
        case Delta(one, other):
            return (one, other)
    return ()


def free_indices(nodes: Sequence[Node], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The free indices of a step, in order; raises where one is bound by a sum as well."""
    free: dict[str, None] = {}
    for node in nodes:
        free.update(dict.fromkeys(_free(node, frozenset())))
    names = [name for name in free if _may_be_index(name, nodes, vocabulary)]
    for series in (s for node in nodes for s in _series(node)):
        if series.index in names:
            message = f"the index `{series.index}` of this sum also stands outside of it"
            fix = "Use another letter for one of them, or put a bracket around what is summed."
            raise Unreadable("D205", message, series.span, fix=fix)
    return tuple(names)


def _free(node: Node, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, Series):
        bound = bound | {node.index}
        yield from (name for name in (node.excluded,) if name and name not in bound)
    yield from (name for name in indices_in(node) if name not in bound)
    for child in children(node):
        yield from _free(child, bound)


def _series(node: Node) -> Iterator[Series]:
    if isinstance(node, Series):
        yield node
    for child in children(node):
        yield from _series(child)


def _may_be_index(name: str, nodes: Sequence[Node], vocabulary: Vocabulary) -> bool:
    listed = name in _FREE or name in vocabulary.index_letters
    return listed and not is_taken(name, nodes, vocabulary)


def is_taken(name: str, nodes: Sequence[Node], vocabulary: Vocabulary) -> bool:
    """Whether a letter has another meaning here. A size letter is an index where it stands as one
    and nowhere as a number: `W_{ik}` of a W in R^{m x k}."""
    if vocabulary.known(name) is None:
        return False
    return vocabulary.shadows(name) or any(_is_mentioned(name, node) for node in nodes)


def _is_mentioned(name: str, node: Node) -> bool:
    if isinstance(node, Name) and node.name == name:
        return True
    return any(_is_mentioned(name, child) for child in children(node))
