"""A summand is missing somewhere: + c T for a piece T of the true side and an unknown number c.

(One too many is found in `factor.py`, as a coefficient 0.)
"""

from collections.abc import Iterator
from functools import partial

from mdderive.derive.edits.build import scaled, total
from mdderive.derive.edits.record import UNKNOWN, Change, Edit, Ground, Site
from mdderive.derive.edits.size import nodes
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.term import Apply, Term

INNER = 8
"""Nodes of a summand that may be missing inside a bracket."""
OUTER_FIRST = 4
"""Nodes by which a summand of a new bracket counts more, where the author writes a sum already."""


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    negated = isinstance(site.term, Apply) and site.term.operator == "negative"
    if site.path and (site.parent == "sum" or negated):
        return  # the sum above has its turn
    for summand in ground.pool.summands:
        if summand.shape != site.term.shape:
            continue
        if site.path and nodes(summand) > INNER:
            continue
        extra = 1 + OUTER_FIRST * (site.parent != "" and "sum" in site.above)
        new = total(site.term, scaled(UNKNOWN, summand))
        if new is not None:
            message = say("a term is missing", "漏了一项")
            settle = partial(_settled, site.term, summand, extra)
            yield Change(new, nodes(summand) + extra, message, site.term.span, settle)


def _settled(term: Term, summand: Term, extra: int, value: Term) -> Change | None:
    if value == number(0):
        return None
    lost = scaled(value, summand)
    new = total(term, lost)
    if lost is None or new is None:
        return None
    lacking = lost.args[0] if isinstance(lost, Apply) and lost.operator == "negative" else lost
    message = say("a term is missing: {0}", "漏了一项：{0}", lacking)
    if extra > 1 and value not in (number(1), number(-1)):
        extra += OUTER_FIRST
    return Change(new, nodes(summand) + extra, message, term.span)


EDIT = Edit("lost-term", _rule)
