"""Exact rational numbers and matrices: SymPy's QQ and its DomainMatrix.

`Rational` is the element type of `sympy.QQ`. Which type that is SymPy decides by its ground types:
with python-flint installed it is flint's fmpq and a DomainMatrix is flint's fmpq_mat, else they are
SymPy's own. The verdicts are the same; flint is the faster one.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import QQ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError

from mdderive.operators import Grid
from mdderive.recompute.limits import Undefined

Rational = QQ.dtype


def rational(value: Fraction | int) -> Any:
    return Rational(value.numerator, value.denominator)


def ratio(top: Any, bottom: Any) -> Any:
    """top / bottom of whole numbers, flint's among them."""
    return Rational(int(top), int(bottom))


def is_whole(value: Any) -> bool:
    return isinstance(value, Rational) and bool(value.denominator == 1)


def bits(value: Any) -> int:
    """How long a rational number is to write."""
    return int(value.numerator).bit_length() + int(value.denominator).bit_length()


def rational_ball(value: Any) -> Any:
    """The ball around a rational or whole number in flint's current precision."""
    if isinstance(value, int | fmpq):
        return arb(value)
    return arb(fmpq(int(value.numerator), int(value.denominator)))


def _matrix(rows: Sequence[Sequence[Any]]) -> Any:
    return DomainMatrix([list(row) for row in rows], (len(rows), len(rows[0])), QQ)


def rational_determinant(rows: Grid) -> Any:
    return _matrix(rows).det()


def characteristic(rows: Grid) -> list[Any]:
    """The coefficients of det(x I - A), the highest first."""
    return list(_matrix(rows).charpoly())


def rational_inverse(rows: Grid) -> Grid:
    """Undefined where the matrix is singular."""
    try:
        return tuple(map(tuple, _matrix(rows).inv().to_list()))
    except DMNonInvertibleMatrixError as error:
        raise Undefined("a singular matrix is inverted") from error


def rank(rows: Sequence[Sequence[Any]]) -> int:
    return len(_matrix(rows).rref()[1])


def solved(rows: Sequence[Sequence[Any]]) -> list[Any] | None:
    """One solution of the linear system with augmented rows (A | b), its free unknowns 0; None
    where there is none."""
    reduced, pivots = _matrix(rows).rref()
    count = len(rows[0]) - 1
    if count in pivots:
        return None
    table, solution = reduced.to_list(), [Rational(0)] * count
    for row, pivot in enumerate(pivots):
        solution[pivot] = table[row][count]
    return solution
