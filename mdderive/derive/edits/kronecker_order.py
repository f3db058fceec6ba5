"""The factors of a Kronecker product are swapped."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.term import Apply


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


EDIT = Edit("kronecker-order", _rule)
