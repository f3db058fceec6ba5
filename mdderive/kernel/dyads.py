"""The sum of a matrix and a dyad, M + c p q^T, where M is invertible at almost all points.

    |M + c p q^T|   = |M| (1 + c q^T M^-1 p)                                 determinant lemma
    (M + c p q^T)^-1 = M^-1 - c M^-1 p q^T M^-1 / (1 + c q^T M^-1 p)         Sherman and Morrison

Each holds as an identity of rational functions, so at all points where both sides exist. M must
have an inverse at almost all points: its inverse occurs in the formula, or it is made of names of
free entries. A skew matrix is none (of odd size it has no inverse anywhere), nor is a projection.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mdderive.kernel.basis import independent_atom
from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.entries import times
from mdderive.kernel.network import Atom, Kind, Monomial, Network, constant
from mdderive.kernel.words import polynomial, product
from mdderive.kernel.workspace import Workspace
from mdderive.term import Property


class Dyad(NamedTuple):
    """A square network as rest + coefficient * column row."""

    rest: Network
    coefficient: Network
    column: Network
    row: Network

    def scalar(self, work: Workspace, below: Network) -> Network:
        """1 + c q^T M^-1 p, given M^-1."""
        labels = [("a", "i"), ("i", "j"), ("j", "b")]
        inner = contract(work, [self.row, below, self.column], labels, [(), ()])
        bare = work.collect(0, [(m._replace(axes=()), c) for m, c in inner.terms.items()])
        return plus(work, 0, [constant(1), times(work, bare, self.coefficient)])

    def correction(self, work: Workspace, below: Network) -> Network:
        """c M^-1 p q^T M^-1, given M^-1."""
        labels = [("r", "i"), ("i", "a"), ("a", "j"), ("j", "c")]
        parts = [below, self.column, self.row, below]
        return times(work, contract(work, parts, labels, [("r",), ("c",)]), self.coefficient)


def dyads(work: Workspace, block: Network) -> Iterator[Dyad]:
    """All ways to part a sum into a dyad and a rest that is not 0."""
    terms = polynomial(work, block)
    unit = one(block)
    for word, coefficient in terms.items():
        cut = next((k for k in range(1, len(word)) if not word[k].axes[0]), None)
        if cut is None:
            continue
        others = [(w, c) for w, c in terms.items() if w != word]
        parts = [times(work, product(work, w) if w else unit, c) for w, c in others]
        rest = plus(work, 2, parts)
        if not rest.is_zero:
            yield Dyad(rest, coefficient, product(work, word[:cut]), product(work, word[cut:]))


def one(like: Network) -> Network:
    """The identity of the size of a square network."""
    structure = like.structure or ((), ())
    return Network(2, {Monomial(((0,), (0,)), (), structure[0]): 1})


def exists(work: Workspace, below: Network) -> bool:
    """Whether an inverse has a value at almost all points."""
    return all(_exists(work, factor.atom) for m in below.terms for factor in m.factors)


def _exists(work: Workspace, atom: Atom) -> bool:
    if atom.kind is Kind.INVERSE:
        if atom.key in work.inverted:
            return True
        factors = [factor.atom for m in atom.arguments[0].terms for factor in m.factors]
        return len(factors) == 1 and factors[0].kind is Kind.SYMBOL and _exists(work, factors[0])
    if atom.kind is Kind.SYMBOL and work.has(str(atom.data[0]), Property.SKEW):
        return False
    return atom.kind is Kind.DIMENSION or independent_atom(work, atom)
