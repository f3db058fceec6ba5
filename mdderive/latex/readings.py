r"""The one table from spelling and shape to reading.

A notation that means different things for different shapes has one row per kind of shape: what it
is there (`Taken`, with the convention to list, if any), or why it has no reading and what to write
instead (`Refused`). `{0}` stands for the operand as the author wrote it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mdderive.term import Shape


class Form(StrEnum):
    """Kinds of shapes as notation tells them apart."""

    SCALAR = "scalar"
    COLUMN = "column"
    ROW = "row"
    SQUARE = "square matrix"
    MATRIX = "matrix"


def form(shape: Shape) -> Form:
    if shape.is_scalar:
        return Form.SCALAR
    if shape.cols.is_one:
        return Form.COLUMN
    if shape.rows.is_one:
        return Form.ROW
    return Form.SQUARE if shape.is_square else Form.MATRIX


@dataclass(frozen=True)
class Taken:
    """Read as this operator, or as a scalar function entry by entry (`map`)."""

    operator: str
    function: str = ""
    assumes: str = ""


@dataclass(frozen=True)
class Refused:
    """No reading for this shape: why, and what to write instead."""

    message: str
    fix: str


_NORM = Taken("norm")
_ABS = Taken("map", "abs")
_SPECTRAL = Refused(
    r"`\|{0}\|` of a matrix with no subscript or subscript 2 may be the spectral norm",
    r"Write `\|{0}\|_F` for the Frobenius norm; the spectral norm is not read.",
)
_ENTRYWISE_POWER = Taken("hadamard_power", assumes=r"powers of the vector `{0}` are entrywise")

READINGS: Mapping[tuple[str, Form], Taken | Refused] = MappingProxyType(
    {
        ("bars", Form.SCALAR): _ABS,
        ("bars", Form.SQUARE): Taken("determinant"),
        ("bars", Form.COLUMN): _NORM,
        ("bars", Form.ROW): _NORM,
        ("bars", Form.MATRIX): Refused(
            "bars around a matrix that isn't square", r"Write `\|{0}\|_F` for its norm."
        ),
        ("norm", Form.SCALAR): _ABS,
        ("norm", Form.COLUMN): _NORM,
        ("norm", Form.ROW): _NORM,
        ("norm", Form.SQUARE): _SPECTRAL,
        ("norm", Form.MATRIX): _SPECTRAL,
        ("norm squared", Form.SQUARE): Taken("norm", assumes=r"`\|{0}\|` is the Frobenius norm"),
        ("norm squared", Form.MATRIX): Taken("norm", assumes=r"`\|{0}\|` is the Frobenius norm"),
        ("norm F", Form.SCALAR): _ABS,
        ("norm F", Form.COLUMN): _NORM,
        ("norm F", Form.ROW): _NORM,
        ("norm F", Form.SQUARE): _NORM,
        ("norm F", Form.MATRIX): _NORM,
        ("norm 1", Form.SCALAR): _ABS,
        ("norm 1", Form.COLUMN): Taken("norm1"),
        ("diag", Form.SCALAR): Taken("diag"),
        ("diag", Form.COLUMN): Taken("diag"),
        ("diag", Form.SQUARE): Taken("diagonal"),
        ("sqrt", Form.SCALAR): Taken("map", "sqrt"),
        ("sqrt", Form.COLUMN): Taken("map", "sqrt"),
        ("sqrt", Form.ROW): Taken("map", "sqrt"),
        ("sqrt", Form.MATRIX): Taken("map", "sqrt"),
        ("sqrt", Form.SQUARE): Refused(
            "a root of a square matrix may be the matrix root or entrywise",
            r"Write `{0}^{{1/2}}` for the matrix root, `{0}^{{\odot 1/2}}` for the entrywise one.",
        ),
        ("e to the", Form.SCALAR): Taken("map", "exp"),
        ("e to the", Form.COLUMN): Taken("map", "exp"),
        ("e to the", Form.ROW): Taken("map", "exp"),
        ("e to the", Form.MATRIX): Taken("map", "exp"),
        ("e to the", Form.SQUARE): Refused(
            "e to a square matrix may be the matrix exponential or entrywise",
            r"Write `\exp({0})` for the entrywise one; the matrix exponential is not read.",
        ),
        ("power", Form.SCALAR): Taken("power"),
        ("power", Form.SQUARE): Taken("power"),
        ("power", Form.COLUMN): _ENTRYWISE_POWER,
        ("power", Form.ROW): _ENTRYWISE_POWER,
        ("power", Form.MATRIX): Refused(
            "a power of a matrix that isn't square",
            r"Write `{0}^{{\odot k}}` for an entrywise power, or check a missing transpose.",
        ),
        ("inverse", Form.SCALAR): Taken("power"),
        ("inverse", Form.SQUARE): Taken("inverse"),
        ("inverse", Form.COLUMN): Refused(
            "an inverse of a vector", r"Write `{0}^{{\odot -1}}` for entrywise reciprocals."
        ),
        ("inverse", Form.ROW): Refused(
            "an inverse of a vector", r"Write `{0}^{{\odot -1}}` for entrywise reciprocals."
        ),
        ("inverse", Form.MATRIX): Refused(
            "an inverse of a matrix that isn't square",
            r"Check its shape, or write `{0}^{{\odot -1}}` for entrywise reciprocals.",
        ),
        ("prime", Form.COLUMN): Taken("transpose"),
        ("prime", Form.ROW): Taken("transpose"),
        ("prime", Form.SQUARE): Taken("transpose"),
        ("prime", Form.MATRIX): Taken("transpose"),
        ("prime", Form.SCALAR): Refused(
            "a prime on a scalar that is no function",
            "Declare the primed name, or write the derivative as a fraction.",
        ),
    }
)


def reading(notation: str, shape: Shape) -> Taken | Refused:
    """How a notation is read for an operand of this shape."""
    found = READINGS.get((notation, form(shape)))
    if found is None:
        return Refused(f"`{notation}` has no reading for a {form(shape)}", "Write it out.")
    return found
