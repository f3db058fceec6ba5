"""Summands that stand beside a given one so often that they are what was forgotten.

A^T x beside A x and b a^T beside a b^T (one edit away), A^T C^T X B^T beside C A X B (the other
half of a quadratic form), X dY beside dX Y (the other half of the product rule).
"""

from collections.abc import Iterator

from mdderive.derive.edits import kronecker_order, order, transpose
from mdderive.derive.edits.build import product, transposed
from mdderive.derive.edits.record import Ground
from mdderive.derive.edits.sites import put, sites
from mdderive.term import Apply, Symbol, Term

VARIANTS = (transpose.EDIT, order.EDIT, kronecker_order.EDIT)


def kin(summand: Term, ground: Ground) -> Iterator[Term]:
    """Its kin, of the same shape."""
    for new in (*_varied(summand, ground), *_mirrored(summand), *_moved_d(summand, ground)):
        if new is not None and new.shape == summand.shape:
            yield new


def _varied(summand: Term, ground: Ground) -> Iterator[Term | None]:
    for edit in VARIANTS:
        for site in sites(summand):
            for change in edit.rule(site, ground):
                yield put(summand, site.path, change.term)


def _mirrored(summand: Term) -> Iterator[Term | None]:
    """L^T V R^T for L V R, whatever V is."""
    if not isinstance(summand, Apply) or summand.operator != "product":
        return
    for k in range(len(summand.args)):
        before = product(*summand.args[:k]) if k else None
        after = product(*summand.args[k + 1 :]) if k + 1 < len(summand.args) else None
        left = () if before is None else (transposed(before),)
        right = () if after is None else (transposed(after),)
        yield product(*left, summand.args[k], *right)


def _moved_d(summand: Term, ground: Ground) -> Iterator[Term | None]:
    """The d on another factor."""
    for source in sites(summand):
        term = source.term
        if not (isinstance(term, Apply) and term.operator == "differential"):
            continue
        bare = put(summand, source.path, term.args[0])
        for target in () if bare is None else sites(bare):
            name = target.term
            if isinstance(name, Symbol) and name.name in ground.scope.varying and bare is not None:
                yield put(bare, target.path, Apply("differential", (name,), name.shape))
