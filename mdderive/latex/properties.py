r"""A declared property of a name that has a value is a claim: S^T = S of `S: R^{n x n} symmetric`.

What can be said as an equation is judged as one. The name stands for its value, so nothing is ever
assumed of it but what follows from that.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from mdderive.derivation import PropertyClaim
from mdderive.latex.building import Building
from mdderive.operators import apply
from mdderive.term import Property, Symbol, Term

Sides = Callable[[Term], tuple[Term, Term]]


def _symmetric(s: Term) -> tuple[Term, Term]:
    return apply("transpose", s), s


def _skew(s: Term) -> tuple[Term, Term]:
    return apply("transpose", s), apply("negative", s)


def _diagonal(s: Term) -> tuple[Term, Term]:
    return apply("diag", apply("diagonal", s)), s


def _orthogonal(s: Term) -> tuple[Term, Term]:
    return apply("product", apply("transpose", s), s), apply("identity", shape=s.shape)


def _projection(s: Term) -> tuple[Term, Term]:
    return apply("product", s, s), s


EQUATIONS: Mapping[Property, Sides] = MappingProxyType(
    {
        Property.SYMMETRIC: _symmetric,
        Property.SKEW: _skew,
        Property.DIAGONAL: _diagonal,
        Property.ORTHOGONAL: _orthogonal,
        Property.PROJECTION: _projection,
        Property.POSITIVE_DEFINITE: _symmetric,
        Property.POSITIVE_SEMIDEFINITE: _symmetric,
    }
)
"""What a property says as an equation. Of a definite matrix that is a part of it only."""


def property_claims(building: Building) -> Iterator[PropertyClaim]:
    """The properties declared of names that have got a value."""
    for name, place in building.places.items():
        declared = building.declarations.get(name)
        if name not in building.values or declared is None or name in building.families:
            continue
        symbol = Symbol(name, building.values[name].shape, place)
        for wanted in sorted(declared.properties - {Property.CONSTANT}):
            equation = EQUATIONS.get(wanted)
            sides = None if equation is None else equation(symbol)
            yield PropertyClaim(name, wanted, place, sides)
