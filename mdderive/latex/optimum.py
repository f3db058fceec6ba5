r"""`\hat{\mu}` and `\mu^*` after a hypothesis: the value of \mu where the derivative vanishes.

An undeclared `\hat{\mu}` beside a variable \mu stands for \mu, in rows that speak of the one only:
f(w) - f(\hat w) needs both, and is not read.
"""

import re
from collections.abc import Iterable
from dataclasses import replace as changed

from mdderive.derivation import Reading
from mdderive.latex.building import Building
from mdderive.latex.context import Context
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Declaration, Symbol, replace, symbols

_OPTIMUM = re.compile(
    r"\\(?P<accent>hat|widehat|bar|tilde)\{(?P<hat>.+)\}(?P<script>_.+)?"
    r"|(?P<star>.+)\^(?:\*|\\star|\\ast|\{\*\})(?P<below>_.+)?"
)


def optimum_of(name: str) -> str | None:
    r"""The name whose optimum a decorated name is: \mu of `\hat{\mu}` and `\mu^*`."""
    found = _OPTIMUM.fullmatch(name)
    if found is None:
        return None
    base = found.group("hat") or found.group("star")
    return str(base) + (found.group("script") or found.group("below") or "")


def note_optima(names: Iterable[str], building: Building) -> None:
    """Which undeclared names of a row stand for a variable; they count as declared from then on."""
    if not building.hypothesis:
        return
    for name in names:
        if name not in building.declarations and name not in building.values:
            stands_for(name, building)


def stands_for(name: str, building: Building) -> bool:
    """Whether a name stands for the variable that it decorates with a hat or star."""
    base = optimum_of(name)
    variable = building.vocabulary().known(base) if base is not None else None
    if variable not in building.moving - building.values.keys() or variable is None:
        return False
    if name.startswith((r"\bar", r"\tilde")) or variable not in building.declarations:
        return False
    shape = building.declarations[variable].shape
    if building.declarations.setdefault(name, Declaration(name, shape)).shape != shape:
        return False
    building.optima[name] = variable
    return True


def at_optimum(
    readings: tuple[Reading, ...], building: Building, context: Context, span: Span
) -> tuple[Reading, ...]:
    """The readings with variables in place of the names that stand for them."""
    return tuple(_put(reading, building, context, span) for reading in readings)


def _put(reading: Reading, building: Building, context: Context, span: Span) -> Reading:
    sides = (reading.left, reading.right)
    mentioned = frozenset().union(*(symbols(context.unfolded(side)) for side in sides))
    used = {name: base for name, base in building.optima.items() if name in mentioned}
    for name, base in used.items():
        if base in mentioned:
            message = f"`{name}` stands for `{base}` at the optimum, and this row holds both"
            fix = f"Declare `{name}`, and give what holds there as a fact."
            raise Unreadable("D208", message, span, fix=fix)
    values = {name: Symbol(base, building.declarations[base].shape) for name, base in used.items()}
    notes = tuple(f"{name} stands for {base}" for name, base in used.items())
    left, right = (replace(side, values) for side in sides)
    return changed(reading, left=left, right=right, assumes=(*reading.assumes, *notes))
