r"""How the author writes what has several spellings: the transpose, the d, the trace, the
determinant, and the space between factors. What mdderive writes into a note looks like the note."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mdderive.derivation import Block

_TRANSPOSE = re.compile(
    r"\^\s*\{?\s*-?\s*(?P<sign>\\top(?![A-Za-z])|\\intercal(?![A-Za-z])|T(?![A-Za-z])"
    r"|\\(?:mathrm|mathsf|mathtt|text|operatorname)\s*(?:\{\s*T\s*\}|T(?![A-Za-z])))"
)
_PRIMED = re.compile(r"(?<![\\A-Za-z])(?P<name>[A-Za-z])'(?![('])")
_UPRIGHT = re.compile(r"\\(?:mathrm|operatorname|text|rm)\s*\{?\s*d(?![A-Za-z])")
_PLAIN = re.compile(r"(?<![\\A-Za-z_^{])d\s*(?:[A-Z](?![a-z])|[a-z](?![A-Za-z])|\\[A-Za-z]|\()")
_PARTIAL = re.compile(r"(?:^|\\\\|\n)\s*\\partial(?![A-Za-z^])[^/=&\n]*&?\s*=")
_TRACE = re.compile(
    r"(?P<name>\\(?:operatorname|mathrm|text|mathsf)\s*\{\s*(?:tr|Tr|trace)\s*\}|\\[tT]r(?![A-Za-z]))"
    r"\s*(?:\\left\s*)?(?P<open>\(|\[|\\\{)"
)
_CLOSING = MappingProxyType({"(": ")", "[": "]", "\\{": "\\}"})

_TIGHT = re.compile(r"(?<![\\A-Za-z{])(?!d)[A-Za-z](?!d)[A-Za-z](?![A-Za-z}])")
_RUN = re.compile(r"(?<![\\A-Za-z{])[A-Z]{3,5}(?![A-Za-z}])")
_SPACED = re.compile(r"(?<![\\A-Za-z])[A-Za-z] [A-Za-z](?![A-Za-z])")
_D = r"\\(?:mathrm|operatorname|text|rm)\s*\{?\s*d(?![A-Za-z])"
_SPACES_BEFORE_D = MappingProxyType(
    {
        "script-d": re.compile(rf"\^\s*(?:\\[A-Za-z]+|T|\{{[^{{}}]*\}})\s*(\\,)?\s*{_D}"),
        "letter-d": re.compile(rf"(?<![\\A-Za-z^])[A-Za-z]\s*(\\,)?\s*{_D}"),
    }
)
_BARS = re.compile(r"\||\\(?:lvert|vert)(?![A-Za-z])")
_SMALL = re.compile(r"\\tfrac(?![A-Za-z])")
_LARGE = re.compile(r"\\frac\s*(?:\d|\{\s*\d+\s*\})")
_SUM = re.compile(r"\\sum(?![A-Za-z])(?:\\limits)?\s*_\s*(\{[^{}]*\}|.)")
_DET = re.compile(r"\\det(?![A-Za-z])|\{det\}")


def spellings(blocks: Sequence[Block], declared: frozenset[str]) -> Mapping[str, str]:
    """The spelling of `transpose` and `differential` in the displays, where the author has one;
    the first one seen counts."""
    found: dict[str, str] = {}
    text = "\n".join(block.display.latex.text for block in blocks)
    transpose = _TRANSPOSE.search(text)
    if transpose is not None and not (transpose.group("sign") == "T" and "T" in declared):
        sign = re.sub(r"\s", "", transpose.group("sign"))
        found["transpose"] = re.sub(r"(?<=[a-z])T$", "{T}", sign)
    elif transpose is None and any(
        _is_primed(match["name"], declared) for match in _PRIMED.finditer(text)
    ):
        found["transpose"] = "'"
    if "d" not in declared and _UPRIGHT.search(text) is None and _PLAIN.search(text):
        found["differential"] = "d"
    elif _UPRIGHT.search(text) is None and _PARTIAL.search(text):
        found["differential"] = r"\partial"
    if _SMALL.search(text) and not _LARGE.search(text):
        found["fraction"] = r"\tfrac"
    set_apart = {**_spaces(text, declared), **_trace(text), **_determinant(text), **_bounds(text)}
    return MappingProxyType({**found, **set_apart})


def _is_primed(name: str, declared: frozenset[str]) -> bool:
    """Whether a prime is the transpose of this name, and no name of its own."""
    return name in declared and f"{name}'" not in declared


def _spaces(text: str, declared: frozenset[str]) -> dict[str, str]:
    """How factors are set beside each other, by what the author does more often. Letters that
    would run into a longer name stay apart."""
    found = {}
    longer = any(len(name) > 1 and name.isalpha() for name in declared)
    if not longer and len(_TIGHT.findall(text)) + len(_RUN.findall(text)) > len(
        _SPACED.findall(text)
    ):
        found["juxtaposition"] = ""
    for place, pattern in _SPACES_BEFORE_D.items():
        thin = [bool(sign) for sign in pattern.findall(text)]
        if 2 * sum(thin) < len(thin):
            found[place] = " "
    return found


def _trace(text: str) -> dict[str, str]:
    """The name and the brackets of the first trace."""
    found = _TRACE.search(text)
    if found is None:
        return {}
    name, opened = re.sub(r"\s", "", found["name"]), found["open"]
    return {"template trace": f"{name}{opened}{{0}}{_CLOSING[opened]}"}


def _bounds(text: str) -> dict[str, str]:
    """No bounds under sums, if the author never writes them."""
    sums = _SUM.findall(text)
    return {"bounds": ""} if sums and not any("=" in script for script in sums) else {}


def _determinant(text: str) -> dict[str, str]:
    """Bars, if the author writes them and never det."""
    if _BARS.search(text) and not _DET.search(text):
        return {"template determinant": "|{0}|"}
    return {}
