"""What a verdict owes to the prose: the author did not write it for mdderive, so it is listed."""

from dataclasses import replace as changed

from mdderive.derivation import Outcome, Scope, Step, Verdict
from mdderive.derive.unfold import unfold
from mdderive.derive.verdicts import merged
from mdderive.term import symbols


def with_prose(step: Step, verdict: Verdict, scope: Scope) -> Verdict:
    """The verdict with what the prose says of the names that its step speaks of."""
    if not scope.said or verdict.outcome is Outcome.UNREADABLE:
        return verdict
    sides = [side for reading in step.readings for side in (reading.left, reading.right)]
    names = frozenset().union(*(symbols(unfold(side, scope.values)) for side in sides))
    said = [str(one) for name in scope.said if name in names for one in scope.said[name]]
    return changed(verdict, assumes=merged(verdict.assumes, said))
