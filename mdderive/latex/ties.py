r"""Matrices tied to a family: `X: R^{N x d} rows x_i^\top`, `Z: R^{d x N} columns z_i`.

The value of X is the rows one below the other, that of Z the columns side by side, in the order of
the index.
"""

import re
from dataclasses import dataclass

from mdderive.latex.building import Building
from mdderive.latex.define import ambiguous
from mdderive.latex.elaborate import elaborate, readings_of
from mdderive.latex.indices import free_indices
from mdderive.latex.parser import Parser
from mdderive.latex.sums import for_all, indices_of_step
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Fragment
from mdderive.term import Term, symbols

_TIE = re.compile(r"(?:^|[\s,])(?:with )?(?P<how>rows|columns)\s+(?P<what>\S.*)$")


@dataclass(frozen=True)
class Tie:
    """A matrix has these as its rows, or else as its columns."""

    name: str
    rows: bool
    what: Fragment


def cut_tie(line: Fragment) -> tuple[Fragment, tuple[bool, Fragment] | None]:
    """A declaration without its last part, and that part: whether of rows, and of what."""
    found = _TIE.search(line.text)
    if found is None:
        return line, None
    what = line.cut(found.start("what"), found.end("what"))
    return line.cut(0, found.start()).stripped(), (found.group("how") == "rows", what)


def tie(found: Tie, building: Building) -> None:
    """Gives the matrix its value; raises Unreadable."""
    place = found.what.span()
    context = building.context(found.what)
    node = Parser(building.tokens(found.what), context.vocabulary, place).whole()
    free = free_indices((node,), context.vocabulary)
    if len(free) != 1:
        fix = rf"Write it as `{found.name}: R^{{N x d}} rows x_i^\top`."
        raise Unreadable("D111", "rows and columns carry one index", place, fix=fix)
    context = indices_of_step(elaborate, free, (node,), context)
    if free[0] not in context.indices:
        raise Unreadable("D111", f"nothing says what `{free[0]}` runs over", place)
    readings = [one for one in readings_of(node, context) if not one.fallback]
    if len(readings) > 1:
        raise ambiguous(readings, place)
    body = readings[0].term
    whole = apply("transpose", for_all(apply("transpose", body), context))
    value = whole if found.rows else for_all(body, context)
    _refuse_shape(found, body, value, building)
    if found.name in symbols(context.unfolded(value)):
        raise Unreadable("D210", f"`{found.name}` is defined by itself", place)
    building.values[found.name] = value


def _refuse_shape(found: Tie, body: Term, value: Term, building: Building) -> None:
    declared = building.declarations[found.name].shape
    single = body.shape.rows if found.rows else body.shape.cols
    if not single.is_one or value.shape != declared:
        what = "row" if found.rows else "column"
        message = f"a {what} of `{found.name}`, which is {declared}, cannot be {body.shape}"
        raise Unreadable("D304", message, found.what.span())
