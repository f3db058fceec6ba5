"""Rows to steps: one per relation sign, as the words and implications around it let it stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mdderive.derivation import Display, Kind, Reading, Step
from mdderive.diagnostics import Diagnostic
from mdderive.latex.building import Building, fragment_of
from mdderive.latex.chain_start import start_of
from mdderive.latex.claims import read_step
from mdderive.latex.define import unread_target
from mdderive.latex.doubts import refusal
from mdderive.latex.kinds import computes, kind_by_spelling
from mdderive.latex.rows import BACKWARD, EQUALITIES, Row
from mdderive.latex.sides import Chain, Side, vanishing
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable

_ZEROS = frozenset({"0", r"\mathbf{0", r"\boldsymbol{0", r"\vec{0"})


@dataclass(frozen=True)
class Place:
    """Where a relation stands: numbers of display and row, counted within the derivation."""

    display: int
    row: int


def steps_of_row(
    row: Row, place: Place, display: Display, chain: Chain, building: Building
) -> Iterator[Step]:
    """The steps of one row, in order; `chain` and `building` grow."""
    chain.cases, chain.doubt = row.cases, row.doubt
    chain.definable = (
        not row.cases and row.link is None and row.condition is None and not chain.equivalent
    )
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
    if row.doubt is not None and step.supposes is not None:
        building.lost = True
        return replace(step, supposes=None)
    if row.condition is not None and step.problem is None:
        message = "the equation is said to hold under a condition only"
        fix = "Give the condition as a fact in the annotation."
        problem = Diagnostic("D204", message, row.condition.span, fix=fix)
        return replace(step, readings=(), problem=problem, defines=None)
    if not step.readings or step.defines is not None:
        return replace(step, link=row.link.text if row.link is not None else "")
    return _implied(step, row, chain, building)


def _implied(step: Step, row: Row, chain: Chain, building: Building) -> Step:
    """A claim with its part in an implication: premise, conclusion, or neither."""
    plain = step.kind is Kind.REWRITE and not chain.stationary
    own = not plain or computes(step.readings, building.values)
    if row.link is not None and row.link.text in BACKWARD:
        message = f"the sign {row.link.text} is not read"
        fix = r"Write the premise first, and `\\implies` before the conclusion."
        problem = Diagnostic("D208", message, row.link.span, fix=fix)
        return replace(step, kind=Kind.IMPLICATION, problem=problem)
    if building.lost and not own:
        message = "a conclusion from a derivative set to 0 that could not be read"
        problem = Diagnostic("D208", message, step.span)
        return replace(step, kind=Kind.IMPLICATION, problem=problem)
    if row.link is not None:
        kind = Kind.IMPLICATION if plain else step.kind
        return replace(step, kind=kind, link=row.link.text)
    if building.hypothesis:
        return step if own else replace(step, kind=Kind.IMPLICATION)
    if chain.premise and not own:
        return replace(step, kind=Kind.HYPOTHESIS, supposed=True)
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
        if chain.doubt is not None:
            raise refusal(chain.doubt)
        return read_step(step, left, sign, right, chain, building)
    except Unreadable as caught:
        found = caught.diagnostic
        problem = found if found.span is not None else replace(found, span=span)
        kind = kind_by_spelling(left.tokens)
        equal = sign.text in EQUALITIES
        supposes = _remember_unread(left, right, kind, continued, equal, chain, building)
        return replace(step, kind=kind, problem=problem, supposes=supposes)


def _remember_unread(
    left: Side,
    right: Side,
    kind: Kind,
    continued: bool,
    equal: bool,
    chain: Chain,
    building: Building,
) -> Reading | None:
    """What a row that could not be read would have said of later rows: the name it defines has no
    known value, and a derivative it sets to 0 is a hypothesis, which is returned where the chain
    begins with a derivative that could be read."""
    if not equal and not continued:
        chain.stationary = chain.unread = False
    if not equal:
        return None
    if not continued:
        chain.start = start_of(left, building) if kind is not Kind.REWRITE else None
        chain.stationary = chain.start is not None
        chain.unread = kind is not Kind.REWRITE and chain.start is None
        building.unread.update(unread_target(left.tokens, building))
    zero = {token.text.strip("}") for token in right.tokens} <= _ZEROS
    if not zero or not (chain.unread or chain.stationary):
        return None
    building.hypothesis = True
    found = vanishing(chain) if continued and chain.stationary else None
    building.lost |= found is None
    return found
