"""Leaves: numbers, names, built-in constants."""

from fractions import Fraction

from mdderive.latex.candidates import Candidate, Read, together
from mdderive.latex.commutation import commutation
from mdderive.latex.context import Context
from mdderive.latex.formula import Constant, Name, Node, Num
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import number
from mdderive.term import (
    Apply,
    Dimension,
    Number,
    Shape,
    Size,
    Symbol,
    Term,
    Unifier,
)

PI = r"\pi"
LARGEST_POWER = 64


def read_number(node: Num, sizes: Unifier) -> list[Candidate]:
    return [Candidate(Number(node.value, node.span), sizes)]


def read_name(node: Name, sizes: Unifier, context: Context) -> list[Candidate]:
    """A declared or defined name, a size letter as a number, or a name whose shape is tried."""
    if node.name in context.stale:
        fix = "Declare it, or define it, in the derivation that uses it."
        raise Unreadable("D206", context.stale[node.name], node.span, fix=fix)
    if node.name in context.unread:
        message = f"`{node.name}` is defined by a line that could not be read"
        raise Unreadable("D206", message, node.span, fix="Mend that line first.")
    shape = shape_of(node.name, context)
    if shape is not None:
        return [Candidate(Symbol(node.name, shape, node.span), sizes)]
    if node.name in context.vocabulary.sizes:
        return [Candidate(Dimension(Size.letter(node.name), node.span), sizes)]
    raise undeclared(node)


def shape_of(name: str, context: Context) -> Shape | None:
    """The shape of a name that has one: by its value, its declaration, or as it is tried."""
    if name in context.values:
        return context.values[name].shape
    declared = context.declarations.get(name)
    if declared is not None and declared.function is None:
        return declared.shape
    return context.assumed.get(name)


def undeclared(node: Name) -> Unreadable:
    fix = f"Declare it in the annotation, for instance `{node.name}: R^n`, or define it first."
    return Unreadable("D206", f"`{node.name}` is not declared", node.span, fix=fix)


def read_constant(read: Read, node: Constant, sizes: Unifier, context: Context) -> list[Candidate]:
    if node.what == "euler":
        return [
            Candidate(Apply("map", (number(1),), number(1).shape, ("exp", 0), node.span), sizes)
        ]
    if node.what == "pi":
        return [
            Candidate(Symbol(PI, number(1).shape, node.span), sizes, (f"{PI} is the number pi",))
        ]
    given = [size_of(read, size, context) for size in node.sizes]
    if node.what == "commutation":
        return [commutation(node, given, sizes)]
    sizes = sizes.copy()
    shape = _shape(node, given, sizes)
    return [Candidate(Apply(node.what, (), shape, (), node.span), sizes)]


def _shape(node: Constant, given: list[Size], sizes: Unifier) -> Shape:
    if node.what == "identity":
        square = given[0] if given else sizes.fresh()
        if len(given) > 1 and given[1] != square:
            raise Unreadable("D301", "an identity matrix is square", node.span)
        return Shape(square, square)
    if len(given) > 1:
        return Shape(given[0], given[1])
    rows = given[0] if given else sizes.fresh()
    columns = Size.of(1) if given or node.what == "ones" else sizes.fresh()
    return Shape(rows, columns)


def size_of(read: Read, node: Node, context: Context) -> Size:
    """The size that a subscript such as `n^2` or `m n` says."""
    for terms, _, _, _ in together(read, (node,), Unifier(), context):
        size = as_size(terms[0])
        if size is not None:
            return size
    message = f"`{context.quote(node.span)}` is no size: sizes are made of the declared letters"
    raise Unreadable("D303", message, node.span)


def as_size(term: Term) -> Size | None:
    """The size that a term over sizes and numbers amounts to."""
    if isinstance(term, Dimension):
        return term.size
    if isinstance(term, Number):
        return Size.of(int(term.value)) if term.value.denominator == 1 else None
    if not isinstance(term, Apply):
        return None
    if term.operator == "power":
        return _power(as_size(term.args[0]), folded(term.args[1]))
    parts = [as_size(arg) for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    total = known[0] if known else Size.of(1)
    for part in known[1:]:
        total = total + part if term.operator == "sum" else total * part
    if term.operator == "negative":
        return total * Size.of(-1)
    return total if term.operator in ("sum", "product") else None


def _power(base: Size | None, exponent: Fraction | None) -> Size | None:
    if base is None or exponent is None or exponent.denominator != 1 or not 0 < exponent < 9:
        return None
    return base ** int(exponent)


def folded(term: Term) -> Fraction | None:
    """The number that a term of numbers amounts to, None if it holds anything else."""
    if isinstance(term, Number):
        return term.value
    if not isinstance(term, Apply) or not term.args:
        return None
    values = [folded(arg) for arg in term.args]
    known = [value for value in values if value is not None]
    return _fold(term.operator, known) if len(known) == len(values) else None


def _fold(operator: str, values: list[Fraction]) -> Fraction | None:
    first, *rest = values
    if operator == "negative":
        return -first
    if operator == "quotient":
        return first / rest[0] if rest[0] else None
    if operator == "power":
        small = rest[0].denominator == 1 and abs(rest[0]) <= LARGEST_POWER
        return first ** int(rest[0]) if small and (first or rest[0] > 0) else None
    if operator == "sum":
        return sum(rest, first)
    if operator == "product":
        for value in rest:
            first *= value
        return first
    return None
