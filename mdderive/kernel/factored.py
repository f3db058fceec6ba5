"""A sum of entries as a product: c * product of factor^exponent * R.

R has no common factor and leading coefficient 1. Only factors whose slots are free are split off.
To a power that is not whole, f^2 is |f|^2, and |f| is f sign(f).
Denominators in the terms of a sum are cleared first: 1 - 1/(1 + e) is e (1 + e)^-1.
"""

from fractions import Fraction

from mdderive.kernel.entries import entry_atom, one_like, times
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational, constant
from mdderive.kernel.positive import is_unit, nonnegative, nonnegative_network
from mdderive.kernel.primes import root
from mdderive.kernel.workspace import Beyond, Workspace

Slotted = tuple[Atom, tuple[int, ...]]


class Factored:
    """The factors of a network with plain axes. Raises Beyond if it turns out to be 0."""

    def __init__(self, work: Workspace, network: Network) -> None:
        self.work = work
        self.axes = network.axes
        self.ones = one_like(network)
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

    def absolutes(self, unknown: dict[Slotted, Rational]) -> dict[Slotted, Rational]:
        """The factors |f|^e among those whose sign is not known: f^e with e even, and f^e sign(f)
        with e odd; they are taken out of `unknown`."""
        found: dict[Slotted, Rational] = {}
        for key, exponent in list(unknown.items()):
            if exponent % 2 == 0:
                found[key] = unknown.pop(key)
            elif (sign := self._sign_key(key)) != key and {key, sign} <= unknown.keys():
                found[key] = unknown.pop(key)
                del unknown[sign]
        return found

    def _sign_key(self, key: Slotted) -> Slotted:
        ((made, _),) = self.sign_of(key).terms.items()
        ((found, _),) = self._exponents(made).items()
        return found

    def sign_of(self, key: Slotted) -> Network:
        """sign(f), over all axes; a determinant that is 1 or -1 is its own sign."""
        atom, _ = key
        lone = self.product({key: 1}, 1)
        if (atom.kind is Kind.MAP and atom.data[0] == "sign") or is_unit(self.work, atom):
            return lone
        return entry_atom(self.work, Kind.MAP, ("sign", 0), lone, 1)

    def absolute(self, key: Slotted, exponent: Rational) -> Network:
        """|f| to a power, over all axes: f^e sign(f)^e, or an atom if e is not whole."""
        if exponent.denominator == 1:
            lone = self.product({key: exponent}, 1)
            return times(self.work, lone, self.sign_of(key)) if exponent % 2 else lone
        lone = times(self.work, self.product({key: 1}, 1), self.sign_of(key))
        return self._group(lone, exponent)

    def sign(self) -> Network:
        """The sign of every entry, away from 0."""
        result = self.ones.scaled(1 if self.coefficient > 0 else -1)
        _, unknown, rest_known = self.known_and_unknown()
        for key, exponent in unknown.items():
            if exponent % 2:
                result = times(self.work, result, self.sign_of(key))
        if not rest_known:
            atom = entry_atom(self.work, Kind.MAP, ("sign", 0), self.rest, 1)
            result = times(self.work, result, atom)
        return result

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
            number = root(self.magnitude, exponent)
            known, unknown, rest_known = self.known_and_unknown()
            for key, e in self.absolutes(unknown).items():
                number = times(self.work, number, self.absolute(key, e * exponent))
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
