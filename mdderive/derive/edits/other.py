"""One name stands for another of its shape."""

from collections.abc import Iterator

from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.term import Symbol, subterms


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    if not isinstance(site.term, Symbol):
        return
    names = {
        node.name: node
        for node in subterms(ground.left)
        if isinstance(node, Symbol) and node.shape == site.term.shape
    }
    for name, other in sorted(names.items()):
        if name != site.term.name:
            message = say("{0} stands where {1} is right", "{0} 应为 {1}", site.term, other)
            yield Change(other, 2, message, site.term.span)


EDIT = Edit("other", _rule)
