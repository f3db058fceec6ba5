"""Putting networks together along labelled axes, as an einsum does.

`contract([A, B], ("ik", "kj"), ("i", "j"))` is the product. Axes of one label become one index (or
one tuple, place by place); a label that the output doesn't mention is summed; an output group of
several labels is a tuple index; an output label that no input carries is a free index that nothing
touches (ones), its size given by `fresh`.

Tuples join only if their size lists agree in order. An index that no factor touches has no entries
to keep apart, so it may be cut into a tuple first: I of size mn is I_m (x) I_n.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from mdderive.kernel.network import Factor, Monomial, Network, Rational
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Size

Label = str | int
Sizes = tuple[Size, ...]


def contract(
    work: Workspace,
    networks: Sequence[Network],
    inputs: Sequence[Sequence[Label]],
    output: Sequence[Sequence[Label]],
    fresh: Mapping[Label, Sizes] | None = None,
) -> Network:
    """The contraction, in normal form. Raises Beyond where tuples don't join."""
    if not all(network.terms for network in networks):
        return Network(len(output), {})
    networks = _aligned(work, networks, inputs)
    if len(networks) == 1 and _in_place(networks[0], inputs[0], output, fresh or {}):
        return _regrouped(networks[0], inputs[0], output)
    return _collected(work, networks, inputs, output, fresh or {})


def _collected(
    work: Workspace,
    networks: Sequence[Network],
    inputs: Sequence[Sequence[Label]],
    output: Sequence[Sequence[Label]],
    fresh: Mapping[Label, Sizes],
) -> Network:
    count = 1
    for network in networks:
        count *= len(network.terms)
        work.spend(count)
    return work.collect(
        len(output),
        (
            _joined([m for m, _ in choice], [c for _, c in choice], inputs, output, fresh)
            for choice in product(*(network.terms.items() for network in networks))
        ),
    )


def _in_place(
    network: Network,
    labels: Sequence[Label],
    output: Sequence[Sequence[Label]],
    fresh: Mapping[Label, Sizes],
) -> bool:
    """Whether the indices keep their order, and none is summed, identified or new: a normal form
    stays one."""
    axes = next(iter(network.terms)).axes
    long = [label for label, axis in zip(labels, axes, strict=True) if axis]
    wanted = [x for group in output for x in group if x in long or fresh.get(x)]
    return long == wanted and len(set(long)) == len(long)


def _regrouped(
    network: Network, labels: Sequence[Label], output: Sequence[Sequence[Label]]
) -> Network:
    terms: dict[Monomial, Rational] = {}
    for monomial, coefficient in network.terms.items():
        at = dict(zip(labels, monomial.axes, strict=True))
        axes = tuple(tuple(i for label in group for i in at.get(label, ())) for group in output)
        terms[Monomial(axes, monomial.factors, monomial.sizes)] = coefficient
    return Network(len(output), terms)


def _joined(
    monomials: Sequence[Monomial],
    coefficients: Sequence[Rational],
    inputs: Sequence[Sequence[Label]],
    output: Sequence[Sequence[Label]],
    fresh: Mapping[Label, Sizes],
) -> Weighted:
    sizes: list[Size] = []
    bound: dict[Label, tuple[int, ...]] = {}
    same: list[tuple[int, int]] = []
    factors: list[Factor] = []
    for monomial, labels in zip(monomials, inputs, strict=True):
        number = _numbered(monomial, labels, sizes, bound, same)
        for atom, slots, exponent in monomial.factors:
            factors.append(Factor(atom, tuple([number[s] for s in slots]), exponent))
    for group in output:
        for label in group:
            if label not in bound:
                first = len(sizes)
                sizes.extend(fresh[label])
                bound[label] = tuple(range(first, len(sizes)))
    axes = tuple([tuple([i for label in group for i in bound[label]]) for group in output])
    weight = prod(coefficients)
    if not same:
        return Monomial(axes, tuple(factors), tuple(sizes)), weight
    parent = list(range(len(sizes)))
    for one, other in same:
        parent[_root(parent, other)] = _root(parent, one)
    return _compact(axes, factors, sizes, parent), weight


def _numbered(
    monomial: Monomial,
    labels: Sequence[Label],
    sizes: list[Size],
    bound: dict[Label, tuple[int, ...]],
    same: list[tuple[int, int]],
) -> list[int]:
    """Where each index of a monomial goes: to where its label is bound, else to a new place.
    Appends the sizes of new places and what two labels on one index make the same."""
    number = [-1] * len(monomial.sizes)
    for label, axis in zip(labels, monomial.axes, strict=True):
        known = bound.get(label)
        if known is not None:
            for place, index in zip(known, axis, strict=True):
                if number[index] < 0:
                    number[index] = place
                elif number[index] != place:
                    same.append((number[index], place))
            continue
        for index in axis:
            if number[index] < 0:
                number[index] = len(sizes)
                sizes.append(monomial.sizes[index])
        bound[label] = tuple([number[index] for index in axis])
    for index, place in enumerate(number):
        if place < 0:
            number[index] = len(sizes)
            sizes.append(monomial.sizes[index])
    return number


def _compact(
    axes: Sequence[Sequence[int]],
    factors: Iterable[Factor],
    sizes: Sequence[Size],
    parent: list[int],
) -> Monomial:
    """The same with indices numbered 0, 1, ..., one for each class."""
    roots = [index for index in range(len(sizes)) if parent[index] == index]
    names = {root: place for place, root in enumerate(roots)}
    number = [names[_root(parent, index)] for index in range(len(sizes))]
    return Monomial(
        tuple(tuple(number[i] for i in axis) for axis in axes),
        tuple(Factor(f.atom, tuple(number[s] for s in f.slots), f.exponent) for f in factors),
        tuple(sizes[root] for root in roots),
    )


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _aligned(
    work: Workspace, networks: Sequence[Network], inputs: Sequence[Sequence[Label]]
) -> Sequence[Network]:
    """Cuts untouched indices where the axis they are to join is a tuple."""
    if not any(map(_has_tuple, networks)):
        return networks
    while True:
        finest: dict[Label, Sizes] = {}
        for network, labels in zip(networks, inputs, strict=True):
            for label, sizes in zip(labels, network.structure or (), strict=True):
                if len(sizes) > len(finest.setdefault(label, sizes)):
                    finest[label] = sizes
        refined = [
            refine(work, network, [finest[label] for label in labels])
            for network, labels in zip(networks, inputs, strict=True)
        ]
        if all(one is other for one, other in zip(networks, refined, strict=True)):
            return networks
        networks = refined


def _has_tuple(network: Network) -> bool:
    """Whether an axis of it, which is not 0, is a tuple; so it is in all its terms."""
    return any(len(axis) > 1 for axis in next(iter(network.terms)).axes)


def refine(work: Workspace, network: Network, wanted: Sequence[Sizes]) -> Network:
    """The network with the axes cut as wanted; itself if they are so already."""
    if network.is_zero or network.structure == tuple(wanted):
        return network
    return work.collect(network.axes, [(_cut(m, wanted), c) for m, c in network.terms.items()])


def _cut(monomial: Monomial, wanted: Sequence[Sizes]) -> Monomial:
    sizes = list(monomial.sizes)
    pieces: dict[int, tuple[int, ...]] = {}
    touched = {slot for factor in monomial.factors for slot in factor.slots}
    for axis, aim in zip(monomial.axes, wanted, strict=True):
        if tuple(monomial.sizes[i] for i in axis) == aim:
            continue
        whole = Size.of(1)
        for size in aim:
            whole *= size
        if len(axis) != 1 or axis[0] in touched or monomial.sizes[axis[0]] != whole:
            raise Beyond("a tuple index meets an index that can't be cut")
        if axis[0] not in pieces:
            pieces[axis[0]] = tuple(range(len(sizes), len(sizes) + len(aim)))
            sizes.extend(aim)
    axes = tuple(tuple(p for i in axis for p in pieces.get(i, (i,))) for axis in monomial.axes)
    parent = [pieces.get(index, (index,))[0] for index in range(len(sizes))]
    return _compact(axes, monomial.factors, sizes, parent)


def plus(work: Workspace, axes: int, networks: Sequence[Network]) -> Network:
    """The sum of networks, axes cut alike first. Raises Beyond where they can't be."""
    proper = [network for network in networks if not network.is_zero]
    labels = [tuple(range(axes)) for _ in proper]
    total: dict[Monomial, Rational] = {}
    for network in _aligned(work, proper, labels):
        for monomial, coefficient in network.terms.items():
            total[monomial] = total.get(monomial, 0) + coefficient
    return Network(axes, {m: c for m, c in total.items() if c})


def exchanged(
    work: Workspace,
    monomial: Monomial,
    removed: Sequence[int],
    joined: Sequence[tuple[Network, Sequence[Label]]],
    extra: Sequence[Sequence[Label]] = (),
) -> Network:
    """The monomial with the factors at the places `removed` exchanged for networks, whose axes are
    labelled by indices of the monomial; labels of their own may become `extra` axes. An index that
    nothing mentions any more has gone with the factors."""
    factors = tuple(f for place, f in enumerate(monomial.factors) if place not in removed)
    mentioned: set[Label] = {slot for factor in factors for slot in factor.slots}
    mentioned |= {label for _, labels in joined for label in labels} | monomial.free
    every = tuple(index for index in range(len(monomial.sizes)) if index in mentioned)
    names = {index: place for place, index in enumerate(every)}
    skeleton = Monomial(
        tuple((names[index],) for index in every),
        tuple([Factor(f.atom, tuple([names[s] for s in f.slots]), f.exponent) for f in factors]),
        tuple(monomial.sizes[index] for index in every),
    )
    networks = [Network(len(every), {skeleton: 1}), *[network for network, _ in joined]]
    if not all(network.terms for network in networks):
        return Network(len(monomial.axes) + len(extra), {})
    inputs = [every, *(labels for _, labels in joined)]
    output = [*monomial.axes, *extra]
    return _collected(work, _aligned(work, networks, inputs), inputs, output, {})
