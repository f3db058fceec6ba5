"""Determinants of networks: what splits, and the atoms that are left.

    |A B| = |A| |B| for square A, B     |c A| = c^n |A|     |A^T| = |A|     |A^-1| = |A|^-1
    |A (x) B| = |A|^m |B|^n             |diag(x)| = exp(sum log x) for x declared positive
    |expm(A)| = exp(tr A)

The laws of sums (`sylvester`) are tried only when the plain form has not decided.
"""

from mdderive.kernel.chains import chain, kronecker_parts, scalars_out
from mdderive.kernel.contraction import contract
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import exp, log, power
from mdderive.kernel.inverse import flipped, lone_factor, square, square_atom
from mdderive.kernel.network import Atom, Kind, Network, constant
from mdderive.kernel.positive import definite
from mdderive.kernel.sylvester import Form, moves, rank
from mdderive.kernel.symbolic_power import size_network, symbolic_power, whole
from mdderive.kernel.workspace import Workspace
from mdderive.term import Property, Size

MOST_FORMS = 24


def determinant(work: Workspace, network: Network) -> Network:
    """The determinant; 0 of the zero network, which is square by its shape."""
    if network.is_zero:
        return Network(0, {})
    structure = square(network)
    if not structure:
        return network
    if len(structure) > 1:
        return _of_kronecker(work, network, structure)
    scalars, core = scalars_out(work, network)
    result = symbolic_power(work, scalars, size_network(structure[0]))
    blocks = chain(core)
    if len(blocks) > 1:
        work.applied.add("det-product")
    for block in blocks:
        result = times(work, result, _of_block(work, block))
    return result


def _of_kronecker(work: Workspace, network: Network, sizes: tuple[Size, ...]) -> Network:
    """Each part to the product of the other sizes."""
    scalar, parts = kronecker_parts(work, network)
    whole = Size.of(1)
    for size in sizes:
        whole *= size
    result = symbolic_power(work, scalar, size_network(whole))
    for place, part in enumerate(parts):
        others = Size.of(1)
        for size in (*sizes[:place], *sizes[place + 1 :]):
            others *= size
        result = times(
            work, result, symbolic_power(work, determinant(work, part), size_network(others))
        )
    return result


def _of_block(work: Workspace, block: Network) -> Network:
    block = work.collect(2, block.terms.items())
    lone = lone_factor(block)
    if lone is not None and lone.atom.kind is Kind.INVERSE:
        return power(work, determinant(work, lone.atom.arguments[0]), -1)
    if lone is not None and lone.atom.kind is Kind.ROOT:
        base, exponent = lone.atom.arguments
        if whole(exponent) or definite(work, base):
            return symbolic_power(work, determinant(work, base), exponent)
    if lone is not None and lone.atom.kind is Kind.EXPM:
        return _of_exponential(work, lone.atom)
    if _positive_diagonal(work, block):
        diagonal = contract(work, [block], [("i", "i")], [("i",)])
        return exp(work, contract(work, [log(work, diagonal)], [("i",)], []))
    if _odd_size(block) and block.key == flipped(work, block).scaled(-1).key:
        return Network(0, {})
    if work.sums and len(block.terms) > 1:
        return _simplest(work, block)
    return square_atom(work, Kind.DETERMINANT, block)


def _of_exponential(work: Workspace, atom: Atom) -> Network:
    """|W^k expm(P)| = |W|^k exp(tr P)."""
    argument, times_in = atom.arguments
    trace = contract(work, [argument], [("i", "i")], [])
    outer = constant(1) if trace.is_zero else exp(work, trace)
    _, word = scalars_out(work, argument)
    return times(work, outer, symbolic_power(work, determinant(work, word), times_in))


def _positive_diagonal(work: Workspace, block: Network) -> bool:
    ((monomial, _), *more) = block.terms.items()
    return (
        not more
        and monomial.axes[0] == monomial.axes[1]
        and all(
            f.atom.kind is Kind.SYMBOL
            and f.atom.data[1] == ""
            and work.has(str(f.atom.data[0]), Property.POSITIVE)
            for f in monomial.factors
        )
    )


def _odd_size(block: Network) -> bool:
    """Whether the size is an odd number: then a skew matrix has determinant 0."""
    ((size,), _) = block.structure or (((),), ())
    number = size.number if isinstance(size, Size) else None
    return number is not None and number % 2 == 1


def _simplest(work: Workspace, block: Network) -> Network:
    """The first in order of all forms that the laws of sums reach: a product if there is one."""
    seen: dict[tuple[int, str], Form] = {}
    waiting = [Form(constant(1), block)]
    while waiting and len(seen) < MOST_FORMS:
        form = waiting.pop(0)
        if len(form.block.terms) == 1:
            work.applied.add("det-sum")
            return times(work, form.scale, determinant(work, form.block))
        key = rank(work, form.block)
        if key not in seen:
            seen[key] = form
            waiting.extend(
                _normalised(work, times(work, form.scale, scale), other)
                for scale, other in moves(work, form.block, determinant)
            )
    least = seen[min(seen)]
    if least.block is not block:
        work.applied.add("det-sum")
    return times(work, least.scale, square_atom(work, Kind.DETERMINANT, least.block))


def _normalised(work: Workspace, scale: Network, block: Network) -> Form:
    """The same with the scalars of the block taken out."""
    if len(block.terms) == 1:
        return Form(scale, block)
    scalars, core = scalars_out(work, block)
    (size,) = square(core)
    return Form(times(work, scale, symbolic_power(work, scalars, size_network(size))), core)
