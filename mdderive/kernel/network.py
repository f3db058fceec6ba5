"""Networks: a matrix expression as a sum of products of entries.

The entry of a term at given free indices is a sum of monomials; a monomial is a product of factors,
each an atom with index slots and an exponent, summed over every index that no axis carries:

    (A diag(x) B)_ij = sum_k A_ik x_k B_kj        axes ((i,), (j,)), factors A(i k), x(k), B(k j)
    I_ij                                          axes ((i,), (i,)), no factor: a shared index
    vec(A)_(j i) = A_ij                           axes ((j, i), ()), a tuple index, slowest first

An axis of size 1 is the empty tuple. An index may touch any number of slots (Hadamard products,
diagonals). Indices are numbers within their monomial, `sizes` lists their sizes; a size used as a
number is an atom as well, so coefficients are plain rationals.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from mdderive.term import Size

Rational = int | Fraction
Permutation = tuple[int, ...]


class Kind(StrEnum):
    """What an atom is. Only symbols vary freely; all others are functions of their arguments."""

    SYMBOL = "symbol"
    DIMENSION = "dimension"  # a size letter used as a number
    PRIME = "prime"  # a prime under a root
    CLOSED = "closed"  # a connected product without free indices: a scalar of its own
    GROUP = "group"  # an entry of a sum, to carry a power that can't be expanded
    EXP = "exp"  # exp of one monomial; exp of a sum is a product of these
    LOG = "log"
    MAP = "map"  # any other entrywise function
    POWER = "power"  # a power with a symbolic exponent
    INVERSE = "inverse"
    DETERMINANT = "determinant"
    ROOT = "root"  # a power of a matrix that can't be multiplied out
    EXPM = "expm"  # the exponential of a matrix, times a power of it
    APPLICATION = "application"  # a function that is not defined, or a derivative of it


@dataclass(frozen=True, eq=False, slots=True)
class Atom:
    """One kind of factor. Equal atoms have equal keys; `symmetries` are the permutations of slots
    that leave it unchanged up to the sign given."""

    key: str
    kind: Kind
    data: tuple[str | int | Fraction, ...] = ()
    arguments: tuple["Network", ...] = ()
    symmetries: tuple[tuple[Permutation, int], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __lt__(self, other: "Atom") -> bool:
        return self.key < other.key

    @property
    def degree(self) -> Rational:
        """1, or the degree of the product that a closed scalar is."""
        if self.kind is not Kind.CLOSED:
            return 1
        (inner,) = self.arguments[0].terms
        return inner.weight[0]


class Factor(NamedTuple):
    atom: Atom
    slots: tuple[int, ...]
    exponent: Rational


class Monomial(NamedTuple):
    axes: tuple[tuple[int, ...], ...]
    factors: tuple[Factor, ...]
    sizes: tuple[Size, ...]

    @property
    def free(self) -> frozenset[int]:
        return frozenset(index for axis in self.axes for index in axis)

    @property
    def structure(self) -> tuple[tuple[Size, ...], ...]:
        """The sizes along each axis: one size, or several for a tuple index."""
        return tuple(tuple(self.sizes[index] for index in axis) for axis in self.axes)

    @property
    def text(self) -> str:
        factors = ";".join([f"{atom.key}{slots}^{e}" for atom, slots, e in self.factors])
        return f"{self.axes}{factors}|{','.join(map(str, self.sizes))}"

    @property
    def matrix_part(self) -> "Monomial":
        """Without its scalars."""
        return self._replace(factors=tuple(factor for factor in self.factors if factor.slots))

    @property
    def weight(self) -> tuple[Rational, list[tuple[str, Rational]], str]:
        """The order in which rewriting goes down: degree, then the atoms from the last one on (so
        that it survives multiplication), then the labelling."""
        powers: dict[str, Rational] = {}
        for atom, _, exponent in self.factors:
            powers[atom.key] = powers.get(atom.key, 0) + exponent
        degree = sum(f.exponent * f.atom.degree for f in self.factors)
        return degree, sorted(powers.items(), reverse=True), self.text


@dataclass(frozen=True, eq=False)
class Network:
    """A sum of canonical monomials with non-zero coefficients, all over the same axes."""

    axes: int
    terms: Mapping[Monomial, Rational]

    @cached_property
    def key(self) -> str:
        """The same for equal networks, different for different ones (a cryptographic digest)."""
        lines = sorted(f"{coefficient}*{m.text}" for m, coefficient in self.terms.items())
        return blake2b("\n".join([str(self.axes), *lines]).encode(), digest_size=16).hexdigest()

    @cached_property
    def structure(self) -> tuple[tuple[Size, ...], ...] | None:
        """The sizes along the axes; None for the zero network, which fits anywhere."""
        return next(iter(self.terms)).structure if self.terms else None

    @property
    def is_zero(self) -> bool:
        return not self.terms

    @cached_property
    def leading(self) -> Monomial:
        return max(self.terms, key=lambda m: m.weight)

    @cached_property
    def leading_matrix(self) -> Monomial:
        """The leading term when scalars don't count."""
        return max(self.terms, key=lambda m: m.matrix_part.weight)

    def scaled(self, by: Rational) -> "Network":
        if by == 1:
            return self
        return Network(self.axes, {m: c * by for m, c in self.terms.items()} if by else {})


def constant(value: Rational) -> Network:
    """A number as a network without axes."""
    return Network(0, {Monomial((), (), ()): plain(value)} if value else {})


def plain(value: Rational) -> Rational:
    """The number as an int if it is one: they add and multiply many times as fast."""
    return value.numerator if value.denominator == 1 else value


def factors_within(networks: Iterable[Network]) -> Iterator[Factor]:
    """All factors of networks and of the arguments of their atoms. An atom that occurs at many
    places is entered once: with twice in each level there would be 2^n of them."""
    entered: set[str] = set()
    left = list(networks)
    while left:
        for monomial in left.pop().terms:
            for factor in monomial.factors:
                yield factor
                if factor.atom.arguments and factor.atom.key not in entered:
                    entered.add(factor.atom.key)
                    left.extend(factor.atom.arguments)
