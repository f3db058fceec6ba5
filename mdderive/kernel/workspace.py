"""One call of the prover: its budget, what is declared, and the collecting of like monomials.

`collect` is the only way networks come into being. It brings each monomial to normal form (like
factors merged, summed indices that nothing touches counted, the laws applied until none fits,
components labelled canonically) and adds up equal ones. The laws are passed in, so that they can
build networks themselves.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mdderive.config import Budget
from mdderive.kernel.canonical import Labelling, least
from mdderive.kernel.network import Factor, Kind, Monomial, Network, Rational
from mdderive.kernel.tidy import Weighted, closed, components, free_first, joined, tidied
from mdderive.term import Declaration, Property, Size

LAWLESS = frozenset({Kind.SYMBOL, Kind.DIMENSION, Kind.CLOSED})
"""Factors that no law rewrites by themselves; only a declared property or a rule may."""

BETWEEN_LOOKS = 16
"""How many steps are made between two looks at the clock."""

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
    sums: bool = False  # whether the laws for determinants and inverses of sums are tried
    parity: bool = False  # whether Q^k is written out for symmetric or skew orthogonal Q
    inverted: frozenset[str] = frozenset()  # keys of the inverses that occur in the formula
    applied: set[str] = field(default_factory=set)
    nodes: int = 0
    depth: int = 0
    monomials: int = 0
    ticks: int = 0
    deadline: float = 0.0
    lawless: bool = field(default=False, init=False)  # no law speaks of single names
    normal: dict[Monomial, Network] = field(default_factory=dict)
    labelled: dict[tuple[Factor, ...], tuple[int, Sequence[Factor], list[Size]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        curved = (Property.ORTHOGONAL, Property.PROJECTION)
        self.lawless = not any(self.has(name, *curved) for name in self.declarations)
        self.deadline = time.thread_time() + self.budget.seconds

    def spend_node(self) -> None:
        self.nodes += 1
        if self.nodes > self.budget.label_nodes:
            raise OverBudget(f"labelling took more than {self.budget.label_nodes} `label_nodes`")
        self._check_clock()

    def spend(self, count: int = 1) -> None:
        """Counts monomials about to be made."""
        self.monomials += count
        if count > self.budget.monomials or self.monomials > 10 * self.budget.monomials:
            raise OverBudget(f"more than {self.budget.monomials} products of entries (`monomials`)")
        self._check_clock()

    def _check_clock(self) -> None:
        """Now and then: asking the system for the time costs as much as a product."""
        self.ticks += 1
        if self.ticks % BETWEEN_LOOKS == 0 and time.thread_time() > self.deadline:
            raise OverBudget(f"the proof took longer than {self.budget.seconds:g} `seconds`")

    def again(
        self, laws: Sequence[Law], closed_laws: Sequence[Law], positive: frozenset[str]
    ) -> "Workspace":
        """A workspace for another attempt at the same question, with the time that is left."""
        other = replace(
            self,
            laws=laws,
            closed_laws=closed_laws,
            positive=positive,
            labelled={},
            normal={},
            rules=(),
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
            raise OverBudget(f"rewriting went deeper than the `depth` of {self.budget.depth}")
        try:
            return self._collected(axes, tuple(raw))
        finally:
            self.depth -= 1

    def _collected(self, axes: int, raw: Sequence[Weighted]) -> Network:
        if len(raw) == 1:  # mostly; the same network for the same product
            return self._normal(raw[0][0]).scaled(raw[0][1])
        total: dict[Monomial, Rational] = {}
        for monomial, coefficient in raw:
            for canonical, weight in self._normal(monomial).terms.items():
                total[canonical] = total.get(canonical, 0) + coefficient * weight
        return self._checked(axes, total)

    def _checked(self, axes: int, total: Mapping[Monomial, Rational]) -> Network:
        """The network of what has not cancelled."""
        kept = total if all(total.values()) else {m: c for m, c in total.items() if c}
        if len(kept) > self.budget.monomials:
            raise OverBudget(f"more than {self.budget.monomials} products of entries (`monomials`)")
        return Network(axes, kept)

    def _normal(self, raw: Monomial) -> Network:
        """The canonical monomials whose sum one product is."""
        found = self.normal.get(raw)
        if found is None:
            found = self._checked(len(raw.axes), self._rewritten_out(raw))
            self.normal[raw] = found
        return found

    def _rewritten_out(self, raw: Monomial) -> Mapping[Monomial, Rational]:
        total: dict[Monomial, Rational] = {}
        waiting: list[Weighted] = [(raw, 1)]
        while waiting:
            monomial, coefficient = waiting.pop()
            self.spend()
            for simple, factor in tidied(monomial):
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
        return total

    def use(self, rules: Sequence[Rule]) -> None:
        """Rewrites by these rules from now on."""
        self.rules = rules
        self.normal.clear()

    def _rewritten(self, laws: Sequence[Law], monomial: Monomial) -> Iterable[Weighted] | None:
        if self.lawless and not self.rules:
            for factor in monomial.factors:
                if factor.atom.kind not in LAWLESS:
                    break
            else:
                return None
        for law in laws:
            result = law(self, monomial)
            if result is not None:
                return result
        return None

    def _canonical(self, monomial: Monomial) -> tuple[int, Monomial]:
        axes, factors, sizes = free_first(monomial)
        free = len({index for axis in axes for index in axis})
        sign = 1
        plain: dict[tuple[str, tuple[int, ...]], Factor] = {}
        open_parts: list[tuple[Sequence[Factor], list[Size]]] = []
        for component, summed in components(factors, free):
            if not summed:
                (factor,) = component
                if factor.atom.symmetries:
                    slots, change = least(factor, factor.slots)
                    sign *= change
                    factor = Factor(factor.atom, slots, factor.exponent)
                _multiply(plain, factor)
                continue
            change, named, summed_sizes = self._labelled(component, summed, sizes)
            sign *= change
            if not sign:
                return 0, monomial
            if all(slot < 0 for factor in named for slot in factor.slots):
                _multiply(plain, Factor(closed(named, summed_sizes), (), 1))
            else:
                open_parts.append((named, summed_sizes))
        if not sign:
            return 0, monomial
        kept = [factor for factor in plain.values() if factor.exponent]
        return sign, joined(axes, kept, open_parts, list(sizes[:free]))

    def _labelled(
        self, component: tuple[Factor, ...], summed: Sequence[int], sizes: Sequence[Size]
    ) -> tuple[int, Sequence[Factor], list[Size]]:
        """Summed indices come out as -1, -2, ...; free ones keep their numbers."""
        # The first sight of an index names it, so that equal components mostly meet in the cache.
        names = {index: -1 - place for place, index in enumerate(summed)}
        renamed = tuple(
            [
                Factor(atom, tuple([names.get(s, s) for s in slots]), exponent)
                for atom, slots, exponent in component
            ]
        )
        found = self.labelled.get(renamed)
        if found is None:  # the atoms of a component determine the sizes of its indices
            by_name = {names[index]: sizes[index] for index in summed}
            found = Labelling(renamed, list(names.values()), by_name, self.spend_node).run()
            self.labelled[renamed] = found
        return found


def _multiply(product: dict[tuple[str, tuple[int, ...]], Factor], by: Factor) -> None:
    """One factor more; like factors add their exponents."""
    place = (by.atom.key, by.slots)
    known = product.get(place)
    product[place] = by if known is None else by._replace(exponent=known.exponent + by.exponent)
