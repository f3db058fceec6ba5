"""A square network as scalar times a product of square networks.

A product is cut only where the size of an inner index is that of the whole, so (A X B)^-1 with
X n x n, A m x n stays one atom.
"""

from fractions import Fraction

from mdderive.kernel.contraction import plus
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.network import Factor, Monomial, Network, Rational
from mdderive.kernel.workspace import Beyond, Workspace


def scalars_out(work: Workspace, network: Network) -> tuple[Network, Network]:
    """(c, A) with network = c A, such that the leading matrix of A has coefficient 1: then A has a
    term to rewrite that no scalar outside can hide."""
    coefficients: dict[Monomial, list[tuple[Monomial, Rational]]] = {}
    for monomial, coefficient in network.terms.items():
        scalars = tuple(factor for factor in monomial.factors if not factor.slots)
        of = coefficients.setdefault(monomial.matrix_part, [])
        of.append((Monomial((), scalars, ()), coefficient))
    lead = max(coefficients, key=lambda part: part.weight)
    scalar = work.collect(0, coefficients[lead])
    if set(scalar.terms) == {Monomial((), (), ())}:
        return scalar, network.scaled(Fraction(1) / scalar.terms[Monomial((), (), ())])
    below = power(work, scalar, -1)
    parts = [
        times(work, Network(2, {part: 1}), work.collect(0, of), below)
        for part, of in coefficients.items()
        if part != lead
    ]
    return scalar, plus(work, 2, [Network(2, {lead: 1}), *parts])


def chain(network: Network) -> list[Network]:
    """The network as a product of square networks that can't be cut further; [] for I."""
    if len(network.terms) != 1:
        return [network]
    ((monomial, _),) = network.terms.items()
    (row,), (col,) = monomial.axes
    if row == col and not monomial.factors:
        return []
    links = _links(monomial, row, col)
    blocks: list[Network] = []
    start, begin = row, 0
    for place, (_, end) in enumerate(links, start=1):
        if monomial.sizes[end] == monomial.sizes[row]:
            factors = tuple(factor for factor, _ in links[begin:place])
            part = Monomial(((start,), (end,)), factors, monomial.sizes)
            blocks.append(Network(2, {packed(part): 1}))
            start, begin = end, place
    return blocks or [network]


def _links(monomial: Monomial, row: int, col: int) -> list[tuple[Factor, int]]:
    """The factors from row to col with the index each ends at, if the whole is one plain chain;
    [] otherwise."""
    left = list(monomial.factors)
    at, links = row, []
    while left:
        here = [f for f in left if at in f.slots]
        if len(here) != 1 or here[0].exponent != 1 or len(set(here[0].slots)) != 2:
            return []
        (factor,) = here
        if len(factor.slots) != 2:
            return []
        left.remove(factor)
        at = factor.slots[1] if factor.slots[0] == at else factor.slots[0]
        links.append((factor, at))
        if at == col and left:
            return []
    return links if at == col and row != col else []


def kronecker_parts(work: Workspace, network: Network) -> tuple[Network, list[Network]]:
    """(c, A_1, A_2, ...) with network = c A_1 (x) A_2 (x) ... . Raises Beyond where it is no such
    product."""
    scalar, places, parts = permuted_parts(work, network)
    if places != list(range(len(parts))):
        raise Beyond("a Kronecker product with its columns in another order")
    return scalar, parts


def permuted_parts(work: Workspace, network: Network) -> tuple[Network, list[int], list[Network]]:
    """(c, p, A_1, A_2, ...) where network = c A_1 (x) A_2 (x) ... with its columns permuted: the
    columns of A_k are the p_k-th index of the columns' tuple. Raises Beyond where it is none."""
    if len(network.terms) != 1:
        raise Beyond("a sum of Kronecker products")
    ((monomial, coefficient),) = network.terms.items()
    scalars = tuple(f for f in monomial.factors if not f.slots)
    parts, places = [], []
    taken = len(scalars)
    for row in monomial.axes[0]:
        near = reached(monomial, {row})
        cols = [place for place, col in enumerate(monomial.axes[1]) if col in near]
        if len(cols) != 1 or near & monomial.free - {row, monomial.axes[1][cols[0]]}:
            raise Beyond("what is no Kronecker product")
        factors = tuple(f for f in monomial.factors if f.slots and set(f.slots) <= near)
        taken += len(factors)
        places += cols
        col = monomial.axes[1][cols[0]]
        part = Monomial(((row,), (col,)), factors, monomial.sizes)
        parts.append(work.collect(2, [(packed(part), 1)]))
    if taken != len(monomial.factors) or len(set(places)) < len(monomial.axes[1]):
        raise Beyond("what is no Kronecker product")
    return work.collect(0, [(Monomial((), scalars, ()), coefficient)]), places, parts


def reached(monomial: Monomial, start: set[int]) -> set[int]:
    """The indices connected to some by factors."""
    reached = set(start)
    while True:
        more = {
            slot
            for factor in monomial.factors
            if reached & set(factor.slots)
            for slot in factor.slots
        }
        if more <= reached:
            return reached
        reached |= more


def packed(monomial: Monomial) -> Monomial:
    """Without the indices that occur nowhere."""
    used = sorted(monomial.free | {slot for f in monomial.factors for slot in f.slots})
    names = {index: place for place, index in enumerate(used)}
    return Monomial(
        tuple(tuple(names[i] for i in axis) for axis in monomial.axes),
        tuple(f._replace(slots=tuple(names[s] for s in f.slots)) for f in monomial.factors),
        tuple(monomial.sizes[i] for i in used),
    )
