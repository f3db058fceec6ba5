"""A clean term as an author would write it: -A, A / s, x (/) y, X^{-2} instead of the plain forms
that `clean` keeps, 1 - x instead of ones - x for matrices, differentials last among scalars."""

from collections.abc import Sequence
from dataclasses import replace as changed
from fractions import Fraction

from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.ground import mentions_direction
from mdderive.derive.expansion.monomial import Monomial, build, is_a, split
from mdderive.operators import apply, number
from mdderive.term import Apply, Dimension, Number, Symbol, Term
from mdderive.term.walk import BINDERS


def display(term: Term) -> Term:
    """The clean term in written form; `clean(display(t))` is `clean(t)`."""
    return _shown(clean(term))


def _shown(term: Term) -> Term:
    if not isinstance(term, Apply) or term.operator in BINDERS:
        return term
    match term.operator:
        case "product":
            return _product(term)
        case "power":
            return _power(term)
        case "hadamard":
            return _hadamard(term)
        case "sum":
            return _sum(term)
    return changed(term, args=tuple(_shown(arg) for arg in term.args))


def _product(term: Apply) -> Term:
    parts = split(term)
    below = tuple(scalar for scalar in parts.scalars if _is_below(scalar))
    above = tuple(scalar for scalar in parts.scalars if not _is_below(scalar))
    above = tuple(sorted(above, key=mentions_direction))
    top, bottom = abs(parts.coefficient).as_integer_ratio()
    named = tuple(scalar for scalar in above if _is_name(scalar))
    rest = Monomial(Fraction(1), tuple(s for s in above if s not in named), parts.chain)
    before = () if _is_short(rest) else (rest,)
    whole: Term
    if not below and (bottom == 1 or not named or not before):
        whole = _joined(Monomial(abs(parts.coefficient), above, parts.chain))
    elif before and all(_is_name(_inverted(scalar)) for scalar in below):
        numbers = _over(Monomial(Fraction(top), named, ()), bottom, below)
        whole = apply("product", numbers, *_factors(rest))
    else:
        whole = _over(Monomial(Fraction(top), above, parts.chain), bottom, below)
    return apply("negative", whole) if parts.coefficient < 0 else whole


def _over(top: Monomial, bottom: int, below: Sequence[Term]) -> Term:
    """The fraction; `below` are scalars with negative exponents."""
    under = build(Monomial(Fraction(bottom), tuple(map(_inverted, below)), ()))
    return apply("quotient", _joined(top), _shown(under))


def _is_name(scalar: Term) -> bool:
    """A letter or a size, or a power of one."""
    base = scalar.args[0] if is_a(scalar, "power") else scalar
    return isinstance(base, Symbol | Dimension)


def _is_short(rest: Monomial) -> bool:
    """Whether no more than two names or their differentials are left: dx / s is one fraction."""
    factors = (*rest.scalars, *rest.chain)
    bare = (one.args[0] if is_a(one, "differential") else one for one in factors)
    return len(factors) <= 2 and all(map(_is_name, bare))


def _joined(parts: Monomial) -> Term:
    """The number and the factors side by side."""
    first = (Number(parts.coefficient),) if parts.coefficient != 1 else ()
    args = (*first, *_factors(parts))
    if not args:
        return number(1)
    return args[0] if len(args) == 1 else apply("product", *args)


def _factors(parts: Monomial) -> tuple[Term, ...]:
    """The factors, each in written form; a scalar chain keeps its brackets unless it is the last
    factor."""
    factors = [_factor(factor) for factor in (*parts.scalars, *parts.chain)]
    if not parts.chain and parts.scalars and is_a(parts.scalars[-1], "product"):
        last = factors.pop()
        factors.extend(last.args if is_a(last, "product") else (last,))
    return tuple(factors)


def _factor(factor: Term) -> Term:
    if is_a(factor, "product"):
        return apply("product", *(_shown(link) for link in factor.args))
    return _shown(factor)


def _is_below(scalar: Term) -> bool:
    match scalar:
        case Apply("power", (_, Number(exponent))):
            return exponent < 0
    return False


def _inverted(scalar: Term) -> Term:
    match scalar:
        case Apply("power", (base, Number(exponent))):
            return clean(apply("power", base, Number(-exponent)))
    return scalar


def _power(term: Apply) -> Term:
    base, exponent = term.args
    if _is_below(term) and base.shape.is_scalar:
        return apply("quotient", number(1), _shown(_inverted(term)))
    if exponent == Number(Fraction(1, 2)) and base.shape.is_scalar:
        return apply("map", _shown(base), data=("sqrt", 0))
    if is_a(base, "inverse") and isinstance(exponent, Number):
        return apply("power", _shown(base.args[0]), Number(-exponent.value))
    return apply("power", _shown(base), _shown(exponent))


def _hadamard(term: Apply) -> Term:
    """x o y^{o -1} is x (/) y."""
    below = [arg for arg in term.args if _is_entrywise_inverse(arg)]
    above = tuple(_shown(arg) for arg in term.args if not _is_entrywise_inverse(arg))
    if len(below) != 1 or not above:
        return changed(term, args=tuple(_shown(arg) for arg in term.args))
    top = above[0] if len(above) == 1 else apply("hadamard", *above)
    bottom = below[0].args[0] if isinstance(below[0], Apply) else below[0]
    return apply("hadamard_quotient", top, _shown(bottom))


def _is_entrywise_inverse(term: Term) -> bool:
    return is_a(term, "hadamard_power") and term.args[1] == number(-1)


def _sum(term: Apply) -> Term:
    """Ones beside a matrix are written as the number 1."""
    matrix = not term.shape.is_column
    args = tuple(_filled(arg) if matrix else _shown(arg) for arg in term.args)
    return changed(term, args=args)


def _filled(arg: Term) -> Term:
    parts = split(arg)
    if len(parts.chain) == 1 and is_a(parts.chain[0], "ones"):
        scalar = _shown(build(Monomial(parts.coefficient, parts.scalars, ())))
        return apply("fill", scalar, shape=arg.shape)
    return _shown(arg)
