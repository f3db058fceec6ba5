"""Rational powers of positive numbers, as products of powers of primes."""

from fractions import Fraction

from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, Rational


def root(number: Rational, exponent: Rational) -> Network:
    """A positive number to a fractional power, as a product of powers of primes."""
    result: Rational = 1
    factors: list[Factor] = []
    for prime, times_in in primes(number):
        whole, fraction = divmod(times_in * exponent, 1)
        result *= Fraction(prime) ** int(whole)
        if fraction:
            factors.append(Factor(Atom(f"!{prime}", Kind.PRIME, (prime,)), (), fraction))
    factors.sort(key=lambda factor: factor.atom.key)
    return Network(0, {Monomial((), tuple(factors), ()): result})


def primes(number: Rational) -> list[tuple[int, int]]:
    """The primes of a positive number with their exponents, negative below the line."""
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
