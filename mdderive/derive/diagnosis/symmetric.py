"""Claims that are true only of symmetric matrices which nobody declared symmetric."""

from collections.abc import Iterator
from dataclasses import replace as changed
from types import MappingProxyType

from mdderive.derivation import Outcome, Scope
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.floats import Undefined, close
from mdderive.derive.diagnosis.sample import points
from mdderive.derive.unfold import unfold
from mdderive.term import Declaration, Property, symbols

STRUCTURED = frozenset(
    {
        Property.SYMMETRIC,
        Property.SKEW,
        Property.DIAGONAL,
        Property.POSITIVE_DEFINITE,
        Property.POSITIVE_SEMIDEFINITE,
    }
)


def symmetric_name(claim: Claim) -> str | None:
    """A name that makes the claim true once it is declared symmetric, by both judges."""
    for name in _names(claim):
        scope = _declared(claim.scope, name)
        supposed = claim.within(scope)
        if _may_hold(supposed) and supposed.outcome(claim.right) in (
            Outcome.PROVED,
            Outcome.TESTED,
        ):
            return name
    return None


def _names(claim: Claim) -> Iterator[str]:
    scope = claim.scope
    mentioned = symbols(unfold(claim.left, scope.values)) | symbols(
        unfold(claim.right, scope.values)
    )
    for name, declared in sorted(scope.declarations.items()):
        if name in mentioned and name not in scope.values and _could_be(declared):
            yield name


def _could_be(declared: Declaration) -> bool:
    square = declared.shape.is_square and not declared.shape.is_scalar
    return square and declared.function is None and not declared.properties & STRUCTURED


def _declared(scope: Scope, name: str) -> Scope:
    old = scope.declarations[name]
    new = changed(old, properties=old.properties | {Property.SYMMETRIC})
    return changed(scope, declarations=MappingProxyType({**scope.declarations, name: new}))


def _may_hold(claim: Claim) -> bool:
    """Whether both sides agree at a point; without one only the judges know."""
    for point in points(claim.left, claim.right, claim.scope):
        try:
            return close(point.value(claim.left), point.value(claim.right))
        except Undefined:
            continue
    return claim.provable(claim.right)
