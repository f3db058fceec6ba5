"""A growing set of rewriting rules for words, each derived from the ones before.

Soundness rests on two things: a rule is added as lead = rest where the coefficient of the lead is
never 0, and every step adds multiples of relations that are 0. The order of words decides only when
it ends.
"""

from collections.abc import Iterator

from mdderive.kernel.contraction import contract
from mdderive.kernel.decide import cleared
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.network import Atom, Kind, Network, constant
from mdderive.kernel.symbols import CURVED
from mdderive.kernel.words import Letter, Polynomial, Word, added, sandwiched, scaled
from mdderive.kernel.workspace import Beyond, Workspace

LONGEST_WORD = 10

Order = tuple[int, list[str], list[str]]


class Basis:
    """Rules lead word -> polynomial, each lead irreducible by the others."""

    def __init__(self, work: Workspace, given: bool) -> None:
        self.work = work
        self.rules: dict[Word, Polynomial] = {}
        self.keys: dict[Letter, tuple[str, str]] = {}
        self.given = given

    def lead(self, one: Polynomial) -> Word:
        return max(one, key=self.order)

    def order(self, word: Word) -> Order:
        """Length, then the letters from the greatest down, whether turned round or not. A word and
        its transpose rank alike, because in a network they are one thing."""
        for letter in word:
            if letter not in self.keys:
                (turned,) = flipped(self.work, Network(2, {letter: 1})).terms
                self.keys[letter] = (_rank(letter), _rank(turned))
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
                # Words that rank alike may come up twice; the order is for termination only.
                result = dict(added(self.work, result, {word: coefficient}))
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
        if not independent(self.work, one[lead], self.given):
            return []
        if not lead:  # a scalar that is 0 and can't be: nothing may follow from that
            raise Beyond("what is given contradicts itself")
        by = power(self.work, one[lead], -1).scaled(-1)
        rest = {w: times(self.work, c, by) for w, c in one.items() if w != lead}
        again: list[Polynomial] = []
        for other in [w for w in self.rules if _contains(w, lead)]:
            whole = self.rules.pop(other)
            again.append(added(self.work, {other: constant(-1)}, whole))
        self.rules[lead] = rest
        for other in list(self.rules):
            again.extend(self._overlaps(lead, other))
            if other != lead:
                again.extend(self._overlaps(other, lead))
        return again

    def _overlaps(self, one: Word, other: Word) -> Iterator[Polynomial]:
        for count in range(1, min(len(one), len(other))):
            if not all(all(letter.axes) for letter in other[:count]):
                continue  # through a size of 1 only scalars meet
            if one[-count:] == other[:count] and len(one) + len(other) - count <= LONGEST_WORD:
                left = sandwiched(self.work, (), self.rules[one], other[count:])
                right = sandwiched(self.work, one[:-count], self.rules[other], ())
                yield added(self.work, left, scaled(self.work, right, constant(-1)))


def flipped(work: Workspace, network: Network) -> Network:
    """The transpose."""
    return contract(work, [network], [("i", "j")], [("j",), ("i",)])


def independent(work: Workspace, coefficient: Network, given: bool) -> bool:
    """Whether a scalar that is not 0 in normal form is no hidden 0, so that one may divide by it.
    Scalars made of free entries and of inverses of single names satisfy no relation; those that
    hold the inverse of a sum do, which is what the completion is finding out. Where something is
    given, only numbers are safe: c w = 0 does not say w = 0."""
    atoms = {factor.atom for m in coefficient.terms for factor in m.factors}
    if len(coefficient.terms) > 1 and any(atom.kind is Kind.DIMENSION for atom in atoms):
        return False  # n - 2 is 0 at n = 2, and n is no variable to take a limit in
    return all(
        atom.kind in (Kind.DIMENSION, Kind.PRIME) or (not given and independent_atom(work, atom))
        for atom in atoms
    )


def independent_atom(work: Workspace, atom: Atom) -> bool:
    """Whether an atom satisfies no relation: a free entry, or made of such."""
    match atom.kind:
        case Kind.SYMBOL:
            return not work.has(str(atom.data[0]), *CURVED)
        case Kind.CLOSED | Kind.GROUP:
            return independent(work, atom.arguments[0], given=False)
        case Kind.INVERSE:
            (inside,) = atom.arguments
            atoms = [factor.atom for m in inside.terms for factor in m.factors]
            lone = len(atoms) == 1 and atoms[0].kind is Kind.SYMBOL
            return lone and independent_atom(work, atoms[0])
    return False


def _rank(letter: Letter) -> str:
    """Ones come last: they have no entry to recognise them by."""
    return f"{int(bool(letter.factors))}{letter.text}"


def _contains(word: Word, part: Word) -> bool:
    return any(word[i : i + len(part)] == part for i in range(len(word) - len(part) + 1))
