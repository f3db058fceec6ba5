r"""Definitions with an index: `z_i = w^\top x_i`, `X_{ij} = (x_i)_j`, `(x_i)_j = X_{ij}`.

They hold for every value of their indices, so they give a value to the whole family or matrix.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mdderive.latex.building import Building
from mdderive.latex.candidates import Candidate
from mdderive.latex.context import Context
from mdderive.latex.declarations import declaration_of
from mdderive.latex.define import ambiguous
from mdderive.latex.elaborate import elaborate, readings_of
from mdderive.latex.formula import Bracket, Entry, Member, Name, Node
from mdderive.latex.indices import free_indices
from mdderive.latex.ranges import Family, carried, parts_of
from mdderive.latex.sums import indices_of_step
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import SCALAR, Dimension, Property, Shape, Symbol, Term, symbols


@dataclass(frozen=True)
class IndexedTarget:
    """A left side: its name, and the indices it carries, those of its entries last; `diagonal`: it
    is the diagonal entry of a matrix that is declared diagonal."""

    name: str
    indices: tuple[str, ...]
    diagonal: bool = False


def indexed_target(left: Node, right: Node, building: Building) -> IndexedTarget | None:
    """What a left side with indices would define."""
    match left:
        case Member(family, indices):
            found = IndexedTarget(family, indices)
        case Entry(Name(name), subscript) if name in building.declarations:
            parts = parts_of(subscript)
            once = _is_diagonal(name, building) and len(parts) == 2 and parts[0] == parts[1]
            found = IndexedTarget(name, parts[:1], True) if once else IndexedTarget(name, parts)
        case Entry(Member(family, indices) | Bracket(Member(family, indices)), subscript):
            found = IndexedTarget(family, (*indices, *parts_of(subscript)))
        case Name(name):
            return _undeclared(name, right, building)
        case _:
            return None
    free = free_indices((left, right), building.vocabulary())
    distinct = len(set(found.indices)) == len(found.indices)
    counted = 1 <= len(found.indices) <= 3
    return found if distinct and counted and set(found.indices) <= set(free) else None


def _is_diagonal(name: str, building: Building) -> bool:
    return Property.DIAGONAL in building.declarations[name].properties


def _undeclared(name: str, right: Node, building: Building) -> IndexedTarget | None:
    """`f_i` or `f_{ij}` that no declaration knows, where i and j are free on the right."""
    if name in building.declarations:
        return None
    free = free_indices((right,), building.vocabulary())
    letters = tuple(index for index in free if carried(name, name, (index,)) is not None)
    return IndexedTarget(name, letters) if 1 <= len(letters) <= 2 else None


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
        ranges = tuple(context.indices[index] for index in target.indices)
        family = Family(target.indices, ranges, body.shape)
        building.families[target.name] = family
        declared = declaration_of(target.name, family)
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
    """All members or entries together: the entries of one member first, then the members."""
    family = context.families.get(target.name)
    members = len(family.indices) if family is not None else 0
    entries = target.indices[members:]
    whole = family.shape if family is not None else shape
    for index in reversed(entries):
        body = _family(body, index, context)
        if len(entries) > 1 or not whole.rows.is_one:
            body = apply("transpose", body)
    for index in reversed(target.indices[:members]):
        body = _family(body, index, context)
    return apply("diag", body) if target.diagonal else body


def _family(body: Term, index: str, context: Context) -> Term:
    count = context.indices[index].count
    shape = Shape(body.shape.rows, count * body.shape.cols)
    return apply("family", body, Symbol(index, SCALAR), Dimension(count), shape=shape)
