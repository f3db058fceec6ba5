"""An entrywise product stands where a matrix product is right, or the other way round."""

from collections.abc import Iterator

from mdderive.derive.edits.build import hadamard, product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.regrouping import regrouped
from mdderive.operators.record import Title
from mdderive.source import Span
from mdderive.term import Apply, Term

FOR_PRODUCT = Title(
    "an entrywise product stands where a matrix product is right",
    "此处应为矩阵乘积，而不是逐元素积",
)
FOR_HADAMARD = Title(
    "a matrix product stands where an entrywise product is right",
    "此处应为逐元素积，而不是矩阵乘积",
)
DISTRIBUTED = Title(
    "a matrix product does not distribute over an entrywise one", "矩阵乘积对逐元素积没有分配律"
)
REACH = Title("an entrywise sign reaches too far or not far enough", "逐元素运算的作用范围不对")


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not isinstance(term, Apply):
        return
    if term.operator == "hadamard":
        yield from _changes(term, _multiplied(term.args), FOR_PRODUCT)
        yield from _changes(term, _gathered(term.args), DISTRIBUTED)
    if term.operator == "product":
        for new, piece in _entrywise(term):
            if new is not None:
                yield Change(new, 1, FOR_HADAMARD, piece)
    for new in regrouped(term):
        if new is not None:
            yield Change(new, 2, REACH, term.span)


def _changes(term: Apply, news: Iterator[Term | None], message: Title) -> Iterator[Change]:
    for new in news:
        if new is not None:
            yield Change(new, 1, message, term.span)


def _multiplied(args: tuple[Term, ...]) -> Iterator[Term | None]:
    """All at once, or the two on either side of one sign."""
    yield product(*args)
    if len(args) > 2:
        for k in range(len(args) - 1):
            yield hadamard(*args[:k], product(*args[k : k + 2]), *args[k + 2 :])
        yield product(hadamard(*args[:-1]), args[-1])
        yield product(args[0], hadamard(*args[1:]))


def _gathered(args: tuple[Term, ...]) -> Iterator[Term | None]:
    r"""A (B \odot C) for (A B) \odot (A C), and the mirror image."""
    if not all(isinstance(arg, Apply) and arg.operator == "product" for arg in args):
        return
    rows = [arg.args for arg in args if isinstance(arg, Apply)]
    if len({row[0] for row in rows}) == 1:
        yield product(rows[0][0], hadamard(*(product(*row[1:]) for row in rows)))
    if len({row[-1] for row in rows}) == 1:
        yield product(hadamard(*(product(*row[:-1]) for row in rows)), rows[0][-1])


def _entrywise(term: Apply) -> Iterator[tuple[Term | None, Span | None]]:
    """The two neighbours of one place, or all that stands on either side of it; and where."""
    scalars = tuple(arg for arg in term.args if arg.shape.is_scalar)
    chain = tuple(arg for arg in term.args if not arg.shape.is_scalar)
    for k in range(1, len(chain)):
        one = hadamard(product(*chain[:k]), product(*chain[k:]))
        yield product(*scalars, one), term.span
        if len(chain) > 2:
            left, right = chain[k - 1 : k + 1]
            pair = product(*scalars, *chain[: k - 1], hadamard(left, right), *chain[k + 1 :])
            yield pair, left.span.to(right.span) if left.span and right.span else term.span


EDIT = Edit("hadamard", _rule)
