"""Sums, products and families over an index: the body at each of its values, written out.

The index is a name with the value 1, 2, ..., N; `entry`, `member` and `delta` look that value up
like any other. A position beyond the size of what it is taken from does not exist.
"""

from collections.abc import Callable, Mapping, Sequence

from mdderive.operators import Grid
from mdderive.recompute.limits import Undefined, Unfinished
from mdderive.term import Apply, Symbol

MOST_TERMS = 4_000
"""How many terms a sum may have."""


def bodies(term: Apply, count: Grid, index_values: Callable[[str, int], Grid]) -> Sequence[Grid]:
    """The body at each value of the index; `index_values` evaluates it at one."""
    index = term.args[1]
    if not isinstance(index, Symbol):
        raise Unfinished("an index that is no name")
    size = int(count[0][0])
    if size > MOST_TERMS:
        raise Unfinished(f"a sum of {size} terms is over budget")
    return [index_values(index.name, value) for value in range(1, size + 1)]


def combined(operator: str, grids: Sequence[Grid], empty: Grid) -> Grid:
    """The sum or product of the bodies, or all of them side by side."""
    if operator == "family":
        return tuple(tuple(e for row in rows for e in row) for rows in zip(*grids, strict=True))
    if not grids:
        return empty
    total = grids[0]
    for grid in grids[1:]:
        pairs = zip(total, grid, strict=True)
        if operator == "sum_over":
            total = tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in pairs)
        else:
            total = tuple(tuple(a * b for a, b in zip(r, s, strict=True)) for r, s in pairs)
    return total


def refuse_outside(term: Apply, args: Sequence[Grid], shape: tuple[int, int]) -> None:
    """Raises Undefined where an index of an entry or member is beyond its range."""
    grid, *indices = args
    sizes = [len(grid), len(grid[0])] if term.operator == "entry" else [len(grid[0]) // shape[1]]
    for index, size in zip(indices, sizes, strict=True):
        if not 1 <= index[0][0] <= size:
            raise Undefined(f"position {index[0][0]} of {size}")


def with_index(values: Mapping[str, Grid], name: str, grid: Grid) -> dict[str, Grid]:
    """The values of all names where the index has this one."""
    return {**values, name: grid}
