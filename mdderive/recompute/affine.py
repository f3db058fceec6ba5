"""Solving what is affine in some unknowns, found out by evaluating it, not by looking at it.

F is evaluated at 0 and at each unit; it counts as affine if a random point agrees with what these
values predict.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from flint import fmpq, fmpq_mat

from mdderive.operators import Grid


def moved(grid: Grid, step: Sequence[Any], directions: Sequence[Grid]) -> Grid:
    """grid + sum_k step_k directions_k."""
    for scale, direction in zip(step, directions, strict=True):
        if scale != 0:
            grid = tuple(
                tuple(entry + scale * h for entry, h in zip(r, q, strict=True))
                for r, q in zip(grid, direction, strict=True)
            )
    return grid


def affine_root(
    at: Callable[[Sequence[Any]], list[Any]], count: int, random: Random
) -> list[Any] | None:
    """A step with at(step) = 0 if `at` is affine with rational values; None otherwise."""
    zero = [fmpq(0)] * count
    constant = at(zero)
    columns = []
    for k in range(count):
        unit = [*zero[:k], fmpq(1), *zero[k + 1 :]]
        columns.append([a - b for a, b in zip(at(unit), constant, strict=True)])
    numbers = [*constant, *(entry for column in columns for entry in column)]
    if not all(isinstance(entry, fmpq) for entry in numbers):
        return None
    probe = [fmpq(random.randint(-99, 99)) for _ in range(count)]
    for row, value in enumerate(at(probe)):
        linear = sum((columns[k][row] * probe[k] for k in range(count)), fmpq(0))
        if value != constant[row] + linear:
            return None
    return solved(columns, [-value for value in constant])


def solved(columns: list[list[Any]], right: list[Any]) -> list[Any] | None:
    """One solution of a linear system given by columns, its free unknowns 0; None where none."""
    count = len(columns)
    rows = [[*(column[i] for column in columns), value] for i, value in enumerate(right)]
    reduced, rank = fmpq_mat(rows).rref()
    solution = [fmpq(0)] * count
    for i in range(rank):
        pivot = next(j for j in range(count + 1) if reduced[i, j] != 0)
        if pivot == count:
            return None
        solution[pivot] = reduced[i, count]
    return solution
