"""Powers of a matrix whose square is I or -I, by their exponent's remainder.

    Q^k = (1 + (-1)^k)/2 I + (1 - (-1)^k)/2 Q      Q symmetric and orthogonal, so that Q^2 = I
    Q^k = cos(k pi/2) I + sin(k pi/2) Q            Q skew and orthogonal, so that Q^2 = -I

Only in an attempt of its own: Q^j Q^k = Q^(j + k) needs no angles.
"""

from fractions import Fraction

from mdderive.kernel.contraction import plus
from mdderive.kernel.entries import times
from mdderive.kernel.functions import mapped
from mdderive.kernel.half_turns import alternating
from mdderive.kernel.network import Atom, Kind, Monomial, Network, constant
from mdderive.kernel.symbols import symbol
from mdderive.kernel.workspace import Workspace
from mdderive.term import SCALAR, Property

HALF = Fraction(1, 2)


def come_round(work: Workspace, atom: Atom, matrix: Network, exponent: Network) -> Network | None:
    """The power of the matrix that the atom is; None where it is no such name."""
    if atom.kind is not Kind.SYMBOL or atom.data[1] != "":
        return None
    name = str(atom.data[0])
    if not work.has(name, Property.ORTHOGONAL):
        return None
    if work.has(name, Property.SYMMETRIC):
        sign = alternating(work, exponent)
        even = plus(work, 0, [constant(1), sign]).scaled(HALF)
        odd = plus(work, 0, [constant(1), sign.scaled(-1)]).scaled(HALF)
    elif work.has(name, Property.SKEW):
        found = _circular(work, exponent)
        if found is None:
            return None
        even, odd = found
    else:
        return None
    ((monomial, _),) = matrix.terms.items()
    identity = Network(2, {Monomial(((0,), (0,)), (), monomial.sizes[:1]): 1})
    return plus(work, 2, [times(work, even, identity), times(work, odd, matrix)])


def _circular(work: Workspace, exponent: Network) -> tuple[Network, Network] | None:
    """(cos(k pi/2), sin(k pi/2)), if pi occurs in the formula at all."""
    pi = next((name for name, d in work.declarations.items() if d.function == "pi"), None)
    if pi is None:
        return None
    (monomial,) = symbol(work, pi, SCALAR).terms
    bare = Network(0, {Monomial((), monomial.factors, ()): 1})
    angle, one = times(work, bare, exponent).scaled(HALF), constant(1)
    return mapped(work, "cos", 0, angle, one), mapped(work, "sin", 0, angle, one)
