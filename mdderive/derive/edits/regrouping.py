"""Entrywise signs that reach too far or not far enough.

(A B) o C for A (B o C), (X A) / B for (X / B) A, and the other way round; a quotient of a sum is
taken apart where only one summand is at fault.
"""

from collections.abc import Callable, Iterator, Sequence

from mdderive.derive.edits.build import built, hadamard, product, total
from mdderive.term import Apply, Term

Entrywise = Callable[[Term | None], Term | None]


def regrouped(term: Apply) -> Iterator[Term | None]:
    """The same operators with the entrywise one around less, or around more."""
    if term.operator == "product":
        yield from _wider(term.args)
        return
    for inner, around in _split(term):
        yield from _narrower(inner, around)
        if isinstance(inner, Apply) and inner.operator == "sum":
            for k, summand in enumerate(inner.args):
                kept = [around(arg) for arg in (*inner.args[:k], *inner.args[k + 1 :])]
                for new in _narrower(summand, around):
                    yield total(*kept, new)


def _split(term: Apply) -> Iterator[tuple[Term, Entrywise]]:
    """Each argument with what is done to it entry by entry."""
    if term.operator == "hadamard_quotient":
        top, bottom = term.args
        yield top, lambda part: None if part is None else built("hadamard_quotient", (part, bottom))
    if term.operator == "hadamard":
        for k, arg in enumerate(term.args):
            yield arg, _times(term.args[:k], term.args[k + 1 :])


def _times(before: Sequence[Term], after: Sequence[Term]) -> Entrywise:
    return lambda part: hadamard(*before, part, *after)


def _narrower(inner: Term, around: Entrywise) -> Iterator[Term | None]:
    """Around the first or the last factors only."""
    if not isinstance(inner, Apply) or inner.operator != "product":
        return
    for k in range(1, len(inner.args)):
        first, last = product(*inner.args[:k]), product(*inner.args[k:])
        yield product(around(first), last)
        yield product(first, around(last))


def _wider(args: Sequence[Term]) -> Iterator[Term | None]:
    """Around all factors, where it stands around one."""
    for k, arg in enumerate(args):
        if isinstance(arg, Apply):
            for inner, around in _split(arg):
                yield around(product(*args[:k], inner, *args[k + 1 :]))
