r"""A row that defines a name: the name of its left side, or the family or matrix that it has there
with indices, has no value so far, is no variable, and nothing that is given or judged before speaks
of it.
"""

from dataclasses import replace

from mdderive.derivation import Kind, Reading, Step
from mdderive.latex.building import Building
from mdderive.latex.context import Context
from mdderive.latex.define import (
    Target,
    assign,
    logarithm_target,
    names_in,
    readings_of_value,
    target_of,
)
from mdderive.latex.entrywise import operands_of
from mdderive.latex.formula import Node
from mdderive.latex.indexed_definitions import IndexedTarget, assign_indexed, indexed_target
from mdderive.latex.inference import Inferred, undeclared_names, with_inference
from mdderive.latex.leaves import PI
from mdderive.latex.optimum import optima_of, stands_for
from mdderive.latex.spelled_definitions import is_new_function, spelled_definition
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import Declaration, Symbol, Term, symbols

NUMBERS = frozenset({PI, "e"})
"""Built-in names of numbers: a row that begins with one is a claim about it."""


def as_definition(
    step: Step, left: Node, right: Node, context: Context, building: Building
) -> Step | None:
    """The row as a definition, None if it is a claim."""
    whole = indexed_target(left, right, building)
    if whole is not None and _defines(Target(whole.name), right, building):
        return _indexed_definition(step, left, right, whole, context, building)
    target = target_of(left) or logarithm_target(left, building)
    if target is not None and _defines(target, right, building):
        return _definition(step, left, right, target, context, building)
    if target is None and is_new_function(left, context, building):
        return spelled_definition(step, left, right, context, building)
    return None


def declare_inferred(inferred: Inferred, building: Building) -> None:
    """Later rows take the shapes found here as declared."""
    for name, shape in inferred.shapes.items():
        building.declarations[name] = Declaration(name, shape)


def _defines(target: Target, right: Node, building: Building) -> bool:
    name = target.name
    if name in NUMBERS and name not in building.declarations:
        return False
    if name in building.values or name in building.size_letters or name in building.unread:
        return False
    if name in names_in(right) and name not in building.declarations:
        return _refuse_update(name, right)
    if name in building.doubtful:
        message = f"what is given of `{name}` could not be read, so that this is no definition"
        raise Unreadable("D208", message, right.span, fix="Mend that line first.")
    known = building.declarations.keys() - {name}
    if (building.hypothesis or building.zeroed) and not known.isdisjoint(optima_of(name)):
        if stands_for(name, building):
            return False
        message = f"`{name}` is a conclusion from the derivative set to 0, which is not judged"
        raise Unreadable("D208", message, right.span)
    declared = building.declarations.get(name)
    variable = name in building.moving or (building.wrt is not None and name in building.wrt)
    claimed = name in building.mentioned or name in names_in(right)
    in_facts = any(name in symbols(f.left) | symbols(f.right) for f in building.facts)
    function = declared is not None and declared.function is not None
    return not (variable or claimed or in_facts or function)


def _refuse_update(name: str, right: Node) -> bool:
    message = f"`{name}` stands on both sides and has no value"
    raise Unreadable("D210", message, right.span)


def _definition(
    step: Step,
    left: Node,
    right: Node,
    target: Target,
    context: Context,
    building: Building,
) -> Step:
    context = replace(context, operands=operands_of((right,)))
    names = undeclared_names((right,), context)
    names.pop(target.name, None)
    candidates, inferred = with_inference(
        names,
        context,
        lambda tried: readings_of_value(target, right, tried, building),
        lambda found: [candidate.term for candidate in found],
        lambda assumed: replace(context, assumed=assumed),
    )
    declare_inferred(inferred, building)
    value = assign(target, candidates, right.span, context, building)
    symbol: Term = Symbol(target.name, value.term.shape, left.span)
    if target.logarithm:
        symbol = apply("map", symbol, data=("log", 0))
    reading = Reading(symbol, value.term, (*inferred.notes, *value.assumes))
    return replace(step, kind=Kind.DEFINITION, readings=(reading,), defines=target.name)


def _indexed_definition(
    step: Step,
    left: Node,
    right: Node,
    target: IndexedTarget,
    context: Context,
    building: Building,
) -> Step:
    symbol, value = assign_indexed(target, left, right, context, building)
    reading = Reading(symbol, value.term, value.assumes)
    return replace(step, kind=Kind.DEFINITION, readings=(reading,), defines=target.name)


def names_to_infer(left: Node, right: Node, context: Context, continued: bool) -> dict[str, Span]:
    """The undeclared names of a claim. A left side of letters that nothing is known of and that
    the right side lacks is a word that the row means to define, no product: `R S S = ...`."""
    names = undeclared_names((left, right), context)
    own, other = names_in(left), names_in(right)
    if not continued and len(own) > 1 and own <= names.keys() and not own & other:
        listed = ", ".join(f"`{name}`" for name in sorted(own))
        fix = r"Write the name upright, `\mathrm{RSS} = ...`, or declare the factors."
        raise Unreadable("D206", f"{listed} are not declared", left.span, fix=fix)
    return names
