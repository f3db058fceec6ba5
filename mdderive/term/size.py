"""Symbolic sizes.

A size is a polynomial with integer coefficients in size letters, all at least 1: `n`, `2n`, `n+1`,
`n^2`. It is kept in canonical form, so `==` is equality of polynomials. Letters that a note
declares are rigid: nothing may force m = n. Letters that start with `?` are unknowns, which a
`Unifier` solves for while a formula is read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from math import gcd

Monomial = tuple[tuple[str, int], ...]


def _multiply(left: Monomial, right: Monomial) -> Monomial:
    powers: dict[str, int] = dict(left)
    for letter, exponent in right:
        powers[letter] = powers.get(letter, 0) + exponent
    return tuple(sorted(powers.items()))


@dataclass(frozen=True, slots=True)
class Size:
    """A polynomial in size letters: sorted (monomial, non-zero coefficient) pairs. Hash and text
    are kept, for sizes are part of the keys of many tables."""

    terms: tuple[tuple[Monomial, int], ...]
    _hash: int = field(default=0, init=False, repr=False, compare=False)
    _text: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.terms))

    def __hash__(self) -> int:
        return self._hash

    @staticmethod
    def of(number: int) -> "Size":
        return Size((((), number),) if number else ())

    @staticmethod
    def letter(name: str) -> "Size":
        return Size(((((name, 1),), 1),))

    @staticmethod
    def _collect(pairs: Iterable[tuple[Monomial, int]]) -> "Size":
        total: dict[Monomial, int] = {}
        for monomial, coefficient in pairs:
            total[monomial] = total.get(monomial, 0) + coefficient
        return Size(tuple(sorted((m, c) for m, c in total.items() if c)))

    def __add__(self, other: "Size") -> "Size":
        return Size._collect((*self.terms, *other.terms))

    def __sub__(self, other: "Size") -> "Size":
        return self + other * Size.of(-1)

    def __mul__(self, other: "Size") -> "Size":
        return Size._collect(
            (_multiply(m, k), c * d) for m, c in self.terms for k, d in other.terms
        )

    def __pow__(self, exponent: int) -> "Size":
        return reduce(Size.__mul__, [self] * exponent, Size.of(1))

    def over(self, part: "Size") -> "Size | None":
        """This size / part, where part is a number or a product of letters that divides it."""
        if len(part.terms) != 1:
            return Size.of(1) if self == part else None
        (letters, divisor), left = part.terms[0], []
        for monomial, coefficient in self.terms:
            powers = dict(monomial)
            for letter, exponent in letters:
                powers[letter] = powers.get(letter, 0) - exponent
            if coefficient % divisor or any(exponent < 0 for exponent in powers.values()):
                return None
            kept = tuple(sorted((x, e) for x, e in powers.items() if e))
            left.append((kept, coefficient // divisor))
        return Size(tuple(sorted(left)))

    @property
    def number(self) -> int | None:
        """The value, if it has no letters."""
        if not self.terms:
            return 0
        return self.terms[0][1] if len(self.terms) == 1 and not self.terms[0][0] else None

    @property
    def is_one(self) -> bool:
        return self.terms == (((), 1),)

    def letters(self) -> frozenset[str]:
        return frozenset(letter for monomial, _ in self.terms for letter, _ in monomial)

    @property
    def unknown(self) -> str | None:
        """The unknown this size consists of, if it is just one unknown."""
        match self.terms:
            case ((((name, 1),), 1),) if name.startswith("?"):
                return name
        return None

    def value(self, sizes: Mapping[str, int]) -> int:
        """The number it is where each letter has the value given."""
        total = 0
        for monomial, coefficient in self.terms:
            for letter, exponent in monomial:
                coefficient *= sizes[letter] ** exponent
            total += coefficient
        return total

    def substitute(self, values: Mapping[str, "Size"]) -> "Size":
        if not (self.letters() & values.keys()):
            return self
        total = Size.of(0)
        for monomial, coefficient in self.terms:
            product = Size.of(coefficient)
            for letter, exponent in monomial:
                product *= values.get(letter, Size.letter(letter)) ** exponent
            total += product
        return total

    def __str__(self) -> str:
        if not self._text:
            object.__setattr__(self, "_text", self._written())
        return self._text

    def _written(self) -> str:
        def factor(letter: str, exponent: int) -> str:
            return letter if exponent == 1 else f"{letter}^{exponent}"

        def one(monomial: Monomial, coefficient: int) -> str:
            letters = " ".join(factor(*power) for power in monomial)
            if not letters:
                return str(coefficient)
            return letters if coefficient == 1 else f"{coefficient}{letters}"

        ordered = sorted(self.terms, key=lambda term: (not term[0], term))
        return " + ".join(one(*term) for term in ordered).replace("+ -", "- ") or "0"


def without_common(one: Size, other: Size) -> tuple[Size, Size]:
    """Both sizes divided by the letters and the number that all their terms have in common."""
    terms = (*one.terms, *other.terms)
    shared = dict(terms[0][0]) if terms else {}
    for monomial, _ in terms:
        powers = dict(monomial)
        shared = {letter: min(e, powers.get(letter, 0)) for letter, e in shared.items()}
    letters = tuple(sorted((letter, e) for letter, e in shared.items() if e))
    common = Size(((letters, gcd(*(c for _, c in terms)) or 1),))
    divided = one.over(common), other.over(common)
    return divided[0] or one, divided[1] or other


class Unifier:
    """The equations between sizes that one formula forces, solved as they come.

    Only an unknown that stands alone once common factors are divided out is solved for: `?1 = 2n`
    and `?1 n = n^2` bind, `2 ?1 = n` does not. Two different sizes without unknowns never unify.
    Reading is a search over a few candidates, so a unifier can be copied.
    """

    def __init__(self, bound: Mapping[str, Size] | None = None, fresh: int = 0) -> None:
        self.bound: dict[str, Size] = dict(bound or {})
        self._fresh = fresh

    def copy(self) -> "Unifier":
        return Unifier(self.bound, self._fresh)

    def fresh(self) -> Size:
        """A new unknown size."""
        self._fresh += 1
        return Size.letter(f"?{self._fresh}")

    def resolve(self, size: Size) -> Size:
        while True:
            known = size.substitute(self.bound)
            if known == size:
                return size
            size = known

    def same(self, left: Size, right: Size) -> bool:
        """Makes the two sizes one, if they can be; says whether they can."""
        left, right = self.resolve(left), self.resolve(right)
        if left == right:
            return True
        left, right = without_common(left, right)
        for unknown, other in ((left.unknown, right), (right.unknown, left)):
            if unknown is not None and unknown not in other.letters():
                self.bound[unknown] = other
                return True
        return False
