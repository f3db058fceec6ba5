r"""What the prose between two displays sets to 0: the derivative that the display before states.

"Setting this to zero gives" before X^T X w = X^T y makes that row a conclusion. Where the display
states several derivatives, the prose has to speak of several, or none is meant.
"""

from collections.abc import Sequence

from mdderive.derivation import Kind, Step, Zeroed
from mdderive.latex.building import Building
from mdderive.latex.kinds import is_first_order
from mdderive.operators import apply
from mdderive.term import Fact


def set_to_zero(said: Zeroed, steps: Sequence[Step], building: Building) -> tuple[Fact, ...]:
    """The hypotheses that hold from the next row on."""
    if said is Zeroed.NONE:
        return ()
    starts = [step for step in steps if not step.continued and _states(step, building)]
    last = [step for step in starts if step.display == starts[-1].display]
    if any(step.kind is Kind.HYPOTHESIS and step.display == last[0].display for step in steps):
        return ()  # The note sets it to 0 itself.
    found = {step.readings[0].left: step for step in last}
    if not found or (len(found) > 1 and said is Zeroed.ONE):
        return ()
    building.hypothesis = True
    return tuple(
        Fact(term, "=", apply("zero", shape=term.shape), f"{step.left.text.strip()} = 0")
        for term, step in found.items()
    )


def _states(step: Step, building: Building) -> bool:
    return bool(step.readings) and is_first_order(step.readings[0].left, building.values)
