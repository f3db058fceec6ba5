"""The author's right side as a combination of the monomials of the true one.

If right = c_1 M_1 + ... + c_k M_k where the truth is M_1 + ... + M_k, a c_j that is 0 is a lost
term, one that is -1 a wrong sign, any other a wrong number. The c_j come from least squares over
the entries at one point; they count only if they reproduce the right side.
"""

from dataclasses import dataclass

from mdderive.derive.diagnosis.candidate import Candidate
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.filter import Filter
from mdderive.derive.diagnosis.floats import FloatRing, Undefined, times
from mdderive.derive.edits.build import total
from mdderive.derive.edits.monomials import monomials
from mdderive.derive.edits.size import nodes
from mdderive.derive.edits.words import say
from mdderive.operators.record import Grid, Title
from mdderive.term import Term

EXACT = 1e-5


@dataclass(frozen=True)
class Parts:
    """Each monomial of the truth with its number in the author's right side."""

    weights: tuple[tuple[Term, float], ...]

    @property
    def lost(self) -> tuple[Term, ...]:
        return tuple(term for term, weight in self.weights if abs(weight) < EXACT)

    @property
    def changed(self) -> tuple[float, ...]:
        """The numbers that are neither 0 nor 1."""
        near = [weight for _, weight in self.weights if abs(weight) > EXACT]
        return tuple(weight for weight in near if abs(weight - 1) > EXACT)


def compared(claim: Claim, truth: Term, sieve: Filter) -> Candidate | None:
    """What the comparison with the true side says, if the two share their monomials."""
    pieces = monomials(truth)
    try:
        weights = _weights(sieve, claim.right, pieces)
    except Undefined:
        return None
    if weights is None or all(abs(weight) < EXACT for weight in weights):
        return None
    parts = Parts(tuple(zip(pieces, weights, strict=True)))
    if parts.lost and not parts.changed:
        right = total(claim.right, *parts.lost)
        message = say("terms are missing", "漏了几项")
        if len(parts.lost) == 1:
            message = say("a term is missing: {0}", "漏了一项：{0}", parts.lost[0])
        cost = sum(map(nodes, parts.lost))
        return None if right is None else Candidate("lost-term", right, cost, message)
    if all(abs(weight + 1) < EXACT for weight in parts.changed) and not parts.lost:
        return Candidate("sign", truth, 2, Title("several signs are wrong", "有几处符号不对"))
    kind = "lost-term" if parts.lost else "factor"
    message = Title("several numbers in front are wrong", "有几处系数不对")
    if parts.lost:
        message = Title("a term is missing and another is not right", "漏了一项，另有一项不对")
    return Candidate(kind, truth, nodes(truth), message)


def _weights(sieve: Filter, right: Term, pieces: tuple[Term, ...]) -> tuple[float, ...] | None:
    """Least squares by the normal equations."""
    wanted = _flat(sieve.point.value(right))
    columns = [_flat(sieve.point.value(piece)) for piece in pieces]
    if len(wanted) < len(columns):
        return None
    gram = tuple(tuple(_dot(a, b) for b in columns) for a in columns)
    moments: Grid = tuple((_dot(column, wanted),) for column in columns)
    solved = tuple(float(row[0]) for row in times(FloatRing().inverse(gram), moments))
    rest = [
        value - sum(weight * column[k] for weight, column in zip(solved, columns, strict=True))
        for k, value in enumerate(wanted)
    ]
    scale = max(map(abs, wanted))
    return solved if max(map(abs, rest)) <= EXACT * max(scale, EXACT) else None


def _flat(grid: Grid) -> list[float]:
    return [float(entry) for row in grid for entry in row]


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
