"""An entrywise product stands where a matrix product is right, or the other way round."""

from collections.abc import Iterator

from mdderive.derive.edits.build import hadamard, product
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.regrouping import regrouped
from mdderive.operators.record import Title
from mdderive.term import Apply, Term

FOR_PRODUCT = Title(
    "an entrywise product stands where a matrix product is right",
    "此处应为矩阵乘积，而不是逐元素积",
)
FOR_HADAMARD = Title(
    "a matrix product stands where an entrywise product is right",
    "此处应为逐元素积，而不是矩阵乘积",
)
REACH = Title("an entrywise sign reaches too far or not far enough", "逐元素运算的作用范围不对")


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if not isinstance(term, Apply):
        return
    if term.operator == "hadamard":
        yield from _changes(term, _multiplied(term.args), FOR_PRODUCT)
    if term.operator == "product":
        yield from _changes(term, _entrywise(term.args), FOR_HADAMARD)
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


def _entrywise(args: tuple[Term, ...]) -> Iterator[Term | None]:
    """The two neighbours of one place, or all that stands on either side of it."""
    scalars = tuple(arg for arg in args if arg.shape.is_scalar)
    chain = tuple(arg for arg in args if not arg.shape.is_scalar)
    for k in range(1, len(chain)):
        one = hadamard(product(*chain[:k]), product(*chain[k:]))
        yield product(*scalars, one)
        if len(chain) > 2:
            pair = hadamard(chain[k - 1], chain[k])
            yield product(*scalars, *chain[: k - 1], pair, *chain[k + 1 :])


EDIT = Edit("hadamard", _rule)
