"""Factors that stand side by side in a product, and products with their powers written out."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from mdderive.derive.edits.build import inverted, product, raised
from mdderive.term import Apply, Dimension, Number, Term

LONGEST = 5
HIGHEST = 4

Run = tuple[tuple[Term, ...], tuple[Term, ...], tuple[Term, ...]]


def runs(term: Apply) -> Iterator[Run]:
    """(before, two or more neighbours but not all, after) of a product."""
    count = len(term.args)
    for width in range(2, min(count, LONGEST + 1)):
        for first in range(count - width + 1):
            last = first + width
            yield term.args[:first], term.args[first:last], term.args[last:]


def factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product; X^2 counts as X X, X^{-2} as X^{-1} X^{-1}."""
    if not isinstance(term, Apply) or term.operator != "product":
        return _powers(term)
    return tuple(part for factor in term.args for part in _powers(factor))


def with_powers(term: Term) -> Term:
    """The product with equal neighbours drawn together: A A B as A^2 B."""
    match term:
        case Apply("negative", (inner,)):
            return Apply("negative", (with_powers(inner),), term.shape, term.data, term.span)
        case Apply("product", args):
            joined = [_together(base, len(list(run))) for base, run in groupby(args)]
            return product(*joined) or term
    return term


def _together(base: Term, count: int) -> Term | None:
    once = count == 1 or not base.shape.is_square or isinstance(base, (Number, Dimension))
    return product(*[base] * count) if once else raised(base, Fraction(count))


def _powers(term: Term) -> tuple[Term, ...]:
    match term:
        case Apply("power", (base, Number(value))) if not base.shape.is_scalar:
            if value.denominator == 1 and 2 <= abs(value) <= HIGHEST:
                one = base if value > 0 else inverted(base)
                return () if one is None else (one,) * abs(int(value))
    return (term,)
