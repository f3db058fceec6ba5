r"""One relation read: a definition, or a claim with all its readings.

A relation is a definition if and only if it begins its row, its left side is one name (perhaps with
arguments) without a value so far, no fact mentions the name, it is no variable, and it does not
occur on the right. A name that an earlier claim speaks of is not defined any more: that claim was
about an arbitrary value.
"""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from mdderive.derivation import Kind, Reading, Step
from mdderive.latex.building import Building
from mdderive.latex.candidates import Candidate
from mdderive.latex.chain_start import differentiated_by
from mdderive.latex.context import Context
from mdderive.latex.define import (
    ambiguous,
    left_vocabulary,
    names_in,
)
from mdderive.latex.doubtful import in_doubt
from mdderive.latex.elaborate import elaborate, readings_of_pair
from mdderive.latex.entries_of import note_columns
from mdderive.latex.entrywise import operands_of
from mdderive.latex.formula import Node
from mdderive.latex.formula_spelling import holds_spelling
from mdderive.latex.index_cases import IndexCase, restricted
from mdderive.latex.indices import free_indices
from mdderive.latex.inference import Inferred, with_inference
from mdderive.latex.kinds import is_first_order, is_gradient, is_zero, kind_of
from mdderive.latex.left_out import refuse_left_out, standing_outside
from mdderive.latex.nabla import variables_below
from mdderive.latex.optimum import at_optimum, note_optima
from mdderive.latex.primes import refuse_new_primes
from mdderive.latex.restating import restated
from mdderive.latex.row_definitions import as_definition, declare_inferred, names_to_infer
from mdderive.latex.rows import EQUALITIES
from mdderive.latex.series import SERIES
from mdderive.latex.sides import Chain, Side, parsed, vanishing
from mdderive.latex.sums import for_all, indices_of_step
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span
from mdderive.term import Apply, Symbol, Term, subterms, symbols

MOST_READINGS = 4


def read_step(
    step: Step, left: Side, sign: Token, right: Side, chain: Chain, building: Building
) -> Step:
    """The step with its readings, its kind, and the name it defines; raises Unreadable."""
    if sign.text not in EQUALITIES:
        return _restating(step, left, sign, right, building)
    context = building.context(right.display.latex)
    right_node = parsed(right, context.vocabulary, building)
    left_node = _begun(step, left, context, building)
    refuse_new_primes(left_node, right_node, not step.continued, building)
    _hold(step, left, (left_node, right_node), chain)
    note_optima(sorted(names_in(left_node) | names_in(right_node)), building)
    columns = note_columns((left_node, right_node), building)
    context = building.context(right.display.latex)
    if chain.definable and not step.continued:
        left_node = _begun(step, left, context, building)
        found = as_definition(step, left_node, right_node, context, building)
        if found is not None:
            return found
        context = building.context(right.display.latex)
    left_node = parsed(left, context.vocabulary, building)
    nodes = (left_node, right_node)
    context = _of_row(nodes, context, building)
    free = _free_indices(nodes, chain, context)
    context = indices_of_step(elaborate, free, nodes, context)
    names = names_to_infer(*nodes, context, step.continued)
    pairs, inferred = with_inference(
        names,
        context,
        lambda tried: readings_of_pair(left_node, right_node, tried),
        lambda pairs: [side for left, right, _ in pairs for side in (left, right)],
        lambda assumed: replace(context, assumed=assumed),
    )
    declare_inferred(inferred, building)
    readings = at_optimum(_readings(pairs, inferred, columns), building, context, right.span)
    defined = is_first_order(readings[0].left, building.values) or holds_spelling(left_node)
    kind = _kind(readings[0], chain, step.continued, defined, building)
    if kind is Kind.HYPOTHESIS and step.continued:
        step = replace(step, supposes=vanishing(chain))
    _remember(readings, building, context)
    if kind is not Kind.HYPOTHESIS and chain.nameless and is_zero(readings[0].right):
        readings = (*readings, _set_to_zero(readings[0], building))
    readings = tuple(_for_all(one, chain.cases, context) for one in readings)
    readings = (*readings, *in_doubt(readings, building, context))
    return replace(step, kind=kind, readings=readings)


def _hold(step: Step, left: Side, nodes: Sequence[Node], chain: Chain) -> None:
    """Notes the indices that stand outside of sums; the left side of a definition is one name."""
    held = standing_outside(nodes)
    if not step.continued:
        summed = any(token.text in SERIES for token in left.tokens)
        chain.held = frozenset() if summed else frozenset(token.text for token in left.tokens)
    chain.held |= held


def _free_indices(nodes: Sequence[Node], chain: Chain, context: Context) -> tuple[str, ...]:
    """The free indices of a step; raises where one of them may be meant to be summed over."""
    free = free_indices(nodes, context.vocabulary)
    refuse_left_out(nodes, free, chain.held)
    return free


def _begun(step: Step, left: Side, context: Context, building: Building) -> Node:
    """The left side, where that of a row that it begins may be a name about to be defined."""
    letters = context.vocabulary
    if not step.continued:
        letters = left_vocabulary(left.tokens, letters)
    return parsed(left, letters, building)


def _of_row(nodes: Sequence[Node], context: Context, building: Building) -> Context:
    """The context with what the row as a whole says of its parts."""
    below = variables_below(nodes) or frozenset(building.moving)
    return replace(context, operands=operands_of(nodes), below=below)


def _restating(step: Step, left: Side, sign: Token, right: Side, building: Building) -> Step:
    """A row that claims no equality: given if it restates what is given, else unreadable."""
    context = building.context(right.display.latex)
    sides = [parsed(side, context.vocabulary, building) for side in (left, right)]
    given = restated(sides[0], sign.text, sides[1], right.display.latex, building)
    if given is None:
        message = f"the sign {sign.text} claims no equality, and restates nothing that is given"
        raise Unreadable("D207", message, sign.span)
    building.mentioned.update(*map(names_in, sides))
    return replace(step, kind=Kind.HYPOTHESIS, restates=given)


def _for_all(reading: Reading, cases: Sequence[IndexCase], context: Context) -> Reading:
    """The reading for all values of its free indices that the row is about."""
    sides, indices = restricted((reading.left, reading.right), cases, context.indices)
    within = replace(context, indices=MappingProxyType(indices))
    left, right = (for_all(side, within) for side in sides)
    listed = tuple(
        f"{case.one} = {case.other}" if case.equal else rf"{case.one} \ne {case.other}"
        for case in cases
    )
    return replace(reading, left=left, right=right, assumes=(*reading.assumes, *listed))


def _set_to_zero(reading: Reading, building: Building) -> Reading:
    """The derivative of a formula without a name, set to 0: by the letter it is a claim, and the
    author may have meant a hypothesis."""
    building.hypothesis = building.lost = True
    label = "the derivative of a formula without a name is set to 0"
    rewrite = "a row before that gives the formula a name, `f = ...`"
    return Reading(reading.right, reading.right, (), label, rewrite, True)


# -- claims


def _readings(
    found: Sequence[tuple[Term, Term, Candidate]], inferred: Inferred, columns: Sequence[str]
) -> tuple[Reading, ...]:
    main = [one for one in found if not one[2].fallback]
    if len(main) > MOST_READINGS:
        raise ambiguous([candidate for _, _, candidate in main], found[0][0].span or Span(0, 0))
    others = [one for one in found if one not in main]
    return tuple(
        Reading(
            left,
            right,
            (*inferred.notes, *c.assumes, *columns),
            "; ".join(dict.fromkeys(pick.label for pick in c.picks)),
            "; ".join(dict.fromkeys(pick.rewrite for pick in c.picks)),
            c.fallback,
        )
        for left, right, c in [*main, *others][:MOST_READINGS]
    )


def _remember(readings: Sequence[Reading], building: Building, context: Context) -> None:
    """Which names a judged row speaks of, through definitions too, and which of them move."""
    for reading in readings:
        for side in (reading.left, reading.right):
            building.mentioned.update(symbols(side), symbols(context.unfolded(side)))
            for part in subterms(side):
                if isinstance(part, Apply) and part.operator == "differential":
                    building.moving.update(_own(part.args[0]))
            building.moving.update(differentiated_by(side))


def _own(term: Term) -> frozenset[str]:
    return frozenset({term.name}) if isinstance(term, Symbol) else frozenset()


def _kind(
    reading: Reading, chain: Chain, continued: bool, defined: bool, building: Building
) -> Kind:
    left, right = reading.left, reading.right
    if not continued:
        chain.stationary = (is_gradient(left) and defined) or left in building.stationary
        chain.stationary |= is_first_order(left, building.values)
        chain.unread = False
        chain.nameless = is_gradient(left) and not chain.stationary
        chain.start = left if is_gradient(left) or chain.stationary else None
    turned = not continued and is_zero(left) and is_first_order(right, building.values)
    # That a computed value is 0 is no identity that anyone would state.
    computed = continued and chain.nameless and is_zero(right)
    if (is_zero(right) or is_zero(left)) and (
        chain.stationary or turned or chain.unread or computed
    ):
        building.hypothesis = True
        if chain.unread:
            building.lost = True
            message = "this sets to 0 what begins with a derivative that could not be read"
            raise Unreadable("D208", message, right.span)
        chain.stationary = chain.nameless = False
        return Kind.HYPOTHESIS
    building.zeroed |= is_zero(left) or is_zero(right)
    if chain.stationary:
        building.stationary.extend((left, right))
    return kind_of(left)
