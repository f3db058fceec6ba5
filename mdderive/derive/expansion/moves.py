"""All rules in action, and what a term is up to one of them.

For each rule, `normal(rule, term)` applies it everywhere until it changes nothing. Two terms are
one rule apart if and only if these forms agree: whether the rule was used forwards or backwards,
at one place or at several. This is how a line is checked, by no more than the rule itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mdderive.derive.expansion import algebra, differentials, entrywise, traces, transposes
from mdderive.derive.expansion.clean import clean, key, silent
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground
from mdderive.term import Apply, Term, subterms, with_children
from mdderive.term.walk import BINDERS

ROUNDS = 60
"""How often a rule may go over a term; every rule here stops by itself far sooner."""

MOVES: Mapping[str, Rewrite] = MappingProxyType(
    {
        **differentials.REWRITES,
        **transposes.REWRITES,
        **algebra.REWRITES,
        **traces.REWRITES,
        **entrywise.REWRITES,
    }
)

_NAMES = MappingProxyType({"definition-in-d": "definition", "chain-rule-with-prime": "chain-rule"})
_BY_LENGTH = MappingProxyType(
    {"distribute": ("factor-out", "distribute"), "trace-collect": ("trace-collect", "trace-split")}
)
"""Rules that are called otherwise where they shorten a line than where they lengthen it."""


def everywhere(term: Term, rewrite: Rewrite, ground: Ground) -> Term:
    """The rule applied at every place, again and again until nothing changes."""
    current = clean(term)
    for _ in range(ROUNDS):
        after = once(current, rewrite, ground)
        if after == current:
            break
        current = after
    return current


def once(term: Term, rewrite: Rewrite, ground: Ground) -> Term:
    """The rule applied at every place, innermost first, in one go."""
    return clean(_once(term, rewrite, ground))


def _once(term: Term, rewrite: Rewrite, ground: Ground) -> Term:
    if isinstance(term, Apply):
        if term.operator in BINDERS:
            return term
        args = tuple(_once(arg, rewrite, ground) for arg in term.args)
        inner = with_children(term, args)
        term = inner if inner is term else clean(inner)
    changed = rewrite(term, ground)
    return term if changed is None else changed


def normal(move: str, term: Term, ground: Ground) -> str:
    """The representative of everything that is one use of the rule away, as its key."""
    return key(silent(everywhere(term, MOVES[move], ground)))


def rule_name(move: str, before: Term, after: Term, ground: Ground) -> str:
    """The id of the rule by which a line leads from `before` to `after`."""
    if move in _BY_LENGTH:
        here, there = (normal(move, line, ground) == key(silent(line)) for line in (before, after))
        longer = there if here != there else _size(after) > _size(before)
        return _BY_LENGTH[move][longer]
    return _NAMES.get(move, move)


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
