r"""What a derivation keeps of those before it.

Names that it uses and neither declares nor defines itself keep declaration, facts and value. What
rests on a name that is declared or defined anew, or that later prose speaks of, is stale: it is not
kept, and a row that uses it has no verdict. Built-in letters keep their own meaning; options,
hypotheses and guessed shapes end with their derivation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mdderive.derivation import Block, Step
from mdderive.latex.building import Building
from mdderive.latex.formula_spelling import FormulaSpelling
from mdderive.latex.ranges import carried
from mdderive.latex.said import Said
from mdderive.latex.spoken import heads_of, letters_of, names_of_node, spoken
from mdderive.latex.told import (
    Entry,
    declared_by,
    defined_by,
    lost,
    names_of,
    names_of_fact,
    told,
)
from mdderive.latex.vocabulary import plain
from mdderive.term import Dimension, Fact, subterms, symbols


@dataclass(frozen=True)
class Kept:
    """All that derivations have told, by name; `common` names hold in the whole document."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    facts: tuple[Fact, ...] = ()
    spellings: tuple[FormulaSpelling, ...] = ()
    common: frozenset[str] = frozenset()

    def after(
        self,
        blocks: Sequence[Block],
        steps: Sequence[Step],
        building: Building,
        prose: Sequence[Said],
    ) -> "Kept":
        """What holds after a derivation that has been read with what it keeps of this."""
        rest = self._without(blocks, building, prose)
        own = {entry.name: entry for entry in told(blocks, steps, building)}
        new = tuple(fact for fact in building.facts if fact not in rest.facts)
        return Kept(
            MappingProxyType({**rest.entries, **own}),
            (*rest.facts, *new),
            (*rest.spellings, *(one for one in building.spellings if one not in rest.spellings)),
            building.common,
        )._settled(frozenset())

    def into(
        self, blocks: Sequence[Block], read: Building, prose: Sequence[Said], new: Building
    ) -> bool:
        """Gives a derivation, which has been read without, what it keeps; whether that is any."""
        rest = self._without(blocks, read, prose)
        used = [(use, rest._meant(use, read)) for use in sorted(spoken(blocks, read))]
        found = {use: entry for use, entry in used if entry is not None}
        kept = rest._closure({one.name for one in found.values() if not one.lost})
        new.stale.update((use, entry.lost) for use, entry in found.items() if entry.lost)
        new.stale.update(self._two_fonts(blocks, read))
        new.unread.update(new.stale)
        for name in sorted(kept):
            _give(rest.entries[name], new)
        letters = new.size_letters
        new.facts.extend(
            fact
            for fact in rest.facts
            if names_of_fact(fact) & kept or (_sizes_of(fact) & letters and not names_of_fact(fact))
        )
        new.spellings.extend(one for one in rest.spellings if symbols(one.value) & kept)
        return bool(kept or new.stale)

    def _two_fonts(self, blocks: Sequence[Block], read: Building) -> Iterator[tuple[str, str]]:
        """The names that a derivation declares, and writes in a font only in which an earlier one
        declares another thing."""
        uses = letters_of(blocks, read)
        for own in declared_by(blocks, read) - uses:
            for name, entry in self.entries.items():
                if plain(name) != plain(own) or name == own or name not in uses:
                    continue
                there, here = entry.declaration, read.declarations.get(own)
                if there is None or here is None or replace(there, name=own) != here:
                    why = f"`{own}` is declared here, and `{name}` on line {entry.line}"
                    yield own, why

    def _meant(self, use: str, read: Building) -> Entry | None:
        """The entry that a spelling means, or has an entry of; a member of a family of the
        derivation's own, as x_i of its x_n, means none."""
        for name, family in read.families.items():
            if carried(plain(name), plain(use), family.indices) is not None:
                return None
        if use in self.entries:
            return self.entries[use]
        same = [one for name, one in self.entries.items() if plain(name) == plain(use)]
        if len(same) == 1:
            return same[0]
        for name, entry in self.entries.items():
            letters = entry.family.indices if entry.family is not None else ()
            if letters and carried(plain(name), plain(use), letters) is not None:
                return entry
        stem = re.split("[_^]", use, maxsplit=1)[0]
        own = use in read.declarations or use in read.values or stem in read.declarations
        return None if own or stem == use else self.entries.get(stem)

    def _without(
        self, blocks: Sequence[Block], building: Building, prose: Sequence[Said]
    ) -> "Kept":
        """Without what a derivation declares or defines anew, and what the prose says anew."""
        anew = declared_by(blocks, building) | defined_by(blocks, building)
        heads = heads_of(blocks, building)
        uses = letters_of(blocks, building)
        gone = {name for name in self.entries if self._is_anew(name, anew, heads, uses)}
        unsure: dict[str, Entry] = {}
        for name, entry in self.entries.items():
            for one in _later(entry, prose):
                if not one.remark.vague:
                    gone.add(name)
                elif _bears_on(one, entry):
                    unsure[name] = _unsure(entry, one)
            letters = entry.declaration.letters() if entry.declaration is not None else frozenset()
            if letters & anew:
                gone.add(name)
        entries = {n: unsure.get(n, one) for n, one in self.entries.items() if n not in gone}
        rest = Kept(MappingProxyType(entries), self.facts, self.spellings, self.common)
        return rest._settled(frozenset(gone | anew))

    def _is_anew(
        self, name: str, anew: frozenset[str], heads: frozenset[str], uses: frozenset[str]
    ) -> bool:
        """Bold and plain are one name, unless both have been declared, or one here that is written
        beside the other; a family has any indices."""
        if name in anew or name in heads:
            return True
        family = self.entries[name].family
        for other in anew:
            found = carried(plain(name), plain(other), family.indices) if family else None
            if found is not None and not any(map(str.isdigit, found)):
                return True
        twins = {other for other in self.entries if plain(other) == plain(name)}
        same = {one for one in anew | heads if plain(one) == plain(name)}
        return len(twins) == 1 and bool(same) and not (name in uses and same & uses)

    def _settled(self, gone: frozenset[str]) -> "Kept":
        """With all that rests on names that are gone, or never were told, marked as lost."""
        entries = dict(self.entries)
        held = entries.keys() | self.common

        def missing(names: Iterable[str]) -> str:
            lost = {name for name, one in entries.items() if one.lost}
            return min((n for n in names if n in gone or n not in held or n in lost), default="")

        def resting() -> Iterator[tuple[str, str]]:
            for name, one in entries.items():
                if one.value is not None and (on := missing(names_of(one.value))):
                    yield name, on
            for fact in self.facts:
                if on := missing(names_of_fact(fact)):
                    yield from ((name, on) for name in names_of_fact(fact) & entries.keys())

        while found := {name: on for name, on in resting() if not entries[name].lost}:
            for name, on in found.items():
                entries[name] = lost(entries[name], on)
        facts = tuple(fact for fact in self.facts if not missing(names_of_fact(fact)))
        spellings = tuple(
            one
            for one in self.spellings
            if not missing(symbols(one.value)) and not names_of_node(one.pattern) & gone
        )
        return Kept(MappingProxyType(entries), facts, spellings, self.common)

    def _closure(self, names: set[str]) -> set[str]:
        """The names with all that their values and facts speak of."""
        found: set[str] = set()
        new = names
        while new:
            found |= new
            values = [one.value for name in new if (one := self.entries[name]).value is not None]
            next_: set[str] = set().union(*(names_of(value) for value in values if value))
            facts = (*map(names_of_fact, self.facts), *(symbols(s.value) for s in self.spellings))
            next_ = next_.union(*(names for names in facts if names & new))
            new = (next_ & self.entries.keys()) - found
        return found


def _later(entry: Entry, prose: Sequence[Said]) -> Iterator[Said]:
    """What the prose after an entry says of its name, or of all names."""
    for one in prose:
        if one.remark.place > entry.place and plain(one.name) in ("", plain(entry.name)):
            yield one


def _bears_on(said: Said, entry: Entry) -> bool:
    """Whether something that is not understood may be at odds with an entry: where there are
    properties, or a value, that it may take away; a dependence, where there is no value."""
    declared, valued = entry.declaration, entry.value is not None
    if said.remark.vague == "function":
        return not valued
    properties = declared is not None and bool(declared.properties)
    return properties or (valued and said.remark.vague == "meaning")


def _unsure(entry: Entry, said: Said) -> Entry:
    why = f"what line {said.remark.line} says of `{entry.name}` is not understood"
    return Entry(entry.name, entry.line, entry.place, lost=why)


def _give(entry: Entry, building: Building) -> None:
    if entry.said:
        building.said[entry.name] = entry.said
    else:
        building.kept[entry.name] = tuple(entry.taken())
    if entry.declaration is not None:
        building.declarations[entry.name] = entry.declaration
    if entry.value is not None:
        building.values[entry.name] = entry.value
    if entry.parameters is not None:
        building.parameters[entry.name] = entry.parameters
    if entry.family is not None:
        building.families[entry.name] = entry.family


def _sizes_of(fact: Fact) -> frozenset[str]:
    parts = (*subterms(fact.left), *subterms(fact.right))
    return frozenset().union(*(p.size.letters() for p in parts if isinstance(p, Dimension)))
