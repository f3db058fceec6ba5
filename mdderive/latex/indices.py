r"""Indices in the syntax tree: which stand where, which are bound by a sum, which are free.

An index is free if it is a single letter that no declaration takes, stands as the index of a family
or of an entry, and is bound by no sum. A step with free indices holds for all of their values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.latex.formula import Delta, Entry, Member, Node, Series, children
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.term import Shape, Size

_FREE = frozenset("ijklmnpqrst")
"""Letters that are taken for a free index without a family that says so."""


@dataclass(frozen=True)
class Range:
    """The author's first index, and how many there are."""

    lower: int
    count: Size


@dataclass(frozen=True)
class Family:
    """`x_i: R^d, i = 1..N`: the letter it was declared with, its range, a member's shape."""

    index: str
    range: Range
    shape: Shape

    @property
    def whole(self) -> Shape:
        """The shape of all members side by side."""
        return Shape(self.shape.rows, self.range.count * self.shape.cols)


def parts_of(subscript: str) -> tuple[str, ...]:
    r"""The indices of a subscript: `ij`, `i,j`, `1k`, `i,:`."""
    text = subscript.removeprefix("{").removesuffix("}").strip()
    if "," in text:
        return tuple(part.strip() for part in text.split(","))
    found: list[str] = []
    for character in text:
        if found and found[-1].startswith("\\") and character.isalpha():
            found[-1] += character
        elif not character.isspace():
            found.append(character)
    return ("".join(found),) if text.isdigit() else tuple(found)


def indices_in(node: Node) -> tuple[str, ...]:
    """The indices that a node itself carries."""
    match node:
        case Entry(_, subscript):
            return parts_of(subscript)
        case Member(_, index):
            return (index,)
        case Delta(one, other):
            return (one, other)
    return ()


def free_indices(nodes: Sequence[Node], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The free indices of a step, in order; raises where one is bound by a sum as well."""
    free: dict[str, None] = {}
    for node in nodes:
        free.update(dict.fromkeys(_free(node, frozenset())))
    names = [name for name in free if _may_be_index(name, vocabulary)]
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


def _may_be_index(name: str, vocabulary: Vocabulary) -> bool:
    return (name in _FREE or name in vocabulary.index_letters) and vocabulary.known(name) is None
