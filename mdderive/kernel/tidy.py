"""The steps from a raw product of factors to its canonical form that need no search.

Like factors merge, an index that nothing touches counts as its size, free indices are numbered in
the order of the axes, factors that hang together through summed indices form components, and a
component without free indices is a scalar: an atom of its own.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from mdderive.kernel.canonical import least
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational
from mdderive.term import Size

Weighted = tuple[Monomial, Rational]


def tidied(monomial: Monomial) -> Iterable[Weighted]:
    """Like factors merged; a summed index that no factor touches becomes a factor, its size; roots
    of primes kept below the first power."""
    merged: dict[tuple[str, tuple[int, ...]], Factor] = {}
    number: Rational = 1
    for factor in monomial.factors:
        atom, slots, exponent = factor
        if atom.symmetries:  # S_ij S_ji is S_ij^2
            slots, sign = least(factor, slots)
            number *= sign
            factor = Factor(atom, slots, exponent)
        place = (atom.key, slots)
        if place in merged:
            factor = Factor(atom, slots, merged[place].exponent + exponent)
        merged[place] = factor
    if not number:
        return []
    for place, (atom, slots, exponent) in merged.items():
        if atom.kind is Kind.PRIME and not 0 <= exponent < 1:
            whole = exponent // 1
            number *= Fraction(int(atom.data[0])) ** int(whole)
            merged[place] = Factor(atom, slots, exponent - whole)
    factors = tuple([factor for factor in merged.values() if factor.exponent])
    touched = {slot for factor in factors for slot in factor.slots}
    for axis in monomial.axes:
        touched.update(axis)
    if len(touched) == len(monomial.sizes):
        return [(Monomial(monomial.axes, factors, monomial.sizes), number)]
    terms: list[tuple[tuple[Factor, ...], Rational]] = [((), number)]
    for index, size in enumerate(monomial.sizes):
        if index not in touched:
            terms = [(f + g, c * d) for f, c in terms for g, d in size_terms(size)]
    return [(Monomial(monomial.axes, (*factors, *more), monomial.sizes), c) for more, c in terms]


def size_terms(size: Size) -> list[tuple[tuple[Factor, ...], int]]:
    """A size as a sum of products of size letters."""
    return [
        (tuple(Factor(dimension(letter), (), power) for letter, power in monomial), coefficient)
        for monomial, coefficient in size.terms
    ]


def dimension(letter: str) -> Atom:
    return Atom(f"#{letter}", Kind.DIMENSION, (letter,))


def free_first(monomial: Monomial) -> Monomial:
    """Free indices numbered in the order of the axes, before all summed ones."""
    order: dict[int, int] = {}
    for axis in monomial.axes:
        for index in axis:
            order.setdefault(index, len(order))
    for factor in monomial.factors:
        for index in factor.slots:
            order.setdefault(index, len(order))
    if all(index == place for index, place in order.items()):
        return Monomial(monomial.axes, monomial.factors, monomial.sizes[: len(order)])
    axes = tuple([tuple([order[i] for i in axis]) for axis in monomial.axes])
    factors = tuple(
        [
            Factor(atom, tuple([order[s] for s in slots]), exponent)
            for atom, slots, exponent in monomial.factors
        ]
    )
    return Monomial(axes, factors, tuple([monomial.sizes[index] for index in order]))


def components(
    factors: Sequence[Factor], free: int
) -> Iterable[tuple[tuple[Factor, ...], list[int]]]:
    """Factors that hang together through summed indices, with those indices; the first `free`
    numbers are those of free ones."""
    groups: list[tuple[list[Factor], dict[int, None]]] = []
    for factor in factors:
        summed = dict.fromkeys([slot for slot in factor.slots if slot >= free])
        members, indices = [factor], summed
        if summed:
            apart = []
            for group in groups:
                if summed.keys().isdisjoint(group[1]):
                    apart.append(group)
                else:
                    members = group[0] + members
                    indices = group[1] | indices
            groups = apart
        groups.append((members, indices))
    return [(tuple(members), list(indices)) for members, indices in groups]


def closed(named: Sequence[Factor], sizes: Sequence[Size]) -> Atom:
    """The scalar that a component without free indices is."""
    factors = tuple(Factor(f.atom, tuple(-1 - s for s in f.slots), f.exponent) for f in named)
    network = Network(0, {Monomial((), factors, tuple(sizes)): 1})
    return Atom(f"<{network.key}>", Kind.CLOSED, (), (network,))


def joined(
    axes: tuple[tuple[int, ...], ...],
    plain: list[Factor],
    parts: list[tuple[Sequence[Factor], list[Size]]],
    sizes: list[Size],
) -> Monomial:
    """The canonical monomial: components in order, their summed indices numbered on."""
    factors = sorted(plain, key=lambda f: (f.atom.key, f.slots, f.exponent))
    if len(parts) > 1:
        parts.sort(key=lambda part: [(f.atom.key, f.exponent, f.slots) for f in part[0]])
    for named, own in parts:
        first = len(sizes)
        for atom, slots, exponent in named:
            placed = tuple([s if s >= 0 else first - 1 - s for s in slots])
            factors.append(Factor(atom, placed, exponent))
        sizes = sizes + own
    return Monomial(axes, tuple(factors), tuple(sizes))
