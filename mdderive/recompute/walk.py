"""A walk through the regions into which kinks divide the space of points.

relu(1 - (x - 7)^2) is 0 at nearly all points, sqrt((x - 1000)^2) = 1000 - x holds at nearly all. So
one entry t is moved at a time, the arguments g_k(t) of all kinks are computed over many magnitudes
of t, and their zeros are found: exactly where g_k is affine, else by bisection; where g_k keeps its
sign, by way of its least |g_k|, as the vertex of a parabola. Between two zeros next to each other
lies one region of the line: a point of each is compared, and the walk goes on from one of them.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from random import Random
from typing import Any

import flint

from mdderive.recompute.balls import ball
from mdderive.recompute.limits import Unfinished
from mdderive.recompute.rationals import Rational

POWERS = tuple(Fraction(4**k, 64) for k in range(17))
MAGNITUDES = (*(-t for t in reversed(POWERS)), Fraction(0), *POWERS)
"""Where an entry is tried at first."""

HALVINGS = 60
TINY = Fraction(1, 1 << 40)
VERTICES = 6
MOST_PLACES = 24
"""How many regions of one line are looked at."""

Profile = Callable[[Fraction], list[float]]
"""The arguments of all kinks and turns at t."""


def to_float(value: Any) -> float:
    """Near enough to see its sign; infinite where it is too large."""
    if isinstance(value, Rational):
        try:
            return int(value.numerator) / int(value.denominator)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    before = flint.ctx.prec
    flint.ctx.prec = 128
    try:
        return float(ball(value).mid())
    except (Unfinished, OverflowError):
        return float("nan")
    finally:
        flint.ctx.prec = before


def regions(profile: Profile, random: Random) -> list[Fraction]:
    """A place in each region of the line that was found."""
    samples = [(t, profile(t)) for t in MAGNITUDES]
    ends = sorted({zero for zero in _zeros(samples, profile) if isfinite(zero)})
    if not ends:
        return [random.choice(MAGNITUDES)]
    inner = [_simple(Fraction(a), Fraction(b)) for a, b in pairwise(ends)]
    span = max(Fraction(1), abs(Fraction(ends[0])), abs(Fraction(ends[-1])))
    outer = [Fraction(ends[0]) - span, Fraction(ends[-1]) + span]
    beside = [Fraction(end) + s * span / 4096 for end in ends for s in (1, -1)]
    places = [*inner, *(_rounded(place, span / 16384) for place in (*outer, *beside))]
    random.shuffle(places)
    return list(dict.fromkeys(places))[:MOST_PLACES]


def _simple(low: Fraction, high: Fraction) -> Fraction:
    """A short fraction near the middle of an interval."""
    return _rounded((low + high) / 2, (high - low) / 4)


def _rounded(place: Fraction, error: Fraction) -> Fraction:
    bottom = 1
    while abs(place.limit_denominator(bottom) - place) > error:
        bottom *= 8
    return place.limit_denominator(bottom)


def _zeros(samples: Sequence[tuple[Fraction, list[float]]], profile: Profile) -> Iterator[float]:
    """Zeros of every argument, and the places of the least |g| that has none beside it."""
    for k in range(max(len(met) for _, met in samples)):
        known = [(t, met[k]) for t, met in samples if k < len(met) and isfinite(met[k])]

        def at(t: Fraction, k: int = k) -> float:
            met = profile(t)
            return met[k] if k < len(met) else float("nan")

        for (a, g), (b, h) in pairwise(known):
            if g * h < 0:
                yield _zero(at, a, b, g, h)
            elif g == 0:
                yield float(a)
        yield from _around_vertex(at, known)


def _zero(at: Callable[[Fraction], float], a: Fraction, b: Fraction, g: float, h: float) -> float:
    """A zero between a and b, where the signs differ."""
    for turn in range(HALVINGS):
        place = (a + b) / 2 if turn % 2 else _cut(a, b, g, h)
        value = at(place)
        if not isfinite(value) or value == 0:
            return float(place)
        if (value < 0) == (g < 0):
            a, g = place, value
        else:
            b, h = place, value
        if abs(b - a) < max(TINY, abs(a), abs(b)) / 1_000_000:
            break
    return float(_cut(a, b, g, h))


def _cut(a: Fraction, b: Fraction, g: float, h: float) -> Fraction:
    share = Fraction(g) / (Fraction(g) - Fraction(h))
    return (a + (b - a) * share).limit_denominator(1 << 60)


def _around_vertex(
    at: Callable[[Fraction], float], known: list[tuple[Fraction, float]]
) -> Iterator[float]:
    """Where |g| is least among samples of one sign, a parabola through three of them is followed
    down; the place, and both zeros if the sign changes there."""
    for (a, f), (b, g), (c, h) in zip(known, known[1:], known[2:], strict=False):
        if min(f * g, g * h) <= 0 or not (abs(g) <= abs(f) and abs(g) <= abs(h)):
            continue
        place, value = _descended(at, [(a, f), (b, g), (c, h)])
        if place is None:
            continue
        if value * g < 0:
            yield _zero(at, a, place, f, value)
            yield _zero(at, place, c, value, h)
        yield float(place)


def _descended(
    at: Callable[[Fraction], float], three: list[tuple[Fraction, float]]
) -> tuple[Fraction | None, float]:
    found: tuple[Fraction | None, float] = (None, 0.0)
    sign = 1 if three[1][1] > 0 else -1
    for _ in range(VERTICES):
        vertex = _vertex(three)
        if vertex is None or not three[0][0] < vertex < three[2][0]:
            break
        value = at(vertex)
        if not isfinite(value):
            break
        found = (vertex, value)
        if value * sign <= 0:
            break
        best = sorted({*three, (vertex, value)}, key=lambda pair: abs(pair[1]))[:3]
        three = sorted(best)
        if len(three) < 3:
            break
    return found


def _vertex(three: list[tuple[Fraction, float]]) -> Fraction | None:
    (a, f), (b, g), (c, h) = ((t, Fraction(value)) for t, value in three)
    top = (b - a) ** 2 * (g - h) - (b - c) ** 2 * (g - f)
    bottom = (b - a) * (g - h) - (b - c) * (g - f)
    return (b - top / bottom / 2).limit_denominator(1 << 30) if bottom else None
