"""All rules in action, and what a term is up to one of them.

For each rule, `normal(rule, term)` applies it everywhere until it changes nothing. Two terms are
one rule apart if and only if these forms agree: whether the rule was used forwards or backwards,
at one place or at several. This is how a line is checked, by no more than the rule itself.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from mdderive.derive.expansion import (
    algebra,
    differentials,
    entrywise,
    linearity,
    traces,
    transposes,
    unvec,
)
from mdderive.derive.expansion.clean import clean, silent
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground
from mdderive.term import Apply, Term, children, subterms, with_children
from mdderive.term.walk import BINDERS

ROUNDS = 60
"""How often a rule may go over a term; every rule here stops by itself far sooner."""

MOVES: Mapping[str, Rewrite] = MappingProxyType(
    {
        **differentials.REWRITES,
        **linearity.REWRITES,
        "collect": algebra.collect,
        **transposes.REWRITES,
        **algebra.REWRITES,
        **traces.REWRITES,
        **entrywise.REWRITES,
        **unvec.REWRITES,
    }
)

_NAMES = MappingProxyType(
    {
        "definition-in-d": "definition",
        "chain-rule-with-prime": "chain-rule",
        "product-rule-turned": "product-rule",
        "d-square": "d-norm-squared",
        "product-rule-last": "product-rule",
        "product-rule-first": "product-rule",
        "sigmoid-by-exp": "function-written-out",
        "vec-trace": "trace-vec",
    }
)
_BY_LENGTH = MappingProxyType(
    {"distribute": ("factor-out", "distribute"), "trace-collect": ("trace-collect", "trace-split")}
)
"""Rules that are called otherwise where they shorten a line than where they lengthen it."""


NEEDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(differentials.REWRITES, frozenset({"differential"})),
        **dict.fromkeys(linearity.REWRITES, frozenset({"differential"})),
        **dict.fromkeys(transposes.REWRITES, frozenset({"transpose"})),
        **{name: frozenset({name}) for name in ("identity", "softmax")},
        "distribute": frozenset({"sum"}),
        "collect": frozenset({"sum"}),
        "scalar-first": frozenset({"product"}),
        "inverse-product": frozenset({"inverse"}),
        "cancel-inverse": frozenset({"product", "inverse"}),
        "det-product": frozenset({"determinant"}),
        "scalar-trace": frozenset({"trace"}),
        "rotate": frozenset({"trace"}),
        "trace-transpose": frozenset({"trace"}),
        "trace-linear": frozenset({"trace"}),
        "inner-product": frozenset({"inner"}),
        "norm-squared": frozenset({"norm"}),
        "kronecker-trace": frozenset({"trace", "kronecker"}),
        "diag-trace": frozenset({"trace", "diag"}),
        "trace-vec": frozenset({"trace"}),
        "hadamard-trace": frozenset({"hadamard"}),
        "hadamard-entries": frozenset({"hadamard", "ones"}),
        "derivative-table": frozenset({"map"}),
        "function-written-out": frozenset({"map"}),
        "sigmoid-by-exp": frozenset({"map"}),
        "diag-product": frozenset({"diag"}),
        "diag-inverse": frozenset({"inverse", "diag"}),
        "hadamard-ones": frozenset({"hadamard"}),
        "vec-product": frozenset({"vec"}),
        "vec-trace": frozenset({"product", "vec"}),
        "vec-linear": frozenset({"vec"}),
        "vec-hadamard": frozenset({"vec", "hadamard"}),
        "log-sum-exp": frozenset({"logsumexp"}),
    }
)
"""Operators without which a rule finds nothing in a term: most terms are passed over by these."""

_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def operators_in(term: Term) -> frozenset[str]:
    """The operators that occur in a term."""
    inner = _NOTHING.union(*map(operators_in, children(term)))
    return inner | {term.operator} if isinstance(term, Apply) else inner


def applied(move: str, term: Term, ground: Ground) -> Term:
    """The rule of that name at every place, again and again until nothing changes."""
    return everywhere(term, MOVES[move], ground, NEEDS.get(move, _NOTHING))


def everywhere(
    term: Term, rewrite: Rewrite, ground: Ground, needs: frozenset[str] = _NOTHING
) -> Term:
    """The rule applied at every place, again and again until nothing changes."""
    current = clean(term)
    for _ in range(ROUNDS):
        after = once(current, rewrite, ground, needs)
        if after == current:
            break
        current = after
    return current


def once(term: Term, rewrite: Rewrite, ground: Ground, needs: frozenset[str] = _NOTHING) -> Term:
    """The rule applied at every place, innermost first, in one go."""
    return clean(_once(term, rewrite, ground, needs))


@lru_cache(maxsize=100_000)
def _once(term: Term, rewrite: Rewrite, ground: Ground, needs: frozenset[str]) -> Term:
    if not needs <= operators_in(term):
        return term
    if isinstance(term, Apply):
        if term.operator in BINDERS:
            return term
        args = tuple(_once(arg, rewrite, ground, needs) for arg in term.args)
        inner = with_children(term, args)
        term = inner if inner is term else clean(inner)
    changed = rewrite(term, ground)
    return term if changed is None else changed


@lru_cache(maxsize=50_000)
def normal(move: str, term: Term, ground: Ground) -> Term:
    """The representative of everything that is one use of the rule away."""
    return silent(applied(move, term, ground))


def rule_name(move: str, before: Term, after: Term, ground: Ground) -> str:
    """The id of the rule by which a line leads from `before` to `after`."""
    if move in _BY_LENGTH:
        here, there = (normal(move, line, ground) == silent(line) for line in (before, after))
        longer = there if here != there else _size(after) > _size(before)
        return _BY_LENGTH[move][longer]
    name = _NAMES.get(move, move)
    if name == "product-rule" and not _several_vary(before, after, ground):
        return "constant-factor"
    return name


def _several_vary(before: Term, after: Term, ground: Ground) -> bool:
    """Whether a product with several varying factors stands under a d in either line."""
    products = (
        factors
        for line in (before, after)
        for node in subterms(line)
        if differentials.rule_for(node, ground) == "product-rule"
        for factors in [children(children(node)[0])]
    )
    return any(sum(not ground.is_constant(one) for one in factors) > 1 for factors in products)


def _size(term: Term) -> int:
    return sum(1 for _ in subterms(term))


def one_rule(before: Term, after: Term, ground: Ground) -> str | None:
    """The rule of which `after` is an instance, given `before`; None if there is none. Lines that
    differ silently count as an instance of nothing: they are the same line."""
    if silent(before) == silent(after):
        return None
    for move in MOVES:
        if normal(move, before, ground) == normal(move, after, ground):
            return rule_name(move, before, after, ground)
    return None
