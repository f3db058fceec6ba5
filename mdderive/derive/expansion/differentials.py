"""The rules of differentials in action: each looks at one node d(...) and rewrites it, or declines.

They are the operators' own `differential` rules; an operator that is LINEAR gets the product rule,
or passes the d through if it has one argument. Terms whose differential is 0 are left out at once:
a constant factor or term takes no line of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace as changed
from types import MappingProxyType

from mdderive.derive.expansion.chain_rule import entrywise, of_arguments
from mdderive.derive.expansion.clean import total
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.monomial import Monomial, build, is_a, nought, split
from mdderive.operators import LINEAR, apply, number, operators
from mdderive.term import Apply, Number, Symbol, Term, transform

Rewrite = Callable[[Term, Ground], Term | None]
"""One node to what the rule makes of it, or None where it doesn't apply."""

_PASSING = MappingProxyType({"transpose": "d-transpose", "trace": "d-trace"})
_PRODUCTS = MappingProxyType(
    {
        "product": "product-rule",
        "hadamard": "hadamard-product-rule",
        "kronecker": "kronecker-product-rule",
        "inner": "inner-product-rule",
    }
)
_OWN = MappingProxyType(
    {
        "inverse": "d-inverse",
        "determinant": "d-determinant",
        "power": "d-power",
        "hadamard_power": "d-hadamard-power",
        "norm": "d-norm",
        "norm1": "d-norm-1",
        "softmax": "d-softmax",
        "logsumexp": "d-log-sum-exp",
    }
)


def rule_for(term: Term, ground: Ground, squares: bool = False) -> str | None:
    """The rule by which a differential d(...) is taken; None if it stands for itself. `squares`
    gives d(x^T x) a rule of its own."""
    if not is_a(term, "differential") or ground.is_direction(term):
        return None
    inner = _argument(term)
    if ground.is_constant(inner):
        return "constant"
    if squares and _squared(inner) is not None:
        return "d-square"
    match inner:
        case Symbol(name):
            return "definition" if name in ground.values else None
        case Apply("sum"):
            return "d-sum"
        case Apply("map", (arg,), _, data):
            log_det = data == ("log", 0) and is_a(arg, "determinant")
            return "d-log-determinant" if log_det else "chain-rule"
        case Apply("application"):
            return "chain-rule" if _of_arguments(inner, ground) is not None else None
        case Apply("power", (Apply("norm"), Number(exponent_value))) if exponent_value == 2:
            return "d-norm-squared"
        case Apply("power", (base, exponent)) if not _has_power_rule(base, exponent, ground):
            return None
        case Apply("product") if _denominator(inner, ground) is not None:
            return "d-quotient"
        case Apply(operator):
            return _rule_of_operator(operator)
    return None


def _rule_of_operator(operator: str) -> str | None:
    if operator in _PRODUCTS:
        return _PRODUCTS[operator]
    if operator in _OWN:
        return _OWN[operator]
    linear = operators()[operator].differential == LINEAR
    return _PASSING.get(operator, "d-linear" if linear else None)


def _has_power_rule(base: Term, exponent: Term, ground: Ground) -> bool:
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    return ground.is_constant(exponent) and (base.shape.is_scalar or whole)


def _argument(term: Term) -> Term:
    assert isinstance(term, Apply)
    return term.args[0]


def _d(term: Term, ground: Ground) -> Term:
    """d of a term, 0 at once where it is constant."""
    if ground.is_constant(term):
        return nought(term.shape)
    return apply("differential", term)


def _only(name: str, make: Callable[[Term, Ground], Term]) -> Rewrite:
    def rewrite(term: Term, ground: Ground) -> Term | None:
        if rule_for(term, ground) != name:
            return None
        return make(_argument(term), ground)

    return rewrite


def _sum(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    return total(_d(arg, ground) for arg in inner.args)


def _passed(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    return changed(inner, args=(_d(inner.args[0], ground),))


def _varied(inner: Term, ground: Ground) -> Term:
    """The product rule: each factor varies in turn."""
    assert isinstance(inner, Apply)
    terms = [
        changed(inner, args=(*inner.args[:i], _d(arg, ground), *inner.args[i + 1 :]))
        for i, arg in enumerate(inner.args)
        if not ground.is_constant(arg)
    ]
    return terms[0] if len(terms) == 1 else apply("sum", *terms)


def _varied_turned(term: Term, ground: Ground) -> Term | None:
    """The product rule with d(X^T) written (dX)^T."""
    if rule_for(term, ground) != "product-rule":
        return None
    return transform(_varied(_argument(term), ground), _turned_d)


def _turned_d(term: Term) -> Term:
    if is_a(term, "differential") and is_a(term.args[0], "transpose"):
        return apply("transpose", apply("differential", term.args[0].args[0]))
    return term


def _squared(inner: Term) -> Term | None:
    """x of x^T x, X of tr(X^T X)."""
    whole = inner.args[0] if is_a(inner, "trace") else inner
    if not is_a(whole, "product") or not (inner is not whole or whole.shape.is_scalar):
        return None
    first, rest = whole.args[0], whole.args[1:]
    base = first.args[0] if is_a(first, "transpose") else None
    if base is None or base.shape.is_scalar:
        return None
    return base if rest == (base.args if is_a(base, "product") else (base,)) else None


def _square(term: Term, ground: Ground) -> Term | None:
    """d(x^T x) = 2 x^T dx, d tr(X^T X) = 2 tr(X^T dX)."""
    base = _squared(_argument(term)) if is_a(term, "differential") else None
    if base is None or ground.is_constant(base):
        return None
    product = apply("product", apply("transpose", base), apply("differential", base))
    return apply("product", number(2), _without_trace_of_scalar(apply("trace", product)))


def _own(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    rule = operators()[inner.operator].differential
    assert callable(rule)
    result = rule(inner.args, tuple(_d(arg, ground) for arg in inner.args))
    return transform(result, _without_trace_of_scalar)


def _without_trace_of_scalar(term: Term) -> Term:
    """The norm of a column needs no trace: d|x| = x^T dx / |x|."""
    return term.args[0] if is_a(term, "trace") and term.args[0].shape.is_scalar else term


def _constant(inner: Term, ground: Ground) -> Term:
    return nought(inner.shape)


def _definition(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Symbol)
    return apply("differential", ground.values[inner.name])


def _log_determinant(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply) and isinstance(inner.args[0], Apply)
    matrix = inner.args[0].args[0]
    return apply("trace", apply("product", apply("inverse", matrix), _d(matrix, ground)))


def _norm_squared(inner: Term, ground: Ground) -> Term:
    """d|A|^2 = 2 tr(A^T dA), 2 x^T dx for a column."""
    assert isinstance(inner, Apply) and isinstance(inner.args[0], Apply)
    arg = inner.args[0].args[0]
    product = apply("product", apply("transpose", arg), _d(arg, ground))
    return apply("product", number(2), _without_trace_of_scalar(apply("trace", product)))


def _denominator(inner: Term, ground: Ground) -> Term | None:
    """The varying denominator of N / s, if N varies too."""
    parts = split(inner)
    below = [scalar for scalar in parts.scalars if _is_inverse(scalar)]
    varying = [scalar for scalar in below if not ground.is_constant(scalar)]
    if len(varying) != 1:
        return None
    return varying[0] if not ground.is_constant(_numerator(inner, varying[0])) else None


def _is_inverse(scalar: Term) -> bool:
    match scalar:
        case Apply("power", (_, Number(exponent))):
            return exponent == -1
    return False


def _numerator(inner: Term, below: Term) -> Term:
    parts = split(inner)
    others = tuple(scalar for scalar in parts.scalars if scalar != below)
    return build(Monomial(parts.coefficient, others, parts.chain))


def _quotient(inner: Term, ground: Ground) -> Term:
    """d(N / s) = dN / s - N ds / s^2."""
    below = _denominator(inner, ground)
    assert isinstance(below, Apply)
    top, bottom = _numerator(inner, below), below.args[0]
    first = apply("quotient", _d(top, ground), bottom)
    squared = apply("power", bottom, number(2))
    second = apply("quotient", apply("product", top, _d(bottom, ground)), squared)
    return apply("sum", first, apply("negative", second))


def chain_with_prime(term: Term, ground: Ground) -> Term | None:
    """The chain rule with f' left as it is."""
    return _chain_rule(term, ground, written_out=False)


def _chain_with_table(term: Term, ground: Ground) -> Term | None:
    """The chain rule with f' written out, if f is known."""
    return _chain_rule(term, ground, written_out=True)


def _chain_rule(term: Term, ground: Ground, written_out: bool) -> Term | None:
    """It also serves where log det has a rule of its own."""
    if rule_for(term, ground) not in ("chain-rule", "d-log-determinant"):
        return None
    inner = _argument(term)
    assert isinstance(inner, Apply)
    if inner.operator == "application":
        return _of_arguments(inner, ground)
    return entrywise(inner, _d(inner.args[0], ground), written_out)


def _of_arguments(inner: Apply, ground: Ground) -> Term | None:
    moving = {k: _d(arg, ground) for k, arg in enumerate(inner.args) if not ground.is_constant(arg)}
    return of_arguments(inner, moving)


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "definition-in-d": _only("definition", _definition),
        "d-sum": _only("d-sum", _sum),
        "product-rule": _only("product-rule", _varied),
        "product-rule-turned": _varied_turned,
        "d-square": _square,
        "hadamard-product-rule": _only("hadamard-product-rule", _varied),
        "kronecker-product-rule": _only("kronecker-product-rule", _varied),
        "inner-product-rule": _only("inner-product-rule", _varied),
        "d-transpose": _only("d-transpose", _passed),
        "d-trace": _only("d-trace", _passed),
        "d-linear": _only("d-linear", _passed),
        "d-quotient": _only("d-quotient", _quotient),
        "d-log-determinant": _only("d-log-determinant", _log_determinant),
        "d-norm-squared": _only("d-norm-squared", _norm_squared),
        "chain-rule": _chain_with_table,
        "chain-rule-with-prime": chain_with_prime,
        "constant": _only("constant", _constant),
        **{rule: _only(rule, _own) for rule in _OWN.values()},
    }
)
