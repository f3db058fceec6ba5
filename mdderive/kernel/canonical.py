"""Canonical labelling of the summed indices of one connected product of factors.

Two products are equal as functions of their entries if and only if some renaming of the summed
indices makes them one. Colour refinement separates indices by what they touch; where it leaves a
class of several, each member in turn is singled out and the smallest encoding wins (the usual
individualisation, McKay and Piperno 2014, without their pruning by automorphism groups). Symmetric
slots are unordered; exchanging skew slots costs a sign, and if one encoding is reached with both
signs, the product has an odd automorphism and is 0 (x^T S x = 0 for skew S).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mdderive.kernel.network import Factor, Rational
from mdderive.term import Size

Encoded = tuple[tuple[str, Rational, tuple[int, ...]], ...]
Colours = Mapping[int, int]


class Labelling:
    """Labels one component. Free indices keep their numbers, which are not negative; summed ones
    become -1, -2, ... `spend` is called for every node of the search and ends it by raising."""

    def __init__(
        self,
        factors: Sequence[Factor],
        summed: Iterable[int],
        sizes: Mapping[int, Size],
        spend: Callable[[], None],
    ) -> None:
        self.factors = factors
        self.summed = list(summed)
        self.sizes = sizes
        self.spend = spend
        self.touching: dict[int, list[Factor]] = defaultdict(list)
        for factor in factors:
            for index in set(factor.slots):
                self.touching[index].append(factor)
        self.best: Encoded | None = None
        self.sign = 1
        self.numbers: dict[int, int] = {}

    def run(self) -> tuple[int, Sequence[Factor], list[Size]]:
        """(sign, factors under the canonical numbers, sizes of the summed indices in order); the
        sign is 0 if the product is identically 0."""
        if len(self.summed) == 1:
            self.spend()
            self._leaf({self.summed[0]: 0})
        else:
            names = {index: str(self.sizes[index]) for index in self.summed}
            ranks = {text: rank for rank, text in enumerate(sorted(set(names.values())))}
            self._search({index: ranks[text] for index, text in names.items()})
        renamed = [
            Factor(f.atom, least(f, [self.numbers.get(s, s) for s in f.slots])[0], f.exponent)
            for f in self.factors
        ]
        renamed.sort(key=lambda f: (f.atom.key, f.exponent, f.slots))
        ordered = sorted(self.summed, key=lambda index: -self.numbers[index])
        return self.sign, renamed, [self.sizes[index] for index in ordered]

    def _refine(self, colours: Colours) -> Colours:
        """The coarsest refinement in which indices of one colour touch the same things."""
        while True:
            signatures = {index: self._signature(index, colours) for index in self.summed}
            ranks = {s: rank for rank, s in enumerate(sorted(set(signatures.values())))}
            finer = {index: ranks[signatures[index]] for index in self.summed}
            if len(ranks) == len(set(colours.values())) or len(ranks) == len(self.summed):
                return finer
            colours = finer

    def _signature(self, index: int, colours: Colours) -> tuple[object, ...]:
        def seen(slot: int) -> tuple[int, int]:
            return (2, colours[slot]) if slot in colours else (1, slot)

        around = []
        for atom, slots, exponent in self.touching[index]:
            view = tuple([(0, 0) if s == index else seen(s) for s in slots])
            if atom.symmetries:
                view = min(view, *(tuple(view[p] for p in perm) for perm, _ in atom.symmetries))
            around.append((atom.key, exponent, view))
        return (colours[index], tuple(sorted(around)))

    def _search(self, colours: Colours) -> None:
        self.spend()
        colours = self._refine(colours)
        classes: dict[int, list[int]] = defaultdict(list)
        for index, colour in colours.items():
            classes[colour].append(index)
        several = [members for _, members in sorted(classes.items()) if len(members) > 1]
        if not several:
            self._leaf(colours)
            return
        members = min(several, key=len)
        tried: list[int] = []
        for index in members:
            if self.sign == 0:
                return
            if any(self._exchangeable(index, other) for other in tried):
                continue
            tried.append(index)
            self._search({i: 2 * c + (i != index) for i, c in colours.items()})

    def _exchangeable(self, one: int, other: int) -> bool:
        """Whether swapping the two changes nothing; if it changes the sign, the product is 0."""
        before, plain = self._encode({})
        after, sign = self._encode({one: other, other: one})
        if before != after:
            return False
        if sign != plain:
            self.sign = 0
        return True

    def _encode(self, names: Mapping[int, int]) -> tuple[Encoded, int]:
        sign = 1
        encoded: list[tuple[str, Rational, tuple[int, ...]]] = []
        for factor in self.factors:
            slots, change = least(factor, [names.get(s, s) for s in factor.slots])
            sign *= change
            encoded.append((factor.atom.key, factor.exponent, slots))
        return tuple(sorted(encoded)), sign

    def _leaf(self, colours: Colours) -> None:
        ordered = sorted(colours, key=lambda index: colours[index])
        numbers = {index: -1 - place for place, index in enumerate(ordered)}
        encoded, sign = self._encode(numbers)
        if self.best is None or encoded < self.best:
            self.best, self.numbers = encoded, numbers
            self.sign = sign
        elif encoded == self.best and sign != self.sign:
            self.sign = 0


def least(factor: Factor, slots: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """The least order of the slots that the atom's symmetries allow, and the sign it costs; the
    sign is 0 if the entry is 0 (S_ii of a skew S)."""
    own = best = tuple(slots)
    if not factor.atom.symmetries:
        return own, 1
    sign, odd = 1, factor.exponent % 2 == 1
    for permutation, change in factor.atom.symmetries:
        other = tuple(own[p] for p in permutation)
        if change < 0 and factor.exponent.denominator != 1:
            continue  # a root of a negative entry does not split
        if other == own and change < 0:
            return own, 0
        if other < best:
            best, sign = other, change if odd else 1
    return best, sign
