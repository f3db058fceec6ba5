"""The number that all terms of a sum share, with its sign.

2 A - 4 B is 2 (A - 2 B), and -A - B is -(A + B): of a sum that stands among other factors, a reader
never notices where its number is written. The sign is that of the term that comes first in a fixed
order, so A - B and -(B - A) are one.
"""

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

from mdderive.derive.expansion.monomial import Monomial, build, is_a, split
from mdderive.term import Term


def common_number(term: Term, order: Callable[[Term], str]) -> Fraction:
    """The greatest number that divides every term of a sum; 1 for all else."""
    if not is_a(term, "sum"):
        return Fraction(1)
    parts = [split(arg) for arg in term.args]
    numbers = [part.coefficient for part in parts]
    if any(number == 0 for number in numbers):
        return Fraction(1)
    bare = [order(build(Monomial(Fraction(1), part.scalars, part.chain))) for part in parts]
    first = numbers[bare.index(min(bare))]
    top = gcd(*(number.numerator for number in numbers))
    bottom = lcm(*(number.denominator for number in numbers))
    return Fraction(top if first > 0 else -top, bottom)
