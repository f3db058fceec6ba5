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
from mdderive.source import Fragment

_FONTS = (
    r"math(?:bf|bb|rm|sf|it|cal|frak)|boldsymbol|bm|vec|hat|bar|tilde|top|intercal|in|times|text"
)
_NAME = re.compile(rf"\\(?!(?:{_FONTS})(?![A-Za-z]))[A-Za-z]+|(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")
_WORDS = re.compile(r"\\(?:text[a-z]*|operatorname\*?|begin|end|label|tag)\s*\{[^{}]*\}")
_LETTER = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+")
_LEFT = re.compile(r"^(?:\\begin\{[a-z]+\*?\}|\s|&)*(?P<left>[^=&]+?)\s*&?\s*(?::?=)")
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
    told = [remark for remark in remarks if remark.vague != "function"]
    between = [remark for remark in told if start <= remark.place.start < end]
    earlier = [remark for remark in remarks if remark.place < own[0].annotation_span]
    used = _names(own)
    for remark in between:
        names = _subjects(remark)
        if (names & used or remark.names is None) and not _repeats(remark, earlier):
            return True
    if not any(remark.introduces for remark in between):
        return False
    return block.section > own[-1].section or _left(block) in {_left(one) for one in own}


def remarks_for(blocks: Sequence[Block], remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """The remarks before the last of the blocks that may speak of names in them."""
    used, end = _names(blocks), blocks[-1].annotation_span
    before = [remark for remark in remarks if remark.place < end]
    return tuple(one for one in before if one.names is None or _subjects(one) & used)


def _names(blocks: Sequence[Block]) -> frozenset[str]:
    lines = [line for block in blocks for line in block.annotation]
    formulas = [line.text.text for line in lines if line.kind == "fact"]
    formulas += [block.display.latex.text for block in blocks]
    alone = {name for line in lines for name in _NAME.findall(line.text.text)}
    return frozenset(alone.union(*(_names_in(formula) for formula in formulas)))


def _names_in(formula: str) -> frozenset[str]:
    """The names in a formula, where letters that touch may be a product: X and w in `Xw`."""
    bare = _WORDS.sub(" ", formula)
    products = "".join(_LETTER.findall(bare))
    return frozenset(products).union(_NAME.findall(bare))


def _subjects(remark: Remark) -> frozenset[str]:
    """The names that a remark is about: what stands before `\\in`."""
    if remark.names is None:
        return frozenset()
    text = remark.names.text
    if not _SPACE.search(text):
        return frozenset(_NAME.findall(text))
    parts = _SPACE.split(text)
    heads = [parts[0], *(re.split(r"[,，、\s]", part, maxsplit=1)[-1] for part in parts[1:-1])]
    return frozenset(name for head in heads for name in _NAME.findall(head))


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
    found = _LEFT.match(block.display.latex.text)
    return re.sub(r"\s", "", found.group("left")) if found else block.display.latex.text
