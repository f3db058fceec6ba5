r"""Bars by shape: |s| is an absolute value, |A| a determinant, |x| and \|x\| norms; and inner
products. `\|A\|^2` is the Frobenius norm, listed; `\|A\|_2` has no reading; `\|x\|_S^2 = x^T S x`.
"""

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
from mdderive.latex.context import Context
from mdderive.latex.formula import Bars, Inner
from mdderive.latex.leaves import shape_of
from mdderive.latex.readings import Form, form
from mdderive.latex.unreadable import Unreadable
from mdderive.term import Symbol, Unifier

_SUBSCRIPTS = {"": "norm", "2": "norm", "F": "norm F", "1": "norm 1", r"\mathrm{F}": "norm F",
               r"{\text{F}}": "norm F", r"\text{F}": "norm F", "{F}": "norm F"}  # fmt: skip


def read_bars(
    read: Read, node: Bars, sizes: Unifier, context: Context, squared: bool = False
) -> list[Candidate]:
    """Bars of either kind; `squared` says that a 2 stands on them."""
    ways = together(read, (node.body,), sizes, context)
    if not node.double:
        if node.subscript not in ("", "2"):
            raise Unreadable("D204", "a subscript on bars", node.span)
        return fitting(ways, lambda way: by_shape("bars", way, context, node.span, node.body))
    notation = _SUBSCRIPTS.get(node.subscript)
    if notation is None:
        return fitting(ways, lambda way: _weighted(node, way, squared, context))

    def one(way: Several) -> Candidate:
        large = form(resolved(way[0][0].shape, way[1])) in (Form.SQUARE, Form.MATRIX)
        frobenius = large and squared and node.subscript == ""
        found = "norm squared" if frobenius else notation
        return by_shape(found, way, context, node.span, node.body)

    return fitting(ways, one)


def _weighted(node: Bars, way: Several, squared: bool, context: Context) -> Candidate:
    r"""`\|x\|_S^2`, which is x^T S x; the caller takes the square off."""
    (x,), sizes, assumes, picks = way
    weight = shape_of(node.subscript, context)
    shape = resolved(x.shape, sizes)
    fits = weight is not None and weight.is_square and weight.rows == shape.rows
    if weight is None or not fits or not squared or not shape.is_column or shape.is_scalar:
        message = f"the norm with subscript {node.subscript}"
        fix = r"Subscripts 1, 2 and F are read, and `\|x\|_S^2` for a declared matrix S."
        raise Unreadable("D204", message, node.span, fix=fix)
    sizes = sizes.copy()
    flipped = build("transpose", (x,), sizes, context, node.span)
    matrix = Symbol(node.subscript, weight, node.span)
    term = build("product", (flipped, matrix, x), sizes, context, node.span)
    return Candidate(term, sizes, assumes, picks)


def is_weighted(node: Bars) -> bool:
    return node.double and node.subscript not in _SUBSCRIPTS


def read_inner(read: Read, node: Inner, sizes: Unifier, context: Context) -> list[Candidate]:
    ways = together(read, (node.left, node.right), sizes, context)
    return operate("inner", ways, context, node.span)
