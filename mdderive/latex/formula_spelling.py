r"""Formulas that a fact gives a meaning as a whole.

`|\sigma^2 I| = (\sigma^2)^N`, `\log \mathcal{N}(y \mid 0, K) = ...`, `\sum y = 1^\top y`,
`h_\theta(y_i x_i) = g(y_i \theta^\top x_i)`: the left side has no reading of its own. Nothing says
how large its identity is, its function is declared nowhere, its sum has no index. From then on it
stands for the right side wherever it is written, spaces and kinds of brackets aside; an index that
is free in the fact may be any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from mdderive.latex.formula import (
    Bracket,
    Call,
    Delta,
    Entry,
    Member,
    Node,
    Series,
    Spelled,
    children,
    is_node,
)
from mdderive.latex.ranges import Range, parts_of
from mdderive.latex.words import is_word
from mdderive.term import Term

_IGNORED = frozenset({"span", "closed", "bare"})

Renaming = Mapping[str, str]


@dataclass(frozen=True)
class FormulaSpelling:
    """`pattern` stands for `value`, for all values of the `indices`."""

    pattern: Node
    value: Term
    indices: Mapping[str, Range]


def is_opaque(node: Node, known: Iterable[str]) -> bool:
    """Whether a left side has no meaning but the one that a fact gives it: a function that is
    declared nowhere, perhaps under a known one, or a sum without an index."""
    match node:
        case Bracket(body):
            return is_opaque(body, known)
        case Series("sum_over", ""):
            return True
        case Call(function, (argument,)) if is_word(function):
            return is_opaque(argument, known)
        case Call(function, _, 0):
            return not is_word(function) and function not in known
    return False


def with_spellings(node: Node, spellings: Sequence[FormulaSpelling]) -> Node:
    """The formula with a leaf in the place of every part that is an instance of a spelling."""
    for spelling in spellings:
        renaming = _matched(spelling.pattern, node, spelling.indices)
        if renaming is not None:
            texts = tuple((own, renaming[own], span) for own, span in spelling.indices.items())
            return Spelled(spelling.value, texts, node.span)
    if not spellings or isinstance(node, Spelled):
        return node
    changed: dict[str, Any] = {
        f.name: _within(getattr(node, f.name), spellings) for f in fields(node)
    }
    return replace(node, **changed)


def holds_spelling(node: Node) -> bool:
    """Whether a part of the formula is one that a fact gives a meaning."""
    return isinstance(node, Spelled) or any(map(holds_spelling, children(node)))


def _within(value: object, spellings: Sequence[FormulaSpelling]) -> object:
    if isinstance(value, tuple):
        return tuple(_within(part, spellings) for part in value)
    return with_spellings(value, spellings) if is_node(value) else value


def _matched(pattern: Node, node: Node, indices: Iterable[str]) -> Renaming | None:
    """What the pattern's free indices are called in the formula, if it is an instance."""
    renaming: dict[str, str] = {}
    free = frozenset(indices)
    for own, other in _pairs(pattern, node):
        if own in free and renaming.setdefault(own, other) == other:
            continue
        if own != other or own in free:
            return None
    return renaming


def _pairs(pattern: object, node: object) -> Iterator[tuple[str, str]]:
    """The places that have to agree, as text; indices stand alone."""
    while isinstance(pattern, Bracket):
        pattern = pattern.body
    while isinstance(node, Bracket):
        node = node.body
    if type(pattern) is not type(node):
        yield "another", "formula"
        return
    match pattern, node:
        case (Entry(), Entry()):
            yield from _pairs(pattern.base, node.base)
            yield from _aligned(parts_of(pattern.subscript), parts_of(node.subscript))
        case (Member(), Member()):
            yield f"family {pattern.family}", f"family {node.family}"
            yield from _aligned(pattern.indices, node.indices)
        case (Delta(), Delta()):
            yield pattern.one, node.one
            yield pattern.other, node.other
        case _ if isinstance(pattern, tuple) and isinstance(node, tuple):
            yield from _aligned(pattern, node)
        case _ if hasattr(pattern, "span"):
            for name in (f.name for f in fields(pattern) if f.name not in _IGNORED):  # type: ignore[arg-type]
                yield from _pairs(getattr(pattern, name), getattr(node, name))
        case _:
            yield f"= {pattern}", f"= {node}"


def _aligned(one: tuple[object, ...], other: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    if len(one) != len(other):
        yield "another", "length"
        return
    for a, b in zip(one, other, strict=True):
        if isinstance(a, str) and isinstance(b, str):
            yield a, b
        else:
            yield from _pairs(a, b)
