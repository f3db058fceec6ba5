"""A coprime base: whole numbers > 1, pairwise coprime, of which given numbers are products.

log|AB| = log|A| + log|B| needs the factors of |AB|. Full factorisation is out of reach for long
integers, but common factors are all that matters, and gcd finds those.
"""

from collections.abc import Iterable
from math import gcd


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
    return tuple(sorted(base))
