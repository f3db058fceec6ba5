"""A diag is missing, or one too many."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, product, transposed
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.term import Apply, Term


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, Apply) and term.operator in ("diag", "diagonal"):
        message = say("diag stands around {0} and should not", "{0} 外面多了 diag", term.args[0])
        for new in _stripped(term):
            if new is not None:
                yield Change(new, 1, message, term.span)
        return
    if term.shape.is_scalar:
        return
    message = say("diag is missing around {0}", "{0} 缺少 diag", term)
    for new in _wrapped(term):
        if new is not None:
            yield Change(new, 1, message, term.span)


def _stripped(term: Apply) -> Iterator[Term | None]:
    (inner,) = term.args
    yield inner
    if term.operator == "diag" and isinstance(inner, Apply) and inner.operator == "diagonal":
        yield inner.args[0]


def _wrapped(term: Term) -> Iterator[Term | None]:
    if term.shape.is_column:
        yield built("diag", (term,))
        return
    if isinstance(term, Apply) and term.operator == "product":
        yield from _of_a_product(term)
    if term.shape.is_square:
        turned = isinstance(term, Apply) and term.operator == "transpose"
        diagonal = built("diagonal", (transposed(term) if turned else term,))
        yield diagonal
        if diagonal is not None:
            yield built("diag", (diagonal,))


def _of_a_product(term: Apply) -> Iterator[Term | None]:
    """diag(A x) for A diag(x), and diag(x) for x 1^T."""
    *before, last = term.args
    if isinstance(last, Apply) and last.operator == "diag":
        inside = product(*before, last.args[0])
        yield None if inside is None else built("diag", (inside,))
    turned = transposed(last)
    if isinstance(turned, Apply) and turned.operator == "ones" and turned.shape.is_column:
        column = product(*before)
        yield None if column is None else built("diag", (column,))


EDIT = Edit("diag", _rule)
