r"""Facts of an annotation: what is given before the first row.

`name = term` gives the name a value; `f(\theta) = term` defines a function of declared names; other
equations and `\ne`, `>`, `<`, `\ge`, `\le` between scalars are kept for the judges, who must find
points where they hold. `x_c = x` of an x_c that is declared constant is such an equation: x_c has
the value of x and stays where it is when x moves.
"""

from mdderive.latex.building import Building
from mdderive.latex.context import Context
from mdderive.latex.define import (
    Target,
    ambiguous,
    assign,
    left_vocabulary,
    moves_though_constant,
    names_in,
    readings_of_value,
    target_of,
)
from mdderive.latex.elaborate import elaborate, readings_of, readings_of_pair
from mdderive.latex.entries_of import note_columns
from mdderive.latex.formula import Bars, Call, Derivative, Nabla, Node
from mdderive.latex.formula_spelling import FormulaSpelling, is_opaque, with_spellings
from mdderive.latex.indexed_definitions import assign_indexed, indexed_target
from mdderive.latex.indices import free_indices
from mdderive.latex.parser import Parser
from mdderive.latex.rows import EQUALITIES, split_row
from mdderive.latex.sums import for_all, indices_of_step
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Fragment
from mdderive.term import Fact, symbols

RELATIONS = {
    r"\ne": "!=", r"\neq": "!=", ">": ">", r"\gt": ">", "<": "<", r"\lt": "<", r"\ge": ">=",
    r"\geq": ">=", r"\geqslant": ">=", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=",
}  # fmt: skip


def read_fact(text: Fragment, tokens: tuple[Token, ...], building: Building) -> None:
    """Takes one fact into the derivation; raises Unreadable."""
    row = split_row(tokens)
    if len(row.signs) != 1 or not all(row.parts):
        fix = "Write one equation or inequality a line."
        raise Unreadable(
            "D112", "a fact is one relation between two formulas", text.span(), fix=fix
        )
    sign = row.signs[0].text
    context = building.context(text)
    letters = left_vocabulary(row.parts[0], context.vocabulary)
    left = with_spellings(Parser(row.parts[0], letters, text.span()).whole(), building.spellings)
    right = Parser(row.parts[1], context.vocabulary, text.span()).whole()
    right = with_spellings(right, building.spellings)
    for side in (left, right):
        building.note_applications(side, text)
    note_columns((left, right), building)
    context = building.context(text)
    whole = indexed_target(left, right, building) if sign in EQUALITIES else None
    if whole is not None and _is_new(Target(whole.name), right, building):
        assign_indexed(whole, left, right, context, building)
        return
    if sign in EQUALITIES and _names_derivative(left, right, context, building):
        left, right = right, left
    if sign in EQUALITIES and _is_spelling(left, context):
        building.spellings.append(formula_spelling(left, right, context))
        return
    target = target_of(left)
    if sign in EQUALITIES and target is not None and _is_new(target, right, building):
        value = readings_of_value(target, right, context, building)
        if any(
            moves_though_constant(target.name, context.unfolded(one.term), building)
            for one in value
        ):
            _keep(sign, left, right, text, building)
            return
        assign(target, value, right.span, context, building)
        return
    _keep(sign, left, right, text, building)


def _names_derivative(left: Node, right: Node, context: Context, building: Building) -> bool:
    """Whether a derivative is given a name, which it does not depend on itself."""
    if not (isinstance(left, Derivative | Nabla) or (isinstance(left, Call) and left.order > 0)):
        return False
    target = target_of(right)
    if target is None or not _is_new(target, left, building):
        return False
    return all(
        target.name not in symbols(context.unfolded(one.term)) for one in readings_of(left, context)
    )


def _is_spelling(left: Node, context: Context) -> bool:
    """Whether a left side means nothing by itself: that fact says what it stands for."""
    known = context.vocabulary
    if is_opaque(left, known.names | known.functions.keys()):
        return target_of(left) is None
    try:
        readings_of(left, context)
    except Unreadable as caught:
        return caught.diagnostic.code == "D303" and isinstance(left, Bars | Call)
    return False


def formula_spelling(left: Node, right: Node, context: Context) -> FormulaSpelling:
    """The left side as a spelling of the right one, for all values of the right one's indices."""
    free = free_indices((right,), context.vocabulary)
    context = indices_of_step(elaborate, free, (left, right), context)
    found = [one for one in readings_of(right, context) if not one.fallback]
    if len(found) > 1:
        raise ambiguous(found, right.span)
    indices = {index: context.indices[index] for index in free if index in context.indices}
    return FormulaSpelling(left, found[0].term, indices)


def _is_new(target: Target, right: Node, building: Building) -> bool:
    if building.wrt is not None and target.name in building.wrt:
        return False
    if target.name in names_in(right):
        return False
    return target.name not in building.values | dict.fromkeys(building.size_letters)


def _keep(sign: str, left: Node, right: Node, text: Fragment, building: Building) -> None:
    relation = "=" if sign in EQUALITIES else RELATIONS.get(sign)
    if relation is None:
        raise Unreadable("D112", f"the relation {sign} is not read in facts", text.span())
    context = building.context(text)
    free = free_indices((left, right), context.vocabulary)
    context = indices_of_step(elaborate, free, (left, right), context)
    found = readings_of_pair(left, right, context)
    main = [one for one in found if not one[2].fallback]
    if len(main) != 1:
        raise Unreadable("D112", "this fact can be read in several ways", text.span())
    one, other, _ = main[0]
    if relation not in ("=", "!=") and not one.shape.is_scalar:
        fix = "Declare it with the property `positive` or `positive definite`."
        raise Unreadable("D112", "an inequality between matrices", text.span(), fix=fix)
    if free and relation != "=":
        raise Unreadable("D112", "an inequality with a free index", text.span())
    one, other = for_all(one, context), for_all(other, context)
    building.facts.append(Fact(one, relation, other, text.text.strip()))
