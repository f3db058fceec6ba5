"""Finding a product of factors inside another, anchored at known indices.

A pattern is a monomial; its factors are matched one to one with factors of the target of the same
atom. A summed index of the pattern must meet a summed index of the target that no other factor
touches: in A diag(x) B S^-1 the chain A B is interrupted by x, so S = AB must not be found there.
Entrywise patterns (groups of scalars or of entries) match by the same walk, without inner indices.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mdderive.kernel.network import Factor, Monomial, Rational


class Match:
    """The target's places used, with the exponents taken, and where each pattern index went."""

    def __init__(self, taken: Mapping[int, Rational], indices: Mapping[int, int]) -> None:
        self.taken = taken
        self.indices = indices


def matches(
    pattern: Monomial,
    target: Monomial,
    anchors: Mapping[int, int],
    outside: Sequence[int],
    whole: bool,
) -> Iterator[Match]:
    """All ways to find the pattern, free indices anchored as given or left open. `outside` are
    places of the target that are not to be used. Of scalars a part of the power will do; with
    `whole`, a factor with slots must be used up, since what is left would touch its indices."""
    order = _connected(pattern, set(anchors))
    yield from _extend(pattern, target, order, dict(anchors), {}, set(outside), whole)


def _connected(pattern: Monomial, known: set[int]) -> list[Factor]:
    """The pattern's factors, each after one it hangs on, so that the walk stays anchored."""
    left, order = list(pattern.factors), []
    while left:
        factor = next((f for f in left if known & set(f.slots)), left[0])
        left.remove(factor)
        order.append(factor)
        known |= set(factor.slots)
    return order


def _extend(
    pattern: Monomial,
    target: Monomial,
    order: Sequence[Factor],
    indices: dict[int, int],
    taken: dict[int, Rational],
    outside: set[int],
    whole: bool,
) -> Iterator[Match]:
    if not order:
        if _inner_ok(pattern, target, indices, taken):
            yield Match(taken, indices)
        return
    factor, rest = order[0], order[1:]
    inner = any(whole or slot not in pattern.free for slot in factor.slots)
    for place, candidate in enumerate(target.factors):
        if place in outside or place in taken or candidate.atom != factor.atom:
            continue
        if inner and candidate.exponent != factor.exponent:
            continue
        if not inner and not _holds(candidate.exponent, factor.exponent):
            continue
        for slots in _orders(candidate):
            extended = _bound(factor.slots, slots, indices)
            if extended is not None:
                more = {**taken, place: factor.exponent}
                yield from _extend(pattern, target, rest, extended, more, outside, whole)


def _holds(have: Rational, wanted: Rational) -> bool:
    """Whether f^have contains f^wanted as a polynomial would."""
    return have >= wanted > 0 and wanted.denominator == 1


def _orders(factor: Factor) -> Iterator[tuple[int, ...]]:
    yield factor.slots
    for permutation, sign in factor.atom.symmetries:
        if sign > 0:
            yield tuple(factor.slots[place] for place in permutation)


def _bound(
    pattern: Sequence[int], target: Sequence[int], indices: dict[int, int]
) -> dict[int, int] | None:
    extended = dict(indices)
    for one, other in zip(pattern, target, strict=True):
        if extended.setdefault(one, other) != other:
            return None
    return extended


def _inner_ok(
    pattern: Monomial, target: Monomial, indices: Mapping[int, int], taken: Mapping[int, Rational]
) -> bool:
    """Inner indices go to different summed indices that nothing else touches."""
    inner = [index for index in range(len(pattern.sizes)) if index not in pattern.free]
    images = [indices[index] for index in inner]
    if len(set(images)) < len(images):
        return False
    others = Counter(
        slot
        for place, factor in enumerate(target.factors)
        if place not in taken
        for slot in factor.slots
    )
    anchored = {indices[index] for index in pattern.free if index in indices}
    return not any(image in target.free or others[image] or image in anchored for image in images)


def without(monomial: Monomial, taken: Mapping[int, Rational]) -> Monomial:
    """The monomial less the exponents a match has taken."""
    factors = []
    for place, factor in enumerate(monomial.factors):
        left = factor.exponent - taken.get(place, 0)
        if left:
            factors.append(factor._replace(exponent=left))
    return monomial._replace(factors=tuple(factors))
