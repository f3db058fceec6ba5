"""From syntax tree and scope to typed terms: every reading whose shapes fit.

`elaborate` reads one formula, `elaborate_pair` both sides of a relation, which must have one
shape. Afterwards no size is unknown: what the whole row does not determine is unreadable.
"""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.latex.applications import bare, read_application, undefined
from mdderive.latex.arithmetic import (
    beside,
    by_shape,
    read_entry_power,
    read_power,
    read_product,
    read_quotient,
    read_root,
    read_sum,
)
from mdderive.latex.bars import is_weighted, read_bars, read_inner
from mdderive.latex.candidates import (
    Candidate,
    Pick,
    Several,
    distinct,
    fitting,
    operate,
    placed,
    resolved,
    together,
)
from mdderive.latex.context import Context
from mdderive.latex.derivatives import read_derivative, read_differential
from mdderive.latex.entrywise import read_chain
from mdderive.latex.formula import (
    Bars,
    Bracket,
    Call,
    Chain,
    Choice,
    Constant,
    Delta,
    Derivative,
    Differential,
    Entry,
    EntryPower,
    Inner,
    Matrix,
    Member,
    Nabla,
    Name,
    Node,
    Num,
    Power,
    Prime,
    Product,
    Quotient,
    Root,
    Series,
    Spelled,
    Sum,
    Transposed,
)
from mdderive.latex.functions import read_call
from mdderive.latex.leaves import (
    read_constant,
    read_name,
    read_number,
)
from mdderive.latex.matrices import read_matrix
from mdderive.latex.nabla import read_nabla
from mdderive.latex.p_norms import order_of, read_p_norm
from mdderive.latex.partials import is_partial, read_partial
from mdderive.latex.sums import read_delta, read_entry, read_member, read_series, read_spelled
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Apply, Size, Symbol, Term, Unifier, subterms, transform


def elaborate(node: Node, sizes: Unifier, context: Context) -> list[Candidate]:
    """All readings of a node whose shapes fit, at least one; raises Unreadable if none does."""
    match node:
        case Num():
            return read_number(node, sizes)
        case Name() if undefined(node, context):
            return read_application(elaborate, bare(node, context), sizes, context)
        case Name():
            return read_name(node, sizes, context)
        case Constant():
            return read_constant(elaborate, node, sizes, context)
        case Member():
            return read_member(node, sizes, context)
        case Delta():
            return read_delta(node, sizes, context)
        case Spelled():
            return read_spelled(node, sizes, context)
        case Bracket(body):
            return elaborate(body, sizes, context)
        case Transposed(base):
            ways = together(elaborate, (base,), sizes, context)
            return operate("transpose", ways, context, node.span)
        case Prime():
            return _read_prime(node, sizes, context)
        case Bars() if order_of(node, context):
            return read_p_norm(elaborate, node, sizes, context)
        case Power(Bars() as bars, exponent) if order_of(bars, context, exponent):
            return read_p_norm(elaborate, node, sizes, context)
        case Power(Bars(_, _, _) as bars) if is_weighted(bars) or _is_two(node):
            return _read_bar_power(node, bars, sizes, context)
        case Choice():
            return _read_choice(node, sizes, context)
    return _elaborate_rest(node, sizes, context)


def _elaborate_rest(node: Node, sizes: Unifier, context: Context) -> list[Candidate]:
    if isinstance(node, Call | Derivative | Nabla) and is_partial(node, context):
        return read_partial(elaborate, node, sizes, context)
    table = {
        Sum: read_sum,
        Product: read_product,
        Chain: read_chain,
        Quotient: read_quotient,
        Power: read_power,
        EntryPower: read_entry_power,
        Root: read_root,
        Call: read_call,
        Bars: read_bars,
        Inner: read_inner,
        Differential: read_differential,
        Derivative: read_derivative,
        Nabla: read_nabla,
        Entry: read_entry,
        Series: read_series,
        Matrix: read_matrix,
    }
    reader = table[type(node)]
    return reader(elaborate, node, sizes, context)  # type: ignore[operator, no-any-return]


def _read_prime(node: Prime, sizes: Unifier, context: Context) -> list[Candidate]:
    """A prime that is no part of a name: the transpose of a vector or matrix, listed."""
    ways = together(elaborate, (node.base,), sizes, context)

    def one(way: Several) -> Candidate:
        found = by_shape("prime", way, context, node.span, node.base)
        return found.noted(f"`{context.quote(node.span)}` is a transpose")

    return fitting(ways, one)


def _is_two(node: Power) -> bool:
    return isinstance(node.exponent, Num) and node.exponent.value == 2


def _read_bar_power(node: Power, bars: Bars, sizes: Unifier, context: Context) -> list[Candidate]:
    r"""`\|A\|^2` and `\|x\|_S^2`."""
    found = read_bars(elaborate, bars, sizes, context, squared=_is_two(node))
    if is_weighted(bars):
        return [replace(one, term=placed(one.term, node.span)) for one in found]
    assert isinstance(node.exponent, Num)
    two = read_number(node.exponent, sizes)[0].term
    ways = [((one.term, two), one.sizes, one.assumes, one.picks) for one in found]
    return operate("power", ways, context, node.span)


def _read_choice(node: Choice, sizes: Unifier, context: Context) -> list[Candidate]:
    """The options that fit; if some stand only against a refutation, the first must."""
    found: list[Candidate] = []
    failure: Unreadable | None = None
    place = context.quote(node.span)
    for option, (label, rewrite, tree) in enumerate(node.options):
        try:
            candidates = elaborate(tree, sizes, context)
        except Unreadable as caught:
            failure = failure or caught
            if node.fallback and option == 0:
                break
            continue
        pick = Pick(place, option, label, rewrite, node.fallback and option > 0)
        found.extend(replace(one, picks=(*one.picks, pick)) for one in candidates)
    if not found and failure is not None:
        raise failure
    return distinct(found)


# -- whole formulas


def closed(candidate: Candidate, span: Span) -> Candidate:
    """The candidate with all sizes put in."""
    term = closed_term(candidate.term, candidate.sizes, span)
    return replace(candidate, term=term)


def closed_term(term: Term, sizes: Unifier, span: Span) -> Term:
    """The term with solved sizes; raises if one is open, or if only a size of 1 would fit a
    constant whose size was left open."""

    def solve(part: Term) -> Term:
        if not isinstance(part, Apply | Symbol):
            return part
        shape = resolved(part.shape, sizes)
        if shape == part.shape:
            return part
        constant = isinstance(part, Apply) and part.operator in ("identity", "ones")
        if constant and shape.rows == Size.of(1):
            message = "this constant would have the size 1"
            raise Unreadable("D303", message, part.span or span)
        return replace(part, shape=shape)

    found = transform(term, solve)
    for part in subterms(found):
        if any(letter.startswith("?") for letter in part.shape.letters()):
            message = "nothing in this row says how large this is"
            raise Unreadable("D303", message, part.span or span)
    return found


def readings_of(node: Node, context: Context) -> list[Candidate]:
    """All readings of a formula on its own, with no size left open."""
    candidates = elaborate(node, Unifier(), context)
    ways: list[Several] = [((c.term,), c.sizes, c.assumes, c.picks) for c in candidates]

    def one(way: Several) -> Candidate:
        (term,), sizes, assumes, picks = way
        return Candidate(closed_term(term, sizes, node.span), sizes, assumes, picks)

    return fitting(ways, one)


Pair = tuple[Term, Term, Candidate]


def readings_of_pair(
    left: Node, right: Node, context: Context
) -> list[tuple[Term, Term, Candidate]]:
    """All readings of two sides of one shape: (left, right, what they assume together). A
    derivative may stand beside what has its shape in the other layout."""
    ways = together(elaborate, (left, right), Unifier(), context)
    span = left.span.to(right.span) if left.span.end <= right.span.start else right.span

    def one(way: Several) -> Candidate:
        terms, sizes, assumes, picks = way
        sizes = sizes.copy()
        (one_side, other), notes = _same_shape(terms, sizes, context, right.span)
        pair = Apply("sum", (one_side, other), one_side.shape, (), span)
        whole = closed_term(pair, sizes, span)
        return Candidate(whole, sizes, assumes, picks).noted(*notes)

    def turned(way: Several) -> Candidate:
        (one_side, other), sizes, assumes, picks = way
        sizes = sizes.copy()
        if not _is_turned(one_side, other, sizes):
            raise Unreadable("D304", "the sides have different shapes", right.span)
        pair = Apply("sum", (one_side, other), one_side.shape, (), span)
        return Candidate(closed_term(pair, sizes, span), sizes, assumes, picks)

    try:
        found = fitting(ways, one)
    except Unreadable as failure:
        if failure.diagnostic.code != "D304" or context.assumed:
            raise
        try:
            found = fitting(ways, turned)
        except Unreadable:
            raise failure from None
    return [(c.term.args[0], c.term.args[1], c) for c in found if isinstance(c.term, Apply)]


def _is_turned(left: Term, right: Term, sizes: Unifier) -> bool:
    """Whether the left side is a first derivative and the right side has its shape transposed."""
    inner = left
    while isinstance(inner, Apply) and inner.operator in ("transpose", "negative"):
        inner = inner.args[0]
    derivative = isinstance(inner, Apply) and inner.operator in ("gradient", "jacobian")
    return (
        derivative
        and sizes.same(left.shape.rows, right.shape.cols)
        and sizes.same(left.shape.cols, right.shape.rows)
    )


def _same_shape(
    terms: Sequence[Term], sizes: Unifier, context: Context, span: Span
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    shapes = [resolved(term.shape, sizes) for term in terms]
    scalar = [shape.is_scalar for shape in shapes]
    zero = [getattr(term, "value", None) == 0 for term in terms]
    if scalar[0] == scalar[1] or any(s and z for s, z in zip(scalar, zero, strict=True)):
        sides, notes = beside(terms, sizes, context)
        shapes = [resolved(side.shape, sizes) for side in sides]
        rows = sizes.same(shapes[0].rows, shapes[1].rows)
        if rows and sizes.same(shapes[0].cols, shapes[1].cols):
            return sides, notes
    cause = f"The left side is {shapes[0]}, the right side is {shapes[1]}."
    message = f"the left side is {shapes[0]}, the right side {shapes[1]}"
    raise Unreadable("D304", message, span, cause)
