"""Two factors are swapped, or one stands at the wrong place. Powers count as repeated factors."""

from collections.abc import Iterator

from mdderive.derive.edits.build import product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import factors
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.term import Apply, Term

Row = tuple[Term, ...]


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not isinstance(term, Apply) or term.operator not in ("product", "power"):
        return
    row = factors(term)
    seen = {row}
    for cost, new, message, moved in _orders(row):
        if new in seen:
            continue
        seen.add(new)
        changed = product(*new)
        if changed is not None and changed.shape == term.shape:
            yield Change(changed, cost, message, moved.span)


def _orders(row: Row) -> Iterator[tuple[int, Row, Title, Term]]:
    places = [k for k, factor in enumerate(row) if not factor.shape.is_scalar]
    for i, first in enumerate(places):
        for last in places[i + 1 :]:
            swapped = list(row)
            swapped[first], swapped[last] = row[last], row[first]
            message = say(
                "two factors are swapped: {0} and {1}",
                "两个因子次序颠倒：{0} 与 {1}",
                row[first],
                row[last],
            )
            yield 2, tuple(swapped), message, row[first]
    for source in places:
        for target in places:
            if source != target:
                far = abs(source - target) > 1
                moved = [factor for k, factor in enumerate(row) if k != source]
                moved.insert(target, row[source])
                message = say(
                    "a factor stands at the wrong place: {0}",
                    "一个因子的位置不对：{0}",
                    row[source],
                )
                yield 2 + far, tuple(moved), message, row[source]
    if len(places) > 3:
        message = Title("the factors stand in reverse order", "因子的次序整个颠倒")
        yield len(places), _reversed(row, places), message, row[0]


def _reversed(row: Row, places: list[int]) -> Row:
    new = list(row)
    for place, source in zip(places, reversed(places), strict=True):
        new[place] = row[source]
    return tuple(new)


EDIT = Edit("order", _rule)
