"""Floating-point matrices for the filter of the diagnosis.

Hundreds of small edits of a false formula have to be thrown away before a judge looks at the few
that are left. One random point in floating point does that at a tenth of a millisecond each. It
decides nothing: what passes goes before both judges.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from mdderive.operators.record import Entry, Grid

TINY = 1e-12


class Undefined(ArithmeticError):
    """A value that does not exist at this point, or that this filter cannot compute."""


class FloatRing:
    """The algebra of `operators.record.Ring` on floats."""

    def number(self, value: Fraction) -> Entry:
        return float(value)

    def exp(self, x: Entry) -> Entry:
        return math.exp(x)

    def log(self, x: Entry) -> Entry:
        return math.log(x)

    def sin(self, x: Entry) -> Entry:
        return math.sin(x)

    def cos(self, x: Entry) -> Entry:
        return math.cos(x)

    def power(self, x: Entry, exponent: Entry) -> Entry:
        value: Any = x ** float(exponent)
        if isinstance(value, complex):
            raise Undefined("a fractional power of a negative number")
        return value

    def positive(self, x: Entry) -> bool:
        if abs(x) < TINY:
            raise Undefined("a kink")
        return bool(x > 0)

    def generic(self, name: str, order: int, x: Entry) -> Entry:
        """The order-th derivative of a sin(b x + c), with a, b, c of the name."""
        seed = sum(map(ord, name))
        a, b, c = 0.8 + seed % 7 / 9, 0.6 + seed % 5 / 8, 0.3 + seed % 11 / 13
        return a * b**order * math.sin(b * x + c + order * math.pi / 2)

    def application(self, name: str, args: Sequence[Grid], rows: int, cols: int) -> Grid:
        """One smooth function in the place of one that is not defined: entry k is sin(b . u) +
        cos(c . u) with b, c of the name and k."""
        entries = [x for grid in args for row in grid for x in row]
        seed = sum(map(ord, name))

        def wave(k: int, shift: int) -> float:
            weights = (0.3 + (seed + shift * j + 3 * k) % 7 / 9 for j in range(len(entries)))
            return math.fsum(w * x for w, x in zip(weights, entries, strict=True))

        flat = [math.sin(wave(k, 3) + 0.4) + math.cos(wave(k, 5)) for k in range(rows * cols)]
        return tuple(tuple(flat[i : i + cols]) for i in range(0, len(flat), cols))

    def matrix_power(self, a: Grid, exponent: Entry) -> Grid:
        if len(a) == 1:
            return ((self.power(a[0][0], exponent),),)
        whole = round(exponent)
        if abs(whole - exponent) > TINY or abs(whole) > 12:
            raise Undefined("a fractional or a very high matrix power")
        base = a if whole >= 0 else self.inverse(a)
        result = unit(len(a))
        for _ in range(abs(whole)):
            result = times(result, base)
        return result

    def matrix_exp(self, a: Grid) -> Grid:
        """(1 + A/2^s + (A/2^s)^2/2 + ...)^(2^s)."""
        halvings = max(0, math.ceil(math.log2(1 + sum(abs(e) for row in a for e in row)))) + 4
        small = tuple(tuple(e / 2**halvings for e in row) for row in a)
        term = total = unit(len(a))
        for k in range(1, 9):
            term = tuple(tuple(e / k for e in row) for row in times(term, small))
            total = combined(total, term)
        for _ in range(halvings):
            total = times(total, total)
        return total

    def inverse(self, a: Grid) -> Grid:
        return _eliminate(a)[1]

    def determinant(self, a: Grid) -> Entry:
        return _eliminate(a, singular=True)[0]


def unit(size: int) -> Grid:
    return tuple(tuple(float(i == j) for j in range(size)) for i in range(size))


def times(a: Grid, b: Grid) -> Grid:
    columns = list(zip(*b, strict=True))
    return tuple(
        tuple(sum(x * y for x, y in zip(row, col, strict=True)) for col in columns) for row in a
    )


def combined(a: Grid, b: Grid, scale: float = 1.0) -> Grid:
    """a + scale b; undefined where their shapes differ."""
    if [len(row) for row in a] != [len(row) for row in b]:
        raise Undefined("a sum of unlike shapes")
    return tuple(
        tuple(x + scale * y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True)
    )


def flipped(a: Sequence[Sequence[float]]) -> Grid:
    return tuple(zip(*a, strict=True))


def _eliminate(a: Grid, singular: bool = False) -> tuple[float, Grid]:
    """Determinant and inverse by Gauss and Jordan with row pivots."""
    size = len(a)
    rows: list[list[float]] = [[*row, *one] for row, one in zip(a, unit(size), strict=True)]
    determinant = 1.0
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(rows[i][k]))
        if abs(rows[pivot][k]) < TINY:
            if singular:
                return 0.0, a
            raise Undefined("a singular matrix")
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            determinant = -determinant
        determinant *= rows[k][k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return determinant, tuple(tuple(row[size:]) for row in rows)


def ratio(target: Sequence[Sequence[float]], value: Sequence[Sequence[float]]) -> float | None:
    """The c with target = c value, if the two are proportional and value is not 0."""
    if [len(row) for row in target] != [len(row) for row in value]:
        return None
    pairs = [(t, v) for r, s in zip(target, value, strict=True) for t, v in zip(r, s, strict=True)]
    norm = sum(v * v for _, v in pairs)
    if not math.isfinite(norm) or norm < TINY:
        return None
    c = sum(t * v for t, v in pairs) / norm
    if not math.isfinite(c):
        return None
    scale = max(max(abs(t), abs(v)) for t, v in pairs)
    if max(abs(t - c * v) for t, v in pairs) > 1e-6 * scale:
        return None
    return c


def close(a: Grid, b: Grid) -> bool:
    """Equal up to rounding, relative to the largest entry."""
    if [len(row) for row in a] != [len(row) for row in b]:
        return False
    pairs = [(x, y) for r, s in zip(a, b, strict=True) for x, y in zip(r, s, strict=True)]
    scale = max(max(abs(x), abs(y)) for x, y in pairs)
    return all(abs(x - y) <= 1e-6 * max(scale, 1e-6) for x, y in pairs)
