r"""How the author writes what has several spellings: the transpose and the d. What mdderive writes
into a note looks like the note."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mdderive.derivation import Block

_TRANSPOSE = re.compile(
    r"\^\s*\{?\s*-?\s*(?P<sign>\\top(?![A-Za-z])|\\intercal(?![A-Za-z])|T(?![A-Za-z])"
    r"|\\(?:mathrm|mathsf|mathtt|text|operatorname)\s*\{\s*T\s*\})"
)
_UPRIGHT = re.compile(r"\\(?:mathrm|operatorname|text|rm)\s*\{?\s*d(?![A-Za-z])")
_PLAIN = re.compile(r"(?<![\\A-Za-z_^{])d\s*(?:[A-Z](?![a-z])|[a-z](?![A-Za-z])|\\[A-Za-z]|\()")


def spellings(blocks: Sequence[Block], declared: frozenset[str]) -> Mapping[str, str]:
    """The spelling of `transpose` and `differential` in the displays, where the author has one;
    the first one seen counts."""
    found: dict[str, str] = {}
    text = "\n".join(block.display.latex.text for block in blocks)
    transpose = _TRANSPOSE.search(text)
    if transpose is not None and not (transpose.group("sign") == "T" and "T" in declared):
        found["transpose"] = re.sub(r"\s", "", transpose.group("sign"))
    if "d" not in declared and _UPRIGHT.search(text) is None and _PLAIN.search(text):
        found["differential"] = "d"
    return MappingProxyType(found)
