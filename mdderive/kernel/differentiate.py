"""Differentials of networks: Leibniz over the factors of each monomial, and one table for atoms.

    d A^-1 = -A^-1 dA A^-1        d|A| = |A| tr(A^-1 dA)        d f(u) = f'(u) du
    d tr(A^k) = k tr(A^(k-1) dA)  d tr(expm(A)) = tr(expm(A) dA)
    d exp(u) = exp(u) du          d log u = du / u              d b^s = b^s (s db / b + log b ds)
    d g(u, v) = sum over the entries of u and v of (partial derivative) du, dv

A direction says what the differential of each symbol is, as a network whose first axes are the
symbol's slots. For a differential that is the entry of dX; for a derivative it is the basis
direction, whose further axes are the indices of the entry that moves: dX_kl / dX_ij =
delta_ki delta_lj. Those axes are appended to the axes of the result.
"""

from collections.abc import Callable, Mapping

from mdderive.kernel.applications import chained
from mdderive.kernel.chains import scalars_out
from mdderive.kernel.contraction import contract, exchanged, plus
from mdderive.kernel.entries import entry_atom, one_like, times
from mdderive.kernel.entrywise import log, power
from mdderive.kernel.exponential import commute, exponential
from mdderive.kernel.functions import mapped
from mdderive.kernel.inverse import inverse
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.roots import lowered
from mdderive.kernel.workspace import Beyond, Workspace

Direction = Callable[[Atom], Network | None]

# The named rules that the report lists.
RULES: Mapping[Kind, str] = {
    Kind.CLOSED: "product-rule",
    Kind.GROUP: "chain-rule",
    Kind.INVERSE: "d-inverse",
    Kind.DETERMINANT: "d-determinant",
    Kind.POWER: "d-power",
    Kind.EXP: "chain-rule",
    Kind.LOG: "chain-rule",
    Kind.MAP: "chain-rule",
    Kind.EXPM: "chain-rule",
    Kind.APPLICATION: "chain-rule",
}


class Derivation:
    """Differentiates along one direction; `extra` is the number of axes the direction adds."""

    def __init__(self, work: Workspace, direction: Direction, extra: int) -> None:
        self.work = work
        self.direction = direction
        self.extra = extra
        self.names = [f"d{place}" for place in range(extra)]
        self.known: dict[Atom, Network | None] = {}
        self._extra = [(name,) for name in self.names]

    def __call__(self, network: Network) -> Network:
        parts = [
            part.scaled(coefficient)
            for monomial, coefficient in network.terms.items()
            for part in self._monomial(monomial)
        ]
        return plus(self.work, network.axes + self.extra, parts)

    def _monomial(self, monomial: Monomial) -> list[Network]:
        parts = []
        for place, factor in enumerate(monomial.factors):
            ring = self._ring(monomial, factor)
            slots, moved = ((), ring) if ring else (factor.slots, self._atom(factor.atom))
            if moved is None:
                continue
            self.work.spend(len(moved.terms))
            lower = Factor(factor.atom, factor.slots, factor.exponent - 1)
            factors = (*monomial.factors[:place], lower, *monomial.factors[place + 1 :])
            kept = Monomial(monomial.axes, factors, monomial.sizes)
            part = exchanged(
                self.work,
                kept,
                [place] if lower.exponent == 0 else [],
                [(moved, (*slots, *self.names))],
                [(name,) for name in self.names],
            )
            parts.append(part.scaled(factor.exponent))
        return parts

    def _ring(self, monomial: Monomial, factor: Factor) -> Network | None:
        """d tr(A^k) = k tr(A^(k - 1) dA), as the differential of the only factor at an index that
        closes it up to a ring."""
        if factor.atom.kind not in (Kind.ROOT, Kind.EXPM) or len(set(factor.slots)) != 1:
            return None
        index = factor.slots[0]
        touched = sum(other.slots.count(index) for other in monomial.factors)
        moved = self(factor.atom.arguments[0])
        if moved.is_zero or touched != 2 or index in monomial.free or factor.exponent != 1:
            return None
        if factor.atom.kind is Kind.EXPM:
            return self._exponential_ring(factor.atom, moved)
        self.work.applied.add("d-power")
        return self._traced(lowered(self.work, factor.atom), moved, factor.atom.arguments[1])

    def _traced(self, one: Network, moved: Network, scalar: Network) -> Network:
        """scalar tr(one moved)."""
        labels = [("b", "a"), ("a", "b", *self.names), ()]
        output = [(name,) for name in self.names]
        return contract(self.work, [one, moved, scalar], labels, output)

    def _exponential_ring(self, atom: Atom, moved: Network) -> Network:
        """d tr(W^k expm(P)) = tr(W^k expm(P) dP) + k tr(W^(k - 1) expm(P) dW)."""
        self.work.applied.add(RULES[Kind.EXPM])
        argument, times_in = atom.arguments
        parts = [self._traced(exponential(self.work, argument, times_in), moved, constant(1))]
        if not times_in.is_zero:
            less = plus(self.work, 0, [times_in, constant(-1)])
            inner = self(scalars_out(self.work, argument)[1])
            parts.append(self._traced(exponential(self.work, argument, less), inner, times_in))
        return plus(self.work, self.extra, parts)

    def _atom(self, atom: Atom) -> Network | None:
        """Axes: the slots, then the extra ones. None if it is 0."""
        if atom not in self.known:
            moved = self._compute(atom)
            self.known[atom] = None if moved is None or moved.is_zero else moved
        return self.known[atom]

    def _compute(self, atom: Atom) -> Network | None:
        if atom.kind is Kind.SYMBOL:
            return self.direction(atom)
        moved = [self(argument) for argument in atom.arguments]
        if all(network.is_zero for network in moved):
            return None
        slots = [f"s{place}" for place in range(atom.arguments[0].axes)]
        if atom.kind not in RULES:
            raise Beyond(f"the differential of a {atom.kind}")
        self.work.applied.add(RULES[atom.kind])
        match atom.kind:
            case Kind.CLOSED | Kind.GROUP:
                return moved[0]
            case Kind.INVERSE:
                return self._inverse(atom, moved[0])
            case Kind.DETERMINANT:
                return self._determinant(atom, moved[0])
            case Kind.POWER:
                return self._power(atom, moved, slots)
            case Kind.APPLICATION:
                return self._application(atom, moved)
            case Kind.EXPM:
                return self._exponential(atom, moved[0])
            case Kind.EXP | Kind.LOG | Kind.MAP:
                return self._chain(self._outer(atom), moved[0], slots)
        raise Beyond(f"the differential of a {atom.kind}")

    def _outer(self, atom: Atom) -> Network:
        argument = atom.arguments[0]
        match atom.kind:
            case Kind.EXP:
                return entry_atom(self.work, Kind.EXP, (), argument, 1)
            case Kind.LOG:
                return power(self.work, argument, -1)
        name, order = str(atom.data[0]), int(atom.data[1])
        return mapped(self.work, name, order + 1, argument, one_like(argument))

    def _chain(self, outer: Network, inner: Network, slots: list[str]) -> Network:
        """Entry by entry: outer times the differential of the argument."""
        return contract(
            self.work,
            [outer, inner],
            [slots, [*slots, *self.names]],
            [(label,) for label in [*slots, *self.names]],
        )

    def _application(self, atom: Atom, moved: list[Network]) -> Network:
        """Each argument moves in turn."""
        parts = [
            chained(self.work, atom, place, change, self.names)
            for place, change in enumerate(moved)
            if not change.is_zero
        ]
        return plus(self.work, parts[0].axes, parts)

    def _inverse(self, atom: Atom, moved: Network) -> Network:
        own = _own(self.work, atom)
        return contract(
            self.work,
            [own, moved, own],
            [("i", "a"), ("a", "b", *self.names), ("b", "j")],
            [("i",), ("j",), *((name,) for name in self.names)],
        ).scaled(-1)

    def _exponential(self, atom: Atom, moved: Network) -> Network:
        """d W^k expm(P) = W^k expm(P) dP, where dP commutes with P and W does not move."""
        argument, times_in = atom.arguments
        word = scalars_out(self.work, argument)[1]
        fixed = times_in.is_zero or self(word).is_zero
        if not (fixed and commute(self.work, argument, moved)):
            raise Beyond("the differential of an exponential outside of a trace")
        own = exponential(self.work, argument, times_in)
        labels = [("i", "k"), ("k", "j", *self.names)]
        return contract(self.work, [own, moved], labels, [("i",), ("j",), *self._extra])

    def _determinant(self, atom: Atom, moved: Network) -> Network:
        value = Network(0, {Monomial((), (Factor(atom, (), 1),), ()): 1})
        return contract(
            self.work,
            [value, inverse(self.work, atom.arguments[0]), moved],
            [(), ("b", "a"), ("a", "b", *self.names)],
            [(name,) for name in self.names],
        )

    def _power(self, atom: Atom, moved: list[Network], slots: list[str]) -> Network:
        base, exponent = atom.arguments
        own = entry_atom(self.work, Kind.POWER, (), base, 1, (exponent,))
        parts = []
        if not moved[0].is_zero:
            outer = times(self.work, own, power(self.work, base, -1), exponent)
            parts.append(self._chain(outer, moved[0], slots))
        if not moved[1].is_zero:
            outer = times(self.work, own, log(self.work, base))
            parts.append(
                contract(
                    self.work,
                    [outer, moved[1]],
                    [slots, self.names],
                    [(label,) for label in [*slots, *self.names]],
                )
            )
        return plus(self.work, len(slots) + self.extra, parts)


def _own(work: Workspace, atom: Atom) -> Network:
    """The inverse atom with its own two axes."""
    first = next(iter(atom.arguments[0].terms))
    (size,) = {first.sizes[index] for axis in first.axes for index in axis}
    monomial = Monomial(((0,), (1,)), (Factor(atom, (0, 1), 1),), (size, size))
    return work.collect(2, [(monomial, 1)])
