r"""Undeclared names: the shape that fits, where only one does.

Every undeclared name of a row is tried as a scalar, a column, a row, a square matrix and any other,
of unknown sizes.
If exactly one assignment makes the row fit, and it determines every size, that is what the names
are, and the verdict lists it; if several do, or one leaves a size open, they must be declared. An
undeclared d that is no differential is never taken for a number. Under `conventions: yes` the look
of a name narrows what it is tried as (`conventions.py`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import TypeVar

from mdderive.latex.context import Context
from mdderive.latex.conventions import forms_by_convention
from mdderive.latex.formula import (
    Call,
    Derivative,
    Differential,
    Nabla,
    Name,
    Node,
    Series,
    children,
)
from mdderive.latex.readings import Form, form
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import plain
from mdderive.source import Span
from mdderive.term import SCALAR, Shape, Size, Symbol, Term, subterms

_FORMS = (Form.SCALAR, Form.COLUMN, Form.ROW, Form.SQUARE, Form.MATRIX)
_MOST_NAMES = 3
_NO_NUMBERS = frozenset({"d", r"\mathsf{d}", r"\delta", r"\Delta", r"\partial"})
_INVERSES = frozenset({"^+", "^-", r"^\dagger", r"^\ddagger", r"^\#", "^#", "^g", "^H"})
_OPEN = "Its size does not follow from the row."

_SCRIPTS = re.compile(r"[_^](\{[^{}]*\}|\\[A-Za-z]+|.)")
_LETTERS = re.compile(r"\\[A-Za-z]+|[A-Za-z]")

T = TypeVar("T")


@dataclass(frozen=True)
class Inferred:
    """What was found out of undeclared names; `by_look`: with the help of a convention."""

    shapes: Mapping[str, Shape]
    by_look: frozenset[str] = frozenset()

    @property
    def notes(self) -> tuple[str, ...]:
        """To be listed with the verdict."""
        return tuple(
            f"{name} is read as {_words(shape)}"
            + (" by convention" if name in self.by_look else "")
            for name, shape in self.shapes.items()
        )


NOTHING = Inferred(MappingProxyType({}))


def _words(shape: Shape) -> str:
    return "a scalar" if shape.is_scalar else f"an element of R^{{{shape.rows} x {shape.cols}}}"


def undeclared_names(nodes: Sequence[Node], context: Context) -> dict[str, Span]:
    """The names without any meaning so far, with their first places. What stands directly under a
    d or derivative asks for a value instead, and is not among them."""
    found: dict[str, Span] = {}
    _refuse_indexed(nodes, context)
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, Name) and _is_undeclared(node.name, context):
            _refuse_inverse(node, context)
            found.setdefault(node.name, node.span)
        inside = list(children(node))
        if isinstance(node, Call) and _decorated(node, context):
            inside = []
        if isinstance(node, Differential | Derivative | Nabla) and isinstance(
            node.body, Name | Call
        ):
            inside.remove(node.body)
        stack.extend(reversed(inside))
    return found


def _refuse_indexed(nodes: Sequence[Node], context: Context) -> None:
    """An undeclared name that carries an index in use is a member of a family, no scalar."""
    stack = list(nodes)
    indices = set(context.indices) | context.vocabulary.index_letters
    names: list[Name] = []
    while stack:
        node = stack.pop()
        stack.extend(children(node))
        if isinstance(node, Series):
            indices.add(node.index)
        if isinstance(node, Name) and _is_undeclared(node.name, context):
            names.append(node)
    for name in names:
        scripts = {
            letter for part in _SCRIPTS.findall(name.name) for letter in _LETTERS.findall(part)
        }
        if scripts & indices:
            message = f"`{name.name}` is not declared"
            fix = f"Declare it as a family, `{name.name}: R^n, {min(scripts & indices)} = 1..N`."
            raise Unreadable("D206", message, name.span, fix=fix)


def _refuse_inverse(node: Name, context: Context) -> None:
    r"""`X^+`, `X^\dagger` of a known X is its pseudo-inverse or adjoint, no free name."""
    stem, mark, _ = node.name.partition("^")
    marked = mark + node.name[len(stem) + 1 :].strip("{}")
    if marked in _INVERSES and not _is_undeclared(stem, context):
        message = f"`{node.name}` is not declared"
        fix = f"Define it in a row above, or write what it stands for with {stem} itself."
        raise Unreadable("D206", message, node.span, fix=fix)


def _is_undeclared(name: str, context: Context) -> bool:
    return context.vocabulary.known(name) is None and name not in context.unread


def _decorated(call: Call, context: Context) -> bool:
    """Whether the arguments of a call only decorate a name with a value, as in E(f)."""
    parameters = context.parameters.get(call.function, ())
    return call.function in context.values and not set(parameters) <= context.declarations.keys()


def with_inference(
    names: Mapping[str, Span],
    context: Context,
    read: Callable[[Context], T],
    terms_of: Callable[[T], Sequence[Term]],
    retry: Callable[[Mapping[str, Shape]], Context],
) -> tuple[T, Inferred]:
    """What `read` finds with shapes tried for these names; raises if none or several fit."""
    if not names:
        return read(context), NOTHING
    place = next(iter(names.values()))
    if len(names) > _MOST_NAMES or any(plain(name) in _NO_NUMBERS for name in names):
        raise _declare(names, place, "")
    fits: dict[tuple[Shape, ...], T] = {}
    still_open = False
    failure: Unreadable | None = None
    for forms in product(*(_forms(name, context) for name in names)):
        tried = {name: _unknown(kind, name) for name, kind in zip(names, forms, strict=True)}
        try:
            found = read(retry(tried))
        except Unreadable as caught:
            failure = failure or caught
            still_open |= caught.diagnostic.code == "D303"
            continue
        shapes = _solved(tuple(names), forms, terms_of(found))
        if shapes is not None:
            fits.setdefault(shapes, found)
    if len(fits) == 1 and not still_open:
        ((shapes, found),) = fits.items()
        by_look = frozenset(name for name in names if _forms(name, context) != _FORMS)
        return found, Inferred(dict(zip(names, shapes, strict=True)), by_look)
    if (
        not fits
        and not still_open
        and failure is not None
        and failure.diagnostic.code not in ("D206", "D303")
    ):
        raise _declare(names, place, f"No shape fits: {failure.diagnostic.message}.")
    raise _declare(names, place, _options(tuple(names), list(fits)) if not still_open else _OPEN)


def _forms(name: str, context: Context) -> tuple[Form, ...]:
    """What a name is tried as."""
    by_look = forms_by_convention(name) if context.conventions else None
    return by_look or _FORMS


def _unknown(kind: Form, name: str) -> Shape:
    rows, columns = Size.letter(f"?{name} rows"), Size.letter(f"?{name} columns")
    one = Size.of(1)
    match kind:
        case Form.SCALAR:
            return SCALAR
        case Form.COLUMN:
            return Shape(rows, one)
        case Form.ROW:
            return Shape(one, columns)
        case Form.SQUARE:
            return Shape(rows, rows)
    return Shape(rows, columns)


def _solved(
    names: tuple[str, ...], forms: tuple[Form, ...], terms: Sequence[Term]
) -> tuple[Shape, ...] | None:
    """The shapes that the names got, or None if one became another kind of shape."""
    shapes: dict[str, Shape] = {}
    for term in terms:
        for part in subterms(term):
            if isinstance(part, Symbol) and part.name in names:
                shapes[part.name] = part.shape
    if len(shapes) < len(names):
        return None
    for name, wanted in zip(names, forms, strict=True):
        if form(shapes[name]) is not wanted:
            return None
    return tuple(shapes[name] for name in names)


def _declare(names: Mapping[str, Span], place: Span, cause: str) -> Unreadable:
    listed = ", ".join(f"`{name}`" for name in names)
    verb = "is" if len(names) == 1 else "are"
    first = next(iter(names))
    fix = f"Declare it in the annotation, for instance `{first}: R^n`, or define it in a row above."
    return Unreadable("D206", f"{listed} {verb} not declared", place, cause, fix)


def _options(names: tuple[str, ...], fits: Sequence[tuple[Shape, ...]]) -> str:
    if not fits:
        return ""
    ways = [
        ", ".join(f"`{n}` {_words(s)}" for n, s in zip(names, way, strict=True)) for way in fits
    ]
    return "Several shapes would fit: " + "; or ".join(ways) + "."
