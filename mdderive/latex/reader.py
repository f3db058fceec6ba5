"""The room's door: the blocks of one derivation to its scope and steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mdderive.config import Config
from mdderive.derivation import AnnotationLine, Block, PropertyClaim, Remark, Scope, Step
from mdderive.diagnostics import Diagnostic
from mdderive.latex.annotation import annotate
from mdderive.latex.building import Building
from mdderive.latex.define import names_in
from mdderive.latex.defined_in_prose import define
from mdderive.latex.display import DisplayReader
from mdderive.latex.elaborate import elaborate, readings_of
from mdderive.latex.indices import free_indices
from mdderive.latex.kept import Kept
from mdderive.latex.leaves import PI
from mdderive.latex.macros import Macro
from mdderive.latex.parser import Parser
from mdderive.latex.properties import property_claims
from mdderive.latex.prose import read_remarks
from mdderive.latex.ranges import Family, Range
from mdderive.latex.rows import Row, joined, lines, refuse_environments, split_row
from mdderive.latex.segments import Segment, segments_of
from mdderive.latex.sides import Chain
from mdderive.latex.spelling import spellings
from mdderive.latex.sums import for_all, indices_of_step
from mdderive.latex.taken import take
from mdderive.latex.tokens import Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.varying import varying_names
from mdderive.latex.zeroed import set_to_zero
from mdderive.source import Fragment, Span
from mdderive.term import Declaration, Shape, Size, Symbol, Term, subterms


@dataclass(frozen=True)
class ReadDerivation:
    """One derivation as terms. `diagnostics` are about the annotation and about displays as a
    whole; what is wrong with one step stands in its `problem`. `claims` are properties declared of
    names that have a value; `places` is where the blocks declare their names."""

    scope: Scope
    steps: tuple[Step, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    claims: tuple[PropertyClaim, ...] = ()
    places: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))


def _beginning(config: Config, defaults: Sequence[AnnotationLine]) -> Building:
    """What is known before the first block."""
    building = Building(config, config.layout)
    building.macros.update((name, Macro.of(name, body)) for name, body in config.macros)
    annotate(_project_lines(config), building)
    building.diagnostics[:] = [replace(said, span=None) for said in building.diagnostics]
    annotate(defaults, building)
    building.common = frozenset(building.declarations)
    return building


def read(
    blocks: Sequence[Block],
    config: Config,
    defaults: Sequence[AnnotationLine] = (),
    remarks: Sequence[Remark] = (),
    earlier: Sequence[Sequence[Block]] = (),
) -> ReadDerivation:
    """Reads the blocks of one derivation, in order. Never raises for what an author may write.
    Names that only `earlier` derivations declare or define keep what those say of them."""
    kept = Kept()
    for before in earlier:
        building, steps = _keeping(kept, before, config, defaults, remarks)
        kept = kept.after(before, steps, building, read_remarks(remarks, building))
    building, steps = _keeping(kept, blocks, config, defaults, remarks)
    varying = varying_names(steps, building)
    uses_pi = any(PI in _names(step) for step in steps)
    for variable in _expressions(steps):
        building.declarations.setdefault(variable.name, Declaration(variable.name, variable.shape))
    spelling = spellings(blocks, frozenset(building.declarations))
    scope = replace(building.scope(varying, uses_pi), spelling=spelling)
    claims = tuple(property_claims(building))
    places = MappingProxyType(_own_places(blocks, building))
    return ReadDerivation(scope, tuple(steps), tuple(building.diagnostics), claims, places)


def _keeping(
    kept: Kept,
    blocks: Sequence[Block],
    config: Config,
    defaults: Sequence[AnnotationLine],
    remarks: Sequence[Remark],
) -> tuple[Building, list[Step]]:
    """A derivation read; where it uses names of earlier ones, once more with these."""
    building = _beginning(config, defaults)
    steps = _read(blocks, remarks, building)
    if kept.entries:
        again = _beginning(config, defaults)
        if kept.into(blocks, building, read_remarks(remarks, building), again):
            return again, _read(blocks, remarks, again)
    return building, steps


def _own_places(blocks: Sequence[Block], building: Building) -> dict[str, Span]:
    """Where the blocks themselves declare names, not the settings of the document or project."""
    own = [line.text.span() for block in blocks for line in block.annotation]
    return {
        name: place
        for name, place in building.places.items()
        if any(line.start <= place.start < line.end for line in own)
    }


def _read(blocks: Sequence[Block], remarks: Sequence[Remark], building: Building) -> list[Step]:
    prose = read_remarks(remarks, building)
    steps: list[Step] = []
    chain = Chain()
    for number, block in enumerate(blocks):
        take(prose, block, building)
        annotate(block.annotation, building)
        define(prose, block, building)
        where = set_to_zero(block.zeroed, steps, building)
        own = list(_steps(block, number, chain, building))
        steps.extend(replace(step, where=where) if at == 0 else step for at, step in enumerate(own))
    return steps


def undeclared(
    blocks: Sequence[Block],
    config: Config,
    defaults: Sequence[AnnotationLine] = (),
    remarks: Sequence[Remark] = (),
) -> tuple[str, ...]:
    """The names in a derivation that nothing gives a shape: no declaration, value or inference."""
    building = _beginning(config, defaults)
    _read(blocks, remarks, building)
    vocabulary = building.vocabulary()
    found: dict[str, None] = {}
    for part in (part for block in blocks for row in _rows(block, building) for part in row.parts):
        try:
            node = Parser(part, vocabulary, row_span(part)).whole() if part else None
        except Unreadable:
            continue
        found.update(dict.fromkeys(sorted(names_in(node)) if node else ()))
    known = building.unread | building.values.keys()
    return tuple(n for n in found if vocabulary.known(n) is None and n not in known)


def row_span(part: Sequence[Token]) -> Span:
    """The place of the tokens."""
    return part[0].span.to(part[-1].span)


def split_segment(part: Segment) -> Row:
    row = split_row(part.tokens, part.reason, part.link, part.condition, part.comma is not None)
    return replace(row, cases=tuple(part.cases), doubt=part.doubt)


def _expressions(steps: Sequence[Step]) -> Iterator[Symbol]:
    """The fresh variables that stand for expressions differentiated by."""
    for step in steps:
        for reading in step.readings:
            for part in (*subterms(reading.left), *subterms(reading.right)):
                if isinstance(part, Symbol) and part.name.startswith("{"):
                    yield part


def _project_lines(config: Config) -> list[AnnotationLine]:
    return [AnnotationLine("declaration", Fragment.at(text, 0)) for text in config.declare]


def _names(step: Step) -> set[str]:
    sides = [side for r in step.readings for side in (r.left, r.right)]
    return {part.name for s in sides for part in subterms(s) if isinstance(part, Symbol)}


def _steps(block: Block, number: int, chain: Chain, building: Building) -> Iterator[Step]:
    display = block.display
    rows = _rows(block, building)
    yield from DisplayReader(rows, number, display, chain, building).steps()


def _rows(block: Block, building: Building) -> list[Row]:
    """The rows of a display; none, with a diagnostic, if it can't be taken apart."""
    try:
        tokens = building.tokens(block.display.latex)
        refuse_environments(tokens)
        rows = joined([split_segment(part) for part in segments_of(lines(tokens))])
    except Unreadable as caught:
        building.diagnostics.append(caught.diagnostic)
        return []
    if not rows:
        place = block.display.span
        building.diagnostics.append(Diagnostic("D211", "this display is empty", place))
    return rows


def _families(scope: Scope) -> Iterator[tuple[str, Family]]:
    for name, declared in scope.declarations.items():
        width: Size | None = declared.shape.cols
        for _, _, count in declared.family:
            width = width.over(count) if width is not None else None
        if declared.family and width is not None:
            letters = tuple(letter for letter, _, _ in declared.family)
            ranges = tuple(Range(lower, count) for _, lower, count in declared.family)
            yield name, Family(letters, ranges, Shape(declared.shape.rows, width))


def parse_term(latex: str, scope: Scope, config: Config | None = None) -> Term:
    """The term that a formula means in a scope, if there is just one; raises Unreadable with a
    diagnostic otherwise. Spans count from the start of `latex`."""
    fragment = Fragment.at(latex, 0)
    building = Building(config or Config(), scope.layout, wrt=scope.wrt)
    building.declarations.update(scope.declarations)
    building.values.update(scope.values)
    building.families.update(_families(scope))
    tokens = building.tokens(fragment)
    context = building.context(fragment)
    node = Parser(tokens, context.vocabulary, fragment.span()).whole()
    free = free_indices((node,), context.vocabulary)
    context = indices_of_step(elaborate, free, (node,), context)
    candidates = readings_of(node, context)
    main = [one for one in candidates if not one.fallback]
    if len(main) > 1:
        raise Unreadable("D501", "the formula has several readings", fragment.span())
    return for_all(main[0].term, context)
