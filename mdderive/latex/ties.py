r"""Matrices tied to a family: `X: R^{N x d} rows x_i^\top`, `Z: R^{d x N} columns z_i`.

The value of X is the rows one below the other, that of Z the columns side by side, in the order of
the index. A family that nothing else declares gets its shape and range from the matrix.
"""

import re
from dataclasses import dataclass

from mdderive.latex.building import Building
from mdderive.latex.canonical import canonical
from mdderive.latex.declarations import declaration_of
from mdderive.latex.define import ambiguous
from mdderive.latex.elaborate import elaborate, readings_of
from mdderive.latex.indices import free_indices
from mdderive.latex.parser import Parser
from mdderive.latex.ranges import Family, Range, unscripted
from mdderive.latex.sums import for_all, indices_of_step
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Fragment
from mdderive.term import Shape, Size, Term, symbols

_TRANSPOSED = re.compile(
    r"\s*\^\s*(?:T|\\top|\\intercal|\{\s*(?:T|\\top|\\(?:mathrm|mathsf|text|rm)\s*\{?\s*T\s*\}?)\s*\})$"
)
_INDEX = re.compile(r"[_^]\{?[(\[]?(?P<letter>[a-z])[)\]]?\}?$")
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
    _declare_family(found, building)
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


def _declare_family(found: Tie, building: Building) -> None:
    r"""Declares x_i of `rows x_i^\top` and of `columns x_i`, if nothing is known of it."""
    end = _TRANSPOSED.search(found.what.text)
    if found.rows != (end is not None):
        return
    whole = found.what.cut(0, end.start()) if end is not None else found.what
    name = canonical(building.tokens(whole))
    index = _INDEX.search(name)
    vocabulary = building.vocabulary()
    if index is None or vocabulary.known(name) is not None or vocabulary.member(name) is not None:
        return
    letter = index.group("letter")
    stem = unscripted(name, letter)
    if stem is None or vocabulary.known(stem) is not None or letter in vocabulary.sizes:
        return
    matrix = building.declarations[found.name].shape
    size, count = (matrix.cols, matrix.rows) if found.rows else (matrix.rows, matrix.cols)
    family = Family((letter,), (Range(1, count),), Shape(size, Size.of(1)))
    building.declarations[name] = declaration_of(name, family)
    building.families[name] = family
    building.places[name] = found.what.span()


def _refuse_shape(found: Tie, body: Term, value: Term, building: Building) -> None:
    declared = building.declarations[found.name].shape
    single = body.shape.rows if found.rows else body.shape.cols
    if not single.is_one or value.shape != declared:
        what = "row" if found.rows else "column"
        message = f"a {what} of `{found.name}`, which is {declared}, cannot be {body.shape}"
        raise Unreadable("D304", message, found.what.span())
