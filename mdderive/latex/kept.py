"""What a derivation keeps of those before it: declarations, facts and values of names that it uses
and neither declares nor defines itself.

A value or fact is kept if all its names are. What the prose says of a name is read again, and holds
instead; options, hypotheses and guessed shapes end with their derivation.
"""

import re
from collections.abc import Sequence

from mdderive.derivation import Block
from mdderive.latex.building import Building
from mdderive.latex.said import Said
from mdderive.latex.vocabulary import plain
from mdderive.naming import declared_in, defined_in
from mdderive.term import Fact, Term, symbols

_LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


def keep(old: Building, new: Building, blocks: Sequence[Block], prose: Sequence[Said]) -> None:
    """Gives a derivation that begins what an earlier one has declared."""
    anew = declared_in(blocks) | defined_in(blocks)
    for name, place in old.places.items():
        later = any(plain(s.name) == plain(name) and s.remark.place > place for s in prose)
        anew |= {*_LETTER.findall(plain(name))} if later else set()
    gone = old.said.keys() | old.unread | old.doubtful
    gone |= {n for n in old.places.keys() | old.values.keys() if anew & {*_LETTER.findall(n)}}
    told = old.places.keys() - gone
    new.declarations.update({n: d for n, d in old.declarations.items() if n in told})
    new.places.update({n: place for n, place in old.places.items() if n in told})
    new.families.update({n: family for n, family in old.families.items() if n in told})
    values = {n: v for n, v in old.values.items() if n not in gone}
    kept = told | values.keys()
    while lost := {n for n, v in values.items() if not _names(v) <= kept}:
        values = {n: v for n, v in values.items() if n not in lost}
        kept -= lost
    new.values.update(values)
    new.parameters.update({n: p for n, p in old.parameters.items() if n in values})
    new.facts.extend(fact for fact in old.facts if _names_of(fact) <= kept)


def _names(term: Term) -> frozenset[str]:
    return frozenset(symbols(term))


def _names_of(fact: Fact) -> frozenset[str]:
    return _names(fact.left) | _names(fact.right)
