r"""Nabla: the gradient, which always has the shape of its variable.

Of a column y its columns are the gradients of the entries of y: the transposed Jacobian. In
denominator layout that is dy/dx too; in the others authors mean either, so there it is not read.
Without a subscript it is by the only variable there is: of `wrt`, of the function, of the row, or
of all rows so far.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mdderive.config import Layout
from mdderive.latex.applications import bare, undefined
from mdderive.latex.candidates import Candidate, Read, Several, fitting, placed, resolved, together
from mdderive.latex.context import Context
from mdderive.latex.derivatives import first, gradient, needs_value, second, untransposed
from mdderive.latex.entry_derivatives import read_by_entry
from mdderive.latex.formula import Call, Derivative, Entry, Member, Nabla, Name, Node, children
from mdderive.latex.named_derivatives import JACOBIAN
from mdderive.latex.unreadable import Unreadable
from mdderive.term import Term, Unifier
from mdderive.term import replace as with_names


def read_nabla(read: Read, node: Nabla, sizes: Unifier, context: Context) -> list[Candidate]:
    needs_value(node.body, node.span, context)
    if undefined(node.body, context) and isinstance(node.body, Name):
        node = replace(node, body=bare(node.body, context, node.by))
    if isinstance(node.by, Entry | Member) and node.order == 1:
        own = Derivative(node.body, (node.by,), 1, False, node.span)
        return read_by_entry(read, own, sizes, replace(context, layout=Layout.DENOMINATOR))
    if (point := _point(node, context)) is not None:
        return _at(point, read, node, sizes, context)
    by, notes = (node.by, ()) if node.by else _only_variable(node, context)
    if node.what:
        notes = (*notes, f"`{context.quote(node.span)}` is {node.what}")
    ways = together(read, (node.body, by), sizes, context)

    def one(way: Several) -> Candidate:
        (body, variable), solved, assumes, picks = way
        solved = solved.copy()
        term = _derived(body, variable, node, solved, context)
        found = Candidate(placed(term, node.span), solved, assumes, picks)
        return found.noted(*notes)

    return fitting(ways, one)


def _derived(body: Term, by: Term, node: Nabla, sizes: Unifier, context: Context) -> Term:
    if node.order > 2:
        raise Unreadable("D204", "derivatives of order three", node.span)
    y, x = resolved(body.shape, sizes), resolved(by.shape, sizes)
    if node.what == JACOBIAN:
        return first(body, by, sizes, context, node.span, flip=True)
    if y.is_scalar:
        derive = second if node.order == 2 else gradient
        return derive(body, by, sizes, context, node.span)
    columns = y.is_column and x.is_column and not x.is_scalar
    if node.order == 2 or not columns or context.layout is not Layout.DENOMINATOR:
        message = rf"`\nabla` of {y}; it is read of scalars"
        fix = r"Write the Jacobian, whose rows are by y, as `\frac{\partial y}{\partial x^\top}`."
        raise Unreadable("D205", message, node.span, fix=fix if y.is_column else "")
    return first(body, by, sizes, context, node.span, flip=False)


# -- of a defined function where its argument is a formula: the gradient there


def _point(node: Nabla, context: Context) -> Node | None:
    r"""A x of `\nabla f(A x)`, which is the gradient of f at A x, and not by x."""
    match node:
        case Nabla(Call(function, (argument,), 0), None) if not isinstance(argument, Name):
            return argument if len(context.parameters.get(function, ())) == 1 else None
    return None


def _at(point: Node, read: Read, node: Nabla, sizes: Unifier, context: Context) -> list[Candidate]:
    assert isinstance(node.body, Call)
    function, (parameter,) = node.body.function, context.parameters[node.body.function]
    own = Name(parameter, node.body.span)
    there = replace(node, body=Name(function, node.body.span), by=own)

    def one(way: Several) -> Candidate:
        (found, variable, value), solved, assumes, picks = way
        solved = solved.copy()
        rows = solved.same(value.shape.rows, variable.shape.rows)
        if not (rows and solved.same(value.shape.cols, variable.shape.cols)):
            shape = resolved(value.shape, solved)
            message = f"`{function}` takes an argument of {variable.shape}, this is {shape}"
            raise Unreadable("D301", message, point.span)
        term = with_names(found, {parameter: value})
        return Candidate(placed(term, node.span), solved, assumes, picks)

    return fitting(together(read, (there, own, point), sizes, context), one)


# -- without a subscript


def _only_variable(node: Nabla, context: Context) -> tuple[Node, tuple[str, ...]]:
    """What a nabla without a subscript is by, and what to list of that."""
    body = node.body
    if isinstance(body, Call) and len(body.arguments) == 1 and isinstance(body.arguments[0], Name):
        return body.arguments[0], ()
    function = body.function if isinstance(body, Call) else ""
    function = body.name if isinstance(body, Name) else function
    parameters = context.parameters.get(function, ())
    for names in (parameters, context.wrt or ()):
        if len(names) == 1:
            return Name(names[0], node.span), ()
    name = next(iter(context.below), "") if len(context.below) == 1 else ""
    if context.wrt is None and name:
        quoted = rf"`\nabla` is by `{name}`, as the other derivatives are"
        return Name(name, node.span), (quoted,)
    fix = r"Write it as `\nabla_x`, or say `wrt: x` in the annotation."
    raise Unreadable("D205", r"a `\nabla` that does not say by which name", node.span, fix=fix)


def variables_below(nodes: Sequence[Node]) -> frozenset[str]:
    """The names that the derivatives in these formulas are by; of anything else, its text is ''."""
    return frozenset(name for node in nodes for name in _below(node))


def _below(node: Node) -> Iterator[str]:
    variables: tuple[Node | None, ...] = ()
    if isinstance(node, Derivative):
        variables = node.by
    elif isinstance(node, Nabla):
        variables = (node.by,)
    for by in variables:
        if by is not None:
            variable = untransposed(by)[0]
            yield variable.name if isinstance(variable, Name) else ""
    for child in children(node):
        yield from _below(child)
