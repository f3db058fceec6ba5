"""A number in front is wrong: the summand is times c for an unknown c, which is solved for.

The right side is linear in c wherever only sums, products, transposes, traces and the like stand
above, so two evaluations give c. c = -1 is a wrong sign, c = 0 a term too many. Inside functions,
powers and inverses a few values are tried.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from mdderive.derive.edits.build import scaled
from mdderive.derive.edits.record import UNKNOWN, Change, Edit, Ground, Site
from mdderive.derive.edits.size import nodes
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.source import Span
from mdderive.term import Apply, Dimension, Number, Size, Term

CURVED = frozenset({"map", "inverse", "power", "hadamard_power", "determinant", "norm", "quotient"})
TRIED = tuple(number(Fraction(*pair)) for pair in ((-1, 1), (2, 1), (1, 2)))
WRONG = Title("a number in front is wrong", "系数不对")


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, Dimension) and site.parent != "sum":
        yield from _counts(term)
    if not _heads(site):
        return
    with_unknown = scaled(UNKNOWN, term)
    if with_unknown is not None and not CURVED & set(site.above):
        yield Change(with_unknown, 1, WRONG, term.span, partial(_settled, site))
        return
    for value in TRIED:
        change = _settled(site, value)
        if change is not None:
            yield replace(change, cost=2)


def _counts(term: Dimension) -> Iterator[Change]:
    """n for n - 1 or n + 1."""
    for offset in (-1, 1):
        size = Dimension(term.size + Size.of(offset))
        message = say("{0} stands where {1} is right", "{0} 应为 {1}", term, size)
        yield Change(size, 1, message, term.span)


def _heads(site: Site) -> bool:
    """A coefficient is looked for once: in front of a whole summand or argument."""
    if site.parent in ("", "sum"):
        return True
    return site.parent in CURVED and not isinstance(site.term, Number)


def _settled(site: Site, value: Term) -> Change | None:
    term = site.term
    if value == number(0):
        return _dropped(site)
    new = scaled(value, term)
    if new is None:
        return None
    if value == number(-1):
        whole = not site.path
        message = say("the sign is wrong", "符号不对") if whole else _sign(term)
        return Change(new, 1, message, term.span, kind="sign")
    if site.path:
        message = say(
            "a summand has the wrong number in front: it is off by {0}",
            "某一项的系数差一个因子 {0}",
            value,
        )
    else:
        message = say("the number in front is off by the factor {0}", "系数差一个因子 {0}", value)
    return Change(new, 1, message, _front(term), kind="factor")


def _front(term: Term) -> Span | None:
    """The place of the number in front; of the whole where there is none."""
    match term:
        case Apply("negative", (inner,)):
            return _front(inner)
        case Apply("product", (Number() as first, *_)) if first.span is not None:
            return first.span
        case Apply("product", (Apply("quotient", (Number(), Number())) as first, *_)):
            return first.span or term.span
    return term.span


def _sign(term: Term) -> Title:
    return say("the sign of {0} is wrong", "{0} 的符号不对", _positive(term))


def _positive(term: Term) -> Term:
    return term.args[0] if isinstance(term, Apply) and term.operator == "negative" else term


def _dropped(site: Site) -> Change | None:
    """A summand too many: 0 stands for it, and the sum drops it."""
    if site.parent != "sum":
        return None
    message = say("there is a term too many: {0}", "多了一项：{0}", _positive(site.term))
    nought = Apply("zero", (), site.term.shape)
    return Change(nought, nodes(site.term), message, site.term.span, kind="lost-term")


EDIT = Edit("factor", _rule)
