"""A matrix was taken to be symmetric: S stands where (S + S^T)/2 is right."""

from collections.abc import Iterator
from fractions import Fraction

from mdderive.derive.edits.build import product, total, transposed
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.term import Apply, Term


def symmetric_part(term: Term) -> tuple[Term, Term | None]:
    """1/2 and S + S^T."""
    return number(Fraction(1, 2)), total(term, transposed(term))


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if _square(term) and site.parent not in ("product", "transpose", "entry"):
        half, both = symmetric_part(term)
        new = product(half, both)
        if new is not None:
            yield Change(new, 2, _message(term), term.span)
    if isinstance(term, Apply) and term.operator == "product":
        for k, factor in enumerate(term.args):
            if _square(factor):
                yield from _part(term.args[:k], factor, term.args[k + 1 :])
        for before, run, after in runs(term):
            inner = product(*run)
            if inner is not None and _square(inner):
                yield from _part(before, inner, after)


def _square(term: Term) -> bool:
    return term.shape.is_square and not term.shape.is_scalar


def _part(before: tuple[Term, ...], inner: Term, after: tuple[Term, ...]) -> Iterator[Change]:
    half, both = symmetric_part(inner)
    new = product(half, *before, both, *after)
    if new is not None:
        yield Change(new, 2, _message(inner), inner.span)


def _message(term: Term) -> Title:
    return say("{0} was taken to be symmetric", "把 {0} 当成了对称矩阵", term)


EDIT = Edit("symmetry", _rule)
