"""Fractional powers of a matrix: atoms A^q that multiply by adding exponents.

A^p A^q = A^(p + q), A and A^-1 being A^1 and A^-1, for a name A. The power is the principal one, so
(A^T)^q = (A^q)^T, and that of a symmetric matrix is symmetric. Its differential has no rule here.
"""

from collections.abc import Iterable
from fractions import Fraction

from mdderive.kernel.contraction import contract, exchanged
from mdderive.kernel.entrywise import power
from mdderive.kernel.inverse import inverse, square_atom
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Beyond, Workspace


def root(work: Workspace, network: Network, exponent: Rational) -> Network:
    """A square network to a rational power that is no integer. Raises Beyond for 0."""
    if network.is_zero:
        raise Beyond("a root of 0")
    if all(m.axes[0] == m.axes[1] and len(m.axes[0]) == 1 for m in network.terms):
        diagonal = contract(work, [network], [("i", "i")], [("i",)])
        return contract(work, [power(work, diagonal, exponent)], [("i",)], [("i",), ("i",)])
    if network.structure is None or any(len(axis) != 1 for axis in network.structure):
        raise Beyond("a root of a Kronecker product")
    return square_atom(work, Kind.ROOT, network, (exponent.numerator, exponent.denominator))


def roots_joined(work: Workspace, monomial: Monomial) -> Iterable[Weighted] | None:
    """A^p A^q = A^(p + q) where they meet at an index that nothing else touches."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.ROOT or factor.exponent != 1:
            continue
        base = factor.atom.arguments[0]
        for other, second in enumerate(monomial.factors):
            exponent = _exponent(second, base)
            if other == place or exponent is None:
                continue
            ends = _meet(monomial, factor, second)
            if ends is not None:
                total = _exponent(factor, base) or 0
                made = _powered(work, base, total + exponent, monomial)
                return exchanged(work, monomial, [place, other], [(made, ends)]).terms.items()
    return None


def _exponent(factor: Factor, base: Network) -> Rational | None:
    """q if the factor is base^q: a root, an inverse, or the base itself if that is a name."""
    if factor.exponent != 1 or len(factor.slots) != 2:
        return None
    atom = factor.atom
    if atom.kind in (Kind.ROOT, Kind.INVERSE) and atom.arguments[0].key == base.key:
        return Fraction(*map(int, atom.data)) if atom.kind is Kind.ROOT else -1
    return 1 if _is_name(atom, base) else None


def _is_name(atom: Atom, base: Network) -> bool:
    ((monomial, coefficient), *more) = base.terms.items()
    if more or coefficient != 1 or len(monomial.factors) != 1:
        return False
    # Only where the name stands in the base as it is, not transposed.
    own = monomial.factors[0]
    straight = own.slots == (0, 1) or bool(atom.symmetries)
    return own.atom == atom and own.exponent == 1 and straight


def _meet(monomial: Monomial, one: Factor, other: Factor) -> tuple[int, int] | None:
    """The outer indices (row, column) of the product of the two."""
    for first, second in ((one, other), (other, one)):
        for left in _orders(first):
            for right in _orders(second):
                joint = left[1]
                touched = sum(factor.slots.count(joint) for factor in monomial.factors)
                if right[0] == joint and touched == 2 and joint not in monomial.free:
                    return left[0], right[1]
    return None


def _orders(factor: Factor) -> list[tuple[int, ...]]:
    symmetric = any(sign > 0 for _, sign in factor.atom.symmetries)
    return [factor.slots, factor.slots[::-1]] if symmetric else [factor.slots]


def _powered(work: Workspace, base: Network, exponent: Rational, whole: Monomial) -> Network:
    if exponent.denominator != 1:
        return root(work, base, exponent)
    if exponent == 0:
        ((size,), _) = base.structure or (((),), ())
        return Network(2, {Monomial(((0,), (0,)), (), (size,)): 1}) if size else base
    once = base if exponent > 0 else inverse(work, base)
    labels = [(place, place + 1) for place in range(abs(int(exponent)))]
    return contract(work, [once] * len(labels), labels, [(0,), (len(labels),)])
