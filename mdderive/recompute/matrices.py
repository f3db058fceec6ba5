"""Inverse, determinant and powers of explicit matrices over jets, without division where it can be
avoided.

The determinant of a matrix of jets may have a value part of 0 and still be differentiated, so it
is computed by expansion over column subsets, which needs no division. The inverse of A + N (N
nilpotent) is the finite geometric series sum_k (-A^-1 N)^k A^-1.
"""

from functools import reduce
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.jet import Jet, divide, value_of
from mdderive.recompute.limits import Undefined, Unfinished
from mdderive.recompute.rationals import Rational, rational_determinant, rational_inverse

MOST_COLUMNS = 8
"""The widest matrix of jets that is expanded over its column subsets."""


def times(left: Grid, right: Grid) -> Grid:
    columns = tuple(zip(*right, strict=True))
    return tuple(tuple(_dot(row, column) for column in columns) for row in left)


def _dot(row: tuple[Any, ...], column: tuple[Any, ...]) -> Any:
    products = [a * b for a, b in zip(row, column, strict=True)]
    return reduce(lambda a, b: a + b, products)


def _rational(a: Grid) -> bool:
    return all(isinstance(entry, Rational) for row in a for entry in row)


def determinant(a: Grid) -> Any:
    """Undefined for no square matrix; |A| of a 0 x 0 matrix does not occur."""
    if _rational(a):
        return rational_determinant(a)
    if len(a) > MOST_COLUMNS:
        raise Unfinished(f"a determinant of size {len(a)} over jets is over budget")
    minors: dict[int, Any] = {0: Rational(1)}
    for row in a:
        minors = _next_minors(minors, row)
    return minors[(1 << len(a)) - 1]


def _next_minors(minors: dict[int, Any], row: tuple[Any, ...]) -> dict[int, Any]:
    """Minors of one row more: expansion along the new row, keyed by the set of columns."""
    result: dict[int, Any] = {}
    for columns, minor in minors.items():
        for j, entry in enumerate(row):
            if not columns >> j & 1:
                product = minor * entry
                signed = -product if (columns >> j).bit_count() % 2 else product
                grown = columns | 1 << j
                result[grown] = result[grown] + signed if grown in result else signed
    return result


def inverse(a: Grid) -> Grid:
    """Undefined where the determinant of the value part is 0."""
    base = _plain_inverse(tuple(tuple(value_of(entry) for entry in row) for row in a))
    if not any(isinstance(entry, Jet) for row in a for entry in row):
        return base
    nilpotent = tuple(tuple(entry - value_of(entry) for entry in row) for row in a)
    ratio = tuple(tuple(-entry for entry in row) for row in times(base, nilpotent))
    total, power = base, times(ratio, base)
    while any(isinstance(entry, Jet) for row in power for entry in row):
        total = tuple(
            tuple(x + y for x, y in zip(r, s, strict=True))
            for r, s in zip(total, power, strict=True)
        )
        power = times(ratio, power)
    return total


def _plain_inverse(a: Grid) -> Grid:
    if _rational(a):
        return rational_inverse(a)
    return _eliminated(a)


def _eliminated(a: Grid) -> Grid:
    """Gauss and Jordan over a field of generators."""
    size = len(a)
    rows = [[*row, *(Rational(int(i == j)) for j in range(size))] for i, row in enumerate(a)]
    for column in range(size):
        pivot = next((i for i in range(column, size) if rows[i][column] != 0), None)
        if pivot is None:
            raise Undefined("a singular matrix is inverted")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = divide(Rational(1), rows[column][column])
        rows[column] = [entry * scale for entry in rows[column]]
        for i in range(size):
            factor = rows[i][column]
            if i != column and factor != 0:
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[column], strict=True)]
    return tuple(tuple(row[size:]) for row in rows)


def identity_like(a: Grid) -> Grid:
    return tuple(tuple(Rational(int(i == j)) for j in range(len(a))) for i in range(len(a)))
