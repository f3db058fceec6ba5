"""Inverses of networks: what splits, and the atoms that are left.

    (c A)^-1 = c^-1 A^-1        (A B)^-1 = B^-1 A^-1 for square A, B
    (A^T)^-1 = (A^-1)^T         (A (x) B)^-1 = A^-1 (x) B^-1         K_{m,n}^-1 = K_{m,n}^T

A network with delta_ij in every term inverts entrywise.
"""

from mdderive.kernel.chains import chain, permuted_parts, scalars_out
from mdderive.kernel.contraction import contract, plus
from mdderive.kernel.dyads import dyads, exists
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.positive import is_orthogonal
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Size


def inverse(work: Workspace, network: Network) -> Network:
    """The inverse. Raises Beyond for the inverse of 0."""
    rows, cols = network.structure or ((), ())
    if rows != cols and len(rows) > 1:
        return _kronecker_inverse(work, network)
    structure = square(network)
    if not structure:
        return power(work, network, -1)
    if all(m.axes[0] == m.axes[1] for m in network.terms):
        return _diagonal_inverse(work, network)
    if len(structure) > 1:
        return _kronecker_inverse(work, network)
    scalars, core = scalars_out(work, network)
    updated = _updated(work, core) if work.sums and len(core.terms) > 1 else None
    if updated is not None:
        return times(work, power(work, scalars, -1), updated)
    blocks = chain(core)
    if len(blocks) > 1:
        work.applied.add("inverse-product")
    result = contract(
        work,
        [_inverse_atom(work, block) for block in reversed(blocks)],
        [(place, place + 1) for place in range(len(blocks))],
        [(0,), (len(blocks),)],
    )
    return times(work, power(work, scalars, -1), result)


def _updated(work: Workspace, core: Network) -> Network | None:
    """By Sherman and Morrison's formula, if a dyad is among the terms."""
    for dyad in dyads(work, core):
        below = inverse(work, dyad.rest)
        if exists(work, below):
            work.applied.add("sherman-morrison")
            scale = power(work, dyad.scalar(work, below), -1)
            change = times(work, dyad.correction(work, below), scale)
            return plus(work, 2, [below, change.scaled(-1)])
    return None


def square(network: Network) -> tuple[Size, ...]:
    """The sizes along a row, which must be those along a column."""
    if network.is_zero:
        raise Beyond("the inverse of 0")
    rows, cols = network.structure or ((), ())
    if rows != cols:
        raise Beyond("a tuple index meets another")
    return rows


def _diagonal_inverse(work: Workspace, network: Network) -> Network:
    diagonal = contract(work, [network], [("i", "i")], [("i",)])
    return contract(work, [power(work, diagonal, -1)], [("i",)], [("i",), ("i",)])


def _kronecker_inverse(work: Workspace, network: Network) -> Network:
    """(A (x) B)^-1 with the columns of A (x) B in any order: the rows of the inverse are in it."""
    scalar, places, parts = permuted_parts(work, network)
    labels = [(f"r{place}", f"c{place}") for place in range(len(parts))]
    rows = sorted(range(len(parts)), key=lambda part: places[part])
    outer = [tuple(labels[part][0] for part in rows), tuple(col for _, col in labels)]
    whole = contract(work, [inverse(work, part) for part in parts], labels, outer)
    return times(work, power(work, scalar, -1), whole)


def _inverse_atom(work: Workspace, block: Network) -> Network:
    block = work.collect(2, block.terms.items())
    lone = lone_factor(block)
    if lone is not None and lone.atom.kind is Kind.INVERSE:
        return argument_of(work, block, lone)
    if lone is not None and lone.atom.kind is Kind.ROOT:
        base, exponent = lone.atom.arguments
        negative = square_atom(work, Kind.ROOT, base, (exponent.scaled(-1),))
        return oriented(work, negative, block, lone)
    if lone is not None and lone.atom.kind is Kind.EXPM:
        return oriented(work, _of_exponential(work, lone.atom), block, lone)
    if lone is not None and is_orthogonal(work, lone.atom):
        return flipped(work, block)
    return square_atom(work, Kind.INVERSE, block)


def _of_exponential(work: Workspace, atom: Atom) -> Network:
    """(W^k expm(P))^-1 = W^-k expm(-P)."""
    argument, power_in = atom.arguments
    turned = square_atom(work, Kind.EXPM, argument.scaled(-1), (constant(0),))
    count = int(sum(power_in.terms.values()))
    below = [inverse(work, scalars_out(work, argument)[1])] if count else []
    labels = [(place, place + 1) for place in range(count + 1)]
    return contract(work, [*below * count, turned], labels, [(0,), (count + 1,)])


def lone_factor(block: Network) -> Factor | None:
    """The only factor of a block, if there is just one, with coefficient 1."""
    if len(block.terms) != 1:
        return None
    ((monomial, coefficient),) = block.terms.items()
    lone = len(monomial.factors) == 1 and coefficient == 1
    return monomial.factors[0] if lone and monomial.factors[0].exponent == 1 else None


def argument_of(work: Workspace, block: Network, factor: Factor) -> Network:
    return oriented(work, factor.atom.arguments[0], block, factor)


def oriented(work: Workspace, network: Network, block: Network, factor: Factor) -> Network:
    """The network as the atom's argument lies in the block that is the atom: as is or turned."""
    ((monomial, _),) = block.terms.items()
    return contract(work, [network], [factor.slots], monomial.axes)


def flipped(work: Workspace, network: Network) -> Network:
    return contract(work, [network], [("i", "j")], [("j",), ("i",)])


def square_atom(
    work: Workspace, kind: Kind, block: Network, more: tuple[Network, ...] = ()
) -> Network:
    """The atom over a block or its transpose, whichever has the lesser key."""
    other = flipped(work, block)
    least = min(block, other, key=lambda network: network.key)
    symmetries: tuple[tuple[tuple[int, ...], int], ...] = ()
    if kind is not Kind.DETERMINANT:
        if block.key == other.key:
            symmetries = (((1, 0), 1),)
        elif kind is Kind.INVERSE and block.key == other.scaled(-1).key:
            symmetries = (((1, 0), -1),)
    inside = ",".join(argument.key for argument in (least, *more))
    atom = Atom(f"{kind}({inside})", kind, (), (least, *more), symmetries)
    if kind is Kind.DETERMINANT:
        return Network(0, {Monomial((), (Factor(atom, (), 1),), ()): 1})
    (size,) = square(block)
    slots = (0, 1) if least is block else (1, 0)
    monomial = Monomial(((0,), (1,)), (Factor(atom, slots, 1),), (size, size))
    return work.collect(2, [(monomial, 1)])
