"""Claims that are true only under a property which nobody declared: a symmetric A, most often."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from types import MappingProxyType

from mdderive.derivation import Outcome, Scope
from mdderive.derive.diagnosis.claim import Claim
from mdderive.derive.diagnosis.floats import Undefined, close
from mdderive.derive.diagnosis.sample import points
from mdderive.derive.unfold import unfold
from mdderive.operators.record import Title
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
RARER = (Property.ORTHOGONAL, Property.PROJECTION, Property.DIAGONAL)
CHINESE = {
    Property.SYMMETRIC: "对称矩阵",
    Property.ORTHOGONAL: "正交矩阵",
    Property.PROJECTION: "投影矩阵",
    Property.DIAGONAL: "对角矩阵",
}


@dataclass(frozen=True)
class Undeclared:
    """A name that would make a claim true if it had a property; `proved`, or only tested."""

    name: str
    wanted: Property
    proved: bool

    @property
    def message(self) -> Title:
        return Title(
            f"true if {self.name} is {self.wanted}",
            f"仅当 {self.name} 是{CHINESE[self.wanted]}时成立",
        )


def undeclared(claim: Claim, *properties: Property) -> Undeclared | None:
    """Which name would make the claim true if it had which of the properties, by both judges."""
    for wanted in properties:
        for name in _names(claim):
            supposed = claim.within(_declared(claim.scope, name, wanted))
            outcome = supposed.outcome(claim.right) if _may_hold(supposed) else None
            if outcome in _TRUE:
                return Undeclared(name, wanted, outcome is Outcome.PROVED)
    return None


_TRUE = (Outcome.PROVED, Outcome.TESTED)


def _names(claim: Claim) -> Iterator[str]:
    scope = claim.scope
    sides = (claim.left, claim.right)
    mentioned = frozenset().union(*(symbols(unfold(side, scope.values)) for side in sides))
    for name, declared in sorted(scope.declarations.items()):
        if name in mentioned and name not in scope.values and _could_be(declared):
            yield name


def _could_be(declared: Declaration) -> bool:
    square = declared.shape.is_square and not declared.shape.is_scalar
    return square and declared.function is None and not declared.properties & STRUCTURED


def _declared(scope: Scope, name: str, wanted: Property) -> Scope:
    old = scope.declarations[name]
    new = changed(old, properties=old.properties | {wanted})
    return changed(scope, declarations=MappingProxyType({**scope.declarations, name: new}))


def _may_hold(claim: Claim) -> bool:
    """Whether both sides agree at a point; without one only the kernel knows."""
    for point in points(claim.left, claim.right, claim.given):
        try:
            return close(point.value(claim.left), point.value(claim.right))
        except Undefined:
            continue
    return claim.provable(claim.right)
