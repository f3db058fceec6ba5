"""What the edits of a claim may draw on: the definitions it speaks of, and the true side."""

from collections.abc import Iterator

from mdderive.derivation import Outcome
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.edits import Ground, Pool
from mdderive.derive.edits.build import total, transposed
from mdderive.derive.edits.kin import kin
from mdderive.derive.edits.monomials import monomials
from mdderive.derive.edits.pool import pool
from mdderive.derive.edits.runs import with_powers
from mdderive.derive.edits.sites import WHOLE
from mdderive.derive.gradient_of import recomputed
from mdderive.derive.unfold import unfold
from mdderive.term import Apply, Symbol, Term, subterms


def true_side(claim: Claim) -> Term | None:
    """The right side that mdderive itself derives, if both judges prove it: the derivative, or the
    left side multiplied out."""
    truth = recomputed(claim.left, claim.scope) or _multiplied_out(claim.left)
    if truth is None or truth.shape != claim.right.shape:
        return None
    return truth if claim.outcome(truth) is Outcome.PROVED else None


def _multiplied_out(left: Term) -> Term | None:
    pieces = [with_powers(piece) for piece in monomials(left)]
    whole = total(*pieces) if len(pieces) > 1 else None
    return None if whole == left else whole


def left_itself(claim: Claim) -> Term | None:
    """The left side with its definitions put in, where it is not a derivative: it may have no other
    form."""
    left = unfold(claim.left, claim.scope.values)
    derived = any(isinstance(n, Apply) and n.operator in WHOLE for n in subterms(left))
    if derived or left.shape != claim.right.shape:
        return None
    return left if claim.outcome(left) is Outcome.PROVED else None


def bare_ground(claim: Claim) -> Ground:
    """The ground for edits of what is written, which need no other pieces."""
    return Ground(claim.scope, unfold(claim.left, claim.scope.values))


def ground_of(claim: Claim, truth: Term | None) -> Ground:
    """The ground for the claim; `truth` is the true side where it is known."""
    bare = bare_ground(claim)
    left = bare.left
    sources = [left, claim.right, *([truth] if truth is not None else [])]
    varying = [
        Apply(
            "differential",
            (Symbol(name, claim.scope.declarations[name].shape),),
            claim.scope.declarations[name].shape,
        )
        for name in sorted(claim.scope.varying)
        if name in claim.scope.declarations
    ]
    found = pool([*sources, *varying], claim.right.shape, _summands(claim.right, truth, bare))
    return Ground(claim.scope, left, _without(found, left), truth)


def _without(found: Pool, left: Term) -> Pool:
    """The left side itself is no piece: L = L (+ 0, times I) helps nobody."""
    whole = (left, transposed(left))
    return Pool(
        tuple(term for term in found.factors if term not in whole),
        tuple(term for term in found.summands if term not in whole),
    )


def _summands(right: Term, truth: Term | None, ground: Ground) -> Iterator[Term]:
    """Whole summands that may be missing: those of the true side, and close kin of the author's
    own (A^T x beside A x)."""
    if truth is not None:
        yield from monomials(truth)
    for summand in _split(right):
        yield from kin(summand, ground)


def _split(term: Term) -> Iterator[Term]:
    if isinstance(term, Apply) and term.operator in ("sum", "negative"):
        for arg in term.args:
            yield from _split(arg)
    else:
        yield term
