"""Determinants of sums, as moves between forms c |N| of one value.

    |c I_n + U P| = c^(n - m) |c I_m + P U|       U is n x m (Sylvester)
    |M + c p q^T| = |M| (1 + c q^T M^-1 p)        the matrix determinant lemma
    |I + A^-1 P| = |A|^-1 |A + P|                 an inverse at an end of a term is multiplied away

Each holds as an identity of rational functions. The lemma needs an M that is invertible at almost
all points: one whose inverse occurs in the formula, or a name of free entries. A skew matrix is
none (of odd size it has no inverse anywhere), nor is a projection.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mdderive.kernel.basis import independent, independent_atom
from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.inverse import argument_of, flipped, inverse
from mdderive.kernel.network import Atom, Kind, Monomial, Network, constant
from mdderive.kernel.symbolic_power import size_network, symbolic_power
from mdderive.kernel.words import Letter, Polynomial, Word, polynomial, product
from mdderive.kernel.workspace import Workspace
from mdderive.term import Property, Size


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
    yield from _lemma(work, terms, _one(block), determinant)
    yield from _cleared(work, block, terms, determinant)
    yield from _rotated(work, block, terms)


def _lemma(
    work: Workspace, terms: Polynomial, unit: Network, determinant: Determinant
) -> Iterator[Move]:
    for word, coefficient in terms.items():
        cut = next((k for k in range(1, len(word)) if not word[k].axes[0]), None)
        if cut is None:
            continue
        rest = _network(work, {w: c for w, c in terms.items() if w != word}, unit)
        if rest.is_zero:
            continue
        below = inverse(work, rest)
        if not all(_exists(work, f.atom) for m in below.terms for f in m.factors):
            continue
        column, row = product(work, word[:cut]), product(work, word[cut:])
        labels = [("a", "i"), ("i", "j"), ("j", "b")]
        inner = contract(work, [row, below, column], labels, [(), ()])
        scalar = times(work, _bare(work, inner), coefficient)
        yield times(work, determinant(work, rest), plus(work, 0, [constant(1), scalar])), unit


def _one(like: Network) -> Network:
    """The identity of the size of a square network."""
    structure = like.structure or ((), ())
    return Network(2, {Monomial(((0,), (0,)), (), structure[0]): 1})


def _bare(work: Workspace, scalar: Network) -> Network:
    return work.collect(0, [(m._replace(axes=()), c) for m, c in scalar.terms.items()])


def _exists(work: Workspace, atom: Atom) -> bool:
    """Whether an atom of M^-1 has a value at almost all points."""
    if atom.kind is Kind.INVERSE:
        if atom.key in work.inverted:
            return True
        factors = [factor.atom for m in atom.arguments[0].terms for factor in m.factors]
        return len(factors) == 1 and factors[0].kind is Kind.SYMBOL and _exists(work, factors[0])
    if atom.kind is Kind.SYMBOL and work.has(str(atom.data[0]), Property.SKEW):
        return False
    return atom.kind is Kind.DIMENSION or independent_atom(work, atom)


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
