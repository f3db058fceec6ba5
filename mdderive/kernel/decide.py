"""Whether a difference in normal form is 0, and if not, whether that means anything.

What is left of a difference may still be 0 over a common denominator: sums under negative powers
are multiplied out, one after the other. In the fragment of free entries and plain sizes a normal
form that is not 0 is a disproof, so that it decides there:

* A sum of products of entries is a polynomial in the entries for each choice of sizes, and two such
  are equal for all sizes if and only if they are the same polynomial for all sizes.
* Take a network with k indices of a size, and a size of at least k. Give all indices different
  values. The product of entries that the network holds there is found in no other network: from
  which entries share a row or column the network can be read off, up to the names of its summed
  indices and the symmetries of its slots, which is what the canonical labelling takes away. So the
  largest of the networks that are left (no other has more indices) has a monomial of its own, whose
  coefficient is a polynomial in the sizes that is not 0.
* vec, Kronecker products and K_{m,n} only rename free indices (tuples); a delta makes two of them
  one, ones leave one untouched. All are networks like others once tuples are cut alike; where they
  can't be, `contraction` raises Beyond and nothing is decided.
* Symmetric, skew, diagonal, positive and definite entries move in an open part of a linear space,
  on which no polynomial vanishes that isn't 0. Orthogonal matrices and projections lie on curved
  sets, an inverse or a function has relations of its own, and a size that is a number doesn't grow:
  there a form that is left proves nothing.

So there is a point where it is not 0 as soon as each size is at least the number of indices of that
size in the largest network; the SymPy judge looks for it there. Small sizes lie: by Cayley and
Hamilton's theorem tr(A)^4 - 6 tr(A)^2 tr(A^2) + ... is 0 up to n = 3; with 4 indices it isn't.
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
    return all(_grows(size) for size in monomial.sizes) and all(
        _free(work, factor.atom, factor.exponent) for factor in monomial.factors
    )


def _grows(size: Size) -> bool:
    """Whether it is as large as a witness needs once its letters are."""
    return bool(size.letters()) and all(coefficient > 0 for _, coefficient in size.terms)


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
    counts = [_letters(_indices(monomial)) for monomial in network.terms]
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


def _letters(indices: Counter[Size]) -> Counter[str]:
    """How large the letters must be for each size to hold its indices."""
    needed: Counter[str] = Counter()
    for size, count in indices.items():
        large = next(k for k in range(1, count + 1) if _where_all(size, k) >= count)
        needed |= Counter(dict.fromkeys(size.letters(), large))
    return needed


def _where_all(size: Size, letters: int) -> int:
    return size.value(dict.fromkeys(size.letters(), letters))


def _indices(monomial: Monomial) -> Counter[Size]:
    """How many indices of each size a monomial has, those inside its scalars included."""
    count: Counter[Size] = Counter(monomial.sizes)
    for factor in monomial.factors:
        if factor.atom.kind is Kind.CLOSED:
            (inner,) = factor.atom.arguments[0].terms
            for size, several in _indices(inner).items():
                count[size] += several * int(factor.exponent)
    return count
