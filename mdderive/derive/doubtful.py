"""A false row that speaks of a name of which a given fact could not be read: perhaps that fact is
what makes it true, so it has no verdict."""

from dataclasses import replace as changed

from mdderive.derivation import Outcome, Scope, Step, Verdict
from mdderive.derive.unfold import unfold
from mdderive.diagnostics import Diagnostic
from mdderive.term import symbols


def unless_doubtful(step: Step, verdict: Verdict, scope: Scope) -> Verdict:
    """The verdict of a step, unless it is a refutation that an unread fact might undo."""
    if verdict.outcome is not Outcome.REFUTED or not scope.doubtful:
        return verdict
    sides = (side for reading in step.readings for side in (reading.left, reading.right))
    names = frozenset[str]().union(
        *(symbols(side) | symbols(unfold(side, scope.values)) for side in sides)
    )
    if not (names & scope.doubtful):
        return verdict
    name = min(names & scope.doubtful)
    message = f"false, unless what is given of `{name}` makes it true, which could not be read"
    found = Diagnostic("D208", message, step.span, fix="Mend that line first.")
    return changed(
        verdict, outcome=Outcome.UNREADABLE, witness=None, mistake=None, diagnostic=found
    )
