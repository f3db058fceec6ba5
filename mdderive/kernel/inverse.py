"""Inverses and determinants of networks: what splits, and the atoms that are left.

(c A)^-1 = c^-1 A^-1            (A B)^-1 = B^-1 A^-1 and |A B| = |A| |B| for square A, B
(A^T)^-1 = (A^-1)^T             |c A| = c^n |A|, |A^T| = |A|, |A^-1| = |A|^-1, |I| = 1
(A (x) B)^-1 = A^-1 (x) B^-1    a network with delta_ij in every term inverts entrywise
"""

from mdderive.kernel.chains import chain, packed, reached, scalars_out
from mdderive.kernel.contraction import contract
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import power
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.symbolic_power import symbolic_power
from mdderive.kernel.tidy import size_terms
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Property, Size


def inverse(work: Workspace, network: Network) -> Network:
    """The inverse. Raises Beyond for the inverse of 0."""
    structure = _square(network)
    if not structure:
        return power(work, network, -1)
    if all(m.axes[0] == m.axes[1] for m in network.terms):
        return _diagonal_inverse(work, network)
    if len(structure) > 1:
        return _kronecker_inverse(work, network, len(structure))
    scalars, core = scalars_out(work, network)
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


def determinant(work: Workspace, network: Network) -> Network:
    """The determinant; 0 of the zero network, which is square by its shape."""
    if network.is_zero:
        return Network(0, {})
    structure = _square(network)
    if not structure:
        return network
    if len(structure) > 1:
        raise Beyond("the determinant of a Kronecker product")
    scalars, core = scalars_out(work, network)
    result = symbolic_power(work, scalars, _size_network(structure[0]))
    blocks = chain(core)
    if len(blocks) > 1:
        work.applied.add("det-product")
    for block in blocks:
        result = times(work, result, _determinant_atom(work, block))
    return result


def _square(network: Network) -> tuple[Size, ...]:
    """The sizes along a row, which must be those along a column."""
    if network.is_zero:
        raise Beyond("the inverse of 0")
    rows, cols = network.structure or ((), ())
    if rows != cols:
        raise Beyond("a tuple index meets another")
    return rows


def _size_network(size: Size) -> Network:
    return Network(0, {Monomial((), factors, ()): c for factors, c in size_terms(size)})


def _diagonal_inverse(work: Workspace, network: Network) -> Network:
    diagonal = contract(work, [network], [("i", "i")], [("i",)])
    return contract(work, [power(work, diagonal, -1)], [("i",)], [("i",), ("i",)])


def _kronecker_inverse(work: Workspace, network: Network, places: int) -> Network:
    """Place by place, if the only term is a Kronecker product."""
    if len(network.terms) != 1:
        raise Beyond("the inverse of a sum of Kronecker products")
    ((monomial, coefficient),) = network.terms.items()
    scalars = tuple(f for f in monomial.factors if not f.slots)
    parts = []
    taken = len(scalars)
    for row, col in zip(*monomial.axes, strict=True):
        near = reached(monomial, {row, col})
        factors = tuple(f for f in monomial.factors if f.slots and set(f.slots) <= near)
        taken += len(factors)
        if near & (monomial.free - {row, col}):
            raise Beyond("the inverse of what is no Kronecker product")
        part = Monomial(((row,), (col,)), factors, monomial.sizes)
        parts.append(inverse(work, work.collect(2, [(packed(part), 1)])))
    if taken != len(monomial.factors):
        raise Beyond("the inverse of what is no Kronecker product")
    labels = [(f"r{place}", f"c{place}") for place in range(places)]
    outer = [tuple(row for row, _ in labels), tuple(col for _, col in labels)]
    whole = contract(work, parts, labels, outer)
    scalar = work.collect(0, [(Monomial((), scalars, ()), coefficient)])
    return times(work, power(work, scalar, -1), whole)


def _inverse_atom(work: Workspace, block: Network) -> Network:
    block = work.collect(2, block.terms.items())
    lone = _lone(block)
    if lone is not None and lone.atom.kind is Kind.INVERSE:
        return _argument(work, block, lone)
    if lone is not None and is_orthogonal(work, lone.atom):
        return _flipped(work, block)
    return square_atom(work, Kind.INVERSE, block)


def _determinant_atom(work: Workspace, block: Network) -> Network:
    block = work.collect(2, block.terms.items())
    lone = _lone(block)
    if lone is not None and lone.atom.kind is Kind.INVERSE:
        return power(work, determinant(work, lone.atom.arguments[0]), -1)
    if block.key == _flipped(work, block).scaled(-1).key and _odd_size(block):
        return Network(0, {})
    return square_atom(work, Kind.DETERMINANT, block)


def is_orthogonal(work: Workspace, atom: Atom) -> bool:
    return (
        atom.kind is Kind.SYMBOL
        and atom.data[1] == ""
        and work.has(str(atom.data[0]), Property.ORTHOGONAL)
    )


def _odd_size(block: Network) -> bool:
    """Whether the size is an odd number: then a skew matrix has determinant 0."""
    ((size,), _) = block.structure or (((),), ())
    number = size.number if isinstance(size, Size) else None
    return number is not None and number % 2 == 1


def _lone(block: Network) -> Factor | None:
    """The only factor of a block, if there is just one, with coefficient 1."""
    if len(block.terms) != 1:
        return None
    ((monomial, coefficient),) = block.terms.items()
    lone = len(monomial.factors) == 1 and coefficient == 1
    return monomial.factors[0] if lone and monomial.factors[0].exponent == 1 else None


def _argument(work: Workspace, block: Network, factor: Factor) -> Network:
    ((monomial, _),) = block.terms.items()
    return contract(work, [factor.atom.arguments[0]], [factor.slots], monomial.axes)


def _flipped(work: Workspace, network: Network) -> Network:
    return contract(work, [network], [("i", "j")], [("j",), ("i",)])


def square_atom(work: Workspace, kind: Kind, block: Network, data: tuple[int, ...] = ()) -> Network:
    """The atom over a block or its transpose, whichever has the lesser key."""
    other = _flipped(work, block)
    least = min(block, other, key=lambda network: network.key)
    symmetries: tuple[tuple[tuple[int, ...], int], ...] = ()
    if kind is not Kind.DETERMINANT:
        if block.key == other.key:
            symmetries = (((1, 0), 1),)
        elif kind is Kind.INVERSE and block.key == other.scaled(-1).key:
            symmetries = (((1, 0), -1),)
    atom = Atom(f"{kind}{data}({least.key})", kind, data, (least,), symmetries)
    if kind is Kind.DETERMINANT:
        return Network(0, {Monomial((), (Factor(atom, (), 1),), ()): 1})
    (size,) = _square(block)
    slots = (0, 1) if least is block else (1, 0)
    monomial = Monomial(((0,), (1,)), (Factor(atom, slots, 1),), (size, size))
    return work.collect(2, [(monomial, 1)])
