"""Substituting in networks: every atom is built again over its changed arguments.

Used to put the value of a bound variable in its place, to give a variable its declared structure
back after differentiating, and to identify the slots of an entrywise atom: f(A)_ii = f(A_ii).
"""

from collections.abc import Callable

from mdderive.kernel.applications import reapplied
from mdderive.kernel.contraction import contract, exchanged, plus
from mdderive.kernel.determinant import determinant
from mdderive.kernel.entries import one_like
from mdderive.kernel.entrywise import exp, log, power
from mdderive.kernel.exponential import exponential
from mdderive.kernel.functions import mapped
from mdderive.kernel.inverse import inverse
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.roots import powered
from mdderive.kernel.symbolic_power import symbolic_power
from mdderive.kernel.workspace import Beyond, Workspace

Value = Callable[[Atom], Network | None]

ENTRYWISE = frozenset({Kind.GROUP, Kind.EXP, Kind.LOG, Kind.MAP, Kind.POWER})


def construct(
    work: Workspace, atom: Atom, arguments: tuple[Network, ...], ones: Network
) -> Network:
    """The atom's function of other arguments; the axes are those of the first. `ones` has them
    too, where the argument may have become 0."""
    (first, *more) = arguments
    match atom.kind:
        case Kind.CLOSED | Kind.GROUP:
            return first
        case Kind.EXP:
            return ones if first.is_zero else exp(work, first)
        case Kind.LOG:
            return log(work, first)
        case Kind.MAP:
            return mapped(work, str(atom.data[0]), int(atom.data[1]), first, ones)
        case Kind.POWER:
            return symbolic_power(work, first, more[0])
        case Kind.INVERSE:
            return inverse(work, first)
        case Kind.DETERMINANT:
            return determinant(work, first)
        case Kind.ROOT:
            return powered(work, first, more[0])
        case Kind.EXPM:
            return exponential(work, first, more[0])
    raise Beyond(f"{atom.kind} of something else")


class Substitution:
    """Puts networks in the place of symbols. A value has one axis for each slot of its symbol."""

    def __init__(self, work: Workspace, value: Value) -> None:
        self.work = work
        self.value = value
        self.known: dict[Atom, Network | None] = {}

    def __call__(self, network: Network) -> Network:
        if not any(self._changed(f.atom) for m in network.terms for f in m.factors):
            return network
        return plus(
            self.work,
            network.axes,
            [self._monomial(m).scaled(c) for m, c in network.terms.items()],
        )

    def _monomial(self, monomial: Monomial) -> Network:
        places, joined = [], []
        for place, factor in enumerate(monomial.factors):
            changed = self._changed(factor.atom)
            if changed is not None:
                places.append(place)
                joined.append((self._raised(changed, factor), factor.slots))
        return exchanged(self.work, monomial, places, joined)

    def _raised(self, value: Network, factor: Factor) -> Network:
        return value if factor.exponent == 1 else power(self.work, value, factor.exponent)

    def _changed(self, atom: Atom) -> Network | None:
        """What the atom becomes; None if nothing in it changes."""
        if atom not in self.known:
            self.known[atom] = self._compute(atom)
        return self.known[atom]

    def _compute(self, atom: Atom) -> Network | None:
        if atom.kind is Kind.SYMBOL:
            return self.value(atom)
        arguments = tuple(self(argument) for argument in atom.arguments)
        if all(one is other for one, other in zip(arguments, atom.arguments, strict=True)):
            return None
        return _built(self.work, atom, arguments)


def _built(work: Workspace, atom: Atom, arguments: tuple[Network, ...]) -> Network | None:
    if atom.kind is Kind.APPLICATION:
        return reapplied(work, atom, arguments)
    if atom.arguments[0].is_zero:
        return None
    return construct(work, atom, arguments, one_like(atom.arguments[0]))


class Rebuilding(Substitution):
    """Puts every symbol in its own place, so that all is built again, under other laws."""

    def __init__(self, work: Workspace) -> None:
        super().__init__(work, lambda atom: None)

    def __call__(self, network: Network) -> Network:
        parts = [self._monomial(m).scaled(c) for m, c in network.terms.items()]
        return plus(self.work, network.axes, parts)

    def _compute(self, atom: Atom) -> Network | None:
        if not atom.arguments:
            return None
        return _built(self.work, atom, tuple(self(argument) for argument in atom.arguments))


def identified(work: Workspace, factor: Factor) -> Network:
    """An entrywise factor some of whose slots are one index, over its different slots in order."""
    slots = list(dict.fromkeys(factor.slots))
    groups = [(slot,) for slot in slots]
    argument = factor.atom.arguments[0]
    inside = contract(work, [argument], [factor.slots], groups)
    ones = contract(work, [one_like(argument)], [factor.slots], groups)
    arguments = (inside, *factor.atom.arguments[1:])
    made = construct(work, factor.atom, arguments, ones)
    return made if factor.exponent == 1 else power(work, made, factor.exponent)
