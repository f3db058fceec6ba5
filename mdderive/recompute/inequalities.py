"""Moving a drawn point to where the inequalities that are given between scalars hold.

s > 1, a < b, 2 s + t <= 3: each is affine in the scalar of it that is declared last (found out by
evaluating), so it bounds that scalar from one side by the values of the others. Taken in the order
of declaration, each scalar is put between its bounds. What this does not meet the check of all
facts rejects.
"""

from collections.abc import Mapping
from typing import Any

from mdderive.recompute.equations import Facts, mentioned
from mdderive.recompute.limits import Undefined
from mdderive.recompute.rationals import Rational
from mdderive.term import Fact, Property

UPWARD: Mapping[str, bool] = {">": True, ">=": True, "<": False, "<=": False}
PARTS = 1 << 20


def put_within(facts: Facts) -> None:
    """Changes the point's scalars so that the inequalities hold, as far as that goes."""
    given = [f for f in facts.problem.facts if f.relation in UPWARD and f.left.shape.is_scalar]
    scalars = [n for n in facts.point.values if facts.problem.declarations[n].shape.is_scalar]
    bounding: dict[str, list[Fact]] = {}
    for fact in given:
        names = [n for n in scalars if n in mentioned(fact) and _bound(facts, fact, n)]
        if names:
            bounding.setdefault(names[-1], []).append(fact)
    for name in scalars:
        if name in bounding:
            _put(facts, name, bounding[name])


def _put(facts: Facts, name: str, bounding: list[Fact]) -> None:
    ends = [end for fact in bounding if (end := _bound(facts, fact, name))]
    low = [value for value, upward in ends if upward]
    high = [value for value, upward in ends if not upward]
    if Property.POSITIVE in facts.problem.declarations[name].properties:
        low.append(Rational(0))
    facts.point.values[name] = ((_between(facts, name, low, high),),)


def _between(facts: Facts, name: str, low: list[Any], high: list[Any]) -> Any:
    """The drawn value if it lies between the bounds, else one that does."""
    ((value,),) = facts.point.values[name]
    below, above = max(low, default=None), min(high, default=None)
    if (below is None or below < value) and (above is None or value < above):
        return value
    if below is not None and above is not None:
        part = facts.point.draw.random.randrange(1, PARTS)
        return below + (above - below) * Rational(part, PARTS)
    away = abs(value) or Rational(1)
    return below + away if below is not None else above - away


def _bound(facts: Facts, fact: Fact, name: str) -> tuple[Any, bool] | None:
    """The bound on a scalar in which the fact is affine, and whether it is a lower one."""
    home = facts.point.values[name]
    try:
        values: list[Any] = []
        for place in range(3):
            facts.point.values[name] = ((Rational(place),),)
            values += facts.residual(fact)
    except Undefined:
        return None
    finally:
        facts.point.values[name] = home
    if not all(isinstance(value, Rational) for value in values):
        return None
    start, one, two = values
    slope = one - start
    if slope == 0 or two - one != slope:
        return None
    return -start / slope, UPWARD[fact.relation] == (slope > 0)
