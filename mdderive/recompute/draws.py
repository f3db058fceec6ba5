"""Random matrices with the declared properties, exact.

Symmetric, skew and diagonal ones from free entries; orthogonal by Cayley's (I - K)(I + K)^-1 times
random signs, so that det = -1 occurs; positive definite as A A^T + I; semidefinite as A A^T with A
of any width, so that deficient rank occurs; an oblique projection as U (V^T U)^-1 V^T. What no
recipe covers is drawn by the strongest property and checked for the rest.

Moods make domains likely: under `steady` a square matrix is dominated by a positive diagonal and
other entries are positive, so that determinants and logarithms' arguments are positive; under
`slight` entries are close to 0. `triangular` is for `spectra.py`.
"""

from collections.abc import Callable
from enum import StrEnum
from random import Random
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute import matrices
from mdderive.recompute.limits import Rejected, Undefined
from mdderive.recompute.rationals import Rational
from mdderive.term import Property


class Mood(StrEnum):
    FREE = "free"
    STEADY = "steady"
    SLIGHT = "slight"
    TRIANGULAR = "triangular"


Numbers = Callable[[Random], Any]
"""Draws one entry, of either sign."""


def whole(span: int) -> Numbers:
    """Whole numbers from -span to span."""
    return lambda random: Rational(random.randint(-span, span))


def fine(random: Random) -> Any:
    """Multiples of 2^-19 between -2 and 2: small, so that towers of exp stay computable."""
    return Rational(random.randint(-(1 << 20), 1 << 20), 1 << 19)


def spread(random: Random) -> Any:
    """Small fractions of many magnitudes, to come close to a kink at 0 on either side."""
    return fine(random) / (1 << random.randint(0, 16))


class Draw:
    """Draws matrices from one source of entries in one mood."""

    def __init__(self, random: Random, numbers: Numbers, mood: Mood) -> None:
        self.random = random
        self.numbers = numbers
        self.mood = mood

    def free(self, rows: int, cols: int) -> Grid:
        """A matrix without properties."""
        square = rows == cols and rows > 1
        grid = tuple(tuple(self._entry() for j in range(cols)) for i in range(rows))
        if square and self.mood is Mood.STEADY:
            bound = max(abs(entry) for row in grid for entry in row) * rows
            grid = _plus_diagonal(grid, bound + 1)
        return grid

    def _entry(self) -> Any:
        value = self.numbers(self.random)
        if self.mood is Mood.STEADY:
            return abs(value)
        return value / 64 if self.mood is Mood.SLIGHT else value

    def direction(self, rows: int, cols: int, kind: Property | None) -> Grid:
        """A direction, in a linear space if one is named."""
        grid = Draw(self.random, self.numbers, Mood.FREE).free(rows, cols)
        return _into(grid, kind) if kind is not None else grid

    def matrix(self, rows: int, cols: int, properties: frozenset[Property]) -> Grid:
        """Raises Rejected where the draw lacks a declared property."""
        grid = self._with(rows, cols, properties - {Property.CONSTANT})
        for wanted in sorted(properties - {Property.CONSTANT}):
            if not has(grid, wanted, Property.DIAGONAL in properties):
                raise Rejected(f"no value that is {wanted} was found")
        return grid

    def _with(self, rows: int, cols: int, properties: frozenset[Property]) -> Grid:
        recipes: tuple[tuple[Property, Callable[[int], Grid]], ...] = (
            (Property.ORTHOGONAL, lambda n: self._orthogonal(n, properties)),
            (Property.PROJECTION, lambda n: self._projection(n, properties)),
            (Property.POSITIVE_DEFINITE, lambda n: self._definite(n, properties)),
            (Property.POSITIVE_SEMIDEFINITE, lambda n: self._semidefinite(n, properties)),
        )
        if rows == cols:
            for wanted, recipe in recipes:
                if wanted in properties:
                    return recipe(rows)
        grid = self.free(rows, cols)
        if Property.POSITIVE in properties:
            grid = tuple(tuple(abs(entry) for entry in row) for row in grid)
        for kind in (Property.SYMMETRIC, Property.SKEW, Property.DIAGONAL):
            if kind in properties and rows == cols:
                grid = _into(grid, kind)
        return grid

    def _orthogonal(self, size: int, properties: frozenset[Property]) -> Grid:
        signs = [self.random.choice((1, -1)) for _ in range(size)]
        if Property.POSITIVE_DEFINITE in properties or Property.POSITIVE in properties:
            signs = [1] * size
        diagonal = _diagonal_of(signs)
        if {Property.DIAGONAL, Property.POSITIVE_DEFINITE, Property.POSITIVE} & properties:
            return diagonal
        turn = self.turn(size)
        if Property.SKEW in properties and size % 2 == 0:
            quarter = _quarter_turns(signs)
            return matrices.times(matrices.times(turn, quarter), _transposed(turn))
        if Property.SYMMETRIC in properties:
            return matrices.times(matrices.times(turn, diagonal), _transposed(turn))
        return matrices.times(turn, diagonal)

    def turn(self, size: int) -> Grid:
        """Cayley: I + K is always invertible for a skew K."""
        free = Draw(self.random, self.numbers, Mood.FREE)
        skew = _into(free.free(size, size), Property.SKEW)
        minus = _plus_diagonal(tuple(tuple(-entry for entry in row) for row in skew), 1)
        return matrices.times(minus, matrices.inverse(_plus_diagonal(skew, 1)))

    def _projection(self, size: int, properties: frozenset[Property]) -> Grid:
        if Property.INVERTIBLE in properties or Property.POSITIVE_DEFINITE in properties:
            return _diagonal_of([1] * size)
        if Property.DIAGONAL in properties:
            return _diagonal_of([self.random.choice((0, 1)) for _ in range(size)])
        rank = self.random.randint(0, size)
        if rank in (0, size):
            return _diagonal_of([1 if rank else 0] * size)
        free = Draw(self.random, self.numbers, Mood.FREE)
        into = free.free(size, rank)
        along = _transposed(into if self._is_symmetric(properties) else free.free(size, rank))
        middle = matrices.inverse(matrices.times(along, into))
        return matrices.times(matrices.times(into, middle), along)

    @staticmethod
    def _is_symmetric(properties: frozenset[Property]) -> bool:
        return bool({Property.SYMMETRIC, Property.POSITIVE_SEMIDEFINITE} & properties)

    def _definite(self, size: int, properties: frozenset[Property]) -> Grid:
        if Property.DIAGONAL in properties:
            return _diagonal_of([abs(self.numbers(self.random)) + 1 for _ in range(size)])
        return _plus_diagonal(self._gram(size, size, Property.POSITIVE in properties), 1)

    def _semidefinite(self, size: int, properties: frozenset[Property]) -> Grid:
        if Property.DIAGONAL in properties:
            return _diagonal_of([abs(self.numbers(self.random)) for _ in range(size)])
        width = size if Property.INVERTIBLE in properties else self.random.randint(1, size)
        return self._gram(size, width, Property.POSITIVE in properties)

    def _gram(self, size: int, width: int, positive: bool) -> Grid:
        root = Draw(self.random, self.numbers, Mood.FREE).free(size, width)
        if positive:
            root = tuple(tuple(abs(entry) for entry in row) for row in root)
        return matrices.times(root, _transposed(root))


def _transposed(grid: Grid) -> Grid:
    return tuple(zip(*grid, strict=True))


def _diagonal_of(entries: list[Any]) -> Grid:
    return tuple(
        tuple(Rational(entry) if i == j else Rational(0) for j in range(len(entries)))
        for i, entry in enumerate(entries)
    )


def _quarter_turns(signs: list[int]) -> Grid:
    """Blocks (0 1; -1 0), each with a sign: skew and orthogonal, of an even size."""
    size = range(len(signs))
    return tuple(
        tuple(
            Rational(signs[i // 2] * (1 if i < j else -1))
            if i != j and i // 2 == j // 2
            else Rational(0)
            for j in size
        )
        for i in size
    )


def _plus_diagonal(grid: Grid, more: Any) -> Grid:
    return tuple(
        tuple(entry + more if i == j else entry for j, entry in enumerate(row))
        for i, row in enumerate(grid)
    )


def _into(grid: Grid, kind: Property) -> Grid:
    """The upper triangle's entries, put into the space."""
    size = range(len(grid))

    def entry(i: int, j: int) -> Any:
        if kind is Property.DIAGONAL:
            return grid[i][j] if i == j else Rational(0)
        if kind is Property.SYMMETRIC:
            return grid[min(i, j)][max(i, j)]
        return Rational(0) if i == j else grid[i][j] if i < j else -grid[j][i]

    return tuple(tuple(entry(i, j) for j in size) for i in size)


def has(grid: Grid, wanted: Property, diagonal: bool = False) -> bool:
    """Whether an explicit rational matrix has the property; `diagonal` says that it is declared
    diagonal, where positive means its diagonal."""
    square = len(grid) == len(grid[0])
    entries = [(i, j, e) for i, row in enumerate(grid) for j, e in enumerate(row)]
    match wanted:
        case Property.POSITIVE:
            return all(e > 0 for i, j, e in entries if i == j or not diagonal)
        case Property.CONSTANT:
            return True
    if not square:
        return False
    match wanted:
        case Property.SYMMETRIC:
            return grid == _transposed(grid)
        case Property.SKEW:
            return all(e == -grid[j][i] for i, j, e in entries)
        case Property.DIAGONAL:
            return _is_diagonal(grid)
        case Property.ORTHOGONAL:
            return matrices.times(grid, _transposed(grid)) == matrices.identity_like(grid)
        case Property.INVERTIBLE:
            return bool(matrices.determinant(grid) != 0)
        case Property.PROJECTION:
            return matrices.times(grid, grid) == grid
        case Property.POSITIVE_DEFINITE:
            return grid == _transposed(grid) and _leading(grid)
    return grid == _transposed(grid) and _semidefinite_pivots(grid)


def _is_diagonal(grid: Grid) -> bool:
    return len(grid) == len(grid[0]) and all(
        i == j or entry == 0 for i, row in enumerate(grid) for j, entry in enumerate(row)
    )


def _leading(grid: Grid) -> bool:
    """Sylvester: all leading minors are positive."""
    return all(
        matrices.determinant(tuple(row[:k] for row in grid[:k])) > 0
        for k in range(1, len(grid) + 1)
    )


def _semidefinite_pivots(grid: Grid) -> bool:
    """Elimination without exchange: every pivot is >= 0, and a zero one has a zero row."""
    rows = [list(row) for row in grid]
    for k, row in enumerate(rows):
        if row[k] < 0 or (row[k] == 0 and any(entry != 0 for entry in row[k:])):
            return False
        if row[k] == 0:
            continue
        for below in rows[k + 1 :]:
            factor = below[k] / row[k]
            below[:] = [x - factor * y for x, y in zip(below, row, strict=True)]
    return True


def attempt(draw: Callable[[], Grid]) -> Grid:
    """A draw whose recipe met a singular matrix counts as rejected."""
    try:
        return draw()
    except Undefined as error:
        raise Rejected(str(error)) from error
