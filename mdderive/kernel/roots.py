"""Powers of a matrix that can't be multiplied out: atoms A^q that multiply by adding exponents.

An exponent is a fraction (the power is the principal one) or a whole number made of sizes, X^k.

    A^p A^q = A^(p + q)     A and A^-1 being A^1 and A^-1, for a name A
    (A^T)^q = (A^q)^T       the power of a symmetric matrix is symmetric
    (c A)^k = c^k A^k       (A (x) B)^k = A^k (x) B^k     (A^-1)^k = A^-k     |A^k| = |A|^k
    P^k = P                 for a projection P and k >= 1
    (A^p)^q = A^(p q), |A^q| = |A|^q    for a positive definite A

Only d tr(A^k) = k tr(A^(k - 1) dA) has a closed form.
"""

from collections.abc import Iterable

from mdderive.kernel.chains import chain, kronecker_parts, scalars_out
from mdderive.kernel.contraction import contract, exchanged, plus
from mdderive.kernel.entries import times
from mdderive.kernel.inverse import argument_of, inverse, lone_factor, square_atom
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.parity import come_round
from mdderive.kernel.positive import definite
from mdderive.kernel.symbolic_power import symbolic_power, whole
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Property


def root(work: Workspace, network: Network, exponent: Network) -> Network:
    """A square network to a power that is no number, or no whole one. Raises Beyond for 0."""
    if network.is_zero:
        raise Beyond("a root of 0")
    if all(m.axes[0] == m.axes[1] and len(m.axes[0]) == 1 for m in network.terms):
        diagonal = contract(work, [network], [("i", "i")], [("i",)])
        powers = symbolic_power(work, diagonal, exponent)
        return contract(work, [powers], [("i",)], [("i",), ("i",)])
    plain = network.structure is not None and all(len(axis) == 1 for axis in network.structure)
    if whole(exponent):
        return _whole_power(work, network, exponent, plain)
    if not plain:
        raise Beyond("a root of a Kronecker product")
    inside = _definite_power(work, network)
    if inside is not None:
        base, power = inside
        return powered(work, base, times(work, power, exponent))
    return square_atom(work, Kind.ROOT, network, (exponent,))


def _definite_power(work: Workspace, network: Network) -> tuple[Network, Network] | None:
    """(A, p) for a product that is A^p, A positive definite and the product no name."""
    blocks = chain(network) if set(network.terms.values()) == {1} else []
    base: Network | None = None
    total = constant(0)
    for block in (work.collect(2, block.terms.items()) for block in blocks):
        lone = lone_factor(block)
        if lone is None:
            return None
        power = constant(1)
        if lone.atom.kind in (Kind.ROOT, Kind.INVERSE):
            inside, *more = lone.atom.arguments
            power = more[0] if more else constant(-1)
        else:
            inside = block
        if not definite(work, inside) or (base is not None and inside.key != base.key):
            return None
        base, total = inside, plus(work, 0, [total, power])
    if base is None or total.key == constant(1).key:
        return None
    return base, total


def _whole_power(work: Workspace, network: Network, exponent: Network, plain: bool) -> Network:
    if not plain:
        scalar, parts = kronecker_parts(work, network)
        labels = [(f"r{place}", f"c{place}") for place in range(len(parts))]
        outer = [tuple(row for row, _ in labels), tuple(col for _, col in labels)]
        raised = [root(work, part, exponent) for part in parts]
        return times(
            work, symbolic_power(work, scalar, exponent), contract(work, raised, labels, outer)
        )
    scalar, core = scalars_out(work, network)
    lone = lone_factor(core)
    turned = come_round(work, lone.atom, core, exponent) if lone and work.parity else None
    if turned is not None:
        made = turned
    elif lone is not None and lone.atom.kind is Kind.INVERSE:
        made = root(work, argument_of(work, core, lone), exponent.scaled(-1))
    elif lone is not None and _is_projection(work, lone.atom) and _positive(exponent):
        made = core
    else:
        made = square_atom(work, Kind.ROOT, core, (exponent,))
    return times(work, symbolic_power(work, scalar, exponent), made)


def _is_projection(work: Workspace, atom: Atom) -> bool:
    plain = atom.kind is Kind.SYMBOL and atom.data[1] == ""
    return plain and work.has(str(atom.data[0]), Property.PROJECTION)


def _positive(exponent: Network) -> bool:
    """Whether it is >= 1 for sure: sizes are."""
    return sum(exponent.terms.values()) >= 1 and min(exponent.terms.values()) > 0


def roots_joined(work: Workspace, monomial: Monomial) -> Iterable[Weighted] | None:
    """A^p A^q = A^(p + q) where they meet at an index that nothing else touches."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.ROOT or factor.exponent != 1:
            continue
        base, exponent = factor.atom.arguments
        for other, second in enumerate(monomial.factors):
            more = _exponent(second, base)
            if other == place or more is None:
                continue
            ends = _meet(monomial, factor, second, base)
            if ends is not None:
                made = powered(work, base, plus(work, 0, [exponent, more]))
                return exchanged(work, monomial, [place, other], [(made, ends)]).terms.items()
    return None


def _exponent(factor: Factor, base: Network) -> Network | None:
    """q if the factor is base^q: a power, an inverse, or the base itself if that is a name."""
    if factor.exponent != 1 or len(factor.slots) != 2:
        return None
    atom = factor.atom
    if atom.kind in (Kind.ROOT, Kind.INVERSE) and atom.arguments[0].key == base.key:
        return atom.arguments[1] if atom.kind is Kind.ROOT else constant(-1)
    return constant(1) if _name(base) == atom else None


def _name(base: Network) -> Atom | None:
    """The name that the base is, as it stands or transposed."""
    lone = lone_factor(base)
    return lone.atom if lone is not None and lone.atom.kind is Kind.SYMBOL else None


def _meet(monomial: Monomial, one: Factor, other: Factor, base: Network) -> tuple[int, int] | None:
    """The outer indices (row, column) of the product of the two."""
    for first, second in ((one, other), (other, one)):
        for left in _orders(first, base):
            for right in _orders(second, base):
                joint = left[1]
                touched = sum(factor.slots.count(joint) for factor in monomial.factors)
                if right[0] == joint and touched == 2 and joint not in monomial.free:
                    return left[0], right[1]
    return None


def _orders(factor: Factor, base: Network) -> list[tuple[int, ...]]:
    """The slots as (row, column) of a power of the base."""
    if any(sign > 0 for _, sign in factor.atom.symmetries):
        return [factor.slots, factor.slots[::-1]]
    lone = lone_factor(base)
    turned = lone is not None and lone.atom == factor.atom and lone.slots == (1, 0)
    return [factor.slots[::-1] if turned else factor.slots]


def powered(work: Workspace, base: Network, exponent: Network) -> Network:
    """A square network to any power. Raises Beyond where that has no form."""
    nothing = Monomial((), (), ())
    if any(monomial != nothing for monomial in exponent.terms):
        return root(work, base, exponent)
    number = exponent.terms.get(nothing, 0)
    if number.denominator != 1:
        return root(work, base, exponent)
    if number == 0:
        structure = base.structure or ((), ())
        return Network(2, {Monomial(((0,), (0,)), (), structure[0]): 1})
    once = base if number > 0 else inverse(work, base)
    labels = [(place, place + 1) for place in range(abs(int(number)))]
    return contract(work, [once] * len(labels), labels, [(0,), (len(labels),)])


def lowered(work: Workspace, atom: Atom) -> Network:
    """A^(k - 1) for the atom A^k."""
    base, exponent = atom.arguments
    lower = plus(work, 0, [exponent, constant(-1)])
    return powered(work, base, lower)
