"""Throwing away almost all candidates by their value at one point.

An unknown number c enters a candidate linearly: R(c) = R(0) + c (R(1) - R(0)), so c comes from two
evaluations, c = (L - R(0)) / (R(1) - R(0)), if that quotient is one number in all entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.derive.diagnosis.candidate import Candidate
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.floats import Undefined, close, combined, ratio
from mdderive.derive.diagnosis.point import Point
from mdderive.derive.diagnosis.sample import points
from mdderive.derive.edits import UNKNOWN
from mdderive.derive.edits.size import numbers
from mdderive.operators.record import Grid
from mdderive.term import Term


@dataclass(frozen=True)
class Filter:
    """A point that tells the two sides of a claim apart, with the value of the left side."""

    point: Point
    with_one: Point
    target: Grid

    def passing(self, candidate: Candidate) -> Iterator[Candidate]:
        """The candidate, with its unknown solved for, if it may be true."""
        try:
            if candidate.settle is not None:
                yield from self._solved(candidate)
            elif close(self.target, self.point.value(candidate.term)):
                yield candidate
        except Undefined:
            return

    def _solved(self, candidate: Candidate) -> Iterator[Candidate]:
        at_zero = self.point.value(candidate.term)
        at_one = self.with_one.value(candidate.term)
        rest = combined(self.target, at_zero, -1.0)
        value = ratio(rest, combined(at_one, at_zero, -1.0))
        if value is None or candidate.settle is None:
            return
        for number in numbers(value, self.point.sizes):
            settled = candidate.settle(number)
            if settled is not None:
                yield settled

    def factor(self, term: Term) -> Iterator[Term]:
        """The numbers c for which c times the term may be the left side."""
        try:
            value = ratio(self.target, self.point.value(term))
        except Undefined:
            return
        if value:
            yield from numbers(value, self.point.sizes)


def filter_of(claim: Claim) -> Filter | None:
    """The first point drawn that shows the claim to be false; None if there is none, or if the
    claim holds what has no value in floating point."""
    for point in points(claim.left, claim.right, claim.given):
        target = point.value(claim.left)
        if not close(target, point.value(claim.right)):
            zero = point.beside({UNKNOWN.name: ((0.0,),)})
            return Filter(zero, point.beside({UNKNOWN.name: ((1.0,),)}), target)
    return None
