"""How many values of a size letter an equation could hold at by chance.

In the letters alone, the entries left aside, a side is a fraction p / q of polynomials;
an equation p / q = r / s that holds at more values of n than the degree of p s - r q in n holds at
all of them. `size_degree` bounds that degree from the term. n itself comes from `Dimension`, from
ones and identities (1^T 1 = tr I = n) and from sums over an index (sum_i i = n (n + 1) / 2).

A smooth function that does not turn back and forth (exp, log, tanh, a root, c^n) has one zero more
than its argument has. sin and cos of a size have no bound.
"""

from dataclasses import dataclass, replace
from math import ceil

from mdderive.term import INDEXED, Apply, Dimension, Number, Problem, Size, Symbol, Term, subterms

PERIODIC = frozenset({"sin", "cos"})
ADDED = frozenset({"sum", "stacked"})
POSITIONED = frozenset({"entry", "member", "delta"})
SMALL = 3
"""The size at which the degree of a determinant in its entries is taken."""


@dataclass(frozen=True)
class _Fraction:
    """Degrees of numerator and denominator. The zeros of sums that are not rational add up."""

    over: int = 0
    under: int = 0
    rational: bool = True

    def __mul__(self, other: "_Fraction") -> "_Fraction":
        rational = self.rational and other.rational
        return _Fraction(self.over + other.over, self.under + other.under, rational)

    def __add__(self, other: "_Fraction") -> "_Fraction":
        one, two = self.over + other.under, other.over + self.under
        rational = self.rational and other.rational
        crossed = max(one, two) if rational else one + two + 1
        return _Fraction(crossed, self.under + other.under, rational)

    def power(self, exponent: int) -> "_Fraction":
        base = self if exponent >= 0 else _Fraction(self.under, self.over, self.rational)
        return _Fraction(base.over * abs(exponent), base.under * abs(exponent), self.rational)

    @property
    def constant(self) -> bool:
        return self.over == self.under == 0


class _NoBound(Exception):
    """A side that has any number of zeros in the letter."""


def size_degree(problem: Problem, letter: str) -> int | None:
    """The degree of left = right in the letter, None where there is no bound."""
    try:
        left, right = (_degree(side, letter, {}) for side in (problem.left, problem.right))
    except _NoBound:
        return None
    return max((left + right).over, _highest_position(problem))


def _highest_position(problem: Problem) -> int:
    """The largest position that is named by a number: delta_{i7} is 0 at all sizes below 7."""
    parts = [part for side in (problem.left, problem.right) for part in subterms(side)]
    found = [part for part in parts if isinstance(part, Apply) and part.operator in POSITIONED]
    numbers = [arg.value for part in found for arg in part.args if isinstance(arg, Number)]
    return max((ceil(value) for value in numbers), default=0)


def _in_letter(size: Size, letter: str) -> int:
    return max((dict(monomial).get(letter, 0) for monomial, _ in size.terms), default=0)


def _degree(term: Term, letter: str, indices: dict[str, int]) -> _Fraction:
    match term:
        case Number():
            return _Fraction()
        case Dimension(size=size):
            return _Fraction(_in_letter(size, letter))
        case Symbol(name=name):
            return _Fraction(indices.get(name, 0))
    if term.operator in INDEXED:
        return _summed(term, letter, indices)
    parts = [_degree(arg, letter, indices) for arg in term.args]
    own = _own(term, letter)
    if term.operator in ("power", "hadamard_power"):
        return own * _power(term, parts)
    if term.operator == "map" and not parts[0].constant:
        if str(term.data[0]) in PERIODIC:
            raise _NoBound
        return _Fraction(parts[0].over + parts[0].under + 1, 0, False)
    if term.operator in ("quotient", "hadamard_quotient"):
        return own * parts[0] * parts[1].power(-1)
    if term.operator in ("determinant", "inverse"):
        return _of_matrix(term, parts[0], letter)
    total = parts[0] if parts else _Fraction()
    for part in parts[1:]:
        total = total + part if term.operator in ADDED else total * part
    return own * total


def _own(term: Apply, letter: str) -> _Fraction:
    """What the operator adds by its shape alone: a vector of ones, once per axis."""
    if term.operator not in ("ones", "identity", "fill"):
        return _Fraction()
    return _Fraction(max(_in_letter(size, letter) for size in (term.shape.rows, term.shape.cols)))


def _power(term: Apply, parts: list[_Fraction]) -> _Fraction:
    base, exponent = term.args[0], term.args[1]
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        return parts[0].power(int(exponent.value))
    if parts[1].constant and parts[0].constant:
        return _Fraction()
    if isinstance(exponent, Number):
        return replace(parts[0].power(ceil(abs(exponent.value))), rational=False)
    # c^n: one zero more per term; a negative base has a sign of its own at odd n.
    negative = not isinstance(base, Number) or base.value < 0
    zeros = (parts[0].over + parts[0].under + parts[1].over + 1) * (1 + negative)
    return _Fraction(zeros, 0, False)


def _of_matrix(term: Apply, part: _Fraction, letter: str) -> _Fraction:
    """|A| and A^{-1}, whose own size may be the letter: |2 I| = 2^n."""
    grows = any(_in_letter(size, letter) for size in (term.shape.rows, term.args[0].shape.rows))
    if part.constant:
        return _Fraction()
    found = _Fraction(SMALL * part.over + int(grows), SMALL * part.under, not grows)
    return found if term.operator == "determinant" else found * found


def _summed(term: Apply, letter: str, indices: dict[str, int]) -> _Fraction:
    body, index, count = term.args
    range_of = _degree(count, letter, indices)
    if not isinstance(index, Symbol):
        raise _NoBound
    inside = _degree(body, letter, {**indices, index.name: range_of.over})
    if term.operator == "family" or range_of.constant:
        return inside
    if term.operator == "sum_over" and not inside.under:
        return _Fraction(inside.over + range_of.over)
    # A product over n factors, a sum of fractions: taken at a small number of them.
    return replace(inside.power(SMALL) * _Fraction(range_of.over), rational=False)
