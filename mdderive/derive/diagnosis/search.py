"""The cheapest edit that makes a false claim true.

Three rounds, each in the order of `Candidate.rank`: edits of what is written; pieces that are
missing and names that are wrong; two edits at once. A candidate that passes the filter goes before
both judges; the first that is proved is taken. One that is only tested tells the kind of mistake
as well, but no formula is offered from it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.derivation import Outcome
from mdderive.derive.diagnosis.candidate import Candidate, candidates
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.comparison import compared, regrouped
from mdderive.derive.diagnosis.filter import Filter
from mdderive.derive.edits import EDITS, Ground
from mdderive.derive.edits.build import scaled
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.term import Symbol, Term, subterms

LOST = frozenset({"lost-factor", "lost-term"})
LATER = LOST | {"other"}
PAIRED = frozenset({"transpose", "order", "factor", "inverse", "power", "hadamard", "symmetry"})
FIRST = tuple(edit for edit in EDITS if edit.kind not in LATER)
SECOND = tuple(edit for edit in EDITS if edit.kind in LATER)
TWICE = tuple(edit for edit in EDITS if edit.kind in PAIRED)

MOST = 12_000
"""Candidates that are looked at in one round."""
JUDGED = 8
"""Candidates of one round that go before the judges."""
SLOW = 150
"""Candidates of one round where the kernel has to be the filter."""


@dataclass(frozen=True)
class Found:
    """A candidate that makes the claim true; `proved`, or only tested."""

    candidate: Candidate
    proved: bool


Round = Callable[[Claim, Ground, Filter | None], Iterable[Candidate]]


def search(
    claim: Claim, ground: Ground, sieve: Filter | None, rounds: Sequence[Round]
) -> Found | None:
    """The best edit of the claim's right side that some round finds, if there is any."""
    tested: Found | None = None
    for candidates_of in rounds:
        for found in _judged(claim, ground, sieve, candidates_of(claim, ground, sieve)):
            if found.proved:
                return found
            tested = tested or found
        if claim.late:
            break
    return tested


def written(claim: Claim, ground: Ground, sieve: Filter | None) -> list[Candidate]:
    """Edits of what is written."""
    return sorted(candidates(claim.right, ground, FIRST), key=lambda c: c.rank)


def missing(claim: Claim, ground: Ground, sieve: Filter | None) -> list[Candidate]:
    """Pieces that are missing or too many, and names that are wrong."""
    return sorted(candidates(claim.right, ground, SECOND), key=lambda c: c.rank)


def together(claim: Claim, ground: Ground, sieve: Filter | None) -> Iterator[Candidate]:
    """All summands at once, against the left side and against the true one."""
    if sieve is not None:
        yield from regrouped(claim, sieve)
    if sieve is not None and ground.truth is not None:
        yield from compared(claim, ground.truth, sieve)


def multiplied(claim: Claim, ground: Ground, sieve: Filter | None) -> Iterator[Candidate]:
    """One edit, and a wrong number in front of all besides."""
    if sieve is None:
        return
    for candidate in sorted(candidates(claim.right, ground, FIRST), key=lambda c: c.rank):
        if candidate.settle is None:
            for value in sieve.factor(candidate.term):
                term = scaled(value, candidate.term)
                if term is not None and value != number(1):
                    yield changed(candidate, term=term, cost=candidate.cost + 1)


def pairs(claim: Claim, ground: Ground, sieve: Filter | None) -> Iterator[Candidate]:
    """Two edits of the common kinds, one after the other."""
    once = [c for c in candidates(claim.right, ground, TWICE) if c.settle is None]
    for first in sorted(once, key=lambda c: c.rank):
        for second in candidates(first.term, ground, TWICE):
            yield _both(first, second)


def _both(first: Candidate, second: Candidate) -> Candidate:
    """The second edit after the first, under the preferred one of their kinds."""
    settle = second.settle

    def settled(value: Term) -> Candidate | None:
        chosen = None if settle is None else settle(value)
        return None if chosen is None else _both(first, chosen)

    kind = min(first, second, key=lambda c: c.rank[1]).kind
    message = Title(
        f"{first.message.en}; {second.message.en}", f"{first.message.zh}；{second.message.zh}"
    )
    return Candidate(
        kind,
        second.term,
        first.cost + second.cost,
        message,
        first.span,
        None if settle is None else settled,
    )


def _judged(
    claim: Claim, ground: Ground, sieve: Filter | None, pool: Iterable[Candidate]
) -> Iterator[Found]:
    """Those that both judges call true, in order, within the limits."""
    for asked, candidate in enumerate(_sieved(claim, ground, sieve, pool), start=1):
        outcome = claim.outcome(candidate.term)
        if outcome in (Outcome.PROVED, Outcome.TESTED):
            yield Found(candidate, outcome is Outcome.PROVED)
        if asked >= JUDGED or claim.late:
            return


def _sieved(
    claim: Claim, ground: Ground, sieve: Filter | None, pool: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Those that pass. A number once solved for may cost more than it seemed, so what passes waits
    until its turn in the order; of equals, one that says more than left = left comes first, then
    the one made of familiar pieces."""
    familiar = frozenset(subterms(ground.left)) | frozenset(subterms(claim.right))

    def turn(candidate: Candidate) -> tuple[tuple[int, int], bool, int]:
        strange = sum(1 for s in subterms(candidate.term) if s not in familiar)
        return candidate.rank, candidate.term == claim.left, strange

    waiting: list[Candidate] = []
    for count, candidate in enumerate(pool):
        if count > (MOST if sieve else SLOW) or claim.late:
            break
        while waiting and waiting[0].rank < candidate.rank:
            yield waiting.pop(0)
        if _says_nothing(candidate, claim):
            continue
        passed = list(_passing(claim, sieve, candidate))
        if passed:
            waiting = sorted([*waiting, *passed], key=turn)
    yield from waiting


def _says_nothing(candidate: Candidate, claim: Claim) -> bool:
    """Whether it is the left side put together from its own pieces, or the one name that it is."""
    if candidate.term != claim.left:
        return False
    return candidate.kind in LOST or (candidate.kind in LATER and isinstance(claim.left, Symbol))


def _passing(claim: Claim, sieve: Filter | None, candidate: Candidate) -> Iterator[Candidate]:
    if sieve is not None:
        yield from sieve.passing(candidate)
    elif candidate.settle is None and claim.provable(candidate.term):
        yield candidate
