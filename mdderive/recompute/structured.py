"""Variables with structure: how a symmetric, skew or diagonal X moves.

Let G be the gradient with free entries. With `structured: space`, X moves inside its space and the
gradient is the G' of the space with df = tr(G'^T dX): the projection of G. With `entries`, the
derivative by X_ij moves X_ji too (the Matrix Cookbook, eq. (138)). `free`: G itself.
"""

from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.rationals import Rational
from mdderive.term import Declaration, Property

SYMMETRIC = frozenset(
    {Property.SYMMETRIC, Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE}
)


def space(declaration: Declaration | None) -> Property | None:
    """The linear space that a declaration puts a name into, if any."""
    properties = declaration.properties if declaration else frozenset()
    if Property.DIAGONAL in properties:
        return Property.DIAGONAL
    if Property.SKEW in properties:
        return Property.SKEW
    return Property.SYMMETRIC if properties & SYMMETRIC else None


def basis(rows: int, cols: int, kind: Property | None) -> tuple[Grid, ...]:
    """A basis of the space of matrices of a kind."""
    found = []
    for i in range(rows):
        for j in range(cols):
            if kind is None:
                found.append(_unit(rows, cols, {(i, j): 1}))
            elif i == j and kind is not Property.SKEW:
                found.append(_unit(rows, cols, {(i, i): 1}))
            elif i < j and kind is not Property.DIAGONAL:
                other = -1 if kind is Property.SKEW else 1
                found.append(_unit(rows, cols, {(i, j): 1, (j, i): other}))
    return tuple(found)


def _unit(rows: int, cols: int, entries: dict[tuple[int, int], int]) -> Grid:
    return tuple(tuple(Rational(entries.get((i, j), 0)) for j in range(cols)) for i in range(rows))


def fold(gradient: Grid, declaration: Declaration | None, mode: str) -> Grid:
    """The gradient in the given mode, from that with free entries."""
    kind = space(declaration)
    if mode == "free" or kind is None or len(gradient) != len(gradient[0]):
        return gradient
    size = range(len(gradient))

    def entry(i: int, j: int) -> Any:
        here, there = gradient[i][j], gradient[j][i]
        if kind is Property.DIAGONAL:
            return here if i == j else here * 0
        total = here - there if kind is Property.SKEW else here + there
        if mode == "space":
            return total / 2
        return here if i == j and kind is Property.SYMMETRIC else total

    return tuple(tuple(entry(i, j) for j in size) for i in size)
