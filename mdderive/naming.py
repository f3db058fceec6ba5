"""Which names blocks speak of, declare and define, as far as their spelling shows it."""

import re
from collections.abc import Sequence

from mdderive.derivation import Block

_FONTS = (
    r"math(?:bf|bb|rm|sf|it|cal|frak)|boldsymbol|bm|vec|hat|bar|tilde|top|intercal|in|times|text"
)
NAME = re.compile(rf"\\(?!(?:{_FONTS})(?![A-Za-z]))[A-Za-z]+|(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")
_WORDS = re.compile(r"\\(?:text[a-z]*|operatorname\*?|begin|end|label|tag)\s*\{[^{}]*\}")
_LETTER = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+")
LEFT = re.compile(r"^(?:\\begin\{[a-z]+\*?\}|\s|&)*(?P<left>[^=&]+?)\s*&?\s*(?::?=)")
_SINGLE = re.compile(
    rf"(?:\\(?:{_FONTS})\s*\{{?\s*)*(?P<name>\\[A-Za-z]+|[A-Za-z])\}}*"
    r"(?:[_^](?:\{[^{}]*\}|.))*\s*(?:\(.*\))?"
)
_ROW = re.compile(r"\\\\(?:\[[^\]]*\])?")
_COLON = re.compile(r":|\\in(?![A-Za-z])|∈")


def names_in(blocks: Sequence[Block]) -> frozenset[str]:
    """All names in annotations and displays, and perhaps more."""
    lines = [line for block in blocks for line in block.annotation]
    formulas = [line.text.text for line in lines if line.kind == "fact"]
    formulas += [block.display.latex.text for block in blocks]
    alone = {name for line in lines for name in NAME.findall(line.text.text)}
    return frozenset(alone.union(*(names_of(formula) for formula in formulas)))


def defined_in(blocks: Sequence[Block]) -> frozenset[str]:
    """The names that stand on the left of an equals sign that begins a row or a fact."""
    facts = [line.text.text for b in blocks for line in b.annotation if line.kind == "fact"]
    rows = [row for block in blocks for row in _ROW.split(block.display.latex.text)]
    lefts = (LEFT.match(text) for text in (*facts, *rows))
    found = (_SINGLE.fullmatch(left.group("left").strip()) for left in lefts if left)
    return frozenset(name.group("name") for name in found if name)


def declared_in(blocks: Sequence[Block]) -> frozenset[str]:
    """The names before the colons of declarations."""
    lines = (line for block in blocks for line in block.annotation if line.kind == "declaration")
    heads = (_COLON.split(line.text.text, maxsplit=1)[0] for line in lines)
    return frozenset(name for head in heads for name in names_of(head))


def names_of(formula: str) -> frozenset[str]:
    """The names in a formula, where letters that touch may be a product: X and w in `Xw`."""
    bare = _WORDS.sub(" ", formula)
    products = "".join(_LETTER.findall(bare))
    return frozenset(products).union(NAME.findall(bare))
