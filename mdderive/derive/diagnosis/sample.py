"""Random points inside the declarations, for the filter of the diagnosis."""

import math
from collections.abc import Iterator, Mapping
from random import Random

from mdderive.derivation import Scope
from mdderive.derive.diagnosis.equations import solved
from mdderive.derive.diagnosis.floats import FloatRing, Undefined, combined, flipped, times, unit
from mdderive.derive.diagnosis.point import Point
from mdderive.operators.record import Grid
from mdderive.term import Declaration, Dimension, Property, Term, subterms

TRIES = 12
SIZES = (3, 2, 4)


def points(left: Term, right: Term, scope: Scope) -> Iterator[Point]:
    """A few points at which both sides have a value and the facts hold. There may be none: then
    the judges filter by themselves."""
    letters = sorted(_letters(scope, left, right))
    for seed in range(TRIES):
        sizes = {letter: SIZES[(k + seed // 2) % len(SIZES)] for k, letter in enumerate(letters)}
        point = solved(_drawn(scope, sizes, Random(seed), positive=seed % 2 == 1))
        if point is None:
            continue
        try:
            point.value(left)
            point.value(right)
        except Undefined:
            continue
        if _fits(point, scope):
            yield point


def _fits(point: Point, scope: Scope) -> bool:
    """Whether the inequalities among the facts hold at the point."""
    for fact in scope.facts:
        if fact.relation == "=":
            continue
        try:
            left, right = point.value(fact.left)[0][0], point.value(fact.right)[0][0]
        except Undefined:
            return False
        holds = {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}
        if not holds.get(fact.relation, left != right):
            return False
    return True


def _drawn(scope: Scope, sizes: Mapping[str, int], random: Random, positive: bool) -> Point:
    values: dict[str, Grid] = {}
    directions: dict[str, Grid] = {}
    for name, declaration in sorted(scope.declarations.items()):
        if declaration.function == "pi":
            values[name] = ((math.pi,),)
        if declaration.function is not None or name in scope.values:
            continue
        values[name] = _value(declaration, sizes, random, positive)
        if name in scope.varying:
            directions[name] = _direction(declaration, scope.structured, sizes, random)
    return Point(scope, sizes, values, directions)


def _letters(scope: Scope, *sides: Term) -> frozenset[str]:
    """All size letters. They get their sizes in turn: X^T X may be invertible only if X is tall,
    X X^T only if it is wide."""
    shapes = [declared.shape for declared in scope.declarations.values()]
    found = frozenset().union(*(shape.letters() for shape in shapes))
    for term in (*sides, *scope.values.values()):
        for node in subterms(term):
            found |= node.size.letters() if isinstance(node, Dimension) else node.shape.letters()
    return found


def _plain(rows: int, cols: int, random: Random, positive: bool) -> Grid:
    low = 0.2 if positive else -1.0
    return tuple(tuple(random.uniform(low, 1.2) for _ in range(cols)) for _ in range(rows))


def _value(declared: Declaration, sizes: Mapping[str, int], random: Random, positive: bool) -> Grid:
    rows, cols = declared.shape.rows.value(sizes), declared.shape.cols.value(sizes)
    if rows * cols > 64:
        return ((0.0,),)  # no use at this size: evaluation declines by itself
    properties = declared.properties
    base = _plain(rows, cols, random, positive or Property.POSITIVE in properties)
    if rows != cols or rows == 1:
        return base
    shifted = combined(base, unit(rows), 1.5)
    if Property.DIAGONAL in properties:
        return tuple(
            tuple(x if i == j else 0.0 for j, x in enumerate(row)) for i, row in enumerate(shifted)
        )
    if Property.POSITIVE_DEFINITE in properties:
        return combined(times(base, flipped(base)), unit(rows), 0.5)
    if Property.POSITIVE_SEMIDEFINITE in properties:
        return times(base, flipped(base))
    if Property.ORTHOGONAL in properties:
        return _cayley(base)
    if Property.PROJECTION in properties:
        return _projection(base, shifted)
    if Property.SYMMETRIC in properties:
        return combined(shifted, flipped(shifted))
    if Property.SKEW in properties:
        return combined(shifted, flipped(shifted), -1.0)
    return base if Property.POSITIVE in properties else shifted


def _cayley(base: Grid) -> Grid:
    """(I - S)(I + S)^-1 of a skew S, its first column flipped."""
    skew = combined(base, flipped(base), -1.0)
    one = unit(len(base))
    turned = times(combined(one, skew, -1.0), FloatRing().inverse(combined(one, skew)))
    return tuple((-row[0], *row[1:]) for row in turned)


def _projection(base: Grid, basis: Grid) -> Grid:
    """B D B^-1 with D = diag(1, 0, ..., 0)."""
    column = tuple(row[:1] for row in basis)
    return times(column, FloatRing().inverse(basis)[:1])


def _direction(
    declared: Declaration, structured: str, sizes: Mapping[str, int], random: Random
) -> Grid:
    rows, cols = declared.shape.rows.value(sizes), declared.shape.cols.value(sizes)
    free = _plain(rows, cols, random, positive=False)
    if structured == "free" or rows != cols:
        return free
    if Property.DIAGONAL in declared.properties:
        return tuple(
            tuple(x if i == j else 0.0 for j, x in enumerate(row)) for i, row in enumerate(free)
        )
    if Property.SKEW in declared.properties:
        return combined(free, flipped(free), -1.0)
    if declared.properties & {
        Property.SYMMETRIC,
        Property.POSITIVE_DEFINITE,
        Property.POSITIVE_SEMIDEFINITE,
    }:
        return combined(free, flipped(free))
    return free
