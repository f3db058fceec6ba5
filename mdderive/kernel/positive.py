"""What is known to be non-negative wherever it is defined: enough to split a root or a logarithm.

Sizes, exponentials and even powers are; so are entries declared positive, determinants of positive
definite matrices, and sums and products of such. Nothing here is ever assumed.
"""

from mdderive.kernel.network import Atom, Kind, Monomial, Network, Rational
from mdderive.kernel.workspace import Workspace
from mdderive.term import Property

DEFINITE = (Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE)


def nonnegative(work: Workspace, atom: Atom, exponent: Rational) -> bool:
    """Whether atom^exponent >= 0 wherever it is defined."""
    if exponent.denominator != 1 or exponent % 2 == 0:
        return True
    if atom.key in work.positive:
        return True
    match atom.kind:
        case Kind.DIMENSION | Kind.PRIME | Kind.EXP:
            return True
        case Kind.SYMBOL:
            return atom.data[1] == "" and work.has(str(atom.data[0]), Property.POSITIVE)
        case Kind.CLOSED | Kind.GROUP | Kind.POWER:
            return nonnegative_network(work, atom.arguments[0])
        case Kind.DETERMINANT:
            return _semidefinite(work, atom.arguments[0])
    return False


def definite(work: Workspace, network: Network) -> bool:
    """Whether the network is a name that is declared positive definite."""
    if len(network.terms) != 1:
        return False
    ((monomial, coefficient),) = network.terms.items()
    if coefficient != 1 or not _is_definite_symbol(work, monomial):
        return False
    return work.has(str(monomial.factors[0].atom.data[0]), Property.POSITIVE_DEFINITE)


def nonnegative_network(work: Workspace, network: Network) -> bool:
    """A sum of non-negative multiples of products of non-negative factors."""
    return all(
        c > 0 and all(nonnegative(work, f.atom, f.exponent) for f in m.factors)
        for m, c in network.terms.items()
    )


def _semidefinite(work: Workspace, network: Network) -> bool:
    """Whether the network is a positive multiple of a positive semidefinite symbol."""
    if len(network.terms) != 1:
        return False
    ((monomial, coefficient),) = network.terms.items()
    return coefficient > 0 and _is_definite_symbol(work, monomial)


def _is_definite_symbol(work: Workspace, monomial: Monomial) -> bool:
    if len(monomial.factors) != 1 or monomial.factors[0].exponent != 1:
        return False
    atom = monomial.factors[0].atom
    return (
        atom.kind is Kind.SYMBOL and atom.data[1] == "" and work.has(str(atom.data[0]), *DEFINITE)
    )


def is_orthogonal(work: Workspace, atom: Atom) -> bool:
    """Whether the atom is a name that is declared orthogonal."""
    return (
        atom.kind is Kind.SYMBOL
        and atom.data[1] == ""
        and work.has(str(atom.data[0]), Property.ORTHOGONAL)
    )


def is_unit(work: Workspace, atom: Atom) -> bool:
    """Whether the atom is 1 or -1: the determinant of an orthogonal matrix."""
    if atom.kind is not Kind.DETERMINANT or len(atom.arguments[0].terms) != 1:
        return False
    ((monomial, coefficient),) = atom.arguments[0].terms.items()
    lone = len(monomial.factors) == 1 and coefficient == 1
    return lone and is_orthogonal(work, monomial.factors[0].atom)
