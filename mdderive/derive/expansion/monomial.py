"""A product taken apart: a number, scalar factors, and a chain of matrices.

    2 s A (x^T y) B   is   2 * [s, x^T y] * [A, B]

Scalars commute with everything, so they are kept apart; the chain keeps its order. A row times a
column inside a longer product closes a scalar, after which the chain starts anew. Powers of one
scalar add up (s s^2 = s^3), and so do equal neighbours in the chain (X X = X^2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from mdderive.operators import apply, number
from mdderive.term import SCALAR, Apply, Number, Shape, Term


@dataclass(frozen=True)
class Monomial:
    """`chain` is empty where the product is a scalar; a scalar factor may itself be a chain."""

    coefficient: Fraction
    scalars: tuple[Term, ...]
    chain: tuple[Term, ...]

    def times(self, coefficient: Fraction, scalars: Iterable[Term] = ()) -> "Monomial":
        return Monomial(self.coefficient * coefficient, (*scalars, *self.scalars), self.chain)


ONE = Fraction(1)


def is_a(term: Term | None, operator: str) -> TypeGuard[Apply]:
    """Whether the term is that operator applied."""
    return isinstance(term, Apply) and term.operator == operator


def chain_shape(chain: Sequence[Term]) -> Shape:
    return Shape(chain[0].shape.rows, chain[-1].shape.cols) if chain else SCALAR


@lru_cache(maxsize=20_000)
def split(term: Term) -> Monomial:
    """The factors of a term; anything that isn't a product is one factor."""
    match term:
        case Number(value):
            return Monomial(value, (), ())
        case Apply("product", args):
            return _split_product(args)
        case Apply("negative", (arg,)):
            return split(arg).times(Fraction(-1))
        case Apply("quotient", (top, bottom)):
            return _divide(split(top), bottom)
    if term.shape.is_scalar:
        return Monomial(ONE, (term,), ())
    return Monomial(Fraction(not is_a(term, "zero")), (), (term,))


def _divide(top: Monomial, bottom: Term) -> Monomial:
    below = split(bottom)
    inverted = [raised(scalar, Fraction(-1)) for scalar in below.scalars]
    if below.coefficient == 0:
        inverted = [apply("power", bottom, number(-1))]
    scale = 1 / below.coefficient if below.coefficient else ONE
    return Monomial(top.coefficient * scale, (*top.scalars, *inverted), top.chain)


def _split_product(args: Sequence[Term]) -> Monomial:
    coefficient, scalars = ONE, list[Term]()
    chain: list[Term] = []
    for arg in args:
        part = split(arg)
        coefficient *= part.coefficient
        scalars.extend(part.scalars)
        for factor in part.chain:
            chain.append(factor)
            if chain_shape(chain).is_scalar:
                scalars.append(chained(chain))
                chain = []
    return Monomial(coefficient, _powers_of_scalars(scalars), tuple(chain))


def build(parts: Monomial) -> Term:
    """The product again, its number and scalars first."""
    shape = chain_shape(parts.chain)
    if parts.coefficient == 0:
        return nought(shape)
    scalars = _powers_of_scalars(parts.scalars)
    chain = _runs(parts.chain)
    if not chain:
        units = [scalar for scalar in scalars if is_a(scalar, "product")]
        if len(units) == 1:
            scalars = tuple(scalar for scalar in scalars if scalar is not units[0])
            chain = units[0].args
    first = (Number(parts.coefficient),) if parts.coefficient != 1 else ()
    args = (*first, *scalars, *chain)
    if not args:
        return number(1)
    return args[0] if len(args) == 1 else Apply("product", args, shape)


def chained(chain: Sequence[Term]) -> Term:
    """Matrices side by side."""
    runs = _runs(chain)
    return runs[0] if len(runs) == 1 else Apply("product", runs, chain_shape(runs))


def nought(shape: Shape) -> Term:
    return number(0) if shape.is_scalar else apply("zero", shape=shape)


def raised(scalar: Term, exponent: Fraction) -> Term:
    """A scalar to a rational power, powers of powers multiplied where that is safe."""
    base, old = _power_of(scalar) if exponent.denominator == 1 else (scalar, ONE)
    raised_to = old * exponent
    return base if raised_to == 1 else apply("power", base, Number(raised_to))


def _power_of(scalar: Term) -> tuple[Term, Fraction]:
    match scalar:
        case Apply("power", (base, Number(exponent))):
            return base, exponent
    return scalar, ONE


def _powers_of_scalars(scalars: Iterable[Term]) -> tuple[Term, ...]:
    powers: dict[Term, Fraction] = {}
    for scalar in scalars:
        base, exponent = _power_of(scalar)
        powers[base] = powers.get(base, Fraction(0)) + exponent
    return tuple(
        base if exponent == 1 else apply("power", base, Number(exponent))
        for base, exponent in powers.items()
        if exponent
    )


def _runs(chain: Sequence[Term]) -> tuple[Term, ...]:
    """Equal neighbours become one power."""
    runs: list[tuple[Term, int]] = []
    for factor in chain:
        base, count = _matrix_power(factor)
        if runs and runs[-1][0] == base:
            base, before = runs.pop()
            count += before
        runs.append((base, count))
    return tuple(
        base if count == 1 else apply("power", base, number(count)) for base, count in runs
    )


def _matrix_power(factor: Term) -> tuple[Term, int]:
    match factor:
        case Apply("power", (base, Number(exponent))) if (
            not base.shape.is_scalar and exponent.denominator == 1 and exponent > 0
        ):
            return base, int(exponent)
    return factor, 1


def unrolled(chain: Sequence[Term]) -> tuple[Term, ...]:
    """The chain with powers written out, so that each place holds one factor."""
    return tuple(
        base for factor in chain for base, count in (_matrix_power(factor),) for _ in range(count)
    )


def links(term: Term) -> tuple[Monomial, tuple[Term, ...]]:
    """A product as its scalars and one chain, powers written out; the chain of a scalar product
    is that of its only scalar that is one, so tr(a^T X b) and a^T X b look alike."""
    parts = split(term)
    if parts.chain:
        return Monomial(parts.coefficient, parts.scalars, ()), unrolled(parts.chain)
    units = [scalar for scalar in parts.scalars if is_a(scalar, "product")]
    if len(units) != 1:
        return parts, ()
    rest = tuple(scalar for scalar in parts.scalars if scalar is not units[0])
    return Monomial(parts.coefficient, rest, ()), unrolled(units[0].args)
