"""The operators, one file each. `operators` maps a name to its record; it is gathered by a sorted
walk of this folder, so a new file is all that a new operator needs."""

from mdderive.operators.apply import BadShape, apply, number
from mdderive.operators.record import (
    LINEAR,
    Binding,
    Defined,
    Einsum,
    Entry,
    Grid,
    Notation,
    Operator,
    Primitive,
    Ring,
    Title,
)
from mdderive.operators.table import operators, scalar_functions

__all__ = [
    "LINEAR",
    "BadShape",
    "Binding",
    "Defined",
    "Einsum",
    "Entry",
    "Grid",
    "Notation",
    "Operator",
    "Primitive",
    "Ring",
    "Title",
    "apply",
    "number",
    "operators",
    "scalar_functions",
]
