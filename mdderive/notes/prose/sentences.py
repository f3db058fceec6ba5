r"""Prose as sentences in which each inline formula is one sign.

A sentence is a string to match patterns against: lower case, single spaces, and for each formula a
character of Unicode's private area, by which the patterns tell a formula that is a name or a size
(`$A$`, `$n \times n$`) from one that declares (`$x \in \mathbb R^n$`) and one that relates
(`$A = A^\top$`). Where it is doubtful whether a sentence ends it goes on: words of doubt reach as
far as their sentence, so a sentence that is too long says too little, never too much.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.source import Fragment

NAME, DECLARES, RELATES = r"[\ue000-\ue7ff]", r"[\ue800-\uefff]", r"[\uf000-\uf7ff]"
_FIRST = {NAME: 0xE000, DECLARES: 0xE800, RELATES: 0xF000}
_MOST = 0x800
SIGNS = r"\ue000-\uf7ff"
SIGN = re.compile(f"[{SIGNS}]")

_FORMULA = re.compile(
    r"\{math\}`(?P<role>[^`\n]+)`|(?P<hidden>\$\$.*?\$\$|\\{1,2}\[.*?\\{1,2}\]|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|\\begin\{(?P<env>[a-z]+\*?)\}.*?\\end\{(?P=env)\}|<!--.*?(?:-->|\Z)|<[/A-Za-z][^<>]*>)"
    r"|(?P<escaped>\\\$)"
    r"|\$`(?P<gitlab>[^`$]+)`\$|\$(?P<dollars>(?:\\.|[^$\\])+)\$"
    r"|\\{1,2}\((?P<round>.+?)\\{1,2}\)",
    re.S,
)
_DECLARES = re.compile(r"\\in(?![A-Za-z])|∈")
_RELATES = re.compile(
    r"[=<>≻⪰≥≤]|\\(?:succ|succeq|prec|preceq|ge|geq|le|leq|gt|lt|ne|neq|to|mapsto)(?![A-Za-z])|:"
)
_MARKS = re.compile(r"^#+|[*_]+|\\(?:emph|textbf|textit)\b|[{}]")
_LIST = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,3}[.)]|\(\w\)|\[[ xX]\]|\\item)\s+)*")
_END = re.compile(r"[.!](?=\s+[^a-z\s]|\s*$)|\?|[。！？]")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[a-z]|e\.g|i\.e|cf|resp|etc|w\.r\.t|s\.t|eq|fig|thm)$")


_BY = re.compile(
    rf"(?P<rows>{NAME})(?:-by-| ?[×x] ?| by (?={NAME}[ -](?:[a-z]+ ){{0,3}}matri))(?P<cols>{NAME})"
)


@dataclass(frozen=True)
class Sentence:
    """`text` with one sign for each formula; `formulas` by sign; `ended`: it has a full stop;
    `place`: where its paragraph begins in the note."""

    text: str
    formulas: dict[str, Fragment]
    ended: bool
    place: int


def sentences(paragraph: Fragment) -> Iterator[Sentence]:
    """The sentences of one paragraph, heading or item, in order."""
    text, formulas = _with_signs(paragraph)
    start = 0
    for end in _ends(text):
        yield from _sentence(text[start:end], formulas, True, paragraph.offset(0))
        start = end
    yield from _sentence(text[start:], formulas, False, paragraph.offset(0))


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if not (found.group() == "." and _ABBREVIATION.search(text[: found.start()].lower())):
            yield found.end()


def _sentence(
    text: str, formulas: dict[str, Fragment], ended: bool, place: int
) -> Iterator[Sentence]:
    plain = " ".join(_MARKS.sub("", text).lower().split())
    if plain:
        used = {sign: formulas[sign] for sign in SIGN.findall(plain) if sign in formulas}
        yield Sentence(plain, used, ended, place)


def _with_signs(paragraph: Fragment) -> tuple[str, dict[str, Fragment]]:
    """The text with a sign for each formula, and a blank where there is a display or code."""
    formulas: dict[str, Fragment] = {}
    lead = _LIST.match(paragraph.text)
    start = lead.end() if lead else 0
    pieces: list[str] = []
    for found in _FORMULA.finditer(paragraph.text, start):
        pieces.append(paragraph.text[start : found.start()])
        start = found.end()
        group = next(
            (g for g in ("gitlab", "role", "dollars", "round") if found.group(g) is not None), None
        )
        if group is None or len(formulas) == _MOST:
            pieces.append(" ; ")
            continue
        formula = paragraph.cut(found.start(group), found.end(group)).stripped()
        sign = chr(_FIRST[_class(formula.text)] + len(formulas))
        formulas[sign] = formula
        pieces.append(sign)
    return _with_sizes("".join([*pieces, paragraph.text[start:]]), formulas), formulas


def _with_sizes(text: str, formulas: dict[str, Fragment]) -> str:
    """The text with one sign for `$n$-by-$n$`."""

    def joined(found: re.Match[str]) -> str:
        rows, cols = formulas[found.group("rows")], formulas[found.group("cols")]
        if len(formulas) == _MOST:
            return found.group()
        sign = chr(_FIRST[NAME] + len(formulas))
        formulas[sign] = Fragment.join((rows, Fragment.at(" x ", rows.offset(0)), cols))
        return sign

    return _BY.sub(joined, text)


def _class(formula: str) -> str:
    if _DECLARES.search(formula):
        return DECLARES
    return RELATES if _RELATES.search(formula) else NAME
