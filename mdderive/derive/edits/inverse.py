"""An inverse is missing or one too many: of a factor, of neighbouring factors, of a scalar."""

from collections.abc import Iterator

from mdderive.derive.edits.build import inverted, over, product, total, transposed
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.term import Apply, Dimension, Number, Term


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, (Number, Dimension)) or site.parent in ("inverse", "power"):
        return
    if term.shape.is_square and site.parent != "transpose":
        yield from _change(term, inverted(term), term)
    if not isinstance(term, Apply):
        return
    yield from _exchanged(term)
    if term.operator == "quotient":
        yield from _change(term, product(*reversed(term.args)), term.args[1])
    if term.operator == "product":
        yield from _of_factors(term)
    if term.operator == "determinant":
        inner = inverted(term.args[0])
        if inner is not None:
            yield from _change(term, Apply("determinant", (inner,), term.shape), term)


def _exchanged(term: Apply) -> Iterator[Change]:
    """A^T for A^-1 and the other way round; A^-1 + B^-1 for (A + B)^-1."""
    match term:
        case Apply("transpose", (inner,)) if inner.shape.is_square:
            message = say(
                "the transpose of {0} stands where its inverse is right",
                "{0} 应取逆，而不是转置",
                inner,
            )
            yield from _change(term, inverted(inner), inner, message)
        case Apply("inverse", (inner,)):
            message = say(
                "the inverse of {0} stands where its transpose is right",
                "{0} 应取转置，而不是逆",
                inner,
            )
            yield from _change(term, transposed(inner), inner, message)
        case Apply("sum", args) if all(map(_is_inverse, args)):
            message = Title(
                "the inverse of a sum is not the sum of the inverses", "和的逆不等于逆的和"
            )
            inner_sum = total(*(inverted(arg) for arg in args))
            if inner_sum is not None:
                yield from _change(term, inverted(inner_sum), term, message)


def _is_inverse(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "inverse"


def _of_factors(term: Apply) -> Iterator[Change]:
    for k, factor in enumerate(term.args):
        if factor.shape.is_scalar and not isinstance(factor, (Number, Dimension)):
            rest = product(*term.args[:k], *term.args[k + 1 :])
            if rest is not None:
                yield from _change(term, over(rest, factor), factor)
    for before, run, after in runs(term):
        inner = product(*run)
        if inner is not None and inner.shape.is_square and not inner.shape.is_scalar:
            inverse = inverted(inner)
            if inverse is not None:
                yield from _change(term, product(*before, inverse, *after), inner)


def _change(
    term: Term, new: Term | None, piece: Term, message: Title | None = None
) -> Iterator[Change]:
    if new is not None:
        yield Change(new, 1, message or _message(piece), piece.span or term.span)


def _message(piece: Term) -> Title:
    match piece:
        case Apply("inverse", (inner,)) | Apply("transpose", (Apply("inverse", (inner,)),)):
            return say("{0} is inverted and should not be", "{0} 多了一个逆", inner)
    return say("an inverse is missing on {0}", "{0} 上缺少逆", piece)


EDIT = Edit("inverse", _rule)
