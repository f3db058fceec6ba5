"""What a verdict owes to the prose, or to an earlier derivation: the author did not write it for
this one, so it is listed."""

from dataclasses import replace as changed

from mdderive.derivation import Outcome, Scope, Step, Verdict
from mdderive.derive.verdicts import merged
from mdderive.term import symbols


def with_prose(step: Step, verdict: Verdict, scope: Scope) -> Verdict:
    """The verdict with what the prose, or an earlier derivation, says of the names of its step."""
    told = {**scope.said, **scope.kept}
    if not told or verdict.outcome is Outcome.UNREADABLE:
        return verdict
    names = _names(step, scope)
    said = [str(one) for name in told if name in names for one in told[name]]
    return changed(verdict, assumes=merged(verdict.assumes, said))


def _names(step: Step, scope: Scope) -> frozenset[str]:
    """The names that a step speaks of, through values too."""
    found: frozenset[str] = frozenset()
    sides = [side for reading in step.readings for side in (reading.left, reading.right)]
    new = frozenset().union(*map(symbols, sides))
    while new:
        found |= new
        values = [scope.values[name] for name in new if name in scope.values]
        new = frozenset().union(*map(symbols, values)) - found
    return found
