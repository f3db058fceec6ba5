r"""Functions with their arguments: known words, declared functions, defined ones.

Functions act entrywise on any shape; `\exp(A)` of a square A is read so and listed. An undeclared
`\sigma` that is applied is the logistic sigmoid, listed too.
"""

from collections.abc import Sequence

from mdderive.latex.applications import read_application, undefined
from mdderive.latex.arguments import argument_name, bare_name
from mdderive.latex.arithmetic import by_shape
from mdderive.latex.candidates import (
    Candidate,
    Read,
    Several,
    build,
    fitting,
    operate,
    resolved,
    together,
)
from mdderive.latex.composed import MEANING, WORDS, composed
from mdderive.latex.context import Context
from mdderive.latex.formula import Call, Name
from mdderive.latex.leaves import undeclared
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.words import function_words
from mdderive.term import Apply, Symbol, Term, Unifier, replace, symbols

_MATRIX_FUNCTIONS = frozenset({"exp", "log", "sin", "cos", "tanh"})
"""Functions that have another meaning for a square matrix, so that the entrywise one is listed."""


def read_call(read: Read, node: Call, sizes: Unifier, context: Context) -> list[Candidate]:
    name = node.function
    if name in context.parameters or name in context.values:
        return _defined(read, node, sizes, context)
    if undefined(node, context):
        return read_application(read, node, sizes, context)
    kind = context.vocabulary.functions.get(name)
    if kind is not None:
        return _entrywise(read, node, kind if kind != "elementwise" else name, sizes, context)
    if name == r"\sigma":
        found = _entrywise(read, node, "sigmoid", sizes, context)
        return [one.noted(r"\sigma is the logistic sigmoid") for one in found]
    if name in WORDS and (other := composed(node, context.declarations)) is not None:
        found = read(other, sizes, context)
        return [one.noted(f"`{context.quote(node.span)}` is {MEANING[name]}") for one in found]
    if name not in function_words():
        if name.startswith("\\") or len(name) == 1 or "_" in name:
            raise undeclared(Name(name, node.span))
        raise Unreadable("D204", f"`{name}` has no reading", node.span)
    where, what = function_words()[name]
    if where == "map":
        return _entrywise(read, node, what, sizes, context)
    return _operator(read, node, what, sizes, context)


def _entrywise(
    read: Read, node: Call, function: str, sizes: Unifier, context: Context
) -> list[Candidate]:
    _one_argument(node)
    ways = together(read, node.arguments, sizes, context)
    if function == "sqrt" and node.order == 0:
        operand = node.arguments[0]
        return fitting(ways, lambda way: by_shape("sqrt", way, context, node.span, operand))

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        term = build("map", terms, solved, context, node.span, (function, node.order))
        found = Candidate(term, solved, assumes, picks)
        square = term.shape.is_square and not term.shape.is_scalar
        if square and function in _MATRIX_FUNCTIONS:
            return found.noted(f"`{context.quote(node.span)}` is entrywise")
        return found

    return fitting(ways, one)


def _one_argument(node: Call) -> None:
    if len(node.arguments) != 1:
        message = f"{node.function} takes one argument, not {len(node.arguments)}"
        raise Unreadable("D201", message, node.span)


def _operator(
    read: Read, node: Call, operator: str, sizes: Unifier, context: Context
) -> list[Candidate]:
    _one_argument(node)
    if node.order:
        raise Unreadable("D204", f"a prime on {node.function} has no reading", node.span)
    ways = together(read, node.arguments, sizes, context)
    if operator == "diag":
        operand = node.arguments[0]
        return fitting(ways, lambda way: by_shape("diag", way, context, node.span, operand))
    return operate(operator, ways, context, node.span)


def _defined(read: Read, node: Call, sizes: Unifier, context: Context) -> list[Candidate]:
    """A defined function: bare where its own arguments are meant, its value with others put in
    otherwise. A name with a value before its variables in brackets is that name."""
    if node.order:
        return _derived(read, node, sizes, context)
    value = context.values[node.function]
    symbol = Symbol(node.function, value.shape, node.span)
    names = [argument_name(arg) for arg in node.arguments]
    parameters = context.parameters.get(node.function)
    if parameters == tuple(names) or (parameters is None and _are_its_own(names, value, context)):
        return [Candidate(symbol, sizes)]
    if parameters is None or not all(name in context.declarations for name in parameters):
        message = f"`{node.function}` is no function of these arguments"
        fix = f"Define it with its arguments: `{node.function}(x) = ...`."
        raise Unreadable("D205", message, node.span, fix=fix)
    if len(parameters) != len(node.arguments):
        message = f"{node.function} has {len(parameters)} arguments, not {len(node.arguments)}"
        raise Unreadable("D201", message, node.span)
    ways = together(read, node.arguments, sizes, context)
    whole = context.unfolded(value)

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        put = _substitution(node, parameters, terms, solved, context)
        return Candidate(replace(whole, put), solved, assumes, picks)

    return fitting(ways, one)


def _are_its_own(names: Sequence[str], value: Term, context: Context) -> bool:
    """Whether a name with a value, defined without arguments, is given those it depends on."""
    inside = symbols(value) | symbols(context.unfolded(value))
    return all(name in inside or bare_name(name) in inside for name in names)


def _substitution(
    node: Call,
    parameters: tuple[str, ...],
    terms: tuple[Term, ...],
    sizes: Unifier,
    context: Context,
) -> dict[str, Term]:
    put: dict[str, Term] = {}
    for parameter, term in zip(parameters, terms, strict=True):
        wanted = context.declarations[parameter].shape
        shape = resolved(term.shape, sizes)
        if shape != wanted:
            message = f"the argument {parameter} of {node.function} is {wanted}, this is {shape}"
            raise Unreadable("D301", message, term.span or node.span)
        put[parameter] = term
    return put


def _derived(read: Read, node: Call, sizes: Unifier, context: Context) -> list[Candidate]:
    """f' and f'' of a defined function of one scalar, at any argument."""
    value, parameters = context.values[node.function], context.parameters.get(node.function, ())
    declared = context.declarations.get(parameters[0]) if len(parameters) == 1 else None
    scalar = declared is not None and declared.shape.is_scalar and value.shape.is_scalar
    if not scalar or node.order > 2 or len(node.arguments) != 1:
        message = f"a prime on {node.function}, which is no scalar function of one scalar"
        fix = rf"Write `\frac{{\partial {node.function}}}{{\partial x}}` or `\nabla_x`."
        raise Unreadable("D204", message, node.span, fix=fix)
    variable = Symbol(parameters[0], value.shape)
    operator = "gradient" if node.order == 1 else "hessian"
    whole = context.unfolded(value, frozenset(parameters))

    def one(way: Several) -> Candidate:
        (at,), solved, assumes, picks = way
        _substitution(node, parameters, (at,), solved, context)
        term = Apply(operator, (whole, variable, at), value.shape, (), node.span)
        return Candidate(term, solved, assumes, picks)

    return fitting(together(read, node.arguments, sizes, context), one)
