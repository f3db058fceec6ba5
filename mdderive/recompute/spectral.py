"""Functions of an explicit matrix, exact: exponentials and powers that are not whole.

A diagonalisable rational matrix with rational eigenvalues is A = sum_i l_i P_i with the projections
P_i = prod_(j != i) (A - l_j) / (l_i - l_j), so f(A) = sum_i f(l_i) P_i, where f(l_i) is a generator
of the field. With nilpotent parts N (the infinitesimals of a jet)

    f(A + N) = sum_k sum_(i_0 .. i_k) f[l_i0, ..., l_ik] P_i0 N P_i1 ... N P_ik

with divided differences of f (Daleckii and Krein), which is a finite sum. Any other matrix is
Unfinished: its eigenvalues are no numbers that could be written down.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from sympy import QQ
from sympy.polys.factortools import dup_factor_list

from mdderive.operators import Grid
from mdderive.recompute.jet import Jet, value_of
from mdderive.recompute.limits import Unfinished
from mdderive.recompute.matrices import identity_like, times
from mdderive.recompute.rationals import Rational, characteristic

Series = Callable[[Any, int], Any]
"""f^(k)(l) / k! for an eigenvalue l and k >= 0."""

Nodes = tuple[int, ...]


def function_of(a: Grid, series: Series) -> Grid:
    """f(a), where f is given by its Taylor coefficients."""
    base = tuple(tuple(value_of(entry) for entry in row) for row in a)
    if not all(isinstance(entry, Rational) for row in base for entry in row):
        raise Unfinished("a function of a matrix that is not rational")
    values = _eigenvalues(base)
    projections = _projections(base, values)
    nilpotent = tuple(tuple(entry - value_of(entry) for entry in row) for row in a)
    chains: Mapping[Nodes, Grid] = {(i,): p for i, p in enumerate(projections)}
    total: Grid | None = None
    while chains:
        for nodes, grid in chains.items():
            weight = _divided(tuple(sorted(nodes)), values, series)
            part = tuple(tuple(entry * weight for entry in row) for row in grid)
            total = part if total is None else _plus(total, part)
        chains = _longer(chains, nilpotent, projections)
    assert total is not None
    return total


def _longer(
    chains: Mapping[Nodes, Grid], nilpotent: Grid, projections: list[Grid]
) -> Mapping[Nodes, Grid]:
    """Each chain with N P_j behind it, as far as anything is left."""
    longer = {}
    for nodes, grid in chains.items():
        step = times(grid, nilpotent)
        if any(isinstance(entry, Jet) for row in step for entry in row):
            longer.update({(*nodes, j): times(step, p) for j, p in enumerate(projections)})
    return longer


def _eigenvalues(a: Grid) -> list[Any]:
    """The different eigenvalues, where all are rational."""
    _, factors = dup_factor_list(characteristic(a), QQ)
    if any(len(factor) > 2 for factor, _ in factors):
        raise Unfinished("a function of a matrix whose eigenvalues are not rational numbers")
    return [-factor[1] / factor[0] for factor, _ in factors]


def _projections(a: Grid, values: list[Any]) -> list[Grid]:
    one = identity_like(a)
    shifted = [_minus(a, value) for value in values]
    if any(entry != 0 for row in reduce(times, shifted, one) for entry in row):
        raise Unfinished("a function of a matrix that is not diagonalisable")
    found = []
    for i, value in enumerate(values):
        product = reduce(times, (s for j, s in enumerate(shifted) if j != i), one)
        scale = Rational(1)
        for other in (*values[:i], *values[i + 1 :]):
            scale = scale * (value - other)
        found.append(tuple(tuple(entry / scale for entry in row) for row in product))
    return found


def _divided(nodes: Nodes, values: list[Any], series: Series) -> Any:
    """The divided difference f[l_i0, ..., l_ik], its nodes in order."""
    first, last = nodes[0], nodes[-1]
    if first == last:
        return series(values[first], len(nodes) - 1)
    upper = _divided(nodes[1:], values, series)
    lower = _divided(nodes[:-1], values, series)
    return (upper - lower) * (Rational(1) / (values[last] - values[first]))


def _minus(a: Grid, value: Any) -> Grid:
    return tuple(
        tuple(entry - value if i == j else entry for j, entry in enumerate(row))
        for i, row in enumerate(a)
    )


def _plus(a: Grid, b: Grid) -> Grid:
    return tuple(
        tuple(x + y for x, y in zip(row, more, strict=True)) for row, more in zip(a, b, strict=True)
    )
