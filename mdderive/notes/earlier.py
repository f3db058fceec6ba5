r"""Which lines of earlier derivations bear on a derivation.

A name that a derivation uses and does not declare keeps what the last derivation before it that
declares or defines the name says of it; that one may rest on others in turn. Of a derivation whose
rows may give a wanted name its value all blocks are taken; of any other only the lines that declare
wanted names, and the facts about them. By spelling only: what holds of a name is decided where
formulas are read. Nothing is kept across a block that could not be read.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from mdderive.derivation import AnnotationLine, Block, Display, Document
from mdderive.diagnostics import Severity
from mdderive.letters import BUILT_IN
from mdderive.notes.atoms import (
    Macros,
    atoms_of,
    base,
    declared_in,
    defined_in,
    displays_of,
    hint,
    in_fonts,
    in_two_fonts,
    macros_in,
    spoken_of,
    stands_in,
)
from mdderive.notes.derivations import derivations
from mdderive.source import Fragment, Source, Span

Blocks = tuple[Block, ...]

MOST = 24
"""How many derivations one may rest on, the nearest first; what rests on more is not kept."""


@dataclass(frozen=True)
class _Spelled:
    """A derivation: the atoms of all it speaks of, and of each of its facts; the names that each
    line declares or defines; those that its rows may define, those that surely (`alone`); those
    that may be two names, bold and plain, and those that its lines declare in a font."""

    blocks: Blocks
    atoms: frozenset[str]
    facts: Sequence[tuple[AnnotationLine, frozenset[str]]]
    declared: Mapping[AnnotationLine, frozenset[str]]
    rows: frozenset[str]
    alone: frozenset[str]
    twofold: frozenset[str]
    fonted: frozenset[str]

    @cached_property
    def anew(self) -> frozenset[str]:
        """The keys of the names that it declares."""
        lines = self.declared.items()
        return frozenset().union(*(own for line, own in lines if line.kind == "declaration"))

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of the names that its lines declare or define."""
        return frozenset().union(*self.declared.values())


class Earlier:
    """The derivations of a note, each with what it may keep of those before it."""

    def __init__(self, source: Source, document: Document) -> None:
        self.source = source
        self.derivations = derivations(document)
        self._macros = _macros(document)
        self._all = [self._spelled(blocks) for blocks in self.derivations]
        self._fonted = frozenset[str]().union(*(one.fonted for one in self._all))
        self._declare: dict[str, list[int]] = defaultdict(list)
        self._define: dict[str, list[int]] = defaultdict(list)
        self._state: dict[str, list[int]] = defaultdict(list)
        self._names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for number, one in enumerate(self._all):
            for name in sorted(one.names):
                self._declare[name].append(number)
            for name in sorted(one.rows):
                self._define[name].append(number)
            for name in sorted(one.names | one.rows):
                self._names[hint(name)][name] = None
        for number, one in enumerate(self._all):
            for name in {name for _, atoms in one.facts for name in self._standing_in(atoms)}:
                self._state[name].append(number)
        self._floors = self._after_failures(document)

    def before(self, number: int) -> tuple[Blocks, ...]:
        """The blocks of earlier derivations that bear on one, in order, with their lines."""
        own = self._all[number]
        wanted: dict[int, set[str]] = defaultdict(set)
        twofold = own.twofold & self._fonted
        anew = {name for name in own.anew | own.alone if base(name) not in twofold}
        self._want(own.atoms, frozenset(anew), number, wanted)
        taken: dict[int, Blocks] = {}
        while wanted and len(taken) < MOST:
            last = max(wanted)
            taken[last] = self._taken(last, wanted.pop(last), wanted)
        return tuple(taken[at] for at in sorted(taken) if taken[at])

    def _want(
        self,
        atoms: frozenset[str],
        anew: frozenset[str],
        end: int,
        wanted: dict[int, set[str]],
    ) -> None:
        """Asks the derivations before one for the names that may stand in a formula."""
        for name in self._standing_in(atoms) - anew - BUILT_IN:
            self._want_name(name, end, wanted)

    def _standing_in(self, atoms: frozenset[str]) -> set[str]:
        """The names of the note that may stand in a formula."""
        letters = {letter for atom in atoms for letter in (atom, atom[-1])}
        hints = product(letters, {"", *filter(str.isdigit, atoms)})
        names = {name for hinted in hints for name in self._names.get(hinted, ())}
        return {name for name in names if stands_in(name, atoms)}

    def _want_name(self, name: str, end: int, wanted: dict[int, set[str]]) -> None:
        givers = (self._state.get(name), self._declare.get(name), self._define.get(base(name)))
        places = [(bisect_left(found, end), found) for found in givers if found]
        last = max((found[at - 1] for at, found in places if at), default=-1)
        if last >= self._floors[end]:
            wanted[last].add(name)

    def _taken(self, number: int, names: set[str], wanted: dict[int, set[str]]) -> Blocks:
        one = self._all[number]
        lines: dict[AnnotationLine, None] = {}
        atoms: frozenset[str] = frozenset()
        new = names
        while new:
            if any(base(name) in one.rows for name in new):
                self._want(one.atoms, one.anew | one.alone, number, wanted)
                return tuple(self._with_line(block) for block in one.blocks)
            asked = new | {base(name) for name in new}
            lines.update((line, None) for line, own in one.declared.items() if own & asked)
            facts = [(line, own) for line, own in one.facts if _speaks(line, own, lines, names)]
            lines.update((line, None) for line, _ in facts)
            atoms = atoms.union(*(own for _, own in facts))
            new = {name for name in one.names | one.rows if stands_in(name, atoms)} - names
            names |= new
        self._want(atoms, frozenset(names), number, wanted)
        for name in names - one.names:
            self._want_name(name, number, wanted)
        return tuple(self._only(lines, block) for block in one.blocks if _has(block, lines))

    def _only(self, lines: Mapping[AnnotationLine, None], block: Block) -> Block:
        """The block without its display, and of its annotation nothing but options and these."""
        kept = tuple(line for line in block.annotation if line in lines or line.key == "macro")
        first = next(line for line in kept if line in lines).text.span()
        nothing = Display(Fragment.at("", first.end), Span(first.end, first.end))
        return self._with_line(
            replace(block, annotation=kept, annotation_span=first, display=nothing)
        )

    def _with_line(self, block: Block) -> Block:
        return replace(block, line=self.source.position(block.annotation_span.start)[0])

    def _after_failures(self, document: Document) -> list[int]:
        """For each derivation, the first one before it without a failure of the note between."""
        failures = sorted(
            said.span.start
            for said in document.diagnostics
            if said.span is not None and said.severity is Severity.ERROR
        )
        starts = [blocks[0].annotation_span.start for blocks in self.derivations]
        ends = [blocks[-1].display.span.end for blocks in self.derivations]
        floors = []
        for start in starts:
            at = bisect_left(failures, start)
            floors.append(bisect_left(ends, failures[at - 1]) if at else 0)
        return floors

    def _spelled(self, blocks: Blocks) -> _Spelled:
        macros = {**self._macros, **dict(_own_macros(blocks))}
        lines = [line for block in blocks for line in block.annotation]
        declared: dict[AnnotationLine, frozenset[str]] = {}
        for line in lines:
            if line.kind == "declaration":
                declared[line] = frozenset(declared_in(line, macros))
            elif line.kind == "fact":
                found = defined_in(line.text.text, macros)
                declared[line] = frozenset(name for name, _ in found)
        displays = [displays_of(block, macros) for block in blocks]
        rows = [found for display in displays for found in defined_in(display, macros)]
        spoken = {line: spoken_of(line, macros) for line in lines}
        fonted = frozenset[str]().union(*(in_fonts(line.text.text) for line in declared))
        return _Spelled(
            blocks,
            frozenset().union(*map(atoms_of, displays), *spoken.values()),
            [(line, spoken[line]) for line in lines if line.kind == "fact" or spoken[line]],
            declared,
            frozenset(name for name, _ in rows),
            frozenset(name for name, alone in rows if alone),
            frozenset().union(*map(in_two_fonts, displays))
            | (frozenset().union(*map(in_fonts, displays)) - fonted),
            fonted,
        )


def _speaks(
    line: AnnotationLine,
    atoms: frozenset[str],
    lines: Mapping[AnnotationLine, None],
    names: set[str],
) -> bool:
    """Whether a fact is about one of the names, or their sizes; or this is a tie taken already."""
    if line.kind != "fact":
        return line in lines
    sized = frozenset().union(*(atoms_of(one.text.text) for one in lines))
    return atoms <= sized or any(stands_in(name, atoms) for name in names)


def _has(block: Block, lines: Mapping[AnnotationLine, None]) -> bool:
    return any(line in lines for line in block.annotation)


def _macros(document: Document) -> Macros:
    found: dict[str, str] = {}
    for line in document.defaults:
        if line.key == "macro":
            found.update(macros_in((line.value or line.text).text))
    return found


def _own_macros(blocks: Blocks) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for line in block.annotation:
            if line.key == "macro":
                yield from macros_in((line.value or line.text).text).items()
        if "def" in block.display.latex.text or "command" in block.display.latex.text:
            yield from macros_in(block.display.latex.text).items()
