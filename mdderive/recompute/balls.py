"""Balls: rigorous intervals around the real number that an exact value is.

The working precision is flint's; whoever needs more doubles it. A ball that excludes 0 proves that
a value is not 0; a ball that contains 0 proves nothing.
"""

from collections.abc import Generator
from typing import Any

import flint
from flint import arb

from mdderive.recompute.field import Element, Field
from mdderive.recompute.limits import Unfinished
from mdderive.recompute.rationals import Rational, rational_ball
from mdderive.recompute.residue import Residue

FIRST_BITS = 64
LAST_BITS = 8192


def ball(value: Any) -> Any:
    """The ball of an exact value in the current precision."""
    if isinstance(value, Residue):
        return value.ball
    if not isinstance(value, Element):
        return rational_ball(value)
    return _polynomial(value.field, value.top) / _polynomial(value.field, value.bottom)


def _polynomial(field: Field, poly: Any) -> Any:
    total = arb(0)
    for powers, factor in poly.terms():
        part = arb(factor)
        for index, power in enumerate(powers):
            if power:
                part *= _generator(field, index) ** int(power)
        total += part
    return total


def _generator(field: Field, index: int) -> Any:
    """Computed once in each precision: arguments of generators hold other generators."""
    key = (index, flint.ctx.prec)
    if key not in field.balls:
        enclose = field.generators[index].ball
        if enclose is None:
            raise Unfinished("the sign of a value depends on an entry")
        field.balls[key] = enclose()
    return field.balls[key]


def precisions() -> Generator[None, None, None]:
    """Doubles flint's precision at each round, and restores it at the end."""
    before = flint.ctx.prec
    try:
        bits = FIRST_BITS
        while bits <= LAST_BITS:
            flint.ctx.prec = bits
            yield
            bits *= 2
    finally:
        flint.ctx.prec = before


def sign(value: Any) -> int:
    """1 or -1 where a ball shows it; 0 where none up to the last precision excludes 0."""
    if isinstance(value, Rational):
        return int(value > 0) - int(value < 0)
    rounds = precisions()
    try:
        for _ in rounds:
            around = ball(value)
            if around > 0:
                return 1
            if around < 0:
                return -1
    finally:
        rounds.close()
    return 0


def leading_zeros(left: Any, right: Any) -> int:
    """How many decimals of the difference are 0, up to 200; 0 where none is known."""
    rounds = precisions()
    try:
        for _ in rounds:
            around = abs(ball(left) - ball(right))
            if around > 0:
                return max(0, min(200, -int(float((around.log() / arb(10).log()).mid()))))
    finally:
        rounds.close()
    return 0


def decimal(value: Any, digits: int = 12) -> str:
    """The value to some digits, for reading."""
    rounds = precisions()
    try:
        for _ in rounds:
            around = ball(value)
            if around.rel_accuracy_bits() > 4 * digits:
                break
    finally:
        rounds.close()
    return str(around.str(digits, radius=False))
