r"""Derivatives by an entry or a member: entries and members of the gradient by the whole.

\partial f / \partial X_{kl} = (\partial f / \partial X)_{kl}
\partial f / \partial x_i    the member i of the gradient by the family
\partial y / \partial x_k    the column k of the Jacobian by x
"""

from collections.abc import Sequence

from mdderive.config import Layout
from mdderive.latex.candidates import Candidate, Read, Several, fitting, placed, resolved, together
from mdderive.latex.context import Context
from mdderive.latex.formula import Derivative, Entry, Member, Name, Node
from mdderive.latex.sums import entry_of, member_of, of_range
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import Apply, Shape, Symbol, Term, Unifier, symbols


def is_by_entry(node: Derivative) -> bool:
    """Whether a derivative is by an entry or a member."""
    return any(isinstance(by, Entry | Member) for by in node.by)


def read_by_entry(
    read: Read, node: Derivative, sizes: Unifier, context: Context
) -> list[Candidate]:
    """The derivative; raises where it is not of order one, or by an entry of a formula."""
    by = node.by[0]
    if len(node.by) == 2 and all(isinstance(one, Entry) for one in node.by):
        return _second(read, node, sizes, context)
    if len(node.by) > 1 or not isinstance(by, Member | Entry):
        raise Unreadable("D204", "a second derivative by entries", node.span)
    if isinstance(by, Entry) and not isinstance(by.base, Name):
        raise Unreadable("D204", "a derivative by an entry of a formula", node.span)
    nodes: tuple[Node, ...] = (node.body,) if isinstance(by, Member) else (node.body, by.base)
    ways = together(read, nodes, sizes, context)

    def one(way: Several) -> Candidate:
        (body, *rest), solved, assumes, picks = way
        solved = solved.copy()
        _refuse_unmentioned(body, rest, context, node.span)
        shape = resolved(body.shape, solved)
        if isinstance(by, Member):
            term = _by_member(body, shape, by, context, node.span)
        else:
            term = _by_entry(body, shape, rest[0], by, solved, context)
        return Candidate(placed(term, node.span), solved, assumes, picks)

    return fitting(ways, one)


def _refuse_unmentioned(
    body: Term, variables: Sequence[Term], context: Context, span: Span
) -> None:
    """Of f(A z) by an entry of x = A z: that is no 0, f(x) is meant."""
    for variable in variables:
        name = variable.name if isinstance(variable, Symbol) else ""
        whole = context.unfolded(body, frozenset({name}))
        if name in context.values and name not in symbols(whole):
            message = f"what is differentiated does not mention `{name}`"
            fix = f"Write it in terms of `{name}`, which is what it is differentiated by."
            raise Unreadable("D504", message, span, fix=fix)


def _second(read: Read, node: Derivative, sizes: Unifier, context: Context) -> list[Candidate]:
    """The entry of the Hessian by a column at two of its indices."""
    one, other = node.by
    assert isinstance(one, Entry) and isinstance(other, Entry)
    same = isinstance(one.base, Name) and isinstance(other.base, Name)
    if not same or one.base.name != other.base.name:  # type: ignore[union-attr]
        raise Unreadable("D204", "a second derivative by entries of two names", node.span)
    both = Entry(one.base, f"{one.subscript.strip('{}')},{other.subscript.strip('{}')}", node.span)

    def entry(way: Several) -> Candidate:
        (body, variable), solved, assumes, picks = way
        _refuse_unmentioned(body, [variable], context, node.span)
        column = resolved(variable.shape, solved).is_column
        if not (column and resolved(body.shape, solved).is_scalar):
            raise Unreadable("D204", "a second derivative by entries of a matrix", node.span)
        hessian = apply("hessian", body, variable, variable)
        term = entry_of(hessian, both, solved, context)
        return Candidate(placed(term, node.span), solved, assumes, picks)

    return fitting(together(read, (node.body, one.base), sizes, context), entry)


def _by_member(body: Term, shape: Shape, by: Member, context: Context, span: Span) -> Term:
    family = context.families[by.family]
    whole = Symbol(by.family, family.whole, by.span)
    numerator = context.layout is Layout.NUMERATOR
    if shape.is_scalar:
        gradient = apply("gradient", body, whole, whole)
        term = member_of(gradient, by, context)
        return apply("transpose", term) if numerator and not family.shape.is_scalar else term
    if not (shape.is_column and family.shape.is_column):
        raise Unreadable("D205", "a derivative of this shape by a member of a family", span)
    stacked = apply("vec", whole)
    jacobian = apply("jacobian", body, stacked, stacked)
    if len(family.ranges) > 1:
        raise Unreadable("D204", "a derivative of a vector by a member with two indices", span)
    index = of_range(by.indices[0], family.ranges[0], by, context)
    term = apply("member", jacobian, index, shape=Shape(shape.rows, family.shape.rows))
    plain = family.shape.is_scalar or context.layout is not Layout.DENOMINATOR
    return term if plain else apply("transpose", term)


def _by_entry(
    body: Term, shape: Shape, variable: Term, by: Entry, sizes: Unifier, context: Context
) -> Apply:
    if shape.is_scalar:
        return entry_of(apply("gradient", body, variable, variable), by, sizes, context)
    if not (shape.is_column and variable.shape.is_column):
        raise Unreadable("D205", "a derivative of this shape by an entry", by.span)
    picked = entry_of(variable, by, sizes, context)
    jacobian = apply("jacobian", body, variable, variable)
    return apply("member", jacobian, picked.args[1], shape=shape)
