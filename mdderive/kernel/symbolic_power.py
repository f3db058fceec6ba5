"""Powers with a symbolic exponent: b^(sum c_k m_k) = product of (b^m_k)^c_k.

A base is split into factors where that is true: always for exponents made of sizes (they are
integers), otherwise only as far as the factors are known to be >= 0.
"""

from functools import partial

from mdderive.kernel.entries import entry_atom, on_entries, one_like, times
from mdderive.kernel.entrywise import power
from mdderive.kernel.factored import Factored
from mdderive.kernel.network import Kind, Monomial, Network, Rational, constant
from mdderive.kernel.tidy import size_terms
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Size


def symbolic_power(work: Workspace, base: Network, exponent: Network) -> Network:
    """Every entry of the base to a scalar exponent. Raises Beyond for a base of 0."""
    if exponent.axes:
        raise Beyond("an exponent that is not a scalar")
    nothing = Monomial((), (), ())
    if all(monomial == nothing for monomial in exponent.terms):
        return power(work, base, exponent.terms.get(nothing, 0))
    if base.is_zero:
        raise Beyond("0 to a symbolic power")
    result = power(work, base, exponent.terms.get(nothing, 0))
    for monomial, coefficient in exponent.terms.items():
        if monomial != nothing:
            part = on_entries(work, base, partial(_one, work, monomial, coefficient))
            result = times(work, result, part)
    return result


def size_network(size: Size) -> Network:
    """A size as a number."""
    return Network(0, {Monomial((), factors, ()): c for factors, c in size_terms(size)})


def whole(exponent: Network) -> bool:
    """Whether it is a whole number for all sizes."""
    return all(
        coefficient.denominator == 1
        and all(f.atom.kind is Kind.DIMENSION and f.exponent > 0 for f in m.factors)
        for m, coefficient in exponent.terms.items()
    )


def _one(work: Workspace, exponent: Monomial, times_in: Rational, base: Network) -> Network:
    parts = Factored(work, base)
    known, unknown, rest_known = parts.known_and_unknown()
    sizes = all(f.atom.kind is Kind.DIMENSION and f.exponent > 0 for f in exponent.factors)
    if sizes and times_in.denominator == 1:
        known, unknown, rest_known = {**known, **unknown}, {}, True
    if times_in.denominator == 1:
        more = (Network(0, {exponent: 1}),)
    else:  # b^(n/2) is not (b^n)^(1/2) where b < 0, so it is an atom of its own
        more, times_in = (Network(0, {exponent: times_in}),), 1
    result = one_like(base)

    def raised(network: Network, to: Rational) -> Network:
        if network.key == parts.ones.key:
            return parts.ones
        return entry_atom(work, Kind.POWER, (), network, to, more)

    for key, e in known.items():
        lone = parts.product({key: 1}, 1)
        result = times(work, result, raised(lone, e * times_in))
    magnitude = parts.magnitude
    if magnitude != 1:
        result = times(work, result, raised(constant(magnitude), times_in))
    if rest_known:
        result = times(work, result, raised(parts.rest, times_in))
    if unknown or not rest_known or parts.coefficient < 0:
        left = parts.unknown_network(unknown, not rest_known)
        result = times(work, result, raised(left, times_in))
    return result
