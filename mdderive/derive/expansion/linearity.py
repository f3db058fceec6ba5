"""The differential is linear: d(A X B + Y + C) = A dX B + dY, in one line; and the product rule for
factors taken together, d((X Y) Z) = d(X Y) Z + X Y dZ."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean, total
from mdderive.derive.expansion.differentials import (
    PASSING,
    Rewrite,
    argument,
    each_varied,
    of_sum,
    passed_through,
    rule_for,
)
from mdderive.derive.expansion.ground import Ground, d_of
from mdderive.derive.expansion.monomial import chained, is_a, links, nought
from mdderive.operators import apply
from mdderive.term import Number, Term, children, transform


def is_linear(term: Term, ground: Ground) -> bool:
    """Whether d(...) is that of a sum, a trace, a transpose, or a product of which one factor
    varies."""
    rule = rule_for(term, ground, squares=True)
    if rule in ("product-rule", "hadamard-product-rule"):
        return sum(not ground.is_constant(factor) for factor in children(argument(term))) == 1
    return rule in ("d-sum", "constant", *PASSING.values())


def _linearity(term: Term, ground: Ground) -> Term | None:
    """d(A X B + Y + C) = A dX B + dY."""
    if not is_a(term, "differential") or not is_linear(term, ground):
        return None
    inner = argument(term)
    if ground.is_constant(inner):
        return nought(inner.shape)
    parts = _through_linear(inner, ground)
    return transform(parts, lambda node: _linearity(node, ground) or node)


def _through_linear(inner: Term, ground: Ground) -> Term:
    if is_a(inner, "sum"):
        return of_sum(inner, ground)
    passing = any(is_a(inner, operator) for operator in PASSING)
    return passed_through(inner, ground) if passing else each_varied(inner, ground)


def _grouped(term: Term, ground: Ground, last: bool) -> Term | None:
    """d((X Y) Z) = d(X Y) Z + X Y dZ, or d(X (Y Z)) = dX Y Z + X d(Y Z)."""
    if rule_for(term, ground) != "product-rule":
        return None
    inner = argument(term)
    parts, chain = links(inner)
    if len(chain) < 3 or parts.scalars:
        return None
    cut = len(chain) - 1 if last else 1
    left, right = chained(chain[:cut]), chained(chain[cut:])
    pair = (
        clean(apply("product", d_of(left, ground), right)),
        clean(apply("product", left, d_of(right, ground))),
    )
    return clean(apply("product", Number(parts.coefficient), total(pair)))


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "product-rule-last": partial(_grouped, last=True),
        "product-rule-first": partial(_grouped, last=False),
        "d-linearity": _linearity,
    }
)
