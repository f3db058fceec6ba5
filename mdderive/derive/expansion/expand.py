"""What to write between the rows of a derivation.

Each proved step is taken on its own. A rewrite gets the chain from its left side to its right
side. A row `df = ...` starts from d of the value of f, or from the last form of df in the
derivation if that is nearer. A gradient, Jacobian or Hessian gets the rows of the differential it
is read off from in front of it, unless the derivation has them, and the rest in its own row. What
is one rule apart gets no lines, only the rule's name, so writing out twice adds nothing.
"""

from collections.abc import Iterator, Sequence

from mdderive.config import Config
from mdderive.derivation import Line, Outcome, Scope, Step, Verdict
from mdderive.derive.expansion.expanded import Expanded, Reached
from mdderive.derive.expansion.starting import closed
from mdderive.derive.expansion.writer import Writer
from mdderive.evidence import Judges
from mdderive.term import Term


def expand(
    scope: Scope,
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    judges: Judges,
    config: Config,
) -> tuple[Expanded, ...]:
    """What to add to each step; nothing to those that aren't proved."""
    return tuple(_expanded(scope, steps, verdicts, judges, config))


def _expanded(
    scope: Scope,
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    judges: Judges,
    config: Config,
) -> Iterator[Expanded]:
    known = Reached()
    start: Term | None = None
    display: int | None = None
    for step, verdict in zip(steps, verdicts, strict=True):
        above = start if step.display == display else None
        if not step.readings:
            yield Expanded()
            continue
        left, right = step.readings[0].left, step.readings[0].right
        start = left if start is None or not step.continued else start
        if verdict.outcome is not Outcome.PROVED:
            display = None
            yield Expanded()
            continue
        expansion = Writer(scope, judges, config, known, above).step(left, right)
        lines = [*expansion.lead, Line(start, right, "")]
        known, display = _after(known, lines, above, scope), step.display
        yield expansion


def _after(known: Reached, lines: Sequence[Line], above: Term | None, scope: Scope) -> Reached:
    """What has been reached once these rows are written below a row of the chain `above`."""
    left = above
    for line in lines:
        left = line.left or left
        if left is not None:
            known = known.reached(closed(left, scope), line.right)
    return known
