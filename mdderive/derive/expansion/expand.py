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
from mdderive.derive.expansion.writer import Writer, closed
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
    known, start = Reached(), None
    for step, verdict in zip(steps, verdicts, strict=True):
        if verdict.outcome is not Outcome.PROVED or not step.readings:
            start = start if step.continued or not step.readings else step.readings[0].left
            yield Expanded()
            continue
        left, right = step.readings[0].left, step.readings[0].right
        start = left if start is None or not step.continued else start
        expansion = Writer(scope, judges, config, known).step(left, right)
        known = _after(known, [*expansion.lead, Line(start, right, "")], scope)
        yield expansion


def _after(known: Reached, lines: Sequence[Line], scope: Scope) -> Reached:
    """What has been reached once these rows are written."""
    left: Term | None = None
    for line in lines:
        left = line.left or left
        if left is not None:
            known = known.reached(closed(left, scope), line.right)
    return known
