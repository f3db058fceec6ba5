"""Small whole-number relations between the arguments of exp, sin and cos.

exp(p), exp(q) and exp(p + q) at rational p, q are not independent. A new argument is therefore
first sought as a small whole-number combination of those that already have a generator. A relation
that is overlooked costs an answer, never its correctness: every generator stands for a real number
and only true equations are used.
"""

from collections.abc import Callable, Sequence
from math import lcm
from typing import Any

from mdderive.recompute.rationals import Rational

SINGLE = 24
"""The largest multiple of one argument that is recognised."""

SMALL = (1, -1, 2, -2)
"""The multiples in combinations of two or three arguments."""

MOST_FOR_THREE = 14
"""Combinations of three are sought among up to this many arguments."""

Combination = tuple[tuple[int, int], ...]
"""Pairs (place of an argument, its multiple)."""


def _as_is(value: Any) -> Any:
    return value


def combination(known: Sequence[Any], target: Any) -> Combination | None:
    """How the target is composed of known arguments, rational or elements; None if it isn't."""
    if not all(isinstance(argument, Rational) for argument in (*known, target)):
        return composed(known, target, _as_is)
    # Whole numbers over one denominator: they hash much faster than fractions.
    bottom = lcm(*(int(argument.denominator) for argument in (*known, target)))
    scaled = [
        int(argument.numerator) * (bottom // int(argument.denominator))
        for argument in (*known, target)
    ]
    return _multiple(scaled[:-1], scaled[-1]) or composed(scaled[:-1], scaled[-1], _as_is)


def _multiple(known: Sequence[int], target: int) -> Combination | None:
    for place, argument in enumerate(known):
        multiple, rest = divmod(target, argument)
        if rest == 0 and abs(multiple) <= SINGLE:
            return ((place, multiple),)
    return None


def composed(known: Sequence[Any], target: Any, normal: Callable[[Any], Any]) -> Combination | None:
    """A combination of up to three arguments with small multiples. `normal` brings a sum to normal
    form, where arguments are whole numbers modulo a prime."""
    if not known:
        return None
    multiples = {
        normal(argument * multiple): (place, multiple)
        for multiple in reversed(SMALL)
        for place, argument in enumerate(known)
    }
    single = multiples.get(target)
    if single is not None:
        return (single,)
    pair = _pair(multiples, target, normal)
    if pair is None and len(known) <= MOST_FOR_THREE:
        return _triple(multiples, target, normal)
    return pair


def _pair(
    multiples: dict[Any, tuple[int, int]], target: Any, normal: Callable[[Any], Any]
) -> Combination | None:
    for value, term in multiples.items():
        other = multiples.get(normal(target - value))
        if other is not None and other[0] != term[0]:
            return (term, other)
    return None


def _triple(
    multiples: dict[Any, tuple[int, int]], target: Any, normal: Callable[[Any], Any]
) -> Combination | None:
    for value, term in multiples.items():
        rest = target - value
        for second, other in multiples.items():
            if other[0] <= term[0]:
                continue
            third = multiples.get(normal(rest - second))
            if third is not None and third[0] > other[0]:
                return (term, other, third)
    return None
