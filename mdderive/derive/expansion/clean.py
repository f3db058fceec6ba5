"""What a line of a derivation doesn't count as a step: brackets, signs and numbers.

`clean` writes a term without the freedom that a reader never notices: nested products and sums
are flattened, numbers multiplied out and moved to the front, -A is (-1) A, A / s is s^{-1} A,
(A^T)^T is A, (A^T)^{-1} is A^{-T}, d(X^T) is (dX)^T, A (/) B is A o B^{o -1}, a scalar beside a
vector is that scalar times ones. It keeps the order in which things were written. `silent` also
sorts what commutes (terms, Hadamard factors, scalars); two lines are one if and only if their
silent forms are equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from fractions import Fraction
from functools import lru_cache
from math import prod

from mdderive.derive.expansion.content import common_number
from mdderive.derive.expansion.ground import mentions_direction
from mdderive.derive.expansion.monomial import (
    Monomial,
    build,
    chained,
    is_a,
    nought,
    split,
)
from mdderive.derive.expansion.powers import entrywise_powers, hadamard_power, inverse, power
from mdderive.operators import apply, number
from mdderive.term import Apply, Dimension, Number, Shape, Symbol, Term
from mdderive.term.walk import BINDERS

_DIAGONALS = frozenset({"diag", "diagonal"})
_LINEAR = frozenset({"trace", "differential", "vec", "diag", "diagonal", "inner"})


@lru_cache(maxsize=20_000)
def clean(term: Term) -> Term:
    """The term with brackets, signs and numbers tidied, in the order written."""
    return _clean(term, sort=False)


@lru_cache(maxsize=20_000)
def silent(term: Term) -> Term:
    """`clean`, and what commutes sorted: equal for two lines that are one."""
    return _clean(term, sort=True)


@lru_cache(maxsize=20_000)
def key(term: Term) -> str:
    """A total order of terms, the same on every machine."""
    match term:
        case Number(value):
            return f"0{value}"
        case Dimension(size):
            return f"1{size}"
        case Symbol(name):
            return f"2{name}"
        case Apply(operator, args, shape, data):
            inner = ",".join(map(key, args)) if args else str(shape)
            return f"3{operator}{data or ''}({inner})"


def _clean(term: Term, sort: bool) -> Term:
    if isinstance(term, Dimension) and term.size.number is not None:
        return number(term.size.number)
    if not isinstance(term, Apply) or term.operator in BINDERS:
        return term
    recursive = silent if sort else clean
    args = tuple(recursive(arg) for arg in term.args)
    return _node(changed(term, args=args), sort)


def _node(term: Apply, sort: bool) -> Term:
    """One node whose arguments are clean."""
    args, shape = term.args, term.shape
    match term.operator:
        case "product" | "negative" | "quotient":
            return _build(split(term), sort)
        case "sum":
            return _sum(args, sort)
        case "hadamard":
            return _hadamard(args, sort)
        case "hadamard_quotient":
            below = hadamard_power(args[1], number(-1))
            return _hadamard((args[0], below), sort)
        case "hadamard_power":
            return hadamard_power(*args)
        case "transpose":
            return _transpose(args[0], sort)
        case "power":
            return power(*args)
        case "inverse":
            return inverse(args[0])
        case "fill":
            return _build(split(apply("product", args[0], apply("ones", shape=shape))), sort)
        case "map" if shape.is_scalar and term.data == ("sqrt", 0):
            return power(args[0], number(Fraction(1, 2)))
        case "identity" | "ones" if shape.is_scalar:
            return number(1)
        case "zero" if shape.is_scalar:
            return number(0)
        case "determinant" if args[0].shape.is_scalar:
            return args[0]
        case "kronecker":
            return _pulled(term, sort)
        case "differential" if is_a(args[0], "transpose") and isinstance(args[0].args[0], Symbol):
            return _transpose(changed(term, args=args[0].args, shape=args[0].args[0].shape), sort)
        case "vec" if args[0].shape.is_column:
            return args[0]
        case "vec" if args[0].shape.rows.is_one:
            return _transpose(args[0], sort)
        case operator if operator in _LINEAR:
            return _linear(term, sort)
    return term


def _build(parts: Monomial, sort: bool) -> Term:
    if sort:
        parts = _primitive(parts)
        ordered = tuple(sorted(parts.scalars, key=key))
        parts = Monomial(parts.coefficient, ordered, _ones_joined(parts.chain))
    spread = _spread(parts, sort)
    if spread is not None:
        return _sum([_build(one, sort) for one in spread], sort)
    return build(parts)


def _primitive(parts: Monomial) -> Monomial:
    """(2 A + 2 B) x is 2 (A + B) x: the number that the terms of a factor share goes in front."""
    if len(parts.scalars) + len(parts.chain) < 2:
        return parts
    shared = [common_number(factor, key) for factor in (*parts.scalars, *parts.chain)]
    if all(number == 1 for number in shared):
        return parts
    scalars, chain = (
        tuple(_without_number(factor) for factor in factors)
        for factors in (parts.scalars, parts.chain)
    )
    return Monomial(parts.coefficient * prod(shared), scalars, chain)


def _without_number(term: Term) -> Term:
    shared = common_number(term, key)
    if shared == 1 or not isinstance(term, Apply):
        return term
    return _sum([_build(split(arg).times(1 / shared), sort=True) for arg in term.args], sort=True)


def _ones_joined(chain: Sequence[Term]) -> tuple[Term, ...]:
    """1 1^T is a matrix of ones."""
    joined: list[Term] = []
    for factor in chain:
        before = joined[-1] if joined else None
        row = is_a(factor, "transpose") and is_a(factor.args[0], "ones")
        if row and is_a(before, "ones") and before.shape.is_column:
            joined[-1] = apply("ones", shape=Shape(before.shape.rows, factor.shape.cols))
        else:
            joined.append(factor)
    return tuple(joined)


def _spread(parts: Monomial, sort: bool) -> list[Monomial] | None:
    """2 (A + B) is 2 A + 2 B, silently; s (da + db) is s da + s db, always."""
    for place, scalar in enumerate(parts.scalars):
        if is_a(scalar, "sum") and not parts.chain and mentions_direction(scalar):
            rest = (*parts.scalars[:place], *parts.scalars[place + 1 :])
            return [split(arg).times(parts.coefficient, rest) for arg in scalar.args]
    factors = (*parts.scalars, *parts.chain)
    whole = factors[0] if len(factors) == 1 else None
    if sort and is_a(whole, "sum") and parts.coefficient != 1:
        return [split(arg).times(parts.coefficient) for arg in whole.args]
    return None


def _sum(args: Sequence[Term], sort: bool) -> Term:
    shape = args[0].shape
    terms = [term for arg in args for term in (arg.args if is_a(arg, "sum") else (arg,))]
    constant = sum((term.value for term in terms if isinstance(term, Number)), Fraction(0))
    rest: list[Term] = [
        term for term in terms if not isinstance(term, Number) and not is_a(term, "zero")
    ]
    if constant:
        rest.insert(_place_of_number(terms, rest), Number(constant))
    if not rest:
        return nought(shape)
    if sort:
        rest.sort(key=key)
    return rest[0] if len(rest) == 1 else Apply("sum", tuple(rest), shape)


def _place_of_number(terms: Sequence[Term], rest: Sequence[Term]) -> int:
    return 0 if isinstance(terms[0], Number) else len(rest)


def _hadamard(args: Sequence[Term], sort: bool) -> Term:
    shape = args[0].shape
    if shape.is_scalar:
        return _build(split(Apply("product", tuple(args), shape)), sort)
    parts = [split(arg) for arg in args]
    outside = Monomial(Fraction(1), (), ())
    factors: tuple[Term, ...] = ()
    for part in parts:
        if part.coefficient == 0:
            return nought(shape)
        outside = outside.times(part.coefficient, part.scalars)
        factor = chained(part.chain)
        factors += factor.args if is_a(factor, "hadamard") else (factor,)
    if any(is_a(factor, "zero") for factor in factors):
        return nought(shape)
    factors = entrywise_powers(factors)
    if sort:
        factors = tuple(sorted(factors, key=key))
    inner = factors[0] if len(factors) == 1 else Apply("hadamard", factors, shape)
    return _build(Monomial(outside.coefficient, outside.scalars, (inner,)), sort)


def _transpose(arg: Term, sort: bool) -> Term:
    if arg.shape.is_scalar and not is_a(arg, "product"):
        return arg
    if is_a(arg, "zero"):
        return nought(arg.shape.transposed)
    if is_a(arg, "identity"):
        return arg
    parts = split(arg)
    if arg.shape.is_scalar:
        return apply("transpose", arg)
    inner = chained(parts.chain)
    turned = inner.args[0] if is_a(inner, "transpose") else apply("transpose", inner)
    return _build(Monomial(parts.coefficient, parts.scalars, (turned,)), sort)


def _linear(term: Apply, sort: bool) -> Term:
    """Numbers come out of a linear operator, scalars of diag."""
    coefficient, scalars = Fraction(1), tuple[Term, ...]()
    inner: list[Term] = []
    for arg in term.args:
        parts = split(arg)
        if parts.coefficient == 0 or is_a(arg, "zero"):
            return nought(term.shape)
        if sort and is_a(arg, "sum"):
            coefficient *= common_number(arg, key)
            parts = split(_without_number(arg))
        if term.operator != "differential" or parts.scalars or parts.chain:
            coefficient *= parts.coefficient
            parts = Monomial(Fraction(1), parts.scalars, parts.chain)
        if term.operator in _DIAGONALS:
            scalars += parts.scalars
            parts = Monomial(Fraction(1), (), parts.chain)
        inner.append(_build(parts, sort))
    node = changed(term, args=tuple(inner))
    return _build(split(node).times(coefficient, scalars), sort)


def _pulled(term: Apply, sort: bool) -> Term:
    """Numbers and scalars come out of a Kronecker product."""
    outside = Monomial(Fraction(1), (), ())
    inner: list[Term] = []
    for arg in term.args:
        parts = split(arg)
        if parts.coefficient == 0 or is_a(arg, "zero"):
            return nought(term.shape)
        outside = outside.times(parts.coefficient, parts.scalars)
        inner.append(chained(parts.chain) if parts.chain else number(1))
    node = changed(term, args=tuple(inner))
    whole = split(node)
    return _build(Monomial(outside.coefficient, outside.scalars, whole.chain), sort)


def total(terms: Iterable[Term]) -> Term:
    """The clean sum of terms of one shape; there must be at least one."""
    return _sum(tuple(terms), sort=False)
