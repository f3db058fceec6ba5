r"""Rows to steps: one per relation sign; which are definitions, and what kind the others are.

A relation is a definition if and only if it begins its row, its left side is one name (perhaps with
arguments) without a value so far, no fact mentions the name, it is no variable, and it does not
occur on the right. A name that an earlier claim speaks of is not defined any more: that claim was
about an arbitrary value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mdderive.derivation import Display, Kind, Reading, Step
from mdderive.diagnostics import Diagnostic
from mdderive.latex.building import Building, fragment_of
from mdderive.latex.candidates import Candidate
from mdderive.latex.context import Context
from mdderive.latex.define import (
    Target,
    ambiguous,
    assign,
    left_vocabulary,
    names_in,
    readings_of_value,
    target_of,
)
from mdderive.latex.elaborate import readings_of_pair
from mdderive.latex.entrywise import operands_of
from mdderive.latex.formula import Node
from mdderive.latex.inference import Inferred, undeclared_names, with_inference
from mdderive.latex.kinds import (
    KINDS,
    computes,
    is_first_order,
    is_zero,
    kind_by_spelling,
    kind_of,
)
from mdderive.latex.parser import Parser, height
from mdderive.latex.rows import EQUALITIES, Row
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.source import Fragment, Span
from mdderive.term import Apply, Declaration, Symbol, Term, subterms, symbols

MOST_READINGS = 4


@dataclass(frozen=True)
class Side:
    """One side of a relation: its tokens, and its tree once it has been parsed."""

    tokens: tuple[Token, ...]
    display: Display

    @property
    def span(self) -> Span:
        return self.tokens[0].span.to(self.tokens[-1].span)

    @property
    def latex(self) -> Fragment:
        return fragment_of(self.display, self.span)


@dataclass
class Chain:
    """What a continued row continues: the last right side; whether the chain began with a
    derivative of a defined scalar and has not been set to 0; whether an implication precedes."""

    last: Side | None = None
    stationary: bool = False
    implied: bool = False

    def follow(self, row: Row, display: Display) -> None:
        """Goes on after a row of definitions that has been read before."""
        self.last = Side(row.parts[-1], display) if row.parts[-1] else None
        self.stationary = False


@dataclass(frozen=True)
class Place:
    """Where a relation stands: numbers of display and row, counted within the derivation."""

    display: int
    row: int


def steps_of_row(
    row: Row, place: Place, display: Display, chain: Chain, building: Building
) -> Iterator[Step]:
    """The steps of one row, in order; `chain` and `building` grow."""
    chain.implied = row.link is not None
    first = Side(row.parts[0], display) if row.parts[0] else chain.last
    if first is None:
        span = row.signs[0].span
        problem = Diagnostic("D201", "nothing stands before this sign", span)
        chain.last = Side(row.parts[-1], display) if row.parts[-1] else None
        yield _failed(row, place, display, problem)
        return
    continued = not row.parts[0]
    if not continued:
        chain.stationary = False
    left = first
    for sign, part in zip(row.signs, row.parts[1:], strict=True):
        if not part:
            problem = Diagnostic("D201", "nothing stands after this sign", sign.span)
            yield _failed(row, place, display, problem)
            return
        right = Side(part, display)
        step = _step(left, sign, right, place, continued, chain, building)
        yield _restricted(step, row, chain, building)
        left, continued = right, True
        chain.last = right


def _restricted(step: Step, row: Row, chain: Chain, building: Building) -> Step:
    """The step as the words and implications around it let it stand."""
    if row.condition is not None and step.problem is None:
        message = "the equation is said to hold under a condition only"
        fix = "Give the condition as a fact in the annotation."
        problem = Diagnostic("D204", message, row.condition.span, fix=fix)
        return replace(step, readings=(), problem=problem, defines=None)
    implied = row.link is not None or building.hypothesis
    own = (
        step.kind is Kind.HYPOTHESIS or chain.stationary or computes(step.readings, building.values)
    )
    if implied and step.problem is None and step.defines is None and not own:
        message = "a conclusion from the rows before it; implications are not judged"
        span = row.link.span if row.link is not None else step.span
        problem = Diagnostic("D208", message, span)
        return replace(step, kind=Kind.IMPLICATION, problem=problem)
    if step.kind is Kind.HYPOTHESIS:
        building.hypothesis = True
    return step


def _failed(row: Row, place: Place, display: Display, problem: Diagnostic) -> Step:
    latex = fragment_of(display, row.span)
    kind, sign = Kind.REWRITE, row.signs[0].text if row.signs else ""
    return Step(
        kind, sign, row.span, latex, latex, place.display, place.row, False, problem=problem
    )


def _step(
    left: Side,
    sign: Token,
    right: Side,
    place: Place,
    continued: bool,
    chain: Chain,
    building: Building,
) -> Step:
    span = (sign.span if continued else left.span).to(right.span)
    step = Step(
        Kind.REWRITE,
        sign.text,
        span,
        left.latex,
        right.latex,
        place.display,
        place.row,
        continued,
    )
    try:
        return _read_step(step, left, sign, right, chain, building)
    except Unreadable as caught:
        found = caught.diagnostic
        problem = found if found.span is not None else replace(found, span=span)
        return replace(step, kind=kind_by_spelling(left.tokens), problem=problem)


def _read_step(
    step: Step, left: Side, sign: Token, right: Side, chain: Chain, building: Building
) -> Step:
    if sign.text not in EQUALITIES:
        raise Unreadable("D207", f"the sign {sign.text} claims no equality", sign.span)
    context = building.context(right.display.latex)
    right_node = _parsed(right, context.vocabulary, building)
    if not step.continued:
        letters = left_vocabulary(left.tokens, context.vocabulary)
        left_node = _parsed(left, letters, building)
        target = target_of(left_node)
        fresh = target is not None and not chain.implied
        if target is not None and fresh and _defines(target, right_node, building):
            return _definition(step, left_node, right_node, target, context, building)
    left_node = _parsed(left, context.vocabulary, building)
    context = replace(context, operands=operands_of((left_node, right_node)))
    names = undeclared_names((left_node, right_node), context)
    found, inferred = with_inference(
        names,
        context,
        lambda tried: readings_of_pair(left_node, right_node, tried),
        lambda pairs: [side for left, right, _ in pairs for side in (left, right)],
        lambda assumed: replace(context, assumed=assumed),
    )
    declare_inferred(inferred, building)
    readings = _readings(found, inferred)
    kind = _kind(readings[0], chain, step.continued, building)
    _remember(readings, building)
    return replace(step, kind=kind, readings=readings)


def declare_inferred(inferred: Inferred, building: Building) -> None:
    """Later rows take the shapes found here as declared."""
    for name, shape in inferred.shapes.items():
        building.declarations[name] = Declaration(name, shape)


def _parsed(side: Side, vocabulary: Vocabulary, building: Building) -> Node:
    budget = building.config.budget
    if len(side.tokens) > budget.formula_tokens:
        message = f"a formula of {len(side.tokens)} tokens; {budget.formula_tokens} are read"
        raise Unreadable("D203", message, side.span)
    node = Parser(side.tokens, vocabulary, side.span).whole()
    if height(node) > budget.depth:
        raise Unreadable("D203", "the formula is nested too deep", side.span)
    return node


# -- definitions


def _defines(target: Target, right: Node, building: Building) -> bool:
    name = target.name
    if name in building.values or name in building.size_letters:
        return False
    if name in names_in(right) and name not in building.declarations:
        return _refuse_update(name, right)
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
    symbol = Symbol(target.name, value.term.shape, left.span)
    reading = Reading(symbol, value.term, (*inferred.notes, *value.assumes))
    return replace(step, kind=Kind.DEFINITION, readings=(reading,), defines=target.name)


# -- claims


def _readings(
    found: Sequence[tuple[Term, Term, Candidate]], inferred: Inferred
) -> tuple[Reading, ...]:
    main = [one for one in found if not one[2].fallback]
    if len(main) > MOST_READINGS:
        raise ambiguous([candidate for _, _, candidate in main], found[0][0].span or Span(0, 0))
    others = [one for one in found if one not in main]
    return tuple(
        Reading(
            left,
            right,
            (*inferred.notes, *c.assumes),
            "; ".join(dict.fromkeys(pick.label for pick in c.picks)),
            "; ".join(dict.fromkeys(pick.rewrite for pick in c.picks)),
            c.fallback,
        )
        for left, right, c in [*main, *others][:MOST_READINGS]
    )


def _remember(readings: Sequence[Reading], building: Building) -> None:
    """Which names a judged row speaks of, and which of them move."""
    for reading in readings:
        for side in (reading.left, reading.right):
            building.mentioned.update(symbols(side))
            for part in subterms(side):
                if isinstance(part, Apply) and part.operator == "differential":
                    building.moving.update(_own(part.args[0]))
                elif isinstance(part, Apply) and part.operator in KINDS:
                    building.moving.update(symbols(part.args[1]))


def _own(term: Term) -> frozenset[str]:
    return frozenset({term.name}) if isinstance(term, Symbol) else frozenset()


def _kind(reading: Reading, chain: Chain, continued: bool, building: Building) -> Kind:
    if not continued:
        chain.stationary = is_first_order(reading.left, building.values)
    sides = (reading.left, reading.right)
    zero = any(is_zero(side) for side in sides)
    turned = not continued and is_first_order(reading.right, building.values)
    if zero and (chain.stationary or turned):
        chain.stationary = False
        return Kind.HYPOTHESIS
    return kind_of(reading.left)
