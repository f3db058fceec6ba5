"""Random matrices with rational eigenvalues, for names that stand under a function of a matrix.

A = T diag(l) T^-1 with a random T, orthogonal where A is symmetric. Under a power that is not whole
the eigenvalues are positive, and powers themselves, so that the roots are rational. Sums and
products of such matrices have no rational eigenvalues; those of triangular ones do. But what holds
for these need not hold for all: tr expm(A + B) = tr(expm(A) expm(B)). They serve to refute.
"""

from math import lcm

from mdderive.operators import Grid
from mdderive.recompute import matrices
from mdderive.recompute.draws import Draw, Mood
from mdderive.recompute.rationals import Rational
from mdderive.term import Apply, Number, Problem, Property, Symbol, Term, subterms

SYMMETRIC = frozenset(
    {Property.SYMMETRIC, Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE}
)
OTHERS = frozenset({Property.DIAGONAL, Property.SKEW, Property.ORTHOGONAL, Property.PROJECTION})
"""Properties whose matrices are drawn as ever."""

LARGEST_ROOT = 6


def roots(problem: Problem) -> dict[str, int]:
    """The names under a function of a matrix, each with the root that is taken: 1 for none."""
    found: dict[str, int] = {}
    for side in (problem.left, problem.right):
        for part in subterms(side):
            order = _order(part)
            if order and isinstance(part, Apply):
                for name in (p.name for p in subterms(part.args[0]) if isinstance(p, Symbol)):
                    found[name] = min(lcm(order, found.get(name, 1)), LARGEST_ROOT)
    return found


def _order(term: Term) -> int:
    """The denominator of a power of a matrix that is not whole, 1 for an exponential, else 0."""
    match term:
        case Apply("expm"):
            return 1
        case Apply("power", (base, Number(value))) if not base.shape.is_scalar:
            return value.denominator if value.denominator > 1 else 0
    return 0


def with_spectrum(draw: Draw, size: int, properties: frozenset[Property], root: int) -> Grid:
    """A square matrix with rational eigenvalues and these properties."""
    if properties & OTHERS:
        return draw.matrix(size, size, properties)
    positive = root > 1 or Property.POSITIVE_DEFINITE in properties
    values = [draw.numbers(draw.random) for _ in range(size)]
    if positive or Property.POSITIVE_SEMIDEFINITE in properties:
        values = [(abs(value) + Rational(1, 8)) ** root for value in values]
    diagonal = tuple(
        tuple(value if i == j else Rational(0) for j in range(size))
        for i, value in enumerate(values)
    )
    if draw.mood is Mood.TRIANGULAR and not properties & SYMMETRIC:
        above = Draw(draw.random, draw.numbers, Mood.FREE).free(size, size)
        return tuple(
            tuple(above[i][j] if i < j else entry for j, entry in enumerate(row))
            for i, row in enumerate(diagonal)
        )
    if properties & SYMMETRIC:
        turn = Draw(draw.random, draw.numbers, Mood.FREE).turn(size)
        back = tuple(zip(*turn, strict=True))
    else:
        turn = Draw(draw.random, draw.numbers, Mood.FREE).free(size, size)
        back = matrices.inverse(turn)
    return matrices.times(matrices.times(turn, diagonal), back)
