"""The factors of a Kronecker product are swapped."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built
from mdderive.derive.edits.everywhere import swapped_everywhere
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.term import Apply

EVERY = Title(
    "the factors of every Kronecker product are swapped", "每个克罗内克积的因子次序都颠倒"
)


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    match site.term:
        case Apply("kronecker", (left, right)):
            new = built("kronecker", (right, left))
            message = say(
                "the factors of a Kronecker product are swapped: {0} and {1}",
                "克罗内克积的因子 {0} 与 {1} 次序颠倒",
                left,
                right,
            )
            if new is not None:
                yield Change(new, 1, message, site.term.span)
    everywhere = None if site.path else swapped_everywhere(site.term)
    if everywhere is not None:
        yield Change(everywhere, 2, EVERY, site.term.span)


EDIT = Edit("kronecker-order", _rule)
