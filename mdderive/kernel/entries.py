"""Networks seen entry by entry: every index an axis of its own, none longer than one index.

Functions of entries are atoms whose slots are the indices the argument depends on. A scalar is the
case without axes.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

from mdderive.kernel.contraction import contract
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational
from mdderive.kernel.workspace import Workspace
from mdderive.term import Size


def times(work: Workspace, *networks: Network) -> Network:
    """The entrywise product; networks without axes are scalars."""
    axes = max(network.axes for network in networks)
    labels = tuple(range(axes))
    inputs = [labels if network.axes else () for network in networks]
    return contract(work, networks, inputs, [(label,) for label in labels])


def one_like(network: Network) -> Network:
    """All ones over the axes of a network that is not 0."""
    structure = network.structure or ()
    count = 0
    axes: list[tuple[int, ...]] = []
    sizes: list[Size] = []
    for axis in structure:
        axes.append(tuple(range(count, count + len(axis))))
        sizes.extend(axis)
        count += len(axis)
    return Network(network.axes, {Monomial(tuple(axes), (), tuple(sizes)): 1})


def on_entries(
    work: Workspace, network: Network, function: Callable[[Network], Network]
) -> Network:
    """A function of networks with plain axes, applied to one with axes of size 1 or tuples."""
    structure = network.structure
    if structure is None or all(len(axis) == 1 for axis in structure):
        return function(network)
    flat = [
        (m._replace(axes=tuple((i,) for axis in m.axes for i in axis)), c)
        for m, c in network.terms.items()
    ]
    result = function(work.collect(sum(map(len, structure)), flat))
    groups: list[tuple[int, ...]] = []
    for axis in structure:
        start = sum(map(len, groups))
        groups.append(tuple(range(start, start + len(axis))))
    return contract(work, [result], [range(result.axes)], groups)


def entry_atom(
    work: Workspace,
    kind: Kind,
    data: Sequence[str | int | Fraction],
    network: Network,
    exponent: Rational,
    more: tuple[Network, ...] = (),
) -> Network:
    """The atom `kind` over an argument with plain axes, to a power, over the same axes; `more` are
    further arguments, scalars.

    Slots are the axes on which the argument depends; their order is the one that gives the least
    key (so f(A) and f(A^T) are one atom), and the orders that give the same key are the symmetries
    of the atom.
    """
    ((ones, _),) = one_like(network).terms.items()
    used = [place for place in range(network.axes) if depends(network, place)]
    argument = restricted(work, network, used) if len(used) < network.axes else network
    orders = permutations(range(len(used))) if len(used) <= 3 else [tuple(range(len(used)))]
    found = [(arranged(work, argument, order), order) for order in orders]
    best, order = min(found, key=lambda pair: pair[0].key)
    same = [o for other, o in found if other.key == best.key and o != order]
    position = {place: k for k, place in enumerate(order)}
    symmetries = tuple((tuple(position[place] for place in other), 1) for other in same)
    inside = ",".join(argument.key for argument in (best, *more))
    atom = Atom(f"{kind}{data}({inside})", kind, tuple(data), (best, *more), symmetries)
    factor = Factor(atom, tuple(used[place] for place in order), exponent)
    return work.collect(network.axes, [(ones._replace(factors=(factor,)), 1)])


def depends(network: Network, place: int) -> bool:
    """Whether an entry depends on this index: it touches a factor or another axis."""
    for monomial in network.terms:
        (index,) = monomial.axes[place]
        if any(index in f.slots for f in monomial.factors) or monomial.axes.count((index,)) > 1:
            return True
    return False


def restricted(work: Workspace, network: Network, used: Sequence[int]) -> Network:
    """Without the axes on which nothing depends."""
    terms = []
    for monomial, coefficient in network.terms.items():
        axes = tuple(monomial.axes[place] for place in used)
        kept = sorted({i for (i,) in axes} | {s for f in monomial.factors for s in f.slots})
        names = {index: place for place, index in enumerate(kept)}
        factors = tuple(
            f._replace(slots=tuple(names[s] for s in f.slots)) for f in monomial.factors
        )
        sizes = tuple(monomial.sizes[i] for i in kept)
        terms.append((Monomial(tuple((names[i],) for (i,) in axes), factors, sizes), coefficient))
    return work.collect(len(used), terms)


def arranged(work: Workspace, network: Network, order: Sequence[int]) -> Network:
    """The axes in another order."""
    if list(order) == list(range(network.axes)):
        return network
    return work.collect(
        network.axes,
        [
            (m._replace(axes=tuple(m.axes[place] for place in order)), c)
            for m, c in network.terms.items()
        ],
    )
