"""The language of matrix expressions: symbolic sizes, terms, what is declared, what is claimed."""

from mdderive.term.problem import Declaration, Fact, Problem, Property
from mdderive.term.shape import COLUMN_OF, SCALAR, Clash, Shape
from mdderive.term.size import Size, Unifier
from mdderive.term.term import Apply, Dimension, Number, Symbol, Term
from mdderive.term.walk import (
    INDEXED,
    bound_names,
    children,
    replace,
    subterms,
    symbols,
    transform,
    with_children,
)

__all__ = [
    "COLUMN_OF",
    "INDEXED",
    "SCALAR",
    "Apply",
    "Clash",
    "Declaration",
    "Dimension",
    "Fact",
    "Number",
    "Problem",
    "Property",
    "Shape",
    "Size",
    "Symbol",
    "Term",
    "Unifier",
    "bound_names",
    "children",
    "replace",
    "subterms",
    "symbols",
    "transform",
    "with_children",
]
