"""Rules of matrix algebra in action."""

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from fractions import Fraction
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean, silent, total
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.monomial import (
    Monomial,
    build,
    chain_shape,
    chained,
    is_a,
    split,
    unrolled,
)
from mdderive.operators import apply, number
from mdderive.term import Apply, Dimension, Symbol, Term

_MULTILINEAR = frozenset({"product", "hadamard", "kronecker", "inner"})


def _definition(term: Term, ground: Ground) -> Term | None:
    return ground.values.get(term.name) if isinstance(term, Symbol) else None


def fact(term: Term, ground: Ground) -> Term | None:
    """The right side of a given equation for its left side."""
    for left, right in ground.facts:
        if left.shape == term.shape and silent(term) in _ways(left):
            return right
    return None


def _ways(left: Term) -> tuple[Term, ...]:
    """x^T y of a scalar is y^T x as well."""
    if not is_a(left, "product") or not left.shape.is_scalar:
        return (silent(left),)
    back = (apply("transpose", factor) for factor in reversed(left.args))
    return silent(left), silent(apply("product", *back))


def distribute(term: Term, ground: Ground) -> Term | None:
    """A(B + C) = AB + AC, for one sum among the factors."""
    return _distribute(term, everywhere=True)


def distribute_differential(term: Term, ground: Ground) -> Term | None:
    """The same, only for a sum that holds a differential."""
    return _distribute(term, everywhere=False)


def _distribute(term: Term, everywhere: bool) -> Term | None:
    if not (isinstance(term, Apply) and term.operator in _MULTILINEAR):
        return None
    for place, arg in enumerate(term.args):
        if is_a(arg, "sum") and (everywhere or mentions_direction(arg)):
            before, after = term.args[:place], term.args[place + 1 :]
            return total(clean(changed(term, args=(*before, part, *after))) for part in arg.args)
    return None


def collect(term: Term, ground: Ground) -> Term | None:
    """Like terms of a sum add up."""
    if not is_a(term, "sum"):
        return None
    found: dict[Term, tuple[Term, Fraction]] = {}
    for arg in term.args:
        parts = split(arg)
        bare = build(Monomial(Fraction(1), parts.scalars, parts.chain))
        first, before = found.get(silent(bare), (bare, Fraction(0)))
        found[silent(bare)] = (first, before + parts.coefficient)
    if len(found) == len(term.args):
        return None
    return total(clean(apply("product", number(count), bare)) for bare, count in found.values())


def _scalar_first(term: Term, ground: Ground) -> Term | None:
    """x (x^T y) = (x^T y) x: a chain through a size of 1 holds a scalar."""
    if not is_a(term, "product"):
        return None
    parts = split(term)
    segments: list[list[Term]] = [[]]
    for factor in unrolled(parts.chain):
        segments[-1].append(factor)
        if factor.shape.cols.is_one:
            segments.append([])
    whole = [segment for segment in segments if segment]
    scalars = [segment for segment in whole if chain_shape(segment).is_scalar]
    if not scalars:
        return None
    rest = tuple(factor for segment in whole if segment not in scalars for factor in segment)
    found = tuple(chained(segment) for segment in scalars)
    return build(Monomial(parts.coefficient, (*parts.scalars, *found), rest))


def _inverse_product(term: Term, ground: Ground) -> Term | None:
    """(AB)^{-1} = B^{-1} A^{-1} for square factors, (sA)^{-1} = s^{-1} A^{-1}."""
    if not (is_a(term, "inverse") and is_a(term.args[0], "product")):
        return None
    parts = split(term.args[0])
    chain = unrolled(parts.chain)
    scalar = apply("quotient", number(1), build(Monomial(parts.coefficient, parts.scalars, ())))
    if not all(factor.shape.is_square for factor in chain):
        if parts.coefficient == 1 and not parts.scalars:
            return None
        return clean(apply("product", scalar, apply("inverse", chained(parts.chain))))
    inverses = (clean(apply("inverse", factor)) for factor in reversed(chain))
    return clean(apply("product", scalar, *inverses))


def _cancel_inverse(term: Term, ground: Ground) -> Term | None:
    """A A^{-1} = I inside a chain."""
    if not is_a(term, "product"):
        return None
    parts = split(term)
    chain = unrolled(parts.chain)
    for place, factor in enumerate(chain):
        span = _cancelled(chain, place, factor)
        if span is not None:
            first, last = span
            rest = (*chain[:first], *chain[last:])
            size = chain_shape(chain[first:last])
            kept = rest or (apply("identity", shape=size),)
            return build(Monomial(parts.coefficient, parts.scalars, kept))
    return None


def _cancelled(chain: Sequence[Term], place: int, factor: Term) -> tuple[int, int] | None:
    """The stretch of the chain that is an inverse with what it inverts."""
    inner = _inverted(factor)
    if inner is None:
        return None
    wanted = [silent(part) for part in unrolled(split(inner).chain)]
    have = [silent(part) for part in chain]
    count = len(wanted)
    if have[place + 1 : place + 1 + count] == wanted:
        return place, place + 1 + count
    if place >= count and have[place - count : place] == wanted:
        return place - count, place + 1
    return None


def _inverted(factor: Term) -> Term | None:
    """A of A^{-1}, A^T of A^{-T}, if it is a plain product."""
    turned = is_a(factor, "transpose")
    base = factor.args[0] if is_a(factor, "transpose") else factor
    if not is_a(base, "inverse"):
        return None
    inner = clean(apply("transpose", base.args[0])) if turned else base.args[0]
    parts = split(inner)
    return inner if parts.coefficient == 1 and not parts.scalars else None


def _identity(term: Term, ground: Ground) -> Term | None:
    """I A = A; tr I = n."""
    if is_a(term, "trace") and is_a(term.args[0], "identity"):
        return Dimension(term.args[0].shape.rows)
    if not is_a(term, "product"):
        return None
    parts = split(term)
    kept = tuple(factor for factor in parts.chain if not is_a(factor, "identity"))
    if not kept or len(kept) == len(parts.chain):
        return None
    return build(Monomial(parts.coefficient, parts.scalars, kept))


def _det_product(term: Term, ground: Ground) -> Term | None:
    """|AB| = |A||B|, |A^T| = |A|, |A^{-1}| = 1/|A|, |sA| = s^n |A|."""
    if not is_a(term, "determinant"):
        return None
    inner = term.args[0]
    if is_a(inner, "transpose"):
        return apply("determinant", inner.args[0])
    if is_a(inner, "inverse"):
        return apply("power", apply("determinant", inner.args[0]), number(-1))
    parts = split(inner)
    scalar = build(Monomial(parts.coefficient, parts.scalars, ()))
    chain = unrolled(parts.chain)
    square = len(chain) > 1 and all(factor.shape.is_square for factor in chain)
    if scalar == number(1) and not square:
        return None
    pieces = chain if square else (chained(parts.chain),)
    dets = tuple(apply("determinant", piece) for piece in pieces)
    raised = apply("power", scalar, Dimension(inner.shape.rows))
    return clean(
        apply("product", *dets) if scalar == number(1) else apply("product", raised, *dets)
    )


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "definition": _definition,
        "fact": fact,
        "distribute": distribute,
        "collect": collect,
        "scalar-first": _scalar_first,
        "inverse-product": _inverse_product,
        "cancel-inverse": _cancel_inverse,
        "identity": _identity,
        "det-product": _det_product,
    }
)
