"""What a rule is: one named step of a derivation, as data.

`left` and `right` are LaTeX over the letters declared in `GROUND`, so a rule can be shown, read
and judged like any row of a note. How a rule rewrites terms stands with the expansion, under the
same id.
"""

from dataclasses import dataclass

from mdderive.operators import Title

GROUND = (
    "A, B: R^{n x n}",
    "X, Z, C: R^{m x n}",
    "Y: R^{n x m}",
    "x, y, z: R^n",
    "s, t: R",
    "S: R^{n x n} symmetric",
    "J: R^{n x n} skew",
    "D: R^{n x n} diagonal",
    "b, c: R^n",
    "wrt: A, B, X, Y, Z, x, y, z, s, t",
)
"""The annotation under which the formulas of every rule are read; C, S, J, D, b, c are constant."""


@dataclass(frozen=True)
class Rule:
    """One rule: `left` = `right` wherever `conditions` (short phrases) hold; `reason` says why in
    one sentence; `example` is an instance of it, an equation. `facts` are further annotation
    lines that its formulas need."""

    id: str
    title: Title
    left: str
    right: str
    reason: Title
    example: str
    conditions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
