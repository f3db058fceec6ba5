"""What has a rule of its own under d: squares x^T x, fractions N / s, and 1 + exp(u) under log."""

from typing import TypeGuard

from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.monomial import Monomial, build, is_a, split
from mdderive.operators import number
from mdderive.term import Apply, Number, Term


def squared(inner: Term) -> Term | None:
    """x of x^T x, X of tr(X^T X)."""
    whole = inner.args[0] if is_a(inner, "trace") else inner
    if not is_a(whole, "product") or not (inner is not whole or whole.shape.is_scalar):
        return None
    first, rest = whole.args[0], whole.args[1:]
    base = first.args[0] if is_a(first, "transpose") else None
    if base is None or base.shape.is_scalar:
        return None
    return base if rest == (base.args if is_a(base, "product") else (base,)) else None


def denominator(inner: Term, ground: Ground) -> Term | None:
    """The varying denominator of N / s, if N varies too."""
    parts = split(inner)
    below = [scalar for scalar in parts.scalars if _is_inverse(scalar)]
    varying = [scalar for scalar in below if not ground.is_constant(scalar)]
    if len(varying) != 1:
        return None
    return varying[0] if not ground.is_constant(numerator(inner, varying[0])) else None


def _is_inverse(scalar: Term) -> bool:
    match scalar:
        case Apply("power", (_, Number(exponent))):
            return exponent == -1
    return False


def numerator(inner: Term, below: Term) -> Term:
    parts = split(inner)
    others = tuple(scalar for scalar in parts.scalars if scalar != below)
    return build(Monomial(parts.coefficient, others, parts.chain))


def exponent_beside_one(term: Term) -> Term | None:
    """u of 1 + exp(u), entry by entry."""
    if not is_a(term, "sum") or len(term.args) != 2:
        return None
    ones = [arg for arg in term.args if arg == number(1) or is_a(arg, "ones")]
    exponents = [arg.args[0] for arg in term.args if _is_exponential(arg)]
    return exponents[0] if ones and exponents else None


def _is_exponential(term: Term) -> TypeGuard[Apply]:
    return is_a(term, "map") and term.data == ("exp", 0)
