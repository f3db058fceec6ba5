"""Exponentials of matrices: atoms W^k expm(P), where P = c W for a product W.

expm(P) expm(Q) = expm(P + Q)       where P Q = Q P, as the normal form of P Q - Q P says
W expm(c W) = expm(c W) W           both are the atom with k + 1
expm(P)^-1 = expm(-P)               |expm(P)| = exp(tr P)
expm(c I + P) = e^c expm(P)         expm(T P T^-1) = T expm(P) T^-1
expm(diag(x)) = diag(exp x)         expm(A (x) I + I (x) B) = expm(A) (x) expm(B)
"""

from collections.abc import Iterable, Iterator

from mdderive.kernel.chains import chain, packed, scalars_out
from mdderive.kernel.contraction import contract, exchanged, plus
from mdderive.kernel.entries import times
from mdderive.kernel.entrywise import exp
from mdderive.kernel.inverse import flipped, square, square_atom
from mdderive.kernel.matcher import matches, without
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Size


def expm(work: Workspace, network: Network) -> Network:
    """The exponential of a square network that is not 0. Raises Beyond for a tuple index where it
    is no Kronecker sum."""
    structure = square(network)
    if not structure:
        return exp(work, network)
    if all(m.axes[0] == m.axes[1] for m in network.terms):
        diagonal = contract(work, [network], [("i", "i")], [("i",)])
        return contract(work, [exp(work, diagonal)], [("i",)], [("i",), ("i",)])
    if len(structure) > 1:
        return _of_kronecker_sum(work, network)
    multiples = {m: c for m, c in network.terms.items() if _is_multiple(m)}
    rest = Network(2, {m: c for m, c in network.terms.items() if m not in multiples})
    result = _similar(work, rest)
    if not multiples:
        return result
    bare = work.collect(0, [(Monomial((), m.factors, ()), c) for m, c in multiples.items()])
    return times(work, result, exp(work, bare))


def _is_multiple(monomial: Monomial) -> bool:
    """Whether it is a scalar times I."""
    return monomial.axes[0] == monomial.axes[1] and not any(f.slots for f in monomial.factors)


def _similar(work: Workspace, network: Network) -> Network:
    """T expm(P) T^-1 for T P T^-1."""
    scalar, core = scalars_out(work, network)
    blocks = chain(core)
    if len(blocks) > 2:
        ends = contract(work, [blocks[-1], blocks[0]], [("i", "k"), ("k", "j")], [("i",), ("j",)])
        if all(_is_multiple(m) and not m.factors for m in ends.terms) and set(
            ends.terms.values()
        ) == {1}:
            labels = [(place, place + 1) for place in range(len(blocks) - 2)]
            outer = [(0,), (len(labels),)]
            middle = times(work, contract(work, blocks[1:-1], labels, outer), scalar)
            parts = [blocks[0], expm(work, middle), blocks[-1]]
            return contract(work, parts, [("i", "a"), ("a", "b"), ("b", "j")], [("i",), ("j",)])
    return square_atom(work, Kind.EXPM, network, (constant(0),))


def _of_kronecker_sum(work: Workspace, network: Network) -> Network:
    parts: dict[int, list[Weighted]] = {}
    for monomial, coefficient in network.terms.items():
        touched = {slot for factor in monomial.factors for slot in factor.slots}
        pairs = list(zip(*monomial.axes, strict=True))
        moved = [p for p, (i, j) in enumerate(pairs) if i != j or i in touched]
        if len(moved) > 1:
            raise Beyond("an exponential of what is no Kronecker sum")
        row, col = pairs[moved[0] if moved else 0]
        part = packed(monomial._replace(axes=((row,), (col,))))
        parts.setdefault(moved[0] if moved else 0, []).append((part, coefficient))
    structure = square(network)
    factors = [
        expm(work, work.collect(2, parts[place])) if place in parts else _identity((size,))
        for place, size in enumerate(structure)
    ]
    labels = [(f"r{place}", f"c{place}") for place in range(len(factors))]
    outer = [tuple(row for row, _ in labels), tuple(col for _, col in labels)]
    return contract(work, factors, labels, outer)


def _identity(structure: tuple[Size, ...]) -> Network:
    return Network(2, {Monomial(((0,), (0,)), (), structure): 1})


def exponential(work: Workspace, network: Network, power: Network) -> Network:
    """W^k expm(P) for P = c W, k as a network. Raises Beyond for P = 0."""
    parts = [_power(work, network, number(power)), expm(work, network)]
    return contract(work, parts, [("i", "k"), ("k", "j")], [("i",), ("j",)])


def number(power: Network) -> int:
    """The whole number that a network without axes is."""
    return int(sum(power.terms.values()))


def power_of(atom: Atom) -> int:
    """k of the atom W^k expm(P)."""
    return number(atom.arguments[1])


def raised(work: Workspace, network: Network, power: int) -> Network:
    """The atom with another k, its axes those of P."""
    return square_atom(work, Kind.EXPM, network, (constant(power),))


def exponentials_joined(work: Workspace, monomial: Monomial) -> Iterable[Weighted] | None:
    """W expm(c W) and expm(P) expm(Q), where they meet at an index that nothing else touches."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.EXPM or factor.exponent != 1:
            continue
        found = _absorbed(work, monomial, place) or _joined(work, monomial, place)
        if found is not None:
            return found.terms.items()
    return None


def _absorbed(work: Workspace, monomial: Monomial, place: int) -> Network | None:
    factor = monomial.factors[place]
    argument = factor.atom.arguments[0]
    _, core = scalars_out(work, argument)
    if len(core.terms) > 1:
        return None
    (word,) = core.terms
    (row,), (col,) = word.axes
    for end, near, away in ((0, col, row), (1, row, col)):
        joint = factor.slots[end]
        if joint in monomial.free or factor.slots[0] == factor.slots[1]:
            continue
        for match in matches(word, monomial, {near: joint}, [place], whole=True):
            taken = sum(monomial.factors[p].slots.count(joint) for p in match.taken)
            if _touched(monomial, joint) != taken + 1 or match.indices[away] == joint:
                continue
            kept = without(monomial, {**match.taken, place: 1})
            ends = [match.indices[away], factor.slots[1 - end]]
            made = raised(work, argument, power_of(factor.atom) + 1)
            return exchanged(work, kept, [], [(made, ends if end == 0 else ends[::-1])])
    return None


def _touched(monomial: Monomial, index: int) -> int:
    return sum(factor.slots.count(index) for factor in monomial.factors)


def _joined(work: Workspace, monomial: Monomial, place: int) -> Network | None:
    one = monomial.factors[place]
    for other, two in enumerate(monomial.factors):
        if other == place or two.atom.kind is not Kind.EXPM or two.exponent != 1:
            continue
        for left, joint, right in _meetings(monomial, one, two):
            p, q = _oriented(work, one, joint, 1), _oriented(work, two, joint, 0)
            if not commute(work, p, q):
                continue
            total = plus(work, 2, [p, q])
            between = expm(work, total) if not total.is_zero else _identity(square(p))
            words = [
                _power(work, p, power_of(one.atom)),
                between,
                _power(work, q, power_of(two.atom)),
            ]
            product = contract(work, words, [("i", "a"), ("a", "b"), ("b", "j")], [("i",), ("j",)])
            work.applied.add("exponentials-commute")
            return exchanged(work, monomial, [place, other], [(product, (left, right))])
    return None


def _meetings(monomial: Monomial, one: Factor, two: Factor) -> Iterator[tuple[int, int, int]]:
    """(row, joint, column) of the product of the two factors in this order."""
    for first in (0, 1):
        joint = one.slots[first]
        if joint in two.slots and joint not in monomial.free and _touched(monomial, joint) == 2:
            yield one.slots[1 - first], joint, two.slots[1 - two.slots.index(joint)]


def _oriented(work: Workspace, factor: Factor, joint: int, at: int) -> Network:
    """The argument, transposed unless the joint is the slot `at`."""
    argument = factor.atom.arguments[0]
    return argument if factor.slots[at] == joint else flipped(work, argument)


def _power(work: Workspace, argument: Network, power: int) -> Network:
    """W^k for the argument c W."""
    if not power:
        return _identity(square(argument))
    _, core = scalars_out(work, argument)
    labels = [(place, place + 1) for place in range(power)]
    return contract(work, [core] * power, labels, [(0,), (power,)])


def commute(work: Workspace, one: Network, other: Network) -> bool:
    """Whether the commutator is 0; the other may have more axes than two."""
    more = tuple(f"d{place}" for place in range(other.axes - 2))
    output = [("i",), ("j",), *((name,) for name in more)]
    first = contract(work, [one, other], [("i", "k"), ("k", "j", *more)], output)
    second = contract(work, [other, one], [("i", "k", *more), ("k", "j")], output)
    return plus(work, other.axes, [first, second.scaled(-1)]).is_zero
