r"""Functions that are declared but not defined: \ell(z) and its derivatives as atoms.

An atom of \ell: R^m -> R is keyed by its argument; its slots are, in this order, the indices of a
formula that the arguments depend on, those of the function's value, and one group for each
derivative taken:

    \ell(z)          no slot                    d \ell(z) = sum_i \ell_i(z) dz_i
    \ell_i(z)        one group of one index     d \ell_i(z) = sum_j \ell_ij(z) dz_j
    \ell_ij(z)       two groups, exchangeable

Derivatives commute, so groups of one argument are interchangeable, and groups of several arguments
are sorted by argument. That is the whole of what is known of the function.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import permutations, product

from mdderive.kernel.contraction import contract
from mdderive.kernel.entries import arranged, depends, restricted
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Permutation
from mdderive.kernel.workspace import Workspace
from mdderive.term import Shape, Size

Sizes = tuple[Size, ...]

MOST_REORDERED = 3
"""More indices of the formula than this are kept in the order they come in."""


def plain_sizes(shape: Shape) -> Sizes:
    """The sizes of the indices of a matrix; an axis of size 1 has none."""
    return tuple(size for size in (shape.rows, shape.cols) if not size.is_one)


def applied(
    work: Workspace,
    name: str,
    orders: Sequence[int],
    arguments: Sequence[Network],
    free: Sizes,
) -> Network:
    """A derivative of the function; `orders` says by which argument, once for each derivative. Each
    argument has its own indices as axes, then those of sizes `free`. The axes of the result are the
    free ones, those of the value, and those of each derivative."""
    declared = work.declarations[name]
    own = [plain_sizes(shape) for shape in declared.arguments]
    outer, blocks = plain_sizes(declared.shape), [own[k] for k in sorted(orders)]
    used = [
        place
        for place in range(len(free))
        if any(
            depends(argument, len(mine) + place)
            for argument, mine in zip(arguments, own, strict=True)
        )
    ]
    found = [
        (_in_order(work, arguments, own, order), order)
        for order in (permutations(used) if len(used) <= MOST_REORDERED else [tuple(used)])
    ]
    best, order = min(found, key=lambda pair: _key(pair[0]))
    alike = [other for some, other in found if _key(some) == _key(best)]
    data: tuple[str | int, ...] = (name, *sorted(orders))
    symmetries = tuple(
        (whole, 1)
        for whole in _symmetries(order, alike, len(outer), list(map(len, blocks)), sorted(orders))
    )
    atom = Atom(f"{Kind.APPLICATION}{data}({_key(best)})", Kind.APPLICATION, data, best, symmetries)
    sizes = (*free, *outer, *(size for block in blocks for size in block))
    slots = (*order, *range(len(free), len(sizes)))
    axes = tuple((place,) for place in range(len(sizes)))
    return work.collect(len(sizes), [(Monomial(axes, (Factor(atom, slots, 1),), sizes), 1)])


def _key(arguments: Sequence[Network]) -> str:
    return ",".join(argument.key for argument in arguments)


def _in_order(
    work: Workspace, arguments: Sequence[Network], own: Sequence[Sizes], order: Sequence[int]
) -> tuple[Network, ...]:
    """The arguments with the indices they depend on alone, in this order."""
    found = []
    for argument, mine in zip(arguments, own, strict=True):
        kept = [*range(len(mine)), *sorted(len(mine) + place for place in order)]
        ranks = {place: rank for rank, place in enumerate(sorted(order))}
        wanted = [*range(len(mine)), *(len(mine) + ranks[place] for place in order)]
        found.append(arranged(work, restricted(work, argument, kept), wanted))
    return tuple(found)


def _symmetries(
    order: Sequence[int],
    alike: Sequence[Sequence[int]],
    outer: int,
    widths: Sequence[int],
    orders: Sequence[int],
) -> Iterator[Permutation]:
    """The permutations of slots that change nothing: of indices that leave the arguments alone,
    and of groups of one argument."""
    position = {place: rank for rank, place in enumerate(order)}
    starts = [len(order) + outer + sum(widths[:k]) for k in range(len(widths))]
    identity = tuple(range(len(order) + outer + sum(widths)))
    exchanges = [
        exchange
        for exchange in permutations(range(len(widths)))
        if all(orders[k] == orders[other] for k, other in enumerate(exchange))
    ]
    for other, exchange in product(alike, exchanges):
        groups = [s for k in exchange for s in range(starts[k], starts[k] + widths[k])]
        first = [position[place] for place in other]
        whole = (*first, *range(len(order), len(order) + outer), *groups)
        if whole != identity:
            yield whole


def free_sizes(work: Workspace, atom: Atom) -> Sizes:
    """The sizes of the formula's indices that an atom's arguments depend on."""
    shapes = work.declarations[str(atom.data[0])].arguments
    for argument, shape in zip(atom.arguments, shapes, strict=True):
        if argument.structure is not None:
            rest = argument.structure[len(plain_sizes(shape)) :]
            return tuple(size for axis in rest for size in axis)
    return ()


def reapplied(work: Workspace, atom: Atom, arguments: Sequence[Network]) -> Network:
    """The same derivative at other arguments; the axes are the atom's slots."""
    name, *orders = atom.data
    return applied(work, str(name), [int(k) for k in orders], arguments, free_sizes(work, atom))


def chained(
    work: Workspace, atom: Atom, place: int, moved: Network, names: Sequence[str]
) -> Network:
    """What the atom changes by where its argument at this place changes by `moved`, which has the
    argument's axes and those of the names. Axes: the atom's slots, then the names."""
    shapes = work.declarations[str(atom.data[0])].arguments
    orders, free = [int(k) for k in atom.data[1:]], free_sizes(work, atom)
    at = bisect(orders, place)
    higher = applied(work, str(atom.data[0]), [*orders, place], list(atom.arguments), free)
    count = len(plain_sizes(work.declarations[str(atom.data[0])].shape))
    widths = [len(plain_sizes(shapes[k])) for k in orders]
    indices = [f"free{k}" for k in range(len(free))]
    value = [f"value{k}" for k in range(count)]
    groups = [[f"group{k}.{i}" for i in range(width)] for k, width in enumerate(widths)]
    moving = [f"moving{i}" for i in range(len(plain_sizes(shapes[place])))]
    inside = [*groups[:at], moving, *groups[at:]]
    slots = [*indices, *value, *(label for group in groups for label in group)]
    return contract(
        work,
        [higher, moved],
        [
            [*indices, *value, *(label for group in inside for label in group)],
            [*moving, *indices, *names],
        ],
        [(label,) for label in (*slots, *names)],
    )
