r"""Sums, products, quotients and powers with the conventions of LANGUAGE section 3.

A scalar beside a vector, a non-square matrix or an entrywise value is times ones; beside another
square matrix it has no reading. All this is fixed here: a sampled size 1 changes nothing.
"""

from collections.abc import Sequence

from mdderive.latex.candidates import (
    Candidate,
    Read,
    Several,
    build,
    fitting,
    operate,
    placed,
    resolved,
    together,
)
from mdderive.latex.context import Context
from mdderive.latex.exponents import check_exponent
from mdderive.latex.formula import (
    Constant,
    EntryPower,
    Node,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
)
from mdderive.latex.leaves import LARGEST_POWER, folded
from mdderive.latex.readings import Refused, Taken, form, reading
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import number
from mdderive.source import Span
from mdderive.term import Apply, Number, Shape, Term, Unifier

# -- sums


def read_sum(read: Read, node: Sum, sizes: Unifier, context: Context) -> list[Candidate]:
    ways = together(read, [term for _, term in node.terms], sizes, context)
    signs = [sign for sign, _ in node.terms]

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        signed = [_signed(sign, term, solved) for sign, term in zip(signs, terms, strict=True)]
        if len(signed) == 1:
            return Candidate(placed(signed[0], node.span), solved, assumes, picks)
        filled, notes = beside(signed, solved, context)
        total = build("sum", filled, solved, context, node.span)
        return Candidate(total, solved, assumes, picks).noted(*notes)

    return fitting(ways, one)


def _signed(sign: int, term: Term, sizes: Unifier) -> Term:
    if sign > 0:
        return term
    if isinstance(term, Number):
        return Number(-term.value, term.span)
    return Apply("negative", (term,), resolved(term.shape, sizes), (), term.span)


def beside(
    terms: Sequence[Term], sizes: Unifier, context: Context
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of a sum, or the sides of a relation, with scalars made to fit the others."""
    shapes = [resolved(term.shape, sizes) for term in terms]
    large = [shape for shape in shapes if not shape.is_scalar]
    if not large or len(large) == len(terms):
        return tuple(terms), ()
    if any(letter.startswith("?") for letter in large[0].letters()):
        message = "a scalar beside something whose size does not follow"
        raise Unreadable("D301", message, terms[shapes.index(large[0])].span)
    others = [term for term, shape in zip(terms, shapes, strict=True) if not shape.is_scalar]
    entrywise = any(context.is_entrywise(term) for term in others)
    notes: list[str] = []
    filled: list[Term] = []
    for term, shape in zip(terms, shapes, strict=True):
        if shape.is_scalar and not _is_zero(term):
            if large[0].is_square and not entrywise:
                raise scalar_beside(term, others[0], context)
            notes.append(f"the scalar `{_quote(term, context)}` is times ones")
            filled.append(Apply("fill", (term,), large[0], (), term.span))
        elif shape.is_scalar:
            filled.append(Apply("zero", (), large[0], (), term.span))
        else:
            filled.append(term)
    return tuple(filled), tuple(notes)


def _is_zero(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 0


def _quote(term: Term, context: Context) -> str:
    return context.quote(term.span) if term.span else ""


def scalar_beside(term: Term, other: Term, context: Context) -> Unreadable:
    scalar, matrix = _quote(term, context), _quote(other, context)
    message = f"the scalar `{scalar}` beside the square matrix `{matrix}`"
    one = "" if scalar == "1" else f"{scalar} "
    fix = rf"Write `{one}I` or `{one}\mathbf{{1}} \mathbf{{1}}^\top`, whichever is meant."
    return Unreadable("D302", message, term.span, fix=fix)


# -- products and quotients


def read_product(read: Read, node: Product, sizes: Unifier, context: Context) -> list[Candidate]:
    ways = together(read, node.factors, sizes, context)
    if not node.dot:
        return operate("product", ways, context, node.span)

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        parts = (terms[: node.dot], terms[node.dot :])
        columns = [_column(part, solved, context, node.span) for part in parts]
        left, right = columns
        if left is None or right is None:
            return Candidate(
                build("product", terms, solved, context, node.span), solved, assumes, picks
            )
        term = build("inner", (left, right), solved, context, node.span)
        return Candidate(term, solved, assumes, picks)

    return fitting(ways, one)


def _column(factors: tuple[Term, ...], sizes: Unifier, context: Context, span: Span) -> Term | None:
    r"""The product on one side of a `\cdot`, if it is a column of more than one entry: the `\cdot`
    of two columns, which have no product, is their inner product."""
    found = factors[0]
    if len(factors) > 1:
        trial = sizes.copy()
        try:
            found = build("product", factors, trial, context, span)
        except Unreadable:
            return None
    shape = resolved(found.shape, sizes)
    return found if shape.is_column and not shape.is_scalar else None


def read_quotient(read: Read, node: Quotient, sizes: Unifier, context: Context) -> list[Candidate]:
    ways = together(read, (node.top, node.bottom), sizes, context)

    def one(way: Several) -> Candidate:
        (top, bottom), solved, assumes, picks = way
        shape = resolved(bottom.shape, solved)
        if not shape.is_scalar:
            raise _matrix_below(node, shape, context)
        return Candidate(_ratio(top, bottom, solved, node.span), solved, assumes, picks)

    return fitting(ways, one)


def _ratio(top: Term, bottom: Term, sizes: Unifier, span: Span) -> Term:
    """top / bottom; a fraction of two numbers is a number."""
    if isinstance(bottom, Number):
        if bottom.value == 0:
            raise Unreadable("D201", "a division by 0", bottom.span)
        if isinstance(top, Number):
            return Number(top.value / bottom.value, span)
    return Apply("quotient", (top, bottom), resolved(top.shape, sizes), (), span)


def _matrix_below(node: Quotient, shape: Shape, context: Context) -> Unreadable:
    top, bottom = context.quote(node.top.span), context.quote(node.bottom.span)
    message = f"a division by `{bottom}`, which is {shape}"
    quotient = rf"`({top}) \oslash ({bottom})`"
    if shape.is_square:
        inverse = f"({bottom})^{{-1}}"
        fix = f"Write `{top} {inverse}`, `{inverse} {top}`, or entry by entry {quotient}."
    else:
        fix = f"Write it entry by entry: {quotient}."
    return Unreadable("D205", message, node.span, fix=fix)


# -- powers and roots


def read_power(read: Read, node: Power, sizes: Unifier, context: Context) -> list[Candidate]:
    if isinstance(node.base, Constant) and node.base.what == "euler":
        ways = together(read, (node.exponent,), sizes, context)
        return fitting(ways, lambda way: by_shape("e to the", way, context, node.span))
    ways = together(read, (node.base, node.exponent), sizes, context)
    return fitting(ways, lambda way: _power(node, way, context))


def _power(node: Power, way: Several, context: Context) -> Candidate:
    (base, exponent), sizes, assumes, picks = way
    shape = resolved(base.shape, sizes)
    if not resolved(exponent.shape, sizes).is_scalar:
        raise Unreadable("D205", "an exponent that is no scalar", node.exponent.span)
    value = folded(exponent)
    if value is not None:
        exponent = Number(value, exponent.span)
    check_exponent(value, form(shape), exponent, node.exponent.span)
    notation = "inverse" if value == -1 else "power"
    taken = reading(notation, shape)
    if isinstance(taken, Refused):
        raise refused(taken, node.base, node.span, context)
    args = (base,) if taken.operator == "inverse" else (base, exponent)
    sizes = sizes.copy()
    term = build(taken.operator, args, sizes, context, node.span)
    return Candidate(term, sizes, assumes, picks).noted(*convention(taken, node.base, context))


def read_entry_power(
    read: Read, node: EntryPower, sizes: Unifier, context: Context
) -> list[Candidate]:
    ways = together(read, (node.base, node.exponent), sizes, context)

    def one(way: Several) -> Candidate:
        (base, exponent), solved, assumes, picks = way
        value = folded(exponent)
        if value is not None:
            exponent = Number(value, exponent.span)
            if abs(value) > LARGEST_POWER:
                raise Unreadable("D203", f"a power with exponent {value}", node.exponent.span)
        solved = solved.copy()
        term = build("hadamard_power", (base, exponent), solved, context, node.span)
        return Candidate(term, solved, assumes, picks)

    return fitting(ways, one)


def read_root(read: Read, node: Root, sizes: Unifier, context: Context) -> list[Candidate]:
    if node.degree is None:
        ways = together(read, (node.radicand,), sizes, context)
        return fitting(ways, lambda way: by_shape("sqrt", way, context, node.span, node.radicand))
    ways = together(read, (node.radicand, node.degree), sizes, context)

    def one(way: Several) -> Candidate:
        (radicand, degree), solved, assumes, picks = way
        value = folded(degree)
        if not resolved(radicand.shape, solved).is_scalar or not value:
            raise Unreadable("D205", "a root of this degree is read for scalars", node.span)
        term = Apply("power", (radicand, number(1 / value)), radicand.shape, (), node.span)
        return Candidate(term, solved, assumes, picks)

    return fitting(ways, one)


# -- the table of readings, applied


def by_shape(
    notation: str, way: Several, context: Context, span: Span, operand: Node | None = None
) -> Candidate:
    """The reading of a notation around one operand, by the operand's shape."""
    (term,), sizes, assumes, picks = way
    taken = reading(notation, resolved(term.shape, sizes))
    if isinstance(taken, Refused):
        raise refused(taken, operand, span, context, term)
    sizes = sizes.copy()
    data = (taken.function, 0) if taken.function else ()
    result = build(taken.operator, (term,), sizes, context, span, data)
    made = Candidate(result, sizes, assumes, picks)
    return made.noted(*convention(taken, operand, context))


def convention(taken: Taken, operand: Node | None, context: Context) -> tuple[str, ...]:
    """What to list, if the reading is a convention."""
    if not taken.assumes:
        return ()
    return (taken.assumes.format(context.quote(operand.span) if operand else ""),)


def refused(
    found: Refused, operand: Node | None, span: Span, context: Context, term: Term | None = None
) -> Unreadable:
    place = operand.span if operand else (term.span if term and term.span else span)
    quoted = context.quote(place)
    return Unreadable("D205", found.message.format(quoted), span, fix=found.fix.format(quoted))
