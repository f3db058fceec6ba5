"""Logarithms whose differential a teacher proves once and then uses.

d log|X| = tr(X^{-1} dX)
d log softmax(u) = du - 1 softmax(u)^T du
d log(1 + exp(u)) = sigma(u) o du, where the author has a name for the sigmoid
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mdderive.derive.expansion.forms import exponent_beside_one
from mdderive.derive.expansion.ground import Ground, d_of
from mdderive.derive.expansion.monomial import is_a
from mdderive.operators import apply
from mdderive.term import Apply, Term


def rule_of_logarithm(arg: Term, ground: Ground) -> str:
    """The rule for d log(arg)."""
    if is_a(arg, "determinant"):
        return "d-log-determinant"
    if is_a(arg, "softmax"):
        return "d-log-softmax"
    return "d-softplus" if ground.sigmoid and exponent_beside_one(arg) else "chain-rule"


def _log_determinant(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply) and isinstance(inner.args[0], Apply)
    matrix = inner.args[0].args[0]
    return apply("trace", apply("product", apply("inverse", matrix), d_of(matrix, ground)))


def _log_softmax(inner: Term, ground: Ground) -> Term:
    """d log softmax(u) = du - 1 softmax(u)^T du."""
    assert isinstance(inner, Apply) and isinstance(inner.args[0], Apply)
    softmax = inner.args[0]
    d = d_of(softmax.args[0], ground)
    mean = apply("product", apply("transpose", softmax), d)
    shared = apply("product", apply("ones", shape=softmax.shape), mean)
    return apply("sum", d, apply("negative", shared))


def _softplus(inner: Term, ground: Ground) -> Term:
    """d log(1 + exp(u)) = sigma(u) o du."""
    assert isinstance(inner, Apply)
    below = exponent_beside_one(inner.args[0])
    assert below is not None
    slope, d = apply("map", below, data=("sigmoid", 0)), d_of(below, ground)
    return apply("product" if below.shape.is_scalar else "hadamard", slope, d)


OF_LOGARITHMS: Mapping[str, Callable[[Term, Ground], Term]] = MappingProxyType(
    {
        "d-log-determinant": _log_determinant,
        "d-log-softmax": _log_softmax,
        "d-softplus": _softplus,
    }
)
"""What each rule makes of the logarithm."""
