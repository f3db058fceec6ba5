"""Determinants of sums, as moves between forms c |N| of one value.

    |c I_n + U P| = c^(n - m) |c I_m + P U|       U is n x m (Sylvester)
    |M + c p q^T| = |M| (1 + c q^T M^-1 p)        the matrix determinant lemma (`dyads`)
    |I + A^-1 P| = |A|^-1 |A + P|                 an inverse at an end of a term is multiplied away
    |A + P| = |A| |I + A^-1 P|                    a term whose inverse occurs is taken out

Each holds as an identity of rational functions, so wherever both sides exist.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mdderive.kernel.basis import independent
from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.dyads import dyads, exists, one
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.inverse import argument_of, flipped, inverse
from mdderive.kernel.network import Kind, Monomial, Network, constant
from mdderive.kernel.symbolic_power import size_network, symbolic_power
from mdderive.kernel.words import Letter, Polynomial, Word, polynomial, product
from mdderive.kernel.workspace import Workspace
from mdderive.term import Size


class Form(NamedTuple):
    """scale |block|."""

    scale: Network
    block: Network


Determinant = Callable[[Workspace, Network], Network]
Move = tuple[Network, Network]


def rank(work: Workspace, block: Network) -> tuple[int, str]:
    """The order of forms: few inverses first. A block and its transpose rank alike."""
    inverses = sum(
        factor.atom.kind is Kind.INVERSE for monomial in block.terms for factor in monomial.factors
    )
    return inverses, min(block.key, flipped(work, block).key)


def moves(work: Workspace, block: Network, determinant: Determinant) -> Iterator[Move]:
    """All (c, N) with |block| = c |N| that one law gives."""
    terms = polynomial(work, block)
    yield from _lemma(work, block, determinant)
    yield from _cleared(work, block, terms, determinant)
    yield from _parted(work, block, terms, determinant)
    yield from _rotated(work, block, terms)


def _lemma(work: Workspace, block: Network, determinant: Determinant) -> Iterator[Move]:
    for dyad in dyads(work, block):
        below = inverse(work, dyad.rest)
        if exists(work, below):
            value = times(work, determinant(work, dyad.rest), dyad.scalar(work, below))
            yield value, one(block)


def _parted(
    work: Workspace, block: Network, terms: Polynomial, determinant: Determinant
) -> Iterator[Move]:
    """|A + P| = |A| |I + A^-1 P| for an A whose inverse occurs in the formula."""
    for word in terms:
        if len(word) != 1 or not word[0].axes[0] or not word[0].axes[1]:
            continue
        letter = Network(2, {word[0]: 1})
        below = inverse(work, letter)
        keys = {f.atom.key for m in below.terms for f in m.factors if f.atom.kind is Kind.INVERSE}
        if keys and keys <= work.inverted:
            labels = [("i", "k"), ("k", "j")]
            rest = contract(work, [below, block], labels, [("i",), ("j",)])
            yield determinant(work, letter), rest


def _cleared(
    work: Workspace, block: Network, terms: Polynomial, determinant: Determinant
) -> Iterator[Move]:
    for word in terms:
        for end in (0, -1):
            if not word or not _is_inverse(word[end]):
                continue
            letter = Network(2, {word[end]: 1})
            inside = argument_of(work, letter, word[end].factors[0])
            pair = [inside, block] if end == 0 else [block, inside]
            labels = [("i", "k"), ("k", "j")]
            cleared = contract(work, pair, labels, [("i",), ("j",)])
            yield power(work, determinant(work, inside), -1), cleared
            return


def _is_inverse(letter: Letter) -> bool:
    return len(letter.factors) == 1 and letter.factors[0].atom.kind is Kind.INVERSE


def _rotated(work: Workspace, block: Network, terms: Polynomial) -> Iterator[Move]:
    """|c I + U P| = c^(n - m) |c I + P U|, from either side."""
    scalar = terms.get(())
    words = [word for word in terms if word]
    if scalar is None or not independent(work, scalar, given=False):
        return
    for front in (True, False):
        ends = {word[0] if front else word[-1] for word in words}
        if len(ends) != 1:
            continue
        (letter,) = ends
        size = letter.structure[1 if front else 0]
        if not size:
            continue  # the lemma's
        turned = {
            ((*word[1:], letter) if front else (letter, *word[:-1])): terms[word] for word in words
        }
        change = plus(work, 0, [_size(block, 0), _size_of(size).scaled(-1)])
        scale = constant(1)
        if not change.is_zero:
            scale = symbolic_power(work, scalar, change)
        unit = Network(2, {Monomial(((0,), (0,)), (), size): 1})
        yield scale, _network(work, {(): scalar, **turned}, unit)


def _size(block: Network, axis: int) -> Network:
    structure = block.structure or ((), ())
    return _size_of(structure[axis])


def _size_of(axis: tuple[Size, ...]) -> Network:
    (size,) = axis
    return size_network(size)


def _network(work: Workspace, terms: Mapping[Word, Network], unit: Network) -> Network:
    """The sum of coefficient times word; the unit stands for the empty word."""
    parts = [
        times(work, product(work, word) if word else unit, coefficient)
        for word, coefficient in terms.items()
    ]
    return plus(work, 2, parts)
