r"""Names that the prose defines: "where $\\alpha = K^{-1} y$", "记 $E = R - P Q^\\top$".

A block takes the last such equation of its section for a name that stands in it, if nothing else
says what the name is: no declaration, no value, and no row of the block that defines it. The
equation then holds as a fact of the annotation does, and is listed with every verdict.
"""

import re
from collections.abc import Sequence

from mdderive.derivation import Block, Taken
from mdderive.latex.building import Building
from mdderive.latex.facts import read_fact
from mdderive.latex.said import Said
from mdderive.latex.taken import defines_itself, letters_of
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import plain
from mdderive.letters import BUILT_IN

_LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


def define(said: Sequence[Said], block: Block, building: Building) -> None:
    """Gives the names of a block the values that the prose before it gives them."""
    latest = {
        one.name: one
        for one in said
        if one.formula is not None
        and one.remark.place < block.annotation_span
        and one.remark.section == block.section
    }
    letters = letters_of(block, building) if latest else frozenset()
    for name, one in latest.items():
        stands = set(_LETTER.findall(plain(name))) <= letters
        if stands and _is_open(name, building) and not defines_itself(name, block):
            _take(one, building)


def _is_open(name: str, building: Building) -> bool:
    known = building.vocabulary()
    spoken = building.mentioned | building.moving | building.unread | set(building.wrt or ())
    return (
        name not in BUILT_IN
        and known.known(name) is None
        and known.member(name) is None
        and name not in spoken
    )


def _take(one: Said, building: Building) -> None:
    assert one.formula is not None
    before = dict(building.values)
    facts, spellings = len(building.facts), len(building.spellings)
    try:
        read_fact(one.formula, building.tokens(one.formula), building)
    except Unreadable:
        return
    if one.name in building.values and one.name not in before:
        remark = one.remark
        text = " ".join(one.formula.text.split())
        building.said[one.name] = (Taken(text, remark.line, remark.column),)
        return
    del building.facts[facts:], building.spellings[spellings:]
