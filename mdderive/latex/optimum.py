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
    r"\\(?P<accent>hat|widehat|bar|tilde)\{(?P<hat>.+?)\}(?P<script>_.+)?"
    r"|(?P<star>.+?)(?P<above>_.+?)?\^(?:\*|\\star|\\ast|\{\*\})(?P<below>_.+)?"
)


def optima_of(name: str) -> tuple[str, ...]:
    r"""The names whose optimum a decorated name may be: \mu_1 of `\hat{\mu}_1` and `\mu_1^*`; \mu
    of `\hat{\mu}_{ML}`, too, where the subscript is a label and no index."""
    found = _OPTIMUM.fullmatch(name)
    if found is None:
        return ()
    base = str(found.group("hat") or found.group("star"))
    script = next(filter(None, found.group("script", "above", "below")), "")
    return (base + script, base) if script and _is_label(script) else (base + script,)


def _is_label(script: str) -> bool:
    """Whether a subscript has more than one letter."""
    letters = re.sub(r"\\(?:text|mathrm|mbox|operatorname)\b|[^A-Za-z]", "", script)
    return len(letters) > 1


def note_optima(names: Iterable[str], building: Building) -> None:
    """Which undeclared names of a row stand for a variable; they count as declared from then on."""
    if not (building.hypothesis or building.zeroed):
        return
    for name in names:
        if name not in building.declarations and name not in building.values:
            stands_for(name, building)


def stands_for(name: str, building: Building) -> bool:
    """Whether a name stands for the variable that it decorates with a hat or star."""
    found = (building.vocabulary().known(base) for base in optima_of(name))
    variable = next((one for one in found if one in building.declarations), None)
    if variable is None or variable not in building.moving - building.values.keys():
        return False
    if name.startswith((r"\bar", r"\tilde")):
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
