"""A trace is missing, or one too many: tr(A) B for A B."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.words import say
from mdderive.term import Apply, Term


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, Apply) and term.operator == "trace":
        message = say(
            "the trace of {0} should be {0} itself", "应为 {0} 本身，而不是它的迹", term.args[0]
        )
        yield Change(term.args[0], 1, message, term.span)
        return
    yield from _traced(term, term, ())
    if isinstance(term, Apply) and term.operator == "product":
        for k, factor in enumerate(term.args):
            yield from _traced(term, factor, (*term.args[:k], *term.args[k + 1 :]))
        for before, run, after in runs(term):
            inner = product(*run)
            if inner is not None:
                yield from _traced(term, inner, (*before, *after))


def _traced(whole: Term, piece: Term, rest: tuple[Term, ...]) -> Iterator[Change]:
    """The trace of the piece, drawn in front of the other factors."""
    if piece.shape.is_scalar or not piece.shape.is_square:
        return
    new = product(built("trace", (piece,)), *rest)
    if new is not None:
        message = say("a trace is missing around {0}", "{0} 缺少迹", piece)
        yield Change(new, 1, message, piece.span or whole.span)


EDIT = Edit("lost-trace", _rule)
