r"""How the author writes what has several spellings: the transpose, the d, the determinant, and the
space between factors. What mdderive writes into a note looks like the note."""

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

_TIGHT = re.compile(r"(?<![\\A-Za-z{])(?!d)[A-Za-z](?!d)[A-Za-z](?![A-Za-z}])")
_SPACED = re.compile(r"(?<![\\A-Za-z])[A-Za-z] [A-Za-z](?![A-Za-z])")
_D = r"\\(?:mathrm|operatorname|text|rm)\s*\{?\s*d(?![A-Za-z])"
_SPACES_BEFORE_D = MappingProxyType(
    {
        "script-d": re.compile(rf"\^\s*(?:\\[A-Za-z]+|T|\{{[^{{}}]*\}})\s*(\\,)?\s*{_D}"),
        "letter-d": re.compile(rf"(?<![\\A-Za-z^])[A-Za-z]\s*(\\,)?\s*{_D}"),
    }
)
_BARS = re.compile(r"\||\\(?:lvert|vert)(?![A-Za-z])")
_DET = re.compile(r"\\det(?![A-Za-z])|\{det\}")


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
    return MappingProxyType({**found, **_spaces(text, declared), **_determinant(text)})


def _spaces(text: str, declared: frozenset[str]) -> dict[str, str]:
    """How factors are set beside each other, by what the author does more often. Letters that
    would run into a longer name stay apart."""
    found = {}
    longer = any(len(name) > 1 and name.isalpha() for name in declared)
    if not longer and len(_TIGHT.findall(text)) > len(_SPACED.findall(text)):
        found["juxtaposition"] = ""
    for place, pattern in _SPACES_BEFORE_D.items():
        thin = [bool(sign) for sign in pattern.findall(text)]
        if 2 * sum(thin) < len(thin):
            found[place] = " "
    return found


def _determinant(text: str) -> dict[str, str]:
    """Bars, if the author writes them and never det."""
    if _BARS.search(text) and not _DET.search(text):
        return {"template determinant": "|{0}|"}
    return {}
