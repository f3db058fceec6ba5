"""Summands that are right but for the number in front, several at once.

Two comparisons, each by least squares:

* left = c_1 R_1 + ... + c_k R_k in the author's own summands R_j: a c_j that is 0 is a term too
  many, -1 a wrong sign, any other a wrong number;
* right = c_1 M_1 + ... + c_k M_k where the truth is M_1 + ... + M_k: a c_j that is 0 is a lost
  term, and so on.
"""

from collections.abc import Iterator
from itertools import islice, product

from mdderive.derive.diagnosis.candidate import Candidate
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.filter import Filter
from mdderive.derive.diagnosis.least_squares import EXACT, weights
from mdderive.derive.edits.build import scaled, total
from mdderive.derive.edits.monomials import monomials, summands
from mdderive.derive.edits.size import nodes, numbers
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.term import Term

SIGNS = Title("several signs are wrong", "有几处符号不对")
NUMBERS = Title("several numbers in front are wrong", "有几处系数不对")
MANY = Title("there are terms too many", "多了几项")
MIXED = Title("a term is missing and another is not right", "漏了一项，另有一项不对")
CHOICES = 4


def regrouped(claim: Claim, sieve: Filter) -> Iterator[Candidate]:
    """The author's summands with the numbers that make them true."""
    for pieces in dict.fromkeys((summands(claim.right), monomials(claim.right))):
        found = weights(sieve.point, sieve.target, pieces) if len(pieces) > 1 else None
        if found is None or all(_is(weight, 0) for weight in found):
            continue
        known = [list(numbers(weight, sieve.point.sizes)) for weight in found]
        for choice in islice(product(*known), CHOICES):
            pairs = zip(choice, pieces, strict=True)
            parts = [scaled(value, piece) for value, piece in pairs if value != number(0)]
            right = total(*parts)
            if right is not None:
                yield _named(found, right)


def _named(found: tuple[float, ...], right: Term) -> Candidate:
    changed = [weight for weight in found if not _is(weight, 1)]
    if all(_is(weight, -1) for weight in changed):
        return Candidate("sign", right, len(changed), SIGNS)
    if all(_is(weight, 0) for weight in changed):
        return Candidate("lost-term", right, len(changed), MANY)
    return Candidate("factor", right, len(changed), NUMBERS)


def compared(claim: Claim, truth: Term, sieve: Filter) -> Iterator[Candidate]:
    """The author's right side beside the monomials of the true one."""
    pieces = monomials(truth)
    found = weights(sieve.point, sieve.point.value(claim.right), pieces)
    if found is None or all(_is(weight, 0) for weight in found):
        return
    lost = [piece for piece, weight in zip(pieces, found, strict=True) if _is(weight, 0)]
    if any(not _is(weight, 0) and not _is(weight, 1) for weight in found):
        kind = "lost-term" if lost else "factor"
        yield Candidate(kind, truth, nodes(truth), MIXED if lost else NUMBERS)
        return
    right = total(claim.right, *lost)
    message = say("terms are missing", "漏了几项")
    if len(lost) == 1:
        message = say("a term is missing: {0}", "漏了一项：{0}", lost[0])
    if right is not None:
        yield Candidate("lost-term", right, sum(map(nodes, lost)), message)


def _is(weight: float, value: int) -> bool:
    return abs(weight - value) < EXACT
