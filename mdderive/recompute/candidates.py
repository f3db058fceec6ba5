"""Values tried for a name that no linear equation gives: those that notes state equations for.

y^2 = 1, one-hot columns, P^2 = P, X^T X = I; and the roots of a polynomial in a scalar, if all its
real roots are rational: with some of them left out, s = 1 would follow from (s - 1) (s^2 - 2) = 0.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from random import Random

from flint import fmpq_poly

from mdderive.operators import Grid
from mdderive.recompute.draws import Draw, Mood
from mdderive.recompute.polynomial import Residual, along, common_roots, splits
from mdderive.recompute.rationals import Rational
from mdderive.term import Property


def candidates(draw: Draw, rows: int, cols: int) -> Iterator[Grid]:
    """In random order, or y = 1 alone would be met of y^2 = 1."""
    found = list(_listed(draw, rows, cols))
    draw.random.shuffle(found)
    yield from found


def _listed(draw: Draw, rows: int, cols: int) -> Iterator[Grid]:
    hot = [draw.random.randrange(rows) for _ in range(cols)]
    yield tuple(tuple(Rational(int(hot[j] == i)) for j in range(cols)) for i in range(rows))
    for choices in ((1, -1), (0, 1)):
        for _ in range(3):
            yield tuple(
                tuple(Rational(draw.random.choice(choices)) for _ in range(cols))
                for _ in range(rows)
            )
    size = max(rows, cols)
    free = Draw(draw.random, draw.numbers, Mood.FREE)
    turn = free.matrix(size, size, frozenset({Property.ORTHOGONAL}))
    yield tuple(row[:cols] for row in turn[:rows])
    if rows == cols:
        yield free.matrix(rows, rows, frozenset({Property.PROJECTION}))


def scalar_roots(residual: Residual, random: Random) -> Sequence[Grid]:
    """The common roots of the entries of equations in one scalar, in random order."""
    polys = along(residual)
    if polys is None or not splits(reduce(fmpq_poly.gcd, polys, fmpq_poly([]))):
        return ()
    found = common_roots(polys)
    random.shuffle(found)
    return [((Rational(root.numerator, root.denominator),),) for root in found]
