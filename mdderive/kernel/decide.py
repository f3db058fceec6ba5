"""Whether a difference in normal form is 0, and if not, whether that means anything.

What is left of a difference may still be 0 over a common denominator: sums under negative powers
are multiplied out, one after the other. In the fragment of free entries and plain sizes a normal
form that is not 0 is a disproof: under an injective labelling of the indices each network has a
monomial in the entries of its own, so there is a point where it is not 0 as soon as each size is at
least the number of indices of that size in the largest network.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational
from mdderive.kernel.symbols import CURVED
from mdderive.kernel.workspace import Workspace
from mdderive.term import Problem, Size

LARGEST_SIZE = 8


def cleared(work: Workspace, network: Network) -> Network:
    """The network times the sums that its terms have under negative powers: it is 0 if and only if
    the network is, wherever these sums are not 0."""
    while True:
        factor = _denominator(network)
        if factor is None:
            return network
        up = factor._replace(exponent=-factor.exponent)
        network = work.collect(
            network.axes,
            [(m._replace(factors=(*m.factors, up)), c) for m, c in network.terms.items()],
        )


def _denominator(network: Network) -> Factor | None:
    """The group under the lowest negative power whose slots are free indices (or none). Free
    indices are the same in all terms if the axes are."""
    same_axes = len({monomial.axes for monomial in network.terms}) == 1
    found = [
        factor
        for monomial in network.terms
        for factor in monomial.factors
        if factor.atom.kind is Kind.GROUP and factor.exponent < 0
        if not factor.slots or (same_axes and set(factor.slots) <= monomial.free)
    ]
    return min(found, key=lambda factor: factor.exponent, default=None)


def decidable(work: Workspace, problem: Problem, network: Network) -> bool:
    """Whether a network that is not 0 is a function that is not 0: free entries, plain sizes."""
    if any(fact.relation == "=" for fact in problem.facts):
        return False
    return all(_decidable_monomial(work, monomial) for monomial in network.terms)


def _decidable_monomial(work: Workspace, monomial: Monomial) -> bool:
    return all(_is_letter(size) for size in monomial.sizes) and all(
        _free(work, factor.atom, factor.exponent) for factor in monomial.factors
    )


def _is_letter(size: Size) -> bool:
    """A single letter, free to be as large as a witness needs."""
    match size.terms:
        case ((((_, 1),), 1),):
            return True
    return False


def _free(work: Workspace, atom: Atom, exponent: Rational) -> bool:
    """Symmetric, skew, diagonal, positive and definite entries are as free as need be: no
    polynomial vanishes on an open part of a linear space."""
    natural = exponent.denominator == 1 and exponent > 0
    match atom.kind:
        case Kind.DIMENSION:
            return exponent.denominator == 1
        case Kind.SYMBOL:
            known = str(atom.data[0]) in work.declarations
            return natural and known and not work.has(str(atom.data[0]), *CURVED)
        case Kind.CLOSED:
            return natural and all(
                _decidable_monomial(work, monomial) for monomial in atom.arguments[0].terms
            )
    return False


def least_sizes(network: Network) -> Mapping[str, int]:
    """How large each size letter must be for a witness against network = 0."""
    counts = [_indices(monomial) for monomial in network.terms]
    largest = max(counts, key=lambda count: (sum(count.values()), sorted(count.items())))
    for letter, beyond_roots in _dimensions(network).items():
        largest[letter] = max(largest[letter], beyond_roots)
    return MappingProxyType(dict(sorted(largest.items())))


def _dimensions(network: Network) -> Mapping[str, int]:
    """For each size letter used as a number, a value beyond the roots of the coefficients (n - 2
    is 0 at n = 2), as far as small sizes go."""
    letters = {
        str(factor.atom.data[0])
        for monomial in network.terms
        for factor in monomial.factors
        if factor.atom.kind is Kind.DIMENSION
    }
    values = [abs(Fraction(c)) for c in network.terms.values()]
    bound = 1 + ceil(sum(values) / min(values))
    return {letter: min(bound, LARGEST_SIZE) for letter in letters}


def _indices(monomial: Monomial) -> Counter[str]:
    """How many indices of each size a monomial has, those inside its scalars included."""
    count: Counter[str] = Counter(str(size) for size in monomial.sizes)
    for factor in monomial.factors:
        if factor.atom.kind is Kind.CLOSED:
            (inner,) = factor.atom.arguments[0].terms
            for letter, several in _indices(inner).items():
                count[letter] += several * int(factor.exponent)
    return count
