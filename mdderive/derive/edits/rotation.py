"""Factors under a trace were moved other than around the circle, or moved around where no trace
stands. tr(ABC) = tr(BCA) = tr(CAB), and nothing more."""

from collections.abc import Iterator
from itertools import permutations

from mdderive.derive.edits.build import product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import factors
from mdderive.operators.record import Title
from mdderive.term import Apply, Term

MOST = 5


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not isinstance(term, Apply) or term.operator != "product":
        return
    row = factors(term)
    scalars = tuple(factor for factor in row if factor.shape.is_scalar)
    chain = tuple(factor for factor in row if not factor.shape.is_scalar)
    if len(chain) < 3:
        return
    orders = _under_trace(chain) if site.parent == "trace" else _around(chain)
    for order in orders:
        new = product(*scalars, *order)
        if new is not None and new.shape == term.shape:
            yield Change(new, 3, _message(site.parent == "trace"), term.span)


def _message(traced: bool) -> Title:
    if traced:
        return Title(
            "under a trace the factors may only be rotated around, not reordered",
            "迹内的因子只能轮换，不能任意换序",
        )
    return Title("the factors were rotated where no trace stands", "没有迹时不能轮换因子")


def _under_trace(chain: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    if len(chain) <= MOST:
        for rest in permutations(chain[1:]):
            yield (chain[0], *rest)


def _around(chain: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    for turn in range(2, len(chain) - 1):
        yield (*chain[turn:], *chain[:turn])


EDIT = Edit("rotation", _rule)
