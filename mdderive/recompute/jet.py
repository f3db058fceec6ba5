"""Jets: numbers with nilpotent parts, which turn evaluation into differentiation.

Each differentiation under way has its own group of infinitesimals e_1, e_2, ..., one per
direction, with e_i e_j = 0 inside the group. Evaluating f at X + sum_k e_k H_k gives

    f(X) + sum_k e_k (d/dt f(X + t H_k) at t = 0),

all directions at once. Groups multiply freely, so two groups give second derivatives: this is
Q[t]/(t^2) once for each differentiation. A jet is a map from monomials to coefficients; a monomial
is an integer whose digit number g, in base 2^16, is the index of the infinitesimal of group g.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from mdderive.recompute.limits import Undefined

Coefficient = Any
"""Rational or an `Element` of a field of generators."""

BITS = 16
DIGIT = (1 << BITS) - 1


def monomial(group: int, index: int) -> int:
    """The infinitesimal e_index (index >= 1) of a group."""
    return index << (BITS * group)


def _vanishes(left: int, right: int) -> bool:
    """Whether two monomials share a group, so that their product is 0."""
    while left and right:
        if left & DIGIT and right & DIGIT:
            return True
        left >>= BITS
        right >>= BITS
    return False


class Jet:
    """Immutable; arithmetic mixes jets and coefficients. Always has a nilpotent part."""

    __slots__ = ("parts",)

    def __init__(self, parts: dict[int, Coefficient]) -> None:
        self.parts = parts

    @property
    def value(self) -> Coefficient:
        return self.parts[0]

    def __add__(self, other: Any) -> Any:
        parts = dict(self.parts)
        for key, part in _parts(other).items():
            parts[key] = parts[key] + part if key in parts else part
        return jet(parts)

    __radd__ = __add__

    def __neg__(self) -> "Jet":
        return Jet({key: -part for key, part in self.parts.items()})

    def __sub__(self, other: Any) -> Any:
        return self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return (-self) + other

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Jet):
            return jet({key: part * other for key, part in self.parts.items()})
        parts: dict[int, Coefficient] = {}
        for key, part in self.parts.items():
            for again, factor in other.parts.items():
                if not _vanishes(key, again):
                    product = part * factor
                    total = key + again
                    parts[total] = parts[total] + product if total in parts else product
        return jet(parts)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if not isinstance(other, Jet):
            return self * divide(1, other)
        return self * reciprocal(other)

    def __rtruediv__(self, other: Any) -> Any:
        return reciprocal(self) * other


def _parts(entry: Any) -> dict[int, Coefficient]:
    return entry.parts if isinstance(entry, Jet) else {0: entry}


def jet(parts: dict[int, Coefficient]) -> Any:
    """The jet with these parts, or just its coefficient where nothing nilpotent is left."""
    kept = {key: part for key, part in parts.items() if key == 0 or part != 0}
    if len(kept) == 1 and 0 in kept:
        return kept[0]
    if not kept:
        raise ValueError("a jet needs a value part")
    return Jet(kept)


def value_of(entry: Any) -> Coefficient:
    return entry.parts[0] if isinstance(entry, Jet) else entry


def shifted(entry: Any, infinitesimal: int, direction: Coefficient) -> Any:
    """entry + infinitesimal * direction; the direction may be a jet of other groups."""
    parts = {key + infinitesimal: part for key, part in _parts(direction).items()}
    zero = value_of(entry) * 0
    return entry + jet({0: zero, **parts})


def coefficient(entry: Any, group: int, index: int) -> Any:
    """What stands beside the infinitesimal, a jet of the other groups."""
    own = monomial(group, index)
    mask = DIGIT << (BITS * group)
    zero = value_of(entry) * 0
    parts = {key - own: part for key, part in _parts(entry).items() if key & mask == own}
    return jet({0: zero, **parts})


def divide(top: Any, bottom: Any) -> Any:
    """top / bottom for coefficients; Undefined at 0."""
    if bottom == 0:
        raise Undefined("a division by 0")
    return top / bottom


def taylor(x: Jet, series: Iterator[Coefficient]) -> Any:
    """f(a + N) = sum_k f_k N^k, where `series` yields f_k = f^(k)(a) / k!. The sum is finite, as
    N is nilpotent: each factor N uses up one group."""
    total: Any = next(series)
    rest: Any = Jet({**x.parts, 0: x.value * 0})
    power: Any = rest
    while isinstance(power, Jet):
        total = power * next(series) + total
        power = power * rest
    return total


def _alternating(first: Coefficient, ratio: Coefficient) -> Iterator[Coefficient]:
    while True:
        yield first
        first = first * ratio


def reciprocal(x: Jet) -> Any:
    """1/(a + N) = 1/a - N/a^2 + ..."""
    inverse = divide(1, x.value)
    return taylor(x, _alternating(inverse, -inverse))


def cycle_series(*derivatives: Callable[[], Coefficient]) -> Iterator[Coefficient]:
    """f^(k)/k! where the derivatives of f repeat in a cycle, as those of exp, sin and cos do."""
    factorial = 1
    for k in count():
        factorial *= max(k, 1)
        yield derivatives[k % len(derivatives)]() / factorial
