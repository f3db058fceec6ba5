"""All kinds of mistakes in their order of preference, each with its rule."""

from mdderive.derive.edits import (
    derivative,
    diag,
    elementwise,
    factor,
    hadamard,
    inverse,
    kronecker_order,
    layout,
    lost_d,
    lost_factor,
    lost_term,
    lost_trace,
    order,
    other,
    power,
    rotation,
    symmetry,
    transpose,
)
from mdderive.derive.edits.record import Edit

EDITS: tuple[Edit, ...] = tuple(
    module.EDIT
    for module in (
        layout,
        transpose,
        order,
        kronecker_order,
        rotation,
        hadamard,
        symmetry,
        factor,
        power,
        inverse,
        derivative,
        lost_factor,
        lost_term,
        lost_d,
        lost_trace,
        diag,
        elementwise,
        other,
    )
)

KINDS: tuple[str, ...] = (
    "layout",
    "transpose",
    "order",
    "kronecker-order",
    "rotation",
    "hadamard",
    "symmetry",
    "sign",
    "factor",
    "power",
    "inverse",
    "derivative",
    "lost-factor",
    "lost-term",
    "lost-d",
    "lost-trace",
    "diag",
    "elementwise",
    "other",
)
"""The order of preference where two fit; `sign` comes out of `factor.py`."""
