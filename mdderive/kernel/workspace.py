"""One call of the prover: its budget, what is declared, and the collecting of like monomials.

`collect` is the only way networks come into being. It brings each monomial to normal form (like
factors merged, summed indices that nothing touches counted, the laws applied until none fits,
components labelled canonically) and adds up equal ones. The laws are passed in, so that they can
build networks themselves.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from mdderive.config import Budget
from mdderive.kernel.canonical import Labelling, least
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational
from mdderive.term import Declaration, Property, Size

Weighted = tuple[Monomial, Rational]
Law = Callable[["Workspace", Monomial], Iterable[Weighted] | None]


class OverBudget(Exception):
    """The question is larger than the budget; nothing is known."""


class Beyond(Exception):
    """Outside what networks can express (a size clash of tuples, an undefined value)."""


@dataclass(frozen=True)
class Rule:
    """lead = rest, for products of two axes; the lead is a single product with coefficient 1."""

    lead: Monomial
    rest: Network


@dataclass(eq=False)
class Workspace:
    """The budget runs down while one question is decided; nothing outlives the call."""

    budget: Budget
    declarations: Mapping[str, Declaration]
    structured: str
    laws: Sequence[Law] = ()  # tried on each monomial before it is labelled
    closed_laws: Sequence[Law] = ()  # tried after, when scalars have become atoms of their own
    positive: frozenset[str] = frozenset()  # keys of atoms whose entries are known to be positive
    rules: Sequence[Rule] = ()  # what the completion of inverses found
    applied: set[str] = field(default_factory=set)
    nodes: int = 0
    depth: int = 0
    monomials: int = 0
    deadline: float = 0.0
    labelled: dict[tuple[Factor, ...], tuple[int, Sequence[Factor], list[Size]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.budget.seconds

    def spend_node(self) -> None:
        self.nodes += 1
        if self.nodes > self.budget.label_nodes:
            raise OverBudget("labelling took too many nodes")
        self._check_clock(self.nodes)

    def spend(self, count: int = 1) -> None:
        """Counts monomials about to be made."""
        self.monomials += count
        if count > self.budget.monomials or self.monomials > 10 * self.budget.monomials:
            raise OverBudget(f"more than {self.budget.monomials} products of entries")
        self._check_clock(self.monomials)

    def _check_clock(self, count: int) -> None:
        if count % 16 == 0 and time.monotonic() > self.deadline:
            raise OverBudget(f"more than {self.budget.seconds:g} seconds")

    def again(
        self, laws: Sequence[Law], closed_laws: Sequence[Law], positive: frozenset[str]
    ) -> "Workspace":
        """A workspace for another attempt at the same question, with the time that is left."""
        other = replace(
            self, laws=laws, closed_laws=closed_laws, positive=positive, labelled={}, rules=()
        )
        other.deadline = self.deadline
        return other

    def has(self, name: str, *properties: Property) -> bool:
        declared = self.declarations.get(name)
        return declared is not None and any(p in declared.properties for p in properties)

    def collect(self, axes: int, raw: Iterable[Weighted]) -> Network:
        """The network of these monomials, in normal form."""
        self.depth += 1
        if self.depth > self.budget.depth:
            raise OverBudget("rewriting went round in circles")
        try:
            return self._collected(axes, raw)
        finally:
            self.depth -= 1

    def _collected(self, axes: int, raw: Iterable[Weighted]) -> Network:
        total: dict[Monomial, Rational] = {}
        waiting = list(raw)
        while waiting:
            monomial, coefficient = waiting.pop()
            self.spend()
            for simple, factor in _tidied(monomial):
                weight = coefficient * factor
                rewritten = self._rewritten(self.laws, simple)
                if rewritten is None:
                    sign, canonical = self._canonical(simple)
                    if not sign:
                        continue
                    weight *= sign
                    rewritten = self._rewritten(self.closed_laws, canonical)
                    if rewritten is None:
                        total[canonical] = total.get(canonical, 0) + weight
                        continue
                waiting.extend((m, c * weight) for m, c in rewritten)
        kept = {m: c for m, c in total.items() if c}
        if len(kept) > self.budget.monomials:
            raise OverBudget(f"more than {self.budget.monomials} products of entries")
        return Network(axes, kept)

    def _rewritten(self, laws: Sequence[Law], monomial: Monomial) -> Iterable[Weighted] | None:
        for law in laws:
            result = law(self, monomial)
            if result is not None:
                return result
        return None

    def _canonical(self, monomial: Monomial) -> tuple[int, Monomial]:
        axes, factors, sizes = _free_first(monomial)
        free = {index for axis in axes for index in axis}
        sign = 1
        plain: dict[tuple[Atom, tuple[int, ...]], Rational] = {}
        components: list[tuple[Sequence[Factor], list[Size]]] = []
        for component, summed in _components(factors, free):
            if not summed:
                (factor,) = component
                slots, change = least(factor, factor.slots)
                sign *= change
                plain[factor.atom, slots] = plain.get((factor.atom, slots), 0) + factor.exponent
                continue
            change, named, summed_sizes = self._labelled(component, summed, sizes)
            sign *= change
            if not sign:
                return 0, monomial
            if all(slot < 0 for factor in named for slot in factor.slots):
                closed = _closed(named, summed_sizes)
                plain[closed, ()] = plain.get((closed, ()), 0) + 1
            else:
                components.append((named, summed_sizes))
        if not sign:
            return 0, monomial
        kept = [Factor(a, s, e) for (a, s), e in plain.items() if e]
        return sign, _joined(axes, kept, components, [sizes[i] for i in range(len(free))])

    def _labelled(
        self, component: tuple[Factor, ...], summed: Sequence[int], sizes: Sequence[Size]
    ) -> tuple[int, Sequence[Factor], list[Size]]:
        """Summed indices come out as -1, -2, ...; free ones keep their numbers."""
        # The first sight of an index names it, so that equal components mostly meet in the cache.
        names = {index: -1 - place for place, index in enumerate(summed)}
        renamed = tuple(
            f._replace(slots=tuple(names.get(s, s) for s in f.slots)) for f in component
        )
        found = self.labelled.get(renamed)
        if found is None:  # the atoms of a component determine the sizes of its indices
            by_name = {names[index]: sizes[index] for index in summed}
            found = Labelling(renamed, list(names.values()), by_name, self.spend_node).run()
            self.labelled[renamed] = found
        return found


def _tidied(monomial: Monomial) -> Iterable[Weighted]:
    """Like factors merged; a summed index that no factor touches becomes a factor, its size; roots
    of primes kept below the first power."""
    merged: dict[tuple[Atom, tuple[int, ...]], Rational] = {}
    number: Rational = 1
    for factor in monomial.factors:
        slots = factor.slots
        if factor.atom.symmetries:  # S_ij S_ji is S_ij^2
            slots, sign = least(factor, slots)
            number *= sign
        merged[factor.atom, slots] = merged.get((factor.atom, slots), 0) + factor.exponent
    if not number:
        return []
    for (atom, slots), exponent in merged.items():
        if atom.kind is Kind.PRIME and not 0 <= exponent < 1:
            whole = exponent // 1
            number *= Fraction(int(atom.data[0])) ** int(whole)
            merged[atom, slots] = exponent - whole
    factors = tuple(Factor(a, s, e) for (a, s), e in merged.items() if e)
    touched = {slot for factor in factors for slot in factor.slots} | monomial.free
    terms: list[tuple[tuple[Factor, ...], Rational]] = [((), number)]
    for index, size in enumerate(monomial.sizes):
        if index not in touched:
            terms = [(f + g, c * d) for f, c in terms for g, d in size_terms(size)]
    return [(monomial._replace(factors=(*factors, *more)), c) for more, c in terms]


def size_terms(size: Size) -> list[tuple[tuple[Factor, ...], int]]:
    """A size as a sum of products of size letters."""
    return [
        (tuple(Factor(dimension(letter), (), power) for letter, power in monomial), coefficient)
        for monomial, coefficient in size.terms
    ]


def dimension(letter: str) -> Atom:
    return Atom(f"#{letter}", Kind.DIMENSION, (letter,))


def _free_first(monomial: Monomial) -> Monomial:
    """Free indices numbered in the order of the axes, before all summed ones."""
    order: dict[int, int] = {}
    for axis in monomial.axes:
        for index in axis:
            order.setdefault(index, len(order))
    for factor in monomial.factors:
        for index in factor.slots:
            order.setdefault(index, len(order))
    axes = tuple(tuple(order[i] for i in axis) for axis in monomial.axes)
    factors = tuple(f._replace(slots=tuple(order[s] for s in f.slots)) for f in monomial.factors)
    return Monomial(axes, factors, tuple(monomial.sizes[index] for index in order))


def _components(
    factors: Sequence[Factor], free: set[int]
) -> Iterable[tuple[tuple[Factor, ...], list[int]]]:
    """Factors that hang together through summed indices, with those indices."""
    groups: list[tuple[list[Factor], dict[int, None]]] = []
    for factor in factors:
        summed = dict.fromkeys(slot for slot in factor.slots if slot not in free)
        members, indices = [factor], summed
        apart = []
        for group in groups:
            if summed.keys() & group[1].keys():
                members = group[0] + members
                indices = group[1] | indices
            else:
                apart.append(group)
        groups = [*apart, (members, indices)]
    return [(tuple(members), list(indices)) for members, indices in groups]


def _closed(named: Sequence[Factor], sizes: Sequence[Size]) -> Atom:
    """The scalar that a component without free indices is."""
    factors = tuple(f._replace(slots=tuple(-1 - s for s in f.slots)) for f in named)
    network = Network(0, {Monomial((), factors, tuple(sizes)): 1})
    return Atom(f"<{network.key}>", Kind.CLOSED, (), (network,))


def _joined(
    axes: tuple[tuple[int, ...], ...],
    plain: list[Factor],
    components: list[tuple[Sequence[Factor], list[Size]]],
    sizes: list[Size],
) -> Monomial:
    """The canonical monomial: components in order, their summed indices numbered on."""
    factors = sorted(plain, key=lambda f: (f.atom.key, f.slots, f.exponent))
    components.sort(key=lambda part: [(f.atom.key, f.exponent, f.slots) for f in part[0]])
    for named, own in components:
        first = len(sizes)
        for factor in named:
            slots = tuple(s if s >= 0 else first - 1 - s for s in factor.slots)
            factors.append(factor._replace(slots=slots))
        sizes = sizes + own
    return Monomial(axes, tuple(factors), tuple(sizes))
