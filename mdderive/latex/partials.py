r"""Derivatives of an undefined function itself: `\nabla \ell(W x)`, `g'(z)`, dg/dx of a bare g.

They are taken by an argument and then put at the point: the binder's variable stands in the place
of the argument. `\frac{\partial g}{\partial x}` of a bare g(v, x) is such a partial derivative,
with v held whatever v depends on; by a name that is no argument, it is the derivative of the value.
"""

from collections.abc import Callable

from mdderive.latex.applications import applied, bare, check_shapes, refuse_count, undefined
from mdderive.latex.candidates import Candidate, Read, Several, fitting, placed, together
from mdderive.latex.context import Context
from mdderive.latex.derivatives import first, gradient, second, untransposed
from mdderive.latex.formula import Call, Derivative, Nabla, Name, Node
from mdderive.latex.named_derivatives import JACOBIAN
from mdderive.latex.unreadable import Unreadable
from mdderive.operators.application import stand_in, with_stand_in
from mdderive.source import Span
from mdderive.term import Term, Unifier, replace

Derive = Callable[[Term, Term, Unifier, Context, Span], Term]


def is_partial(node: Node, context: Context) -> bool:
    """Whether a node is the derivative of an undefined function by one of its arguments."""
    match node:
        case Call(order=order):
            return order > 0 and undefined(node, context) is not None
        case Derivative(Name() as body, (by,)) if undefined(body, context):
            return _place(bare(body, context, untransposed(by)[0]), untransposed(by)[0]) is not None
        case Nabla(Name() as body, None):
            return undefined(body, context) is not None
        case Nabla(Name() as body, by) if undefined(body, context):
            return _place(bare(body, context, by), by) is not None
        case Nabla(Call() as body, None):
            return undefined(body, context) is not None
    return False


def _place(call: Call, by: Node | None) -> int | None:
    """Which argument of a call is the name it is differentiated by."""
    for place, argument in enumerate(call.arguments):
        if isinstance(by, Name) and isinstance(argument, Name) and argument.name == by.name:
            return place
    return None


def read_partial(
    read: Read, node: Call | Derivative | Nabla, sizes: Unifier, context: Context
) -> list[Candidate]:
    call, by, derive = _parts(node, context)
    declared = context.declarations[call.function]
    refuse_count(call, declared)
    place = _place(call, by) or 0
    if len(call.arguments) > 1 and by is None:
        fix = rf"Write `\frac{{\partial {call.function}}}{{\partial x}}`, which says by which."
        message = f"a derivative of {call.function}, which has several arguments"
        raise Unreadable("D204", message, node.span, fix=fix)

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        check_shapes(terms, solved, declared, node.span)
        whole = applied(declared, terms, call.span)
        variable, body = stand_in(whole, place), with_stand_in(whole, place)
        term = replace(
            derive(body, variable, solved, context, node.span), {variable.name: terms[place]}
        )
        return Candidate(placed(term, node.span), solved, assumes, picks)

    return fitting(together(read, call.arguments, sizes, context), one)


def _parts(node: Call | Derivative | Nabla, context: Context) -> tuple[Call, Node | None, Derive]:
    """What is applied, by which argument it is differentiated, and how."""
    if isinstance(node, Call):
        return node, None, _ordered(node.order, lambda *args: first(*args, flip=False))
    if isinstance(node, Nabla):
        call = bare(node.body, context, node.by) if isinstance(node.body, Name) else node.body
        assert isinstance(call, Call)
        if node.what == JACOBIAN:
            return call, node.by, lambda *args: first(*args, flip=True)
        return call, node.by, _ordered(node.order, gradient)
    by, flip = untransposed(node.by[0])
    assert isinstance(node.body, Name)
    return bare(node.body, context, by), by, lambda *args: first(*args, flip=flip)


def _ordered(order: int, once: Derive) -> Derive:
    return second if order == 2 else once if order == 1 else _refused


def _refused(body: Term, by: Term, sizes: Unifier, context: Context, span: Span) -> Term:
    raise Unreadable("D204", "derivatives of order three", span)
