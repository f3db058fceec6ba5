"""Functions of single entries: powers, exp, log and all other entrywise functions.

A scalar is the case without axes. f(A) is an atom whose slots are the axes of A, keyed by f and the
canonical form of A; an axis on which A doesn't depend is no slot, and A and A^T give one atom with
its slots swapped. The normal forms:

    exp     exp(sum c_k m_k) = product of exp(m_k)^c_k, one atom for each monomial m_k, always > 0
    power   c f^a g^b R  to the q, with R a primitive sum: factors by exponents, R an atom (a group)
            that carries the exponent; sums over a common denominator first. Where q is no integer,
            only what is known to be >= 0 is split off: (x^2)^(1/2) stays
    log     a sum over factors known to be >= 0, the rest one atom
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

from mdderive.kernel.contraction import contract
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational, constant
from mdderive.kernel.positive import nonnegative, nonnegative_network
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace
from mdderive.term import Size

Slotted = tuple[Atom, tuple[int, ...]]


def times(work: Workspace, *networks: Network) -> Network:
    """The entrywise product; networks without axes are scalars."""
    axes = max(network.axes for network in networks)
    labels = tuple(range(axes))
    inputs = [labels if network.axes else () for network in networks]
    return contract(work, networks, inputs, [(label,) for label in labels])


def one_like(work: Workspace, network: Network) -> Network:
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


def power(work: Workspace, base: Network, exponent: Rational) -> Network:
    """Every entry to a rational power. Raises Beyond for 0 to a negative power."""
    if base.is_zero:
        if exponent <= 0:
            raise Beyond("0 to the power of a number that is not positive")
        return base
    if exponent == 1:
        return base
    if exponent.denominator == 1 and exponent >= 0:
        return _repeated(work, base, int(exponent))
    parts = Factored(work, base)
    return parts.power(exponent)


def _repeated(work: Workspace, base: Network, exponent: int) -> Network:
    if exponent == 0:
        return one_like(work, base)
    if len(base.terms) == 1:
        ((monomial, coefficient),) = base.terms.items()
        if len(monomial.sizes) == len(monomial.free):  # nothing is summed
            if exponent > 10_000 and abs(coefficient) != 1:
                raise OverBudget("an exponent too large to expand")
            factors = tuple(f._replace(exponent=f.exponent * exponent) for f in monomial.factors)
            return work.collect(
                base.axes, [(monomial._replace(factors=factors), coefficient**exponent)]
            )
    work.spend(len(base.terms) + exponent)
    if len(base.terms) > 1 and exponent > 64:
        raise OverBudget("a power too high to expand")
    result = base
    for _ in range(exponent - 1):
        result = times(work, result, base)
    return result


class Factored:
    """c * product of factor^exponent * R: R has no common factor and leading coefficient 1.

    Only factors whose slots are free are split off. Denominators in the terms of a sum are cleared
    first: 1 - 1/(1 + e) is e (1 + e)^-1.
    """

    def __init__(self, work: Workspace, network: Network) -> None:
        self.work = work
        self.axes = network.axes
        self.ones = one_like(work, network)
        self.factors: dict[Slotted, Rational] = {}
        self.coefficient: Rational = 1
        self.rest = network
        while self._clear_denominator():
            pass
        if self.rest.is_zero:
            raise Beyond("a sum that is 0 where it may not be")
        self._take_common()
        lead = self.rest.terms[self.rest.leading]
        self.coefficient = lead
        self.rest = self.rest.scaled(Fraction(1) / lead)

    def _slots(self, monomial: Monomial, factor: Factor) -> tuple[int, ...] | None:
        """The slots as places among the flattened axes, if they are free and kept apart."""
        flat = [index for axis in monomial.axes for index in axis]
        if factor.slots and len(set(flat)) < len(flat):
            return None
        if not set(factor.slots) <= set(flat):
            return None
        return tuple(flat.index(slot) for slot in factor.slots)

    def _exponents(self, monomial: Monomial) -> dict[Slotted, Rational]:
        found: dict[Slotted, Rational] = {}
        for factor in monomial.factors:
            slots = self._slots(monomial, factor)
            if slots is not None:
                found[factor.atom, slots] = factor.exponent
        return found

    def _clear_denominator(self) -> bool:
        for monomial in self.rest.terms:
            for (atom, slots), exponent in self._exponents(monomial).items():
                if atom.kind is Kind.GROUP and exponent <= -1 and len(self.rest.terms) > 1:
                    whole = int(-exponent)
                    self._divide({(atom, slots): -whole})
                    return True
        return False

    def _take_common(self) -> None:
        several = [self._exponents(monomial) for monomial in self.rest.terms]
        candidates = dict.fromkeys(key for exponents in several for key in exponents)
        common: dict[Slotted, Rational] = {}
        for key in candidates:
            least = min(exponents.get(key, 0) for exponents in several)
            if least:
                common[key] = least
        if common:
            self._divide(common)

    def _divide(self, by: dict[Slotted, Rational]) -> None:
        """rest / by is the new rest, and `by` goes to the factors."""
        for key, exponent in by.items():
            self.factors[key] = self.factors.get(key, 0) + exponent
        self.rest = times(self.work, self.rest, self.product(by, -1))

    def product(self, factors: dict[Slotted, Rational], sign: Rational) -> Network:
        """The product of the factors, each exponent times `sign`, over all axes."""
        (base,) = self.ones.terms
        flat = [index for axis in base.axes for index in axis]
        made = tuple(
            Factor(atom, tuple(flat[s] for s in slots), exponent * sign)
            for (atom, slots), exponent in factors.items()
        )
        return self.work.collect(self.axes, [(base._replace(factors=made), 1)])

    @property
    def magnitude(self) -> Rational:
        return self.coefficient if self.coefficient > 0 else -self.coefficient

    @property
    def trivial(self) -> bool:
        return self.rest.terms.keys() == self.ones.terms.keys()

    def known_and_unknown(self) -> tuple[dict[Slotted, Rational], dict[Slotted, Rational], bool]:
        """Factors that are >= 0 for sure, the others, and whether R is >= 0 for sure."""
        # The base must be >= 0, not only its power: (x^2)^(1/2) is not x. A fractional power
        # exists only where its base is.
        known = {
            key: e
            for key, e in self.factors.items()
            if e.denominator != 1 or nonnegative(self.work, key[0], 1)
        }
        unknown = {k: e for k, e in self.factors.items() if k not in known}
        return known, unknown, self.trivial or nonnegative_network(self.work, self.rest)

    def unknown_network(self, unknown: dict[Slotted, Rational], with_rest: bool) -> Network:
        """What can't be split, as one network, with the sign of the coefficient."""
        sign = 1 if self.coefficient > 0 else -1
        parts = [self.product(unknown, 1)] + ([self.rest] if with_rest else [])
        return times(self.work, *parts).scaled(sign)

    def power(self, exponent: Rational) -> Network:
        if exponent.denominator == 1:
            number = constant(Fraction(self.coefficient) ** int(exponent))
            split, opaque = self.factors, self.rest
        else:
            number = _root(self.magnitude, exponent)
            known, unknown, rest_known = self.known_and_unknown()
            lonely = len(unknown) == 1 and rest_known and self.coefficient > 0
            if lonely and all(e.numerator % 2 for e in unknown.values()):
                # f^e with e odd is >= 0 only where f is: the root splits wherever it exists.
                known, unknown = {**known, **unknown}, {}
            alone = not unknown and self.coefficient > 0
            split = known
            opaque = self.rest if alone else self.unknown_network(unknown, not rest_known)
            if not alone and rest_known and not self.trivial:
                group = self._group(self.rest, exponent)
                return times(
                    self.work,
                    number,
                    self.product(split, exponent),
                    group,
                    self._group(opaque, exponent),
                )
        result = times(self.work, self.product(split, exponent), number)
        if opaque.terms.keys() == self.ones.terms.keys() and set(opaque.terms.values()) == {1}:
            return result
        return times(self.work, result, self._group(opaque, exponent))

    def _group(self, network: Network, exponent: Rational) -> Network:
        return entry_atom(self.work, Kind.GROUP, (), network, exponent)


def _root(number: Rational, exponent: Rational) -> Network:
    """A positive number to a fractional power, as a product of powers of primes."""
    result: Rational = 1
    factors: list[Factor] = []
    for prime, times_in in _primes(number):
        whole, fraction = divmod(times_in * exponent, 1)
        result *= Fraction(prime) ** int(whole)
        if fraction:
            factors.append(Factor(Atom(f"!{prime}", Kind.PRIME, (prime,)), (), fraction))
    factors.sort(key=lambda factor: factor.atom.key)
    return Network(0, {Monomial((), tuple(factors), ()): result})


def _primes(number: Rational) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for value, sign in ((number.numerator, 1), (number.denominator, -1)):
        divisor = 2
        while value > 1:
            # Beyond small divisors what is left counts as a prime: it is a name, no more.
            if divisor > 1000:
                divisor = value
            while value % divisor == 0:
                found[divisor] = found.get(divisor, 0) + sign
                value //= divisor
            divisor += 1
    return sorted(found.items())


def exp(work: Workspace, network: Network) -> Network:
    """exp of every entry; the network must not be 0 (exp of 0 is ones: the caller knows of what
    shape)."""
    result = one_like(work, network)
    for monomial, coefficient in network.terms.items():
        lone = Network(network.axes, {monomial: 1})
        flat = [index for axis in monomial.axes for index in axis]
        logs = [f for f in monomial.factors if f.atom.kind is Kind.LOG]
        if len(monomial.factors) == 1 and logs and len(set(flat)) == len(flat):
            (factor,) = logs
            if factor.exponent == 1 and set(factor.slots) <= set(flat):
                inside = contract(
                    work,
                    [factor.atom.arguments[0], one_like(work, lone)],
                    [factor.slots, flat],
                    [(index,) for index in flat],
                )
                result = times(work, result, power(work, inside, coefficient))
                continue
        result = times(work, result, entry_atom(work, Kind.EXP, (), lone, coefficient))
    return result


def log(work: Workspace, network: Network) -> Network:
    """log of every entry. Raises Beyond for log 0."""
    if network.is_zero:
        raise Beyond("log of 0")
    parts = Factored(work, network)
    known, unknown, rest_known = parts.known_and_unknown()
    if len(unknown) == 1 and rest_known and parts.coefficient > 0:
        ((key, exponent),) = unknown.items()
        if exponent.numerator % 2:
            known, unknown = {**known, key: exponent}, {}
    pieces = [_log_of_factor(work, parts, key, exponent) for key, exponent in known.items()]
    for prime, times_in in _primes(parts.magnitude):
        atom = entry_atom(work, Kind.LOG, (), constant(prime), 1)
        pieces.append(times(work, parts.ones, atom).scaled(times_in))
    if rest_known and not parts.trivial:
        pieces.append(entry_atom(work, Kind.LOG, (), parts.rest, 1))
    if unknown or not rest_known or parts.coefficient < 0:
        left = parts.unknown_network(unknown, not rest_known)
        pieces.append(entry_atom(work, Kind.LOG, (), left, 1))
    return work.collect(network.axes, [item for piece in pieces for item in piece.terms.items()])


def _log_of_factor(work: Workspace, parts: Factored, key: Slotted, exponent: Rational) -> Network:
    """log(f^e) = e log f; log exp(m) = m; log of a size letter is an atom like all others."""
    atom, _ = key
    if atom.kind is Kind.EXP:
        (inside,) = atom.arguments
        flat = list(range(inside.axes))
        (base,) = parts.ones.terms
        labels: dict[int, int] = dict(zip(flat, key[1], strict=True))
        everything = tuple(range(sum(len(axis) for axis in base.axes)))
        groups, start = [], 0
        for axis in base.axes:
            groups.append(everything[start : start + len(axis)])
            start += len(axis)
        open_ones = Network(
            len(everything),
            {Monomial(tuple((i,) for i in everything), (), base.sizes): 1},
        )
        found = contract(work, [inside, open_ones], [[labels[i] for i in flat], everything], groups)
        return found.scaled(exponent)
    return entry_atom(work, Kind.LOG, (), parts.product({key: 1}, 1), 1).scaled(exponent)


def entry_atom(
    work: Workspace,
    kind: Kind,
    data: Sequence[str | int | Fraction],
    network: Network,
    exponent: Rational,
    more: tuple[Network, ...] = (),
) -> Network:
    """The atom `kind` over an argument, to a power, over the axes of the argument; `more` are
    further arguments, scalars.

    Slots are the flattened axes that the argument depends on; their order is the one that gives
    the least key, and the orders that give the same key are the symmetries of the atom.
    """
    (first,) = one_like(work, network).terms
    groups = first.axes
    count = sum(len(axis) for axis in groups)
    flat = _flattened(work, network)
    used = [place for place in range(count) if _depends(flat, place)]
    argument = flat
    if len(used) < count:
        argument = _restricted(work, flat, used)
    orders = permutations(range(len(used))) if len(used) <= 3 else [tuple(range(len(used)))]
    arranged = [(_arranged(work, argument, order), order) for order in orders]
    best, order = min(arranged, key=lambda pair: pair[0].key)
    same = [o for network_, o in arranged if network_.key == best.key and o != order]
    inverse = {place: position for position, place in enumerate(order)}
    symmetries = tuple((tuple(inverse[p] for p in other), 1) for other in same)
    inside = ",".join(argument.key for argument in (best, *more))
    atom = Atom(f"{kind}{data}({inside})", kind, tuple(data), (best, *more), symmetries)
    slots = tuple(used[place] for place in order)
    sizes = first.sizes
    monomial = Monomial(groups, (Factor(atom, slots, exponent),), sizes)
    return work.collect(network.axes, [(monomial, 1)])


def _flattened(work: Workspace, network: Network) -> Network:
    """Every index of every axis an axis of its own."""
    (structure,) = {m.structure for m in network.terms}
    if all(len(axis) == 1 for axis in structure):
        return network
    terms = [
        (m._replace(axes=tuple((i,) for axis in m.axes for i in axis)), c)
        for m, c in network.terms.items()
    ]
    return work.collect(len(terms[0][0].axes), terms)


def _depends(network: Network, place: int) -> bool:
    """Whether an entry depends on this index: it touches a factor or another axis."""
    for monomial in network.terms:
        (index,) = monomial.axes[place]
        if any(index in f.slots for f in monomial.factors) or monomial.axes.count((index,)) > 1:
            return True
    return False


def _restricted(work: Workspace, network: Network, used: Sequence[int]) -> Network:
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


def _arranged(work: Workspace, network: Network, order: Sequence[int]) -> Network:
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
