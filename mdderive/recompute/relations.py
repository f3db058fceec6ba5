"""Small whole-number relations between the arguments of exp, sin and cos.

exp(p), exp(q) and exp(p + q) at rational p, q are not independent. A new argument is therefore
first sought as a small whole-number combination of those that already have a generator. A relation
that is overlooked costs an answer, never its correctness: every generator stands for a real number
and only true equations are used.
"""

from collections.abc import Sequence
from typing import Any

SINGLE = 24
"""The largest multiple of one argument that is recognised."""

SMALL = (1, -1, 2, -2)
"""The multiples in combinations of two or three arguments."""

Combination = tuple[tuple[int, int], ...]
"""Pairs (place of an argument, its multiple)."""


def combination(known: Sequence[Any], target: Any) -> Combination | None:
    """How the target is composed of known arguments, rational or elements; None if it isn't."""
    for place, argument in enumerate(known):
        for multiple in (1, -1):
            if argument * multiple == target:
                return ((place, multiple),)
    return _multiple(known, target) or _pair(known, target, ()) or _triple(known, target)


def _multiple(known: Sequence[Any], target: Any) -> Combination | None:
    for place, argument in enumerate(known):
        ratio = target / argument
        if getattr(ratio, "q", None) == 1 and abs(ratio) <= SINGLE:
            return ((place, int(ratio.p)),)
    return None


def _pair(known: Sequence[Any], target: Any, before: Combination) -> Combination | None:
    last = before[-1][0] if before else -1
    places = {
        argument * multiple: (place, multiple)
        for place, argument in enumerate(known)
        if place > last
        for multiple in SMALL
    }
    for place, argument in enumerate(known):
        if place <= last:
            continue
        for multiple in SMALL:
            other = places.get(target - argument * multiple)
            if other is not None and other[0] != place:
                return (*before, (place, multiple), other)
    return None


def _triple(known: Sequence[Any], target: Any) -> Combination | None:
    if len(known) > 16:
        return None
    for place, argument in enumerate(known):
        for multiple in SMALL:
            found = _pair(known, target - argument * multiple, ((place, multiple),))
            if found:
                return found
    return None
