"""Moving a point onto the equations that are given.

An equation P(s) = 0 that is affine in one name s is solved by a step of Newton's method,
s - J^T (J J^T + c I)^{-1} P(s) with a tiny c, and J from differences, which are exact for an affine
P. A second step takes away what c leaves. Steps that do not reach P = 0 show that P is not affine
in s; the next name is tried.
"""

from collections.abc import Iterator

from mdderive.derive.diagnosis.floats import (
    FloatRing,
    Undefined,
    close,
    combined,
    flipped,
    times,
    unit,
)
from mdderive.derive.diagnosis.point import Point, entries, nudged
from mdderive.operators.record import Grid
from mdderive.term import Fact

SLACK = 1e-9
"""Added to J J^T, relative to its largest entry, where equations may say the same twice (the
diagonals of A B and B A have one sum)."""


def solved(point: Point) -> Point | None:
    """A point near this one at which every equation among the facts holds; None if none is
    found."""
    used: set[str] = set()
    for fact in point.scope.facts:
        if fact.relation != "=" or _holds(point, fact):
            continue
        found = next(_moves(point, fact, used), None)
        if found is None:
            return None
        name, point = found
        used.add(name)
    return point


def _moves(point: Point, fact: Fact, used: set[str]) -> Iterator[tuple[str, Point]]:
    """Points on the equation that differ in one name from this one."""
    for name, value in point.values.items():
        declared = point.scope.declarations.get(name)
        if name in used or declared is None or declared.properties:
            continue
        try:
            near = _stepped(point, fact, name, value)
            moved = _stepped(near, fact, name, near.values[name])
        except Undefined:
            continue
        if _holds(moved, fact):
            yield name, moved


def _holds(point: Point, fact: Fact) -> bool:
    try:
        return close(point.value(fact.left), point.value(fact.right))
    except Undefined:
        return False


def _stepped(point: Point, fact: Fact, name: str, value: Grid) -> Point:
    """One step of least length towards the equation."""
    now = _residual(point, fact)
    rows = tuple(
        combined((_residual(point.beside({name: nudged(value, place, 1.0)}), fact),), (now,), -1.0)[
            0
        ]
        for place in entries(value)
    )
    across = times(flipped(rows), rows)
    across = combined(across, unit(len(across)), SLACK * _largest(across))
    multipliers = times(FloatRing().inverse(across), flipped((now,)))
    moved = value
    for place, (step,) in zip(entries(value), times(rows, multipliers), strict=True):
        moved = nudged(moved, place, -float(step))
    return point.beside({name: moved})


def _largest(grid: Grid) -> float:
    return max(abs(float(entry)) for row in grid for entry in row)


def _residual(point: Point, fact: Fact) -> tuple[float, ...]:
    difference = combined(point.value(fact.left), point.value(fact.right), -1.0)
    return tuple(float(entry) for row in difference for entry in row)
