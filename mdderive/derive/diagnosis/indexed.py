"""Sums, products and families over an index in floating point: the body at each of its values."""

import math
from collections.abc import Sequence

from mdderive.derive.diagnosis.floats import Undefined
from mdderive.operators.record import Grid

OVER_AN_INDEX = frozenset({"sum_over", "product_over", "family"})


def gathered(operator: str, grids: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    """The bodies summed, multiplied entry by entry, or side by side."""
    if operator == "family":
        return tuple(tuple(e for row in rows for e in row) for rows in zip(*grids, strict=True))
    fold = math.fsum if operator == "sum_over" else math.prod
    rows, cols = shape
    return tuple(
        tuple(float(fold(grid[i][j] for grid in grids)) for j in range(cols)) for i in range(rows)
    )


def refuse_outside(operator: str, args: Sequence[Grid], shape: tuple[int, int]) -> None:
    """Raises Undefined where the index of an entry or of a member is beyond its range."""
    grid, *indices = args
    sizes = [len(grid), len(grid[0])] if operator == "entry" else [len(grid[0]) // shape[1]]
    for index, size in zip(indices, sizes, strict=True):
        if not 1 <= index[0][0] <= size:
            raise Undefined(f"position {index[0][0]} of {size}")
