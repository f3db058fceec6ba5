"""A witness shown so that a reader can redo it by hand: matrices in brackets, columns aligned."""

from collections.abc import Iterator, Sequence

from mdderive.derivation import Witness
from mdderive.report.terminal import cells, shown
from mdderive.report.words import Words

Grid = Sequence[Sequence[str]]


def _padded(entry: str, width: int) -> str:
    return " " * (width - cells(entry)) + entry


def grid_lines(grid: Grid) -> tuple[str, ...]:
    """A scalar as it is; a matrix as rows in brackets with right-aligned columns."""
    entries = [[shown(entry) for entry in row] for row in grid]
    if len(entries) == 1 and len(entries[0]) == 1:
        return (entries[0][0],)
    widths = [max(map(cells, column)) for column in zip(*entries, strict=True)]
    return tuple(
        f"[ {'  '.join(_padded(e, w) for e, w in zip(row, widths, strict=True))} ]"
        for row in entries
    )


def _equation(name: str, grid: Grid, decimal: Grid | None) -> Iterator[str]:
    lines = grid_lines(grid)
    near = grid_lines(decimal) if decimal else ()
    for i, line in enumerate(lines):
        head = f"{name} = " if i == 0 else " " * (cells(name) + 3)
        yield head + line + (f"  (about {near[i]})" if near else "")


def witness_lines(witness: Witness, words: Words) -> Iterator[str]:
    """The values, then what either side comes to under them."""
    for name, grid in witness.values.items():
        yield from _equation(shown(name), grid, witness.decimals.get(name))
    yield from _equation(words.left, witness.left, witness.decimals.get("left"))
    yield from _equation(words.right, witness.right, witness.decimals.get("right"))
