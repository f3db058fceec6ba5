"""A transpose is missing, one too many, or on the wrong one of two neighbours."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, product, transposed
from mdderive.derive.edits.everywhere import transposed_everywhere
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.term import Apply, Symbol, Term


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not site.path:
        yield from _everywhere(term)
    if isinstance(term, Apply) and term.operator == "entry":
        yield from _entry(term)
    if site.parent in ("transpose", "entry") or term.shape.is_scalar:
        return
    yield Change(transposed(term), 1, _message(term), term.span)
    if not isinstance(term, Apply) or term.operator not in ("product", "hadamard"):
        return
    for first in range(len(term.args) - 1):
        yield from _moved(term, first)
    if term.operator == "product":
        for before, run, after in runs(term):
            inner = None if any(arg.shape.is_scalar for arg in run) else product(*run)
            if inner is not None and not inner.shape.is_scalar:
                new = product(*before, transposed(inner), *after)
                if new is not None:
                    yield Change(new, 2, _message(inner), run[0].span)


def _everywhere(term: Term) -> Iterator[Change]:
    """Every X^{-1} for X^{-T}, every A for A^T."""
    for name, new in transposed_everywhere(term):
        message = say(
            "every {0} lacks its transpose, or has one too many",
            "每处 {0} 都少了或多了转置",
            Symbol(name, term.shape),
        )
        yield Change(new, 2, message, term.span)


def _message(term: Term) -> Title:
    if isinstance(term, Apply) and term.operator == "transpose":
        return say("{0} has a transpose too many", "{0} 多了一个转置", term.args[0])
    return say("a transpose is missing on {0}", "{0} 上缺少转置", term)


def _entry(term: Apply) -> Iterator[Change]:
    """A_ji for A_ij."""
    base, row, col = term.args
    if base.shape.is_square and row != col:
        new = Apply("entry", (base, col, row), term.shape, term.data)
        message = say("the indices of an entry of {0} are swapped", "{0} 的元素下标颠倒", base)
        yield Change(new, 1, message, term.span)


def _moved(term: Apply, first: int) -> Iterator[Change]:
    """A^T B for A B^T, and the other way round."""
    left, right = term.args[first : first + 2]
    marks = [isinstance(arg, Apply) and arg.operator == "transpose" for arg in (left, right)]
    if sum(marks) != 1 or left.shape.is_scalar or right.shape.is_scalar:
        return
    if left == transposed(right):
        return  # that is a swap
    args = (*term.args[:first], transposed(left), transposed(right), *term.args[first + 2 :])
    new = built(term.operator, args)
    if new is not None:
        message = say(
            "the transpose stands on the wrong one of {0} and {1}",
            "转置写错了位置：{0} 与 {1}",
            left,
            right,
        )
        yield Change(new, 2, message, left.span)


EDIT = Edit("transpose", _rule)
