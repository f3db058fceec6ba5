r"""Chains of entrywise signs beside products, and the groupings their shapes leave open.

Juxtaposition binds tighter: `A \odot B C` is A o (BC). Where another grouping fits the shapes too
((A o B) C for square matrices), all are readings. Scalars group with what follows them, since they
commute with everything.
"""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.latex.candidates import (
    Candidate,
    Pick,
    Read,
    Several,
    build,
    distinct,
    fitting,
    operate,
    together,
)
from mdderive.latex.context import Context
from mdderive.latex.formula import Bracket, Chain, Inner, Name, Node, Product, children
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Unifier

_OPERATORS = {r"\odot": "hadamard", r"\circ": "hadamard", r"\oslash": "hadamard_quotient",
              r"\otimes": "kronecker"}  # fmt: skip
_PRODUCT = ""
_MOST_LEAVES = 6


def read_chain(read: Read, node: Chain, sizes: Unifier, context: Context) -> list[Candidate]:
    colons = [at for at, sign in enumerate(node.signs) if sign in (":", r"\colon")]
    if colons:
        return read(_inner(node, colons), sizes, context)
    if any(sign in ("*", r"\ast") for sign in node.signs):
        message = "the sign `*` may be a product or an entrywise product"
        raise Unreadable("D205", message, node.span, fix=r"Write `\cdot` or `\odot`.")
    plain = _plain(read, node, sizes, context)
    return _regrouped(read, node, plain, sizes, context) or plain


def _inner(node: Chain, colons: Sequence[int]) -> Inner:
    if len(colons) > 1:
        raise Unreadable("D201", "two colons in one product", node.span)
    cut = colons[0] + 1
    sides: list[Node] = []
    for operands, signs in (
        (node.operands[:cut], node.signs[: cut - 1]),
        (node.operands[cut:], node.signs[cut:]),
    ):
        whole = operands[0].span.to(operands[-1].span)
        sides.append(Chain(operands, signs, whole) if signs else operands[0])
    return Inner(sides[0], sides[1], node.span)


def _plain(read: Read, node: Chain, sizes: Unifier, context: Context) -> list[Candidate]:
    """Products first, then signs from left to right; equal signs in a row are one operator."""
    if len(set(node.signs)) == 1 and _OPERATORS[node.signs[0]] == "hadamard":
        return operate(
            "hadamard", together(read, node.operands, sizes, context), context, node.span
        )
    ways = together(read, node.operands, sizes, context)

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        total = terms[0]
        for sign, term in zip(node.signs, terms[1:], strict=True):
            total = build(_OPERATORS[sign], (total, term), solved, context, node.span)
        return Candidate(total, solved, assumes, picks)

    return fitting(ways, one)


def operands_of(nodes: Sequence[Node]) -> frozenset[str]:
    """The names that stand beside an entrywise sign: what they name is thought of entrywise."""
    found: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, Chain) and not {":", r"\colon", r"\otimes"} & set(node.signs):
            found |= {operand.name for operand in node.operands if isinstance(operand, Name)}
        stack.extend(children(node))
    return frozenset(found)


# -- the other groupings


def _regrouped(
    read: Read, node: Chain, plain: list[Candidate], sizes: Unifier, context: Context
) -> list[Candidate]:
    """All readings if other groupings fit too, each with what to write to choose it; none
    otherwise."""
    leaves, signs = _leaves(read, node, sizes, context)
    if len(set(signs)) == 1:
        return []
    found: list[tuple[str, Candidate]] = [("", one) for one in plain]
    for tree in groupings(tuple(signs)):
        try:
            candidates = read(_formula(tree, leaves, node.span), sizes, context)
        except Unreadable:
            continue
        text = _text(tree, leaves, context)
        found.extend((text, one) for one in candidates)
    kept = distinct(one for _, one in found)
    if len(kept) == len(plain):
        return []
    texts = {id(one): text for text, one in found}
    return [_labelled(place, one, texts[id(one)], node, context) for place, one in enumerate(kept)]


def _labelled(
    option: int, candidate: Candidate, text: str, node: Chain, context: Context
) -> Candidate:
    label = f"`{text}`" if text else "products first, then the entrywise signs"
    rewrite = f"write `{text}`" if text else "put brackets around the products"
    pick = Pick(context.quote(node.span), option, label, rewrite)
    return replace(candidate, picks=(*candidate.picks, pick))


def _leaves(
    read: Read, node: Chain, sizes: Unifier, context: Context
) -> tuple[list[tuple[Node, ...]], list[str]]:
    """The factors of all operands, scalars glued to what follows them, and the sign before each
    but the first."""
    leaves: list[tuple[Node, ...]] = []
    signs: list[str] = []
    for place, operand in enumerate(node.operands):
        parts = operand.factors if isinstance(operand, Product) else (operand,)
        glued = _glued(read, parts, sizes, context)
        if place:
            signs.append(node.signs[place - 1])
        signs.extend(_PRODUCT for _ in glued[1:])
        leaves.extend(glued)
    return leaves, signs


def _glued(
    read: Read, parts: Sequence[Node], sizes: Unifier, context: Context
) -> list[tuple[Node, ...]]:
    glued: list[tuple[Node, ...]] = []
    waiting: tuple[Node, ...] = ()
    for part in parts:
        waiting = (*waiting, part)
        if not all(one.shape.is_scalar for one in read(part, sizes, context)):
            glued.append(waiting)
            waiting = ()
    if waiting and glued:
        glued[-1] = (*glued[-1], *waiting)
    elif waiting:
        glued.append(waiting)
    return glued


Tree = int | tuple[str, tuple["Tree", ...]]
"""A leaf's number, or a sign over parts; a sign is never over parts of its own."""


def groupings(signs: tuple[str, ...]) -> list[Tree]:
    """All ways to bracket leaves joined by these signs, up to associativity; if there are too many
    leaves, only the one in which the entrywise signs bind tighter."""
    if len(signs) >= _MOST_LEAVES:
        return [_tight(signs)]

    def between(start: int, end: int) -> dict[Tree, None]:
        if start == end:
            return {start: None}
        found: dict[Tree, None] = {}
        for cut in range(start, end):
            for left in between(start, cut):
                for right in between(cut + 1, end):
                    found[_joined(signs[cut], left, right)] = None
        return found

    return list(between(0, len(signs)))


def _joined(sign: str, left: Tree, right: Tree) -> Tree:
    def parts(tree: Tree) -> tuple[Tree, ...]:
        return tree[1] if isinstance(tree, tuple) and tree[0] == sign else (tree,)

    return (sign, (*parts(left), *parts(right)))


def _tight(signs: tuple[str, ...]) -> Tree:
    groups: list[Tree] = [0]
    for place, sign in enumerate(signs, start=1):
        if sign == _PRODUCT:
            groups.append(place)
        else:
            groups[-1] = _joined(sign, groups[-1], place)
    return (_PRODUCT, tuple(groups)) if len(groups) > 1 else groups[0]


def _formula(tree: Tree, leaves: Sequence[tuple[Node, ...]], span: Span) -> Node:
    if isinstance(tree, int):
        leaf = leaves[tree]
        return leaf[0] if len(leaf) == 1 else Product(leaf, (True,) * (len(leaf) - 1), span)
    sign, parts = tree
    nodes = [_formula(part, leaves, span) for part in parts]
    if sign != _PRODUCT:
        operands = tuple(Bracket(node, span) for node in nodes)
        return Chain(operands, (sign,) * (len(operands) - 1), span)
    factors: list[Node] = []
    for node in nodes:
        factors.extend(node.factors if isinstance(node, Product) else (node,))
    return Product(tuple(factors), (True,) * (len(factors) - 1), span)


def _text(tree: Tree, leaves: Sequence[tuple[Node, ...]], context: Context) -> str:
    """The grouping as the author could write it."""
    if isinstance(tree, int):
        return " ".join(context.quote(node.span) for node in leaves[tree])
    sign, parts = tree
    texts = [
        _text(part, leaves, context)
        if isinstance(part, int)
        else f"({_text(part, leaves, context)})"
        for part in parts
    ]
    return (f" {sign} " if sign else " ").join(texts)
