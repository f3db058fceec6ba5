"""A d is missing, or one too many."""

from collections.abc import Iterator

from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.term import Apply, Symbol, subterms


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not _about_differentials(ground):
        return
    match term:
        case Symbol(name) if name in ground.scope.varying or name in ground.scope.values:
            message = say("the d of {0} is missing", "{0} 前缺少微分号 d", term)
            yield Change(Apply("differential", (term,), term.shape), 1, message, term.span)
        case Apply("differential", (inner,)):
            message = say("{0} has a d too many", "{0} 前多了微分号 d", inner)
            yield Change(inner, 1, message, term.span)


def _about_differentials(ground: Ground) -> bool:
    return any(
        isinstance(node, Apply) and node.operator == "differential"
        for node in subterms(ground.left)
    )


EDIT = Edit("lost-d", _rule)
