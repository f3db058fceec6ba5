r"""Definitions with an index: `z_i = w^\top x_i`, `X_{ij} = (x_i)_j`, `(x_i)_j = X_{ij}`.

They hold for every value of their indices, so they give a value to the whole family or matrix.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mdderive.latex.building import Building
from mdderive.latex.candidates import Candidate
from mdderive.latex.context import Context
from mdderive.latex.define import ambiguous
from mdderive.latex.elaborate import elaborate, readings_of
from mdderive.latex.formula import Bracket, Entry, Member, Name, Node
from mdderive.latex.indices import Family, free_indices, parts_of
from mdderive.latex.sums import indices_of_step
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import SCALAR, Declaration, Dimension, Shape, Symbol, Term, symbols


@dataclass(frozen=True)
class IndexedTarget:
    """A left side: its name, and the indices it carries, those of its entries last."""

    name: str
    indices: tuple[str, ...]


def indexed_target(left: Node, right: Node, building: Building) -> IndexedTarget | None:
    """What a left side with indices would define."""
    match left:
        case Member(family, index):
            found = IndexedTarget(family, (index,))
        case Entry(Name(name), subscript) if name in building.declarations:
            found = IndexedTarget(name, parts_of(subscript))
        case Entry(Member(family, index) | Bracket(Member(family, index)), subscript):
            found = IndexedTarget(family, (index, *parts_of(subscript)))
        case Name(name):
            return _undeclared(name, right, building)
        case _:
            return None
    free = free_indices((left, right), building.vocabulary())
    distinct = len(set(found.indices)) == len(found.indices)
    counted = 1 <= len(found.indices) <= 2
    return found if distinct and counted and set(found.indices) <= set(free) else None


def _undeclared(name: str, right: Node, building: Building) -> IndexedTarget | None:
    """`f_i` that no declaration knows, where i is free on the right."""
    vocabulary = building.vocabulary()
    for index in free_indices((right,), vocabulary):
        if name not in building.declarations and replace_index(name, index) is not None:
            return IndexedTarget(name, (index,))
    return None


def replace_index(name: str, index: str) -> str | None:
    """The name up to the script that its index is, if it has one."""
    for script in (f"_{index}", f"^{{({index})}}"):
        if script in name:
            return name.split(script)[0]
    return None


def assign_indexed(
    target: IndexedTarget, left: Node, right: Node, context: Context, building: Building
) -> tuple[Symbol, Candidate]:
    """Gives the family or matrix its value."""
    free = free_indices((left, right), context.vocabulary)
    context = indices_of_step(elaborate, free, (left, right), context)
    _refuse_others(target, free, context, right.span)
    found = [one for one in readings_of(right, context) if not one.fallback]
    if len(found) > 1:
        raise ambiguous(found, right.span)
    body = found[0].term
    family = building.families.get(target.name)
    declared = building.declarations.get(target.name)
    if declared is None:
        family = Family(target.indices[0], context.indices[target.indices[0]], body.shape)
        building.families[target.name] = family
        span = (family.range.lower, family.range.count)
        declared = Declaration(target.name, family.whole, range=span, index=family.index)
        building.declarations[target.name] = declared
    value = _value(target, body, declared.shape, context)
    if value.shape != declared.shape:
        message = f"`{target.name}` is declared {declared.shape}, its value is {value.shape}"
        raise Unreadable("D304", message, right.span)
    if target.name in symbols(context.unfolded(value)):
        raise Unreadable("D210", f"`{target.name}` is defined by itself", right.span)
    building.values[target.name] = value
    return Symbol(target.name, declared.shape, left.span), replace(found[0], term=value)


def _refuse_others(
    target: IndexedTarget, free: Sequence[str], context: Context, span: Span
) -> None:
    others = set(free) - set(target.indices)
    unknown = set(target.indices) - context.indices.keys()
    if others or unknown:
        name = min(others or unknown)
        what = "does not stand on the left" if others else "has no range"
        raise Unreadable("D205", f"the index `{name}` {what}", span)


def _value(target: IndexedTarget, body: Term, shape: Shape, context: Context) -> Term:
    """All members or entries together."""
    indices = list(target.indices)
    if len(indices) == 1 and shape.is_column and not shape.is_scalar:
        return apply("transpose", _family(body, indices[0], context))
    if len(indices) == 2 and target.name in context.families:
        member = apply("transpose", _family(body, indices[1], context))
        return _family(member, indices[0], context)
    if len(indices) == 2:
        row = apply("transpose", _family(body, indices[1], context))
        return apply("transpose", _family(row, indices[0], context))
    return _family(body, indices[0], context)


def _family(body: Term, index: str, context: Context) -> Term:
    count = context.indices[index].count
    shape = Shape(body.shape.rows, count * body.shape.cols)
    return apply("family", body, Symbol(index, SCALAR), Dimension(count), shape=shape)
