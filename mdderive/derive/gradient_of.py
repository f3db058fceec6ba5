"""The right side that a derivative or differential should have, in matrix notation.

It is computed by the expansion's own rules: d of the body, brought to the form a gradient is read
off from. So it comes out as a teacher would write it, without what the author wrote in mind. It
proves nothing; whoever offers it lets both judges look at it first.
"""

from mdderive.derivation import Scope
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.ground import ground_of
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.reading import derivative_of, lines_of
from mdderive.derive.expansion.starting import opened
from mdderive.operators import apply
from mdderive.term import Term


def recomputed(term: Term, scope: Scope) -> Term | None:
    """What a gradient, Jacobian or differential equals; None where the rules don't get there."""
    derivative = derivative_of(term)
    if derivative is not None:
        start = opened(apply("differential", derivative.body), scope)
        ground = ground_of(scope, derivative.variable)
        found = derivative.read(lines_of(start, ground)[-1], ground)
        return None if found is None else display(found)
    if not is_a(term, "differential"):
        return None
    last = lines_of(opened(term, scope), ground_of(scope))[-1]
    return None if last == term else display(last)
