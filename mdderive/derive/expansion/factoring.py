"""What the terms of a sum share, taken out: A B X + A C X = A (B + C) X, 2 a + 2 b = 2 (a + b).

Only whole factors at either end are taken, so every product keeps its order, and at least one
factor of each term stays inside.
"""

from collections.abc import Iterable, Sequence

from mdderive.derive.expansion.clean import clean, key, total
from mdderive.derive.expansion.content import common_number
from mdderive.derive.expansion.monomial import Monomial, build, is_a, split, unrolled
from mdderive.operators import apply
from mdderive.term import Term


def factored(terms: Iterable[Term]) -> Term:
    """The sum of the terms with what they share outside, terms without a minus first."""
    plain = total(sorted(terms, key=lambda term: split(term).coefficient < 0))
    parts = [split(arg) for arg in plain.args] if is_a(plain, "sum") else []
    chains = [unrolled(part.chain) for part in parts]
    if not chains or not all(chains):
        return plain
    shared = tuple(s for s in parts[0].scalars if all(s in part.scalars for part in parts))
    number = abs(common_number(plain, key))
    least = min(map(len, chains)) - 1
    before = _agreeing(chains, least)
    after = _agreeing([chain[::-1] for chain in chains], least - before)
    inner = (
        build(
            Monomial(
                part.coefficient / number,
                tuple(scalar for scalar in part.scalars if scalar not in shared),
                chain[before : len(chain) - after],
            )
        )
        for part, chain in zip(parts, chains, strict=True)
    )
    first, outside = chains[0], build(Monomial(number, shared, ()))
    ends = first[:before], first[len(first) - after :]
    return clean(apply("product", outside, *ends[0], total(inner), *ends[1]))


def _agreeing(chains: Sequence[Sequence[Term]], most: int) -> int:
    """How many factors all chains begin with, at most so many."""
    for count in range(most):
        if any(chain[count] != chains[0][count] for chain in chains):
            return count
    return most
