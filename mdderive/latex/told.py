"""What a derivation tells of its names, to be kept by those after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.derivation import Block, Step, Taken
from mdderive.latex.building import Building
from mdderive.latex.known import space
from mdderive.latex.ranges import Family
from mdderive.letters import BUILT_IN
from mdderive.operators import scalar_functions
from mdderive.source import Span
from mdderive.term import Apply, Declaration, Fact, Term, subterms, symbols


@dataclass(frozen=True)
class Entry:
    """One name as a derivation leaves it: where it was told, on which line of the note; `said`:
    what of it comes from the prose; `lost`: why nothing is known of it any more."""

    name: str
    line: int
    place: Span
    declaration: Declaration | None = None
    value: Term | None = None
    parameters: tuple[str, ...] | None = None
    family: Family | None = None
    said: tuple[Taken, ...] = ()
    lost: str = ""

    def taken(self) -> Iterator[Taken]:
        """What is listed with the verdicts that rest on it."""
        if self.value is not None:
            yield Taken(f"{self.name} as defined", self.line, 1)
        elif self.declaration is not None and self.declaration.function is None:
            yield Taken(f"{self.name} in {space(self.declaration.shape)}", self.line, 1)
            for one in sorted(self.declaration.properties):
                yield Taken(f"{self.name} {one.value}", self.line, 1)
        else:
            yield Taken(f"{self.name} as declared", self.line, 1)


def lost(entry: Entry, on: str) -> Entry:
    """The entry of a name whose value or facts speak of one that is gone."""
    why = f"`{entry.name}` of line {entry.line} rests on `{on}`, which no longer means the same"
    return Entry(entry.name, entry.line, entry.place, lost=why)


def told(blocks: Sequence[Block], steps: Sequence[Step], building: Building) -> Iterator[Entry]:
    """The names that a derivation has told itself."""
    rows = {step.defines: step.span for step in steps if step.defines is not None}
    declared, end = declared_by(blocks, building), blocks[-1].display.span
    for name in sorted((declared | defined_by(blocks, building) | building.said.keys()) - BUILT_IN):
        place = building.places[name] if name in declared else end
        line = _line(blocks, rows.get(name, place))
        entry = Entry(
            name,
            line,
            place,
            building.declarations.get(name),
            building.values.get(name),
            building.parameters.get(name),
            building.families.get(name),
            building.said.get(name, ()),
        )
        if name in building.unread or name in building.doubtful:
            why = f"`{name}` is given on line {line} by what could not be read"
            yield Entry(name, line, place, lost=why)
        elif entry.value is not None and _moves(entry.value):
            yield lost(entry, r"\mathrm{d}")
        else:
            yield entry


def declared_by(blocks: Sequence[Block], building: Building) -> frozenset[str]:
    """The names that the lines of a derivation declare."""
    own = [line.text.span() for block in blocks for line in block.annotation]
    return frozenset(
        name
        for name, place in building.places.items()
        if any(line.start <= place.start < line.end for line in own)
    )


def defined_by(blocks: Sequence[Block], building: Building) -> frozenset[str]:
    """The names to which the rows and facts of a derivation give a value, or would have."""
    own = building.values.keys() | building.unread | building.parameters.keys()
    return frozenset(own - building.kept.keys() - building.stale.keys())


def _moves(value: Term) -> bool:
    """Whether a value speaks of what varies, which is another thing in another derivation."""
    return any(isinstance(p, Apply) and p.operator == "differential" for p in subterms(value))


def _line(blocks: Sequence[Block], place: Span) -> int:
    before = [block.line for block in blocks if block.annotation_span.start <= place.start]
    return before[-1] if before else blocks[0].line


def names_of(term: Term) -> frozenset[str]:
    """The names that a term speaks of, functions among them."""
    functions = {
        str(one.data[0])
        for one in subterms(term)
        if isinstance(one, Apply) and one.operator in ("map", "application")
    }
    return symbols(term) | (functions - scalar_functions().keys())


def names_of_fact(fact: Fact) -> frozenset[str]:
    """The names that a fact speaks of."""
    return names_of(fact.left) | names_of(fact.right)
