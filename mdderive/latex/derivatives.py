r"""Differentials, gradients, Jacobians and Hessians, with the layout resolved.

The binder holds what is differentiated as it is written, and the variable, which is the point too:
whoever closes the step unfolds the body down to the variable and the point entirely. In denominator
layout dy/dx of two columns has rows by x; with `\partial x^\top` below, rows by y in every layout.
A gradient has the shape of its variable except in numerator layout.
"""

from dataclasses import replace

from mdderive.config import Layout
from mdderive.latex.applications import bare, undefined
from mdderive.latex.candidates import (
    Candidate,
    Read,
    Several,
    build,
    fitting,
    placed,
    resolved,
    together,
)
from mdderive.latex.context import Context
from mdderive.latex.entry_derivatives import is_by_entry, read_by_entry
from mdderive.latex.formula import (
    Bracket,
    Call,
    Derivative,
    Differential,
    Name,
    Node,
    Prime,
    Transposed,
)
from mdderive.latex.leaves import shape_of
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import (
    Apply,
    Shape,
    Symbol,
    Term,
    Unifier,
    bound_names,
    symbols,
    transform,
)
from mdderive.term import replace as replace_names


def read_differential(
    read: Read, node: Differential, sizes: Unifier, context: Context
) -> list[Candidate]:
    needs_value(node.body, node.span, context)
    ways = together(read, (node.body,), sizes, context)

    def one(way: Several) -> Candidate:
        (term,), solved, assumes, picks = way
        for _ in range(node.order):
            term = Apply("differential", (term,), term.shape, (), node.span)
        return Candidate(term, solved, assumes, picks)

    return fitting(ways, one)


def needs_value(body: Node, span: Span, context: Context) -> None:
    """A d or derivative of a name asks for its definition."""
    name = body.name if isinstance(body, Name) else body.function if isinstance(body, Call) else ""
    applied = isinstance(body, Call)
    if not name or (applied and name not in context.values and not context.vocabulary.known(name)):
        return
    if shape_of(name, context) is None and context.vocabulary.known(name) is None:
        message = f"`{name}` has no value, so it cannot be differentiated"
        fix = f"Define `{name}` in an earlier row, or give it in the annotation."
        raise Unreadable("D209", message, span, fix=fix)


# -- fractions


def read_derivative(
    read: Read, node: Derivative, sizes: Unifier, context: Context
) -> list[Candidate]:
    if is_by_entry(node):
        return read_by_entry(read, node, sizes, context)
    needs_value(node.body, node.span, context)
    if undefined(node.body, context) and isinstance(node.body, Name):
        node = replace(node, body=bare(node.body, context, untransposed(node.by[0])[0]))
    variables = [untransposed(by) for by in node.by]
    ways = together(read, (node.body, *(by for by, _ in variables)), sizes, context)
    flips = [flip for _, flip in variables]

    def one(way: Several) -> Candidate:
        (body, *by), solved, assumes, picks = way
        solved = solved.copy()
        term = _derived(body, by, flips, solved, context, node.span)
        return Candidate(placed(term, node.span), solved, assumes, picks)

    return fitting(ways, one)


def untransposed(node: Node) -> tuple[Node, bool]:
    r"""x of `\partial x^\top`, and whether it was transposed."""
    match node:
        case Transposed(base):
            return base, True
        case Bracket(Transposed(base)) | Prime(base) | Bracket(Prime(base)):
            return base, True
    return node, False


def _derived(
    body: Term, by: list[Term], flips: list[bool], sizes: Unifier, context: Context, span: Span
) -> Term:
    if len(by) == 1:
        return first(body, by[0], sizes, context, span, flip=flips[0])
    if len(by) > 2:
        raise Unreadable("D204", "derivatives of order three", span)
    if by[0] == by[1]:
        return second(body, by[0], sizes, context, span)
    inner = gradient(body, by[0], sizes, context, span)
    if resolved(by[0].shape, sizes).is_scalar and resolved(by[1].shape, sizes).is_scalar:
        return gradient(inner, by[1], sizes, context, span)
    if flips == [False, True]:
        return jacobian(inner, by[1], sizes, context, span)
    raise Unreadable("D204", r"mixed derivatives are read as `\partial x\, \partial y^\top`", span)


def first(
    body: Term, by: Term, sizes: Unifier, context: Context, span: Span, *, flip: bool
) -> Term:
    """A first derivative, by the shapes of both; `flip`: the variable is transposed below."""
    y, x = resolved(body.shape, sizes), resolved(by.shape, sizes)
    numerator = context.layout is Layout.NUMERATOR
    if y.is_scalar:
        found = gradient(body, by, sizes, context, span)
        return _flipped(found, span) if (flip or numerator) and not x.is_scalar else found
    if x.is_scalar:
        return _by_scalar(body, by, sizes, context, span)
    if y.rows.is_one:
        body = Apply("transpose", (body,), y.transposed, (), body.span)
    elif not y.cols.is_one or not x.cols.is_one:
        message = f"the derivative of {y} by {x}"
        fix = r"Write it with `\operatorname{vec}(F)` and `\operatorname{vec}(X)`."
        raise Unreadable("D205", message, span, fix=fix)
    found = jacobian(body, by, sizes, context, span)
    rows_by_y = flip or context.layout is not Layout.DENOMINATOR
    return found if rows_by_y else _flipped(found, span)


def _flipped(term: Term, span: Span) -> Term:
    return Apply("transpose", (term,), term.shape.transposed, (), span)


def _by_scalar(body: Term, by: Term, sizes: Unifier, context: Context, span: Span) -> Term:
    """dF/dt has the shape of F."""
    shape = resolved(body.shape, sizes)
    if shape.is_column:
        return jacobian(body, by, sizes, context, span)
    if shape.rows.is_one:
        flipped = Apply("transpose", (body,), shape.transposed, (), body.span)
        return _flipped(jacobian(flipped, by, sizes, context, span), span)
    column = build("vec", (body,), sizes, context, span)
    return _unstacked(jacobian(column, by, sizes, context, span), shape, span)


def _unstacked(column: Term, shape: Shape, span: Span) -> Term:
    """The F with vec(F) = v: F = (vec(I_n)^T kron I_m) (I_n kron v), as F e_j is the j-th block of
    v, and both Kronecker products are sums over j of blocks and unit vectors."""
    rows, cols = (apply("identity", shape=Shape(size, size)) for size in (shape.rows, shape.cols))
    left = apply("kronecker", apply("transpose", apply("vec", cols)), rows)
    found = apply("product", left, apply("kronecker", cols, column))
    return replace(found, shape=shape, span=span)


# -- the three binders


def gradient(body: Term, by: Term, sizes: Unifier, context: Context, span: Span) -> Term:
    return _bound("gradient", body, by, sizes, context, span)


def jacobian(body: Term, by: Term, sizes: Unifier, context: Context, span: Span) -> Term:
    return _bound("jacobian", body, by, sizes, context, span)


def second(body: Term, by: Term, sizes: Unifier, context: Context, span: Span) -> Term:
    """The Hessian; of a scalar variable, the second derivative, which is a 1x1 Hessian."""
    if not resolved(body.shape, sizes).is_scalar:
        raise Unreadable("D204", "second derivatives are read of scalars only", span)
    if not resolved(by.shape, sizes).is_column:
        fix = r"Write it by `\operatorname{vec}(X)`."
        raise Unreadable("D205", "a second derivative by a matrix", span, fix=fix)
    return _bound("hessian", body, by, sizes, context, span)


def _bound(
    operator: str, body: Term, by: Term, sizes: Unifier, context: Context, span: Span
) -> Term:
    variable, body = variable_of(body, by, context, span)
    if operator == "hessian" and variable.shape.is_scalar:
        return build(operator, (body, variable, by), sizes, context, span)
    return build(operator, (body, variable, by), sizes, context, span)


def variable_of(body: Term, by: Term, context: Context, span: Span) -> tuple[Term, Term]:
    """The variable that a derivative binds, and the body, which mentions it once unfolded."""
    name = _variable_name(by)
    if name is None:
        return _by_expression(body, by, context, span)
    whole = context.unfolded(body, frozenset({name}))
    if isinstance(body, Symbol) and name not in symbols(whole):
        message = f"what is differentiated does not mention `{name}`"
        fix = f"Define it in terms of `{name}`, or differentiate by a name it mentions."
        raise Unreadable("D504", message, span, fix=fix)
    return by, body


def _by_expression(body: Term, by: Term, context: Context, span: Span) -> tuple[Term, Term]:
    r"""A fresh variable in place of an expression such as `\Sigma^{-1}`, if the body depends on the
    letters of the expression through it alone, and binds none of them."""
    whole, expression = context.unfolded(body), context.unfolded(by)
    quoted = context.quote(by.span or span)
    fresh = Symbol("{" + quoted + "}", by.shape, by.span)
    found = transform(whole, lambda part: fresh if part == expression else part)
    match expression:
        case Apply("inverse", (Symbol(name),)):
            # X is the inverse of its inverse, so the body depends on X through that alone.
            found = replace_names(found, {name: apply("inverse", fresh)})
    left = (symbols(found) | bound_names(whole)) & symbols(expression)
    if left or fresh.name not in symbols(found):
        names = ", ".join(f"`{name}`" for name in sorted(left)) or "nothing of it"
        message = f"a derivative by `{quoted}`, beside which the formula holds {names}"
        fix = f"Name it first: define a name as `{quoted}` and write the formula with that name."
        raise Unreadable("D205", message, by.span or span, fix=fix)
    return fresh, found


def _variable_name(by: Term) -> str | None:
    """The name of X or vec(X)."""
    match by:
        case Symbol(name):
            return name
        case Apply("vec", (Symbol(name),)):
            return name
    return None
