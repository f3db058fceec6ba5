"""Which blocks begin a derivation.

A block that declares something does, unless it says `continue: yes`; one that declares nothing
continues the derivation before it, unless the prose between the two declares in its place: it says
something new of a name in use, or it introduces names ("let $X$ be ...") after a heading or before
a display that begins with a name defined already. A derivation has one set of declarations, so what
is said later must not hold for rows before it.
"""

import re
from collections.abc import Sequence

from mdderive.derivation import Block, Remark
from mdderive.naming import LEFT, NAME, declared_in, defined_in, names_in
from mdderive.source import Fragment

_BUILT_IN = frozenset({"d", "e", "E", "I", "T", r"\pi"})
_SPACE = re.compile(r"\\in(?![A-Za-z])|∈")


def begins(block: Block, before: Sequence[Block], remarks: Sequence[Remark]) -> bool:
    """Whether the block begins a derivation; `before`: the blocks before it in the note."""
    if not before:
        return True
    if any(line.key == "continue" for line in block.annotation):
        return False
    if any(line.kind == "declaration" for line in block.annotation):
        return True
    first = next(k for k in range(len(before) - 1, -1, -1) if before[k].starts)
    return _declared_between(block, before[first:], remarks)


def _declared_between(block: Block, own: Sequence[Block], remarks: Sequence[Remark]) -> bool:
    start, end = own[-1].display.span.end, block.annotation_span.start
    between = [remark for remark in remarks if start <= remark.place.start < end]
    earlier = [remark for remark in remarks if remark.place < own[0].annotation_span]
    used = names_in(own)
    for remark in between:
        names = _subjects(remark)
        if (names & used or remark.names is None) and not _repeats(remark, earlier):
            return True
    if not any(remark.introduces for remark in between):
        return False
    return block.section > own[-1].section or _left(block) in {_left(one) for one in own}


def remarks_for(blocks: Sequence[Block], remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """The remarks before the last of the blocks that may speak of names in them."""
    used, end = names_in(blocks), blocks[-1].annotation_span
    before = [remark for remark in remarks if remark.place < end]
    return tuple(one for one in before if one.names is None or _subjects(one) & used)


def earlier(
    blocks: Sequence[Block], before: Sequence[Sequence[Block]]
) -> tuple[tuple[Block, ...], ...]:
    """Those blocks of the derivations before one that declare or define names which it uses and
    does not declare or define itself, with those that they rest on themselves."""
    wanted = names_in(blocks) - declared_in(blocks) - defined_in(blocks) - _BUILT_IN
    found: list[tuple[Block, ...]] = []
    for derivation in reversed(before):
        own: list[Block] = []
        for block in reversed(derivation):
            if wanted & (declared_in([block]) | defined_in([block])):
                own.append(block)
                wanted |= names_in([block]) - _BUILT_IN
        if own:
            found.append(tuple(reversed(own)))
    return tuple(reversed(found))


def _subjects(remark: Remark) -> frozenset[str]:
    """The names that a remark is about: what stands before `\\in`."""
    if remark.names is None:
        return frozenset()
    text = remark.names.text
    if not _SPACE.search(text):
        return frozenset(NAME.findall(text))
    parts = _SPACE.split(text)
    heads = [parts[0], *(re.split(r"[,，、\s]", part, maxsplit=1)[-1] for part in parts[1:-1])]
    return frozenset(name for head in heads for name in NAME.findall(head))


def _repeats(remark: Remark, earlier: Sequence[Remark]) -> bool:
    """Whether a remark says nothing that has not been said before: a "let" and a denial do."""
    if remark.introduces or remark.denies:
        return False
    return any(_content(one) == _content(remark) and not one.denies for one in earlier)


def _content(remark: Remark) -> tuple[str, str, str, frozenset[str]]:
    def text(fragment: Fragment | None) -> str:
        return "" if fragment is None else re.sub(r"[\s{}]", "", fragment.text)

    return text(remark.names), text(remark.size) + remark.size_words, remark.kind, remark.properties


def _left(block: Block) -> str:
    found = LEFT.match(block.display.latex.text)
    return re.sub(r"\s", "", found.group("left")) if found else block.display.latex.text
