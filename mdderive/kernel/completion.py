"""Inverses of sums: a bounded completion of S S^-1 = S^-1 S = I.

The relations of all inverses in a problem generate an ideal of noncommutative polynomials. A
bounded Buchberger procedure (leading word by length, then by its letters; overlaps give new
relations) turns them into rewriting rules. Among them are the push-through, resolvent and Woodbury
identities, without being told:

    (I + A B)^-1 A = A (I + B A)^-1
    (A + U C V)^-1 = A^-1 - A^-1 U (C^-1 + V A^-1 U)^-1 V A^-1

Each rule follows from the relations, so it holds wherever the inverses exist. The bound only
costs completeness.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.decide import cleared
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.words import (
    Letter,
    Polynomial,
    Word,
    added,
    polynomial,
    product,
    sandwiched,
    scaled,
)
from mdderive.kernel.workspace import Rule, Workspace

MOST_RULES = 60
LONGEST_WORD = 10
MOST_STEPS = 400


def completed(work: Workspace, networks: Sequence[Network]) -> tuple[Rule, ...]:
    """The rules for all inverses in some networks."""
    atoms = sorted(set(_inverses(networks)))
    basis = _Basis(work, [letter for atom in atoms for letter in _letters(work, atom)])
    waiting = [p for atom in atoms for p in _relations(work, atom) if p]
    steps = 0
    while waiting and len(basis.rules) < MOST_RULES and steps < MOST_STEPS:
        steps += 1
        waiting.sort(key=lambda p: basis.order(basis.lead(p)), reverse=True)
        found = basis.reduced(waiting.pop())
        if found:
            waiting.extend(p for p in basis.add(found) if p)
    return tuple(rule for word, rest in basis.rules.items() if (rule := _rule(work, word, rest)))


def _inverses(networks: Sequence[Network]) -> Iterator[Atom]:
    for network in networks:
        for monomial in network.terms:
            for factor in monomial.factors:
                if factor.atom.kind is Kind.INVERSE:
                    yield factor.atom
                yield from _inverses(factor.atom.arguments)


def _letters(work: Workspace, atom: Atom) -> list[Letter]:
    """The inverse and its transpose."""
    own = _own(atom)
    return list(dict.fromkeys([*own.terms, *_flipped(work, own).terms]))


def _own(atom: Atom) -> Network:
    size = next(iter(atom.arguments[0].terms)).structure[0][0]
    return Network(2, {Monomial(((0,), (1,)), (Factor(atom, (0, 1), 1),), (size, size)): 1})


def _relations(work: Workspace, atom: Atom) -> Iterator[Polynomial]:
    """S S^-1 - I, S^-1 S - I and their transposes."""
    (inside,) = atom.arguments
    own = _own(atom)
    for one, other in ((inside, own), (_flipped(work, inside), _flipped(work, own))):
        left, right = polynomial(work, one), polynomial(work, other)
        for first, second in ((left, right), (right, left)):
            total: Polynomial = {(): constant(-1)}
            for word, coefficient in first.items():
                part = sandwiched(work, word, second, ())
                total = added(work, total, scaled(work, part, coefficient))
            yield total


def _flipped(work: Workspace, network: Network) -> Network:
    return contract(work, [network], [("i", "j")], [("j",), ("i",)])


Order = tuple[int, list[str], list[str]]


class _Basis:
    """Rules lead word -> polynomial, each lead irreducible by the others."""

    def __init__(self, work: Workspace, inverses: Sequence[Letter]) -> None:
        self.work = work
        self.rules: dict[Word, Polynomial] = {}
        self.keys: dict[Letter, tuple[str, str]] = {}
        self.inverses = inverses

    def lead(self, one: Polynomial) -> Word:
        return max(one, key=self.order)

    def order(self, word: Word) -> Order:
        """Length, then the letters from the greatest down, whether turned round or not. A word and
        its transpose rank alike, because in a network they are one thing."""
        for letter in word:
            if letter not in self.keys:
                (turned,) = _flipped(self.work, Network(2, {letter: 1})).terms
                self.keys[letter] = (letter.text, turned.text)
        own = [self.keys[letter] for letter in word]
        texts = [text for text, _ in own]
        other = [text for _, text in reversed(own)]
        return len(word), sorted(map(min, own), reverse=True), max(texts, other)

    def reduced(self, one: Polynomial) -> Polynomial:
        """The normal form, with coefficients that are 0 over a common denominator dropped."""
        result: dict[Word, Network] = {}
        left = dict(one)
        while left:
            word = self.lead(left)
            coefficient = left.pop(word)
            if cleared(self.work, coefficient).is_zero:
                continue
            self.work.spend()
            found = self._found(word)
            if found is None:
                result[word] = coefficient
                continue
            start, lead = found
            inner = sandwiched(self.work, word[:start], self.rules[lead], word[start + len(lead) :])
            left = dict(added(self.work, left, scaled(self.work, inner, coefficient)))
        return result

    def _found(self, word: Word) -> tuple[int, Word] | None:
        for lead in self.rules:
            for start in range(len(word) - len(lead) + 1):
                if word[start : start + len(lead)] == lead:
                    return start, lead
        return None

    def add(self, one: Polynomial) -> list[Polynomial]:
        """Adds lead = rest; gives what must be looked at again: rules whose lead it reduces, and
        the overlaps with all others."""
        lead = self.lead(one)
        by = power(self.work, one[lead], -1).scaled(-1)
        rest = {w: times(self.work, c, by) for w, c in one.items() if w != lead}
        again: list[Polynomial] = []
        if not lead:
            return []  # 1 = 0: contradictory inverses; nothing may follow from that
        for other in [w for w in self.rules if _contains(w, lead)]:
            whole = self.rules.pop(other)
            again.append(added(self.work, {other: constant(-1)}, whole))
        self.rules[lead] = rest
        again.extend(self._through_scalars(lead))
        for other in list(self.rules):
            again.extend(self._overlaps(lead, other))
            if other != lead:
                again.extend(self._overlaps(other, lead))
        return again

    def _through_scalars(self, lead: Word) -> Iterator[Polynomial]:
        """A lead x y^T ... next to y^T L, L an inverse: y^T L x is a scalar, so this is an overlap
        too (Sherman-Morrison)."""
        whole = added(self.work, {lead: constant(-1)}, self.rules[lead])
        for letter in self.inverses:
            if len(lead) > 1 and not lead[0].axes[1] and _fits(lead[1], letter, lead[0]):
                yield sandwiched(self.work, (lead[1], letter), whole, ())
            if len(lead) > 1 and not lead[-1].axes[0] and _fits(lead[-1], letter, lead[-2]):
                yield sandwiched(self.work, (), whole, (letter, lead[-2]))

    def _overlaps(self, one: Word, other: Word) -> Iterator[Polynomial]:
        for count in range(1, min(len(one), len(other))):
            if one[-count:] == other[:count] and len(one) + len(other) - count <= LONGEST_WORD:
                left = sandwiched(self.work, (), self.rules[one], other[count:])
                right = sandwiched(self.work, one[:-count], self.rules[other], ())
                yield added(self.work, left, scaled(self.work, right, constant(-1)))


def _fits(*word: Letter) -> bool:
    """Whether the letters make a product."""
    return all(one.structure[1] == two.structure[0] for one, two in pairwise(word))


def _contains(word: Word, part: Word) -> bool:
    return any(word[i : i + len(part)] == part for i in range(len(word) - len(part) + 1))


def _rule(work: Workspace, word: Word, rest: Polynomial) -> Rule | None:
    """The rule for networks; None if its lead is no single product."""
    lead = product(work, word)
    if len(lead.terms) != 1:
        return None
    ((monomial, coefficient),) = lead.terms.items()
    if any(not factor.slots for factor in monomial.factors):
        return None
    parts = []
    for other, scalar in rest.items():
        network = product(work, other) if other else _identity(monomial)
        parts.append(times(work, network, scalar))
    return Rule(monomial, plus(work, 2, parts).scaled(Fraction(1) / coefficient))


def _identity(monomial: Monomial) -> Network:
    (size,) = monomial.structure[0]
    return Network(2, {Monomial(((0,), (0,)), (), (size,)): 1})
