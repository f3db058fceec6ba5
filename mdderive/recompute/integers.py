"""A coprime base: whole numbers > 1, pairwise coprime, of which given numbers are products.

log|AB| = log|A| + log|B| needs the factors of |AB|. Full factorisation is out of reach for long
integers, but common factors are all that matters, and gcd finds those.
"""

from collections.abc import Iterable
from math import gcd

from flint import fmpz


def coprime_base(numbers: Iterable[int]) -> tuple[int, ...]:
    """Terminates, as each split lowers the product of all numbers held."""
    base: list[int] = []
    waiting = [number for number in numbers if number > 1]
    while waiting:
        number = waiting.pop()
        for known in base:
            common = gcd(number, known)
            if common > 1:
                base.remove(known)
                parts = (common, number // common, known // common)
                waiting += [part for part in parts if part > 1]
                break
        else:
            base.append(number)
    return tuple(sorted(map(_least_root, base)))


def _least_root(number: int) -> int:
    """The number of which it is a perfect power: sqrt(c^2 s) = |c| sqrt(s) is seen only so."""
    whole = fmpz(number)
    if not whole.is_perfect_power():
        return number
    for exponent in range(2, number.bit_length()):
        root = whole.root(exponent)
        if root**exponent == whole:
            return _least_root(int(root))
    return number
