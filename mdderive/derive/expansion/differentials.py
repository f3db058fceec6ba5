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
from mdderive.derive.expansion.forms import denominator, numerator, squared
from mdderive.derive.expansion.ground import Ground, d_of
from mdderive.derive.expansion.logarithms import OF_LOGARITHMS, rule_of_logarithm
from mdderive.derive.expansion.monomial import is_a, nought
from mdderive.operators import LINEAR, apply, number, operators
from mdderive.term import Apply, Number, Symbol, Term, transform

Rewrite = Callable[[Term, Ground], Term | None]
"""One node to what the rule makes of it, or None where it doesn't apply."""

PASSING = MappingProxyType({"transpose": "d-transpose", "trace": "d-trace"})
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
    inner = argument(term)
    if ground.is_constant(inner):
        return "constant"
    if squares and ground.shortcuts and squared(inner) is not None:
        return "d-square"
    match inner:
        case Symbol(name) if name in ground.found:
            return "known-differential"
        case Symbol(name):
            return "definition" if name in ground.values else None
        case Apply("sum"):
            return "d-sum"
        case Apply("map", (arg,), _, ("log", 0)) if ground.shortcuts:
            return rule_of_logarithm(arg, ground)
        case Apply("map"):
            return "chain-rule"
        case Apply("application"):
            return "chain-rule" if _of_arguments(inner, ground) is not None else None
        case Apply("power", (Apply("norm"), Number(exponent_value))) if exponent_value == 2:
            return "d-norm-squared" if ground.shortcuts else "norm-squared"
        case Apply("power", (base, exponent)) if not _has_power_rule(base, exponent, ground):
            return None
        case Apply("product") if denominator(inner, ground) is not None:
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
    return PASSING.get(operator, "d-linear" if linear else None)


def _has_power_rule(base: Term, exponent: Term, ground: Ground) -> bool:
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    return ground.is_constant(exponent) and (base.shape.is_scalar or whole)


def argument(term: Term) -> Term:
    assert isinstance(term, Apply)
    return term.args[0]


def _only(name: str, make: Callable[[Term, Ground], Term]) -> Rewrite:
    def rewrite(term: Term, ground: Ground) -> Term | None:
        if rule_for(term, ground) != name:
            return None
        return make(argument(term), ground)

    return rewrite


def _known(inner: Term, ground: Ground) -> Term:
    """dz by what an earlier row found for it."""
    assert isinstance(inner, Symbol)
    return ground.found[inner.name]


def _entrywise_square(inner: Term, ground: Ground) -> Term | None:
    """d(X o X) = dX o X + X o dX."""
    match inner:
        case Apply("hadamard_power", (base, Number(exponent))) if exponent == 2:
            d = d_of(base, ground)
            return total((apply("hadamard", d, base), apply("hadamard", base, d)))
    return None


def _hadamard(term: Term, ground: Ground) -> Term | None:
    rule = rule_for(term, ground)
    if rule == "hadamard-product-rule":
        return each_varied(argument(term), ground)
    return _entrywise_square(argument(term), ground) if rule == "d-hadamard-power" else None


def of_sum(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    return total(d_of(arg, ground) for arg in inner.args)


def passed_through(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    return changed(inner, args=(d_of(inner.args[0], ground),))


def each_varied(inner: Term, ground: Ground) -> Term:
    """The product rule: each factor varies in turn."""
    assert isinstance(inner, Apply)
    terms = [
        changed(inner, args=(*inner.args[:i], d_of(arg, ground), *inner.args[i + 1 :]))
        for i, arg in enumerate(inner.args)
        if not ground.is_constant(arg)
    ]
    return terms[0] if len(terms) == 1 else apply("sum", *terms)


def _varied_turned(term: Term, ground: Ground) -> Term | None:
    """The product rule with d(X^T) written (dX)^T."""
    if rule_for(term, ground) != "product-rule":
        return None
    return transform(each_varied(argument(term), ground), _turned_d)


def _turned_d(term: Term) -> Term:
    if is_a(term, "differential") and is_a(term.args[0], "transpose"):
        return apply("transpose", apply("differential", term.args[0].args[0]))
    return term


def _square(term: Term, ground: Ground) -> Term | None:
    """d(x^T x) = 2 x^T dx, d tr(X^T X) = 2 tr(X^T dX)."""
    base = squared(argument(term)) if is_a(term, "differential") else None
    if not ground.shortcuts or base is None or ground.is_constant(base):
        return None
    product = apply("product", apply("transpose", base), apply("differential", base))
    return apply("product", number(2), _without_trace_of_scalar(apply("trace", product)))


def _own(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Apply)
    rule = operators()[inner.operator].differential
    assert callable(rule)
    result = rule(inner.args, tuple(d_of(arg, ground) for arg in inner.args))
    return transform(result, _without_trace_of_scalar)


def _without_trace_of_scalar(term: Term) -> Term:
    """The norm of a column needs no trace: d|x| = x^T dx / |x|."""
    return term.args[0] if is_a(term, "trace") and term.args[0].shape.is_scalar else term


def _constant(inner: Term, ground: Ground) -> Term:
    return nought(inner.shape)


def _definition(inner: Term, ground: Ground) -> Term:
    assert isinstance(inner, Symbol)
    return apply("differential", ground.values[inner.name])


def _norm_squared(inner: Term, ground: Ground) -> Term:
    """d|A|^2 = 2 tr(A^T dA), 2 x^T dx for a column."""
    assert isinstance(inner, Apply) and isinstance(inner.args[0], Apply)
    arg = inner.args[0].args[0]
    product = apply("product", apply("transpose", arg), d_of(arg, ground))
    return apply("product", number(2), _without_trace_of_scalar(apply("trace", product)))


def _quotient(inner: Term, ground: Ground) -> Term:
    """d(N / s) = dN / s - N ds / s^2."""
    below = denominator(inner, ground)
    assert isinstance(below, Apply)
    top, bottom = numerator(inner, below), below.args[0]
    first = apply("quotient", d_of(top, ground), bottom)
    squared = apply("power", bottom, number(2))
    second = apply("quotient", apply("product", top, d_of(bottom, ground)), squared)
    return apply("sum", first, apply("negative", second))


def chain_with_prime(term: Term, ground: Ground) -> Term | None:
    """The chain rule with f' left as it is."""
    return _chain_rule(term, ground, written_out=False)


def _chain_with_table(term: Term, ground: Ground) -> Term | None:
    """The chain rule with f' written out, if f is known."""
    return _chain_rule(term, ground, written_out=True)


def _chain_rule(term: Term, ground: Ground, written_out: bool) -> Term | None:
    """It also serves where a logarithm has a rule of its own."""
    if rule_for(term, ground) not in ("chain-rule", *OF_LOGARITHMS):
        return None
    inner = argument(term)
    assert isinstance(inner, Apply)
    if inner.operator == "application":
        return _of_arguments(inner, ground)
    return entrywise(inner, d_of(inner.args[0], ground), written_out)


def _of_arguments(inner: Apply, ground: Ground) -> Term | None:
    moving = {
        k: d_of(arg, ground) for k, arg in enumerate(inner.args) if not ground.is_constant(arg)
    }
    return of_arguments(inner, moving)


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "definition-in-d": _only("definition", _definition),
        "d-sum": _only("d-sum", of_sum),
        "product-rule": _only("product-rule", each_varied),
        "product-rule-turned": _varied_turned,
        "d-square": _square,
        "hadamard-product-rule": _hadamard,
        "kronecker-product-rule": _only("kronecker-product-rule", each_varied),
        "inner-product-rule": _only("inner-product-rule", each_varied),
        "d-transpose": _only("d-transpose", passed_through),
        "d-trace": _only("d-trace", passed_through),
        "d-linear": _only("d-linear", passed_through),
        "d-quotient": _only("d-quotient", _quotient),
        **{rule: _only(rule, make) for rule, make in OF_LOGARITHMS.items()},
        "d-norm-squared": _only("d-norm-squared", _norm_squared),
        "chain-rule": _chain_with_table,
        "chain-rule-with-prime": chain_with_prime,
        "constant": _only("constant", _constant),
        **{rule: _only(rule, _own) for rule in _OWN.values()},
        "known-differential": _only("known-differential", _known),
    }
)
