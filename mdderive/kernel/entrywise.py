"""Functions of single entries: powers, exp, log and all other entrywise functions.

A scalar is the case without axes. f(A) is an atom whose slots are the axes of A, keyed by f and the
canonical form of A; an axis on which A doesn't depend is no slot, and A and A^T give one atom with
its slots swapped. The normal forms:

    exp     exp(sum c_k m_k) = product of exp(m_k)^c_k, one atom for each monomial m_k, always > 0
    power   c f^a g^b R  to the q, with R a primitive sum: factors by exponents, R an atom (a group)
            that carries the exponent; sums over a common denominator first. Where q is no integer,
            only what is known to be >= 0 is split off: (x^2)^(1/2) is |x|
    log     a sum over factors known to be >= 0, the rest one atom
"""

from mdderive.kernel.contraction import contract
from mdderive.kernel.entries import entry_atom, on_entries, one_like, times
from mdderive.kernel.factored import Factored, Slotted
from mdderive.kernel.network import Kind, Monomial, Network, Rational, constant
from mdderive.kernel.primes import primes
from mdderive.kernel.workspace import Beyond, OverBudget, Workspace


def power(work: Workspace, base: Network, exponent: Rational) -> Network:
    """Every entry to a rational power. Raises Beyond for 0 to a power that is not positive."""
    if base.is_zero:
        if exponent <= 0:
            raise Beyond("0 to the power of a number that is not positive")
        return base
    if exponent == 1:
        return base
    if exponent.denominator == 1 and exponent >= 0:
        return _repeated(work, base, int(exponent))
    return on_entries(work, base, lambda flat: Factored(work, flat).power(exponent))


def _repeated(work: Workspace, base: Network, exponent: int) -> Network:
    if exponent == 0:
        return one_like(base)
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


def exp(work: Workspace, network: Network) -> Network:
    """exp of every entry of a network that is not 0 (the caller knows the shape of exp(0))."""

    def each(flat: Network) -> Network:
        result = one_like(flat)
        for monomial, coefficient in flat.terms.items():
            result = times(work, result, _exp_of_term(work, monomial, coefficient))
        return result

    return on_entries(work, network, each)


def _exp_of_term(work: Workspace, monomial: Monomial, coefficient: Rational) -> Network:
    """exp(c m) = exp(m)^c, and exp(c log f) = f^c."""
    lone = Network(len(monomial.axes), {monomial: 1})
    apart = len(monomial.free) == len(monomial.axes)
    if apart and len(monomial.factors) == 1:
        ((atom, slots, exponent),) = monomial.factors
        if atom.kind is Kind.LOG and exponent == 1 and set(slots) <= monomial.free:
            inside = _spread(work, atom.arguments[0], slots, one_like(lone))
            return power(work, inside, coefficient)
    return entry_atom(work, Kind.EXP, (), lone, coefficient)


def _spread(work: Workspace, network: Network, slots: tuple[int, ...], ones: Network) -> Network:
    """A network over some of the axes of another, as one over all of them."""
    places = range(ones.axes)
    return contract(work, [network, ones], [slots, places], [(place,) for place in places])


def log(work: Workspace, network: Network) -> Network:
    """log of every entry. Raises Beyond for log 0."""
    if network.is_zero:
        raise Beyond("log of 0")
    return on_entries(work, network, lambda flat: _log(work, Factored(work, flat)))


def _log(work: Workspace, parts: Factored) -> Network:
    known, unknown, rest_known = parts.known_and_unknown()
    absolutes = parts.absolutes(unknown)
    if len(unknown) == 1 and rest_known and parts.coefficient > 0:
        ((key, exponent),) = unknown.items()
        if exponent.numerator % 2:  # f^e with e odd is positive only where f is
            known, unknown = {**known, key: exponent}, {}
    pieces = [_log_of_factor(work, parts, key, exponent) for key, exponent in known.items()]
    for key, exponent in absolutes.items():
        atom = entry_atom(work, Kind.LOG, (), parts.absolute(key, 1), 1)
        pieces.append(atom.scaled(exponent))
    for prime, times_in in primes(parts.magnitude):
        atom = entry_atom(work, Kind.LOG, (), constant(prime), 1)
        pieces.append(times(work, parts.ones, atom).scaled(times_in))
    if rest_known and not parts.trivial:
        pieces.append(entry_atom(work, Kind.LOG, (), parts.rest, 1))
    if unknown or not rest_known or parts.coefficient < 0:
        left = parts.unknown_network(unknown, not rest_known)
        pieces.append(entry_atom(work, Kind.LOG, (), left, 1))
    return work.collect(parts.axes, [item for piece in pieces for item in piece.terms.items()])


def _log_of_factor(work: Workspace, parts: Factored, key: Slotted, exponent: Rational) -> Network:
    """log(f^e) = e log f; log exp(m) = m."""
    atom, slots = key
    if atom.kind is Kind.EXP:
        return _spread(work, atom.arguments[0], slots, parts.ones).scaled(exponent)
    return entry_atom(work, Kind.LOG, (), parts.product({key: 1}, 1), 1).scaled(exponent)
