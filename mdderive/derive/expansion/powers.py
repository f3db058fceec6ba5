"""Powers and inverses without the freedom that a reader never notices: A^1 is A, A^{-2} is
A^{-1} A^{-1}, (A^T)^{-1} is A^{-T}, (s t)^2 is s^2 t^2, x o x is x^{o 2}."""

from collections.abc import Sequence
from fractions import Fraction

from mdderive.derive.expansion.monomial import Monomial, build, chained, is_a, raised, split
from mdderive.operators import apply, number
from mdderive.term import Apply, Number, Term


def entrywise_powers(factors: Sequence[Term]) -> tuple[Term, ...]:
    """Equal factors become one entrywise power."""
    powers: dict[Term, Fraction] = {}
    for factor in factors:
        base, exponent = factor, Fraction(1)
        match factor:
            case Apply("hadamard_power", (inner, Number(value))):
                base, exponent = inner, value
        powers[base] = powers.get(base, Fraction(0)) + exponent
    found = [hadamard_power(base, Number(exponent)) for base, exponent in powers.items()]
    kept = [factor for factor in found if not is_a(factor, "ones")]
    return tuple(kept or found[:1])


def hadamard_power(base: Term, exponent: Term) -> Term:
    if base.shape.is_scalar:
        return power(base, exponent)
    if exponent == number(1):
        return base
    if exponent == number(0):
        return apply("ones", shape=base.shape)
    return apply("hadamard_power", base, exponent)


def power(base: Term, exponent: Term) -> Term:
    if not isinstance(exponent, Number):
        return apply("power", base, exponent)
    value = exponent.value
    whole = value.denominator == 1
    if value == 1:
        return base
    if value == 0:
        return number(1) if base.shape.is_scalar else apply("identity", shape=base.shape)
    if base.shape.is_scalar:
        return _of_scalar(base, value) if whole else apply("power", base, exponent)
    if whole and value < 0:
        return chained((inverse(base),) * -int(value))
    return chained((base,) * int(value)) if whole else apply("power", base, exponent)


def _of_scalar(base: Term, exponent: Fraction) -> Term:
    parts = split(base)
    if parts.coefficient == 0:
        return apply("power", base, Number(exponent))
    scalars = tuple(raised(scalar, exponent) for scalar in parts.scalars)
    return build(Monomial(parts.coefficient ** int(exponent), scalars, ()))


def inverse(arg: Term) -> Term:
    if arg.shape.is_scalar:
        return power(arg, number(-1))
    if is_a(arg, "inverse"):
        return arg.args[0]
    if is_a(arg, "transpose"):
        return apply("transpose", inverse(arg.args[0]))
    return arg if is_a(arg, "identity") else apply("inverse", arg)
