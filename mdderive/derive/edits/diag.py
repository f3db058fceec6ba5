"""A diag is missing, or one too many."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, transposed
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
    elif term.shape.is_square:
        turned = isinstance(term, Apply) and term.operator == "transpose"
        diagonal = built("diagonal", (transposed(term) if turned else term,))
        yield diagonal
        if diagonal is not None:
            yield built("diag", (diagonal,))


EDIT = Edit("diag", _rule)
