"""A factor of the true side is missing at one place, or one is too many.

The factors tried are the pieces of the definition and of the recomputed side (`pool.py`).
"""

from collections.abc import Iterator

from mdderive.derive.edits.build import hadamard, over, product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.size import nodes
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.term import Apply, Dimension, Number, Term

ONE = number(1)


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, Apply) and term.operator in ("product", "hadamard"):
        yield from _dropped(term)
    if isinstance(term, Apply) and term.operator == "quotient":
        message = say("a denominator is too many: {0}", "多了分母：{0}", term.args[1])
        yield Change(term.args[0], nodes(term.args[1]), message, term.span)
    if isinstance(term, Apply) and term.operator == "negative":
        return  # what is negated has its turn
    for factor in ground.pool.factors:
        for new in _inserted(site, factor):
            if new is not None:
                message = say("a factor is missing: {0}", "缺少因子：{0}", factor)
                yield Change(new, nodes(factor), message, term.span)
        around = _around(site, factor)
        if around is not None:
            message = say("{0} is missing on both sides", "两边都缺少 {0}", factor)
            yield Change(around, 2 * nodes(factor), message, term.span)


def _around(site: Site, factor: Term) -> Term | None:
    """S x x^T S for x x^T."""
    term = site.term
    if factor.shape != term.shape or term.shape.is_scalar or not term.shape.is_square:
        return None
    return None if site.parent == "product" else product(factor, term, factor)


def _inserted(site: Site, factor: Term) -> Iterator[Term | None]:
    term = site.term
    if isinstance(factor, Apply) and factor.operator == "quotient" and factor.args[0] == ONE:
        if site.parent not in ("product", "negative"):
            yield over(term, factor.args[1])
        return
    if factor.shape.is_scalar:
        if site.parent not in ("product", "negative", "quotient"):
            yield _after_the_number(factor, term)
        return
    if factor.shape == term.shape and site.parent != "hadamard":
        yield hadamard(term, factor)
    if isinstance(term, Apply) and term.operator == "product":
        for k in range(len(term.args) + 1):
            yield product(*term.args[:k], factor, *term.args[k:])
    elif site.parent != "product":
        yield product(factor, term)
        yield product(term, factor)


def _after_the_number(factor: Term, term: Term) -> Term | None:
    if isinstance(term, Apply) and term.operator == "product" and isinstance(term.args[0], Number):
        return product(term.args[0], factor, *term.args[1:])
    return product(factor, term)


def _dropped(term: Apply) -> Iterator[Change]:
    join = product if term.operator == "product" else hadamard
    for k, factor in enumerate(term.args):
        if isinstance(factor, (Number, Dimension)):
            continue
        rest = join(*term.args[:k], *term.args[k + 1 :])
        if rest is not None:
            message = say("a factor is too many: {0}", "多了因子：{0}", factor)
            yield Change(rest, nodes(factor), message, factor.span)


EDIT = Edit("lost-factor", _rule)
