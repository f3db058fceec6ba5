r"""Functions that are declared but not defined: `\ell(z)`, and `\ell` alone.

The bare name means the function where its own arguments are meant: those it has been given in the
derivation so far, or, below a derivative by a name of the right shape, that name. Of several, the
one that consists of names is meant.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from mdderive.latex.candidates import Candidate, Read, Several, fitting, resolved, together
from mdderive.latex.context import Context
from mdderive.latex.formula import Call, Derivative, Nabla, Name, Node, children
from mdderive.latex.leaves import shape_of
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Apply, Declaration, Shape, Term, Unifier

SMOOTH = "smooth"
"""`Declaration.function` of a name that stands for an undefined function."""

Arguments = tuple[Node, ...]


def undefined(node: Node | None, context: Context) -> Declaration | None:
    """The declaration of the undefined function that a node applies or names."""
    match node:
        case Name(name) | Call(name):
            declared = context.declarations.get(name)
            if declared is not None and declared.function == SMOOTH:
                return declared
    return None


def read_application(read: Read, node: Call, sizes: Unifier, context: Context) -> list[Candidate]:
    r"""`g(x, y)` of arguments that have the declared shapes."""
    declared = context.declarations[node.function]

    def one(way: Several) -> Candidate:
        terms, solved, assumes, picks = way
        solved = solved.copy()
        check_shapes(terms, solved, declared, node.span)
        return Candidate(applied(declared, terms, node.span), solved, assumes, picks)

    refuse_count(node, declared)
    return fitting(together(read, node.arguments, sizes, context), one)


def applied(declared: Declaration, args: Sequence[Term], span: Span) -> Apply:
    """The function where its arguments are these."""
    return Apply("application", tuple(args), declared.shape, (declared.name,), span)


def refuse_count(node: Call, declared: Declaration) -> None:
    count, given = len(declared.arguments), len(node.arguments)
    if count != given:
        message = f"{node.function} has {count} arguments, not {given}"
        raise Unreadable("D201", message, node.span)


def check_shapes(terms: Sequence[Term], sizes: Unifier, declared: Declaration, span: Span) -> None:
    """The arguments have the shapes that are declared; `sizes` is changed."""
    for term, wanted in zip(terms, declared.arguments, strict=True):
        rows = sizes.same(term.shape.rows, wanted.rows)
        if not (rows and sizes.same(term.shape.cols, wanted.cols)):
            found = resolved(term.shape, sizes)
            message = f"`{declared.name}` takes an argument of {wanted}, this is {found}"
            raise Unreadable("D301", message, term.span or span)


# -- the bare name


def bare(node: Name, context: Context, by: Node | None = None) -> Call:
    """The function with its own arguments; `by` is what it is differentiated by."""
    declared = context.declarations[node.name]
    return Call(node.name, _own(declared, context, node.span, by), 0, False, node.span)


def _own(declared: Declaration, context: Context, span: Span, by: Node | None) -> Arguments:
    given = list(context.applications.get(declared.name, {}).values())
    if isinstance(by, Name):
        if len(declared.arguments) == 1 and shape_of(by.name, context) == declared.arguments[0]:
            return (by,)
        given = [args for args in given if any(_is(by, arg) for arg in args)] or given
    if len(given) > 1:
        given = [args for args in given if all(isinstance(arg, Name) for arg in args)] or given
    if len(given) == 1:
        return given[0]
    several = "it has been given several" if given else "none has been given yet"
    message = f"`{declared.name}` without its arguments: {several}"
    fix = f"Write `{declared.name}(z)`, with what it is taken of."
    raise Unreadable("D205", message, span, fix=fix)


def _is(by: Name, arg: Node) -> bool:
    return isinstance(arg, Name) and arg.name == by.name


def applications_in(
    node: Node, functions: Mapping[str, Declaration], shape: Callable[[str], Shape | None]
) -> Iterator[tuple[str, Arguments]]:
    r"""The undefined functions that a tree applies, with their arguments; a derivative by a name of
    the argument's shape counts as one."""
    stack = [node]
    while stack:
        top = stack.pop()
        match top:
            case Call(name, arguments) if name in functions:
                yield name, arguments
            case Derivative(Name(name), (Name(by) as variable,)) if name in functions:
                if functions[name].arguments == (shape(by),):
                    yield name, (variable,)
            case Nabla(Name(name), Name(by) as variable) if name in functions:
                if functions[name].arguments == (shape(by),):
                    yield name, (variable,)
        stack.extend(children(top))
