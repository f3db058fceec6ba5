r"""Sums, entries, members and deltas as terms.

An index is a scalar symbol that occurs as an index only; `context.indices` holds those in scope
with their ranges. In a term indices count from 1, whatever the author's first index is. A sum
without bounds runs over the range of the families and axes that its index stands at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from mdderive.latex.candidates import Candidate, Read, Several, fitting, together
from mdderive.latex.context import Context
from mdderive.latex.formula import Delta, Entry, Member, Name, Node, Num, Series, Spelled, children
from mdderive.latex.indices import is_taken
from mdderive.latex.leaves import size_of
from mdderive.latex.ranges import Range, has_digits, is_pair_of_digits, parts_of
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply, number
from mdderive.source import Span
from mdderive.term import SCALAR, Apply, Dimension, Shape, Size, Symbol, Term, Unifier
from mdderive.term import replace as put

# -- entries and members


def read_entry(read: Read, node: Entry, sizes: Unifier, context: Context) -> list[Candidate]:
    ways = together(read, (node.base,), sizes, context)

    def one(way: Several) -> Candidate:
        (base,), solved, assumes, picks = way
        term = entry_of(base, node, solved, context)
        found = Candidate(replace(term, span=node.span), solved, assumes, picks)
        vector = isinstance(node.base, Name) and 1 in (
            base.shape.rows.number,
            base.shape.cols.number,
        )
        if not vector:
            return found
        return found.noted(f"`{context.quote(node.span)}` is an entry of `{base_name(node)}`")

    return fitting(ways, one)


def base_name(node: Entry) -> str:
    """The name whose entry is taken."""
    return node.base.name if isinstance(node.base, Name) else ""


def entry_of(base: Term, node: Entry, sizes: Unifier, context: Context) -> Apply:
    """X_ij, X_{i,:}, X_{:,j} or x_i of a base of known shape."""
    shape = Shape(sizes.resolve(base.shape.rows), sizes.resolve(base.shape.cols))
    parts = parts_of(node.subscript)
    if len(parts) == 1 and shape.is_column:
        parts = (parts[0], "1")
    elif len(parts) == 1 and shape.rows.is_one:
        parts = ("1", parts[0])
    elif len(parts) == 1 and has_digits(shape) and is_pair_of_digits(parts[0]):
        parts = tuple(parts[0])
    if len(parts) != 2 or shape.is_scalar:
        raise _no_entry(node, context)
    row, col = parts
    if row == ":" and col != ":":
        index = _index(col, shape.cols, node, context)
        return apply("member", base, index, shape=Shape(shape.rows, Size.of(1)))
    if col == ":" and row != ":":
        index = _index(row, shape.rows, node, context)
        flipped = apply("transpose", base)
        column = apply("member", flipped, index, shape=Shape(shape.cols, Size.of(1)))
        return apply("transpose", column)
    indices = [_index(row, shape.rows, node, context), _index(col, shape.cols, node, context)]
    return apply("entry", base, *indices, shape=SCALAR)


def _no_entry(node: Node, context: Context) -> Unreadable:
    message = f"`{context.quote(node.span)}` is no entry: its subscript is not one index an axis"
    fix = "Declare the name with its subscript, or write the step with whole matrices."
    return Unreadable("D204", message, node.span, fix=fix)


def _index(text: str, size: Size, node: Node, context: Context) -> Term:
    """The index of an axis of this size."""
    if text.isdigit():
        position = int(text)
        if position < 1 or (size.number is not None and position > size.number):
            raise Unreadable("D301", f"there is no position {text} of {size}", node.span)
        return number(position)
    found = context.indices.get(text)
    if found is None:
        raise _no_entry(node, context)
    if found.count != size:
        message = f"the index `{text}` has {found.count} values, here there are {size}"
        raise Unreadable("D301", message, node.span)
    return Symbol(text, SCALAR)


def member_of(whole: Term, node: Member, context: Context) -> Term:
    """The member of a matrix that holds something for each member of the family: one index after
    the other, each a position or an index that runs over the family."""
    family = context.families[node.family]
    for text, span in zip(node.indices, family.ranges, strict=True):
        width = whole.shape.cols.over(span.count)
        assert width is not None
        index = of_range(text, span, node, context)
        shape = Shape(whole.shape.rows, width)
        whole = Apply("member", (whole, index), shape, (), node.span)
    return whole


def read_member(node: Member, sizes: Unifier, context: Context) -> list[Candidate]:
    whole = Symbol(node.family, context.families[node.family].whole, node.span)
    return [Candidate(member_of(whole, node, context), sizes)]


def read_spelled(node: Spelled, sizes: Unifier, context: Context) -> list[Candidate]:
    """What a fact says that the formula stands for."""
    put_in = {own: of_range(text, span, node, context) for own, text, span in node.indices}
    return [Candidate(replace(put(node.value, put_in), span=node.span), sizes)]


def of_range(text: str, wanted: Range, node: Node, context: Context) -> Term:
    """An index as a term: a position counted from 1, or a letter that has this range."""
    if text.isdigit():
        position = int(text) - wanted.lower + 1
        count = wanted.count.number
        if position < 1 or (count is not None and position > count):
            raise Unreadable("D301", f"the family has no member {text}", node.span)
        return number(position)
    found = context.indices.get(text)
    if found is None:
        fix = "An index is a letter that a sum binds or that stands on both sides, or a number."
        raise Unreadable("D204", f"`{text}` is not read as an index", node.span, fix=fix)
    if found != wanted:
        message = f"the index `{text}` does not run over this family"
        raise Unreadable("D301", message, node.span)
    return Symbol(text, SCALAR)


def read_delta(node: Delta, sizes: Unifier, context: Context) -> list[Candidate]:
    ranges = [context.indices[text] for text in (node.one, node.other) if text in context.indices]
    if not ranges or any(one != ranges[0] for one in ranges):
        message = f"the indices of `{context.quote(node.span)}` are not of one range"
        raise Unreadable("D205", message, node.span)
    both = [of_range(text, ranges[0], node, context) for text in (node.one, node.other)]
    size = Dimension(ranges[0].count)
    return [Candidate(Apply("delta", (*both, size), SCALAR, (), node.span), sizes)]


# -- sums


def read_series(read: Read, node: Series, sizes: Unifier, context: Context) -> list[Candidate]:
    if not node.index:
        quoted = context.quote(node.span)
        fix = rf"Say what it means in the annotation: `{quoted} = \mathbf 1^\top v`."
        raise Unreadable("D204", "a sum without an index", node.span, fix=fix)
    if node.index in context.indices or is_taken(node.index, (node.body,), context.vocabulary):
        message = f"the index `{node.index}` of this sum has another meaning already"
        raise Unreadable("D205", message, node.span, fix="Use another letter.")
    span = _bounds(read, node, context) or range_of(read, node.index, (node.body,), context)
    if span is None:
        fix = rf"Write its bounds: `\sum_{{{node.index}=1}}^{{N}}`."
        raise Unreadable("D204", f"the range of `{node.index}` is not known", node.span, fix=fix)
    inner = with_indices(context, {node.index: span})
    ways = together(read, (node.body,), sizes, inner)

    def one(way: Several) -> Candidate:
        (body,), solved, assumes, picks = way
        term = _total(node, body, span, context)
        return Candidate(replace(term, span=node.span), solved, assumes, picks)

    return fitting(ways, one)


def _total(node: Series, body: Term, span: Range, context: Context) -> Apply:
    index = Symbol(node.index, SCALAR)
    if node.operator == "product_over" and not body.shape.is_scalar:
        raise Unreadable("D204", "a product of matrices over an index", node.span)
    size = Dimension(span.count)
    if node.operator == "family":
        shape = Shape(body.shape.rows, span.count * body.shape.cols)
        return Apply("family", (body, index, size), shape, (), node.span)
    whole = Apply(node.operator, (body, index, size), body.shape, (span.lower,), node.span)
    if not node.excluded:
        return whole
    left_out = put(body, {node.index: of_range(node.excluded, span, node, context)})
    if node.operator == "product_over":
        raise Unreadable("D204", "a product that leaves one factor out", node.span)
    return apply("sum", whole, apply("negative", left_out))


def _bounds(read: Read, node: Series, context: Context) -> Range | None:
    """The range that a sum states."""
    if node.lower is None or node.upper is None:
        return None
    if not isinstance(node.lower, Num) or node.lower.value.denominator != 1:
        raise Unreadable("D204", "a sum that does not begin at a number", node.span)
    lower = int(node.lower.value)
    upper = size_of(read, node.upper, context)
    return Range(lower, upper - Size.of(lower - 1))


def with_indices(context: Context, ranges: dict[str, Range]) -> Context:
    return replace(context, indices=MappingProxyType({**context.indices, **ranges}))


def range_of(read: Read, index: str, nodes: tuple[Node, ...], context: Context) -> Range | None:
    """The one range that an index has where it stands; raises if there are several."""
    found = list(dict.fromkeys(r for n in nodes for r in _ranges(read, index, n, context)))
    if len(found) > 1:
        # Axes count from 1: they are of the range of a family as long as that.
        proper = [one for one in found if one.lower != 1]
        if len(proper) != 1 or any(one.count != proper[0].count for one in found):
            raise _several(index, nodes[0].span)
        return proper[0]
    return found[0] if found else None


def _several(index: str, span: Span) -> Unreadable:
    return Unreadable("D301", f"the index `{index}` stands at axes of different sizes", span)


def _ranges(read: Read, index: str, node: Node, context: Context) -> Iterator[Range]:
    if isinstance(node, Member):
        yield from _ranges_of_member(index, node, context)
    if isinstance(node, Spelled):
        yield from (span for _, text, span in node.indices if text == index)
    if isinstance(node, Entry):
        yield from _ranges_of_entry(read, index, node, context)
    for child in children(node):
        yield from _ranges(read, index, child, context)


def _ranges_of_member(index: str, node: Member, context: Context) -> Iterator[Range]:
    ranges = context.families[node.family].ranges
    yield from (span for text, span in zip(node.indices, ranges, strict=True) if text == index)


def _ranges_of_entry(read: Read, index: str, node: Entry, context: Context) -> Iterator[Range]:
    parts = parts_of(node.subscript)
    if index not in parts:
        return
    if isinstance(node.base, Member):
        shape = context.families[node.base.family].shape
    else:
        try:
            shape = read(node.base, Unifier(), context)[0].shape
        except Unreadable:
            return
    axes: tuple[Size, ...] = (shape.rows, shape.cols)
    if len(parts) == 1:
        axes = (shape.rows,) if shape.is_column else (shape.cols,)
    for part, size in zip(parts, axes, strict=False):
        if part == index and not any(letter.startswith("?") for letter in size.letters()):
            yield Range(1, size)


def indices_of_step(
    read: Read, names: tuple[str, ...], nodes: tuple[Node, ...], context: Context
) -> Context:
    """The context in which the free indices of a step have their ranges. What an index stands at
    may hold others, and an index that only a delta ties to another has that one's range."""
    for _ in names:
        for name in names:
            own = None if name in context.indices else range_of(read, name, nodes, context)
            context = context if own is None else with_indices(context, {name: own})
    for name in names:
        for partner in _partners(name, nodes):
            if name not in context.indices:
                own = context.indices.get(partner) or range_of(read, partner, nodes, context)
                context = context if own is None else with_indices(context, {name: own})
    return context


def _partners(index: str, nodes: Sequence[Node]) -> Iterator[str]:
    """The indices that a delta or a sum over all but one ties to this one."""
    for node in nodes:
        match node:
            case Delta(one, other) if index in (one, other):
                yield other if index == one else one
            case Series(_, bound, _, _, excluded) if excluded == index:
                yield bound
        yield from _partners(index, children(node))


def for_all(term: Term, context: Context) -> Term:
    """The term for all values of the free indices: its members side by side."""
    for name, span in context.indices.items():
        shape = Shape(term.shape.rows, span.count * term.shape.cols)
        size = Dimension(span.count)
        term = Apply("family", (term, Symbol(name, SCALAR), size), shape, (), term.span)
    return term
