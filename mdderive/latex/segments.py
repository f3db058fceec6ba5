r"""One line of a display to its equations.

A line may hold several equations, parted by commas, quads, words or implications, and remarks that
claim nothing: reasons in words, numbers in brackets, ranges of an index. An equation that a
condition follows (`\text{if } s > 0`) is not the equation alone, and says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mdderive.latex.doubts import doubted, joins_line_before, joins_next_line
from mdderive.latex.index_cases import IndexCase, case_in_words, case_of, leading_case
from mdderive.latex.rows import IMPLICATIONS, depths, has_relation, visible
from mdderive.latex.tokens import Mark, Token

_CONDITIONS = (
    "if", "when", "whenever", "provided", "assuming", "unless", "given", "as long", "under",
    "near",
    "若", "当", "如果", "假设", "其中",
)  # fmt: skip
_RESTRICTS = re.compile(r"(?:^|\W)(?:if|iff|when|whenever|provided(?: that)?|assuming|at)$")
"""Words before a condition, whatever they say themselves: `\\text{holds only when } y = 1`."""
_BARE = frozenset({"at", "for"})
"""Conditions whose object is no word: `\\text{at } y = 1`."""
_FOR_ALL = ("for all", "for every", "for any", "for each", "对所有", "对任意")
_DOTS = frozenset({r"\dots", r"\ldots", r"\cdots"})


@dataclass
class Segment:
    """Part of a line. `link` is the implication before it, `words` the words before it; `comma`:
    a comma parts it from the segment before; `condition` is what restricts it, `cases` are those of
    its indices that it is about; `doubt` are words by which it may not hold, as "or"."""

    link: Token | None = None
    words: Token | None = None
    comma: Token | None = None
    tokens: list[Token] = field(default_factory=list)
    reason: str = ""
    condition: Token | None = None
    doubt: Token | None = None
    cases: list[IndexCase] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(visible(token) for token in self.tokens)


def segments(line: Sequence[Token]) -> list[Segment]:
    """The equations of a line, remarks taken off."""
    return _kept(_settled(_parted(_whole_words(line))))


def _whole_words(line: Sequence[Token]) -> list[Token]:
    r"""The line with words that touch made one: `\text{ is fal}\text{se}`."""
    found: list[Token] = []
    for token in line:
        last = found[-1] if found else None
        if last is not None and token.mark is last.mark is Mark.TEXT:
            text = last.text + token.text
            found[-1] = replace(last, text=text, span=last.span.to(token.span))
        else:
            found.append(token)
    return found


def segments_of(lines: Sequence[Sequence[Token]]) -> list[Segment]:
    """The equations of all lines; words at the edge of a line may speak of the line beside it."""
    found: list[Segment] = []
    before: Token | None = None
    for line in lines:
        parts = segments(line)
        shown = [token for token in line if visible(token)]
        words = shown[0]
        if found and joins_line_before(words) and doubted(words, before_equation=True):
            found[-1].doubt = words
        if before is not None and parts:
            parts[0].doubt = parts[0].doubt or before
        before = shown[-1] if joins_next_line(shown[-1]) else None
        found += parts
        _passed_on(found)
    return found


def _passed_on(parts: Sequence[Segment]) -> None:
    """What is concluded from a doubtful equation is as doubtful."""
    for before, part in pairwise(parts):
        if part.link is not None:
            part.doubt = part.doubt or before.doubt


def _parted(line: Sequence[Token]) -> list[Segment]:
    found = [Segment()]
    previous = ""
    for place, (token, depth) in enumerate(depths(line)):
        if depth or previous in ("_", "^"):
            found[-1].tokens.append(token)
        elif token.text in IMPLICATIONS and token.mark is not Mark.TEXT:
            found.append(Segment(link=token))
        elif token.mark is Mark.TEXT and not _is_side(line, place):
            found.append(Segment(words=token))
        elif token.text in (",", ";") and _parts(line, place):
            found.append(Segment(comma=token))
        elif token.mark is Mark.SPACE:
            found.append(Segment())
        elif token.text == r"\forall":
            found.append(Segment(words=token))
        else:
            found[-1].tokens.append(token)
        previous = token.text if token.mark is not Mark.TEXT else ""
    return found


def _is_side(line: Sequence[Token], place: int) -> bool:
    """Whether words are a side of a relation, as in LHS = RHS: nothing to recompute, but no remark
    either."""
    before = [token for token in line[:place] if visible(token)]
    after = [token for token in line[place + 1 :] if visible(token)]
    left = not before and bool(after) and has_relation(after[:1])
    return left or (bool(before) and has_relation(before[-1:]))


def _parts(line: Sequence[Token], place: int) -> bool:
    """Whether a comma parts equations: a relation stands on both sides of it."""
    return has_relation(line[:place]) and (has_relation(line[place:]) or _ends(line[place + 1 :]))


def _ends(rest: Sequence[Token]) -> bool:
    """Whether only a remark follows."""
    first = next((token for token in rest if visible(token)), None)
    return first is None or first.mark is Mark.TEXT or first.text == r"\forall"


def _settled(parts: Sequence[Segment]) -> list[Segment]:
    r"""The segments, with an implication or words that a space parts from their equation put before
    it: `\implies \quad x = 0`, `\text{or} \quad y = 0`."""
    found: list[Segment] = []
    for part in parts:
        before = found[-1] if found and found[-1].empty else None
        plain = part.link is None and part.words is None and part.comma is None
        if before is not None and plain and _speaks_of_next(before):
            before.tokens.extend(part.tokens)
        elif before is not None and before.link and not part.link and _condition(part) is None:
            part.link = before.link
            found[-1] = part
        else:
            found.append(part)
    return found


def _speaks_of_next(part: Segment) -> bool:
    """Whether the words of a segment matter to the equation after them."""
    if part.words is None:
        return False
    return part.words.text.strip().lower() in _BARE or doubted(part.words, before_equation=True)


def _kept(parts: list[Segment]) -> list[Segment]:
    """The segments that are equations, or the whole line if none is; what a segment without a
    relation says goes back to the one before it, or is a remark."""
    kept: list[Segment] = []
    condition: Token | None = None
    coming: list[IndexCase] = []
    for part in parts:
        case = case_of(part.tokens) if part.link is None else None
        case = case or (case_in_words(part.words) if part.words else None)
        if case is not None and (part.words is not None or kept):
            (kept[-1].cases if kept else coming).append(case)
            continue
        if not kept and part.words is not None and _condition(part) is not None:
            first, part.tokens = _begun(part.tokens)
            coming += [first] if first is not None else []
        if coming and not part.empty:
            part.cases, coming = [*coming], []
        if part.words is not None and part.link is None and kept:
            kept[-1].reason = f"{kept[-1].reason} {part.words.text}".strip()
            condition = _condition(part)
            kept[-1].doubt = kept[-1].doubt or _doubt(part)
            if condition is not None:
                kept[-1].condition = condition
        if part.empty and part.link is None:
            continue
        if kept and (condition is not None or _is_remark(part)):
            continue
        part.doubt = _doubt(part)
        if kept and part.link is None and not has_relation(part.tokens):
            _join(kept[-1], part)
        else:
            kept.append(part)
    return kept


def _doubt(part: Segment) -> Token | None:
    """The words before this segment if by them equations may not hold."""
    found = part.words is not None and doubted(part.words, not part.empty)
    return part.words if found else None


def _begun(tokens: list[Token]) -> tuple[IndexCase | None, list[Token]]:
    """The case that a row with a condition begins with, and its equation."""
    case, rest = leading_case(tokens)
    return case, list(rest) if case is not None else tokens


def _condition(part: Segment) -> Token | None:
    """The words of this segment if they restrict what stands before them."""
    words = part.words.text.strip().lower() if part.words is not None else ""
    words = words.lstrip("(,. ")
    if words.startswith(_FOR_ALL) or words == r"\forall":
        return None
    ranged = words.startswith("for") and has_relation(part.tokens)
    before = _RESTRICTS.search(words) is not None and not part.empty
    return part.words if words.startswith((*_CONDITIONS, "at ")) or ranged or before else None


def _is_remark(part: Segment) -> bool:
    """A number in brackets, the range of an index, or what words introduce without a relation."""
    texts = [token.text for token in part.tokens if visible(token)]
    numbered = len(texts) > 2 and (texts[0], texts[-1]) == ("(", ")")
    numbered = numbered and all(t.isdigit() or t == "." for t in texts[1:-1])
    set_off = part.comma is not None or part.words is not None
    ranged = set_off and any(text in _DOTS for text in texts)
    return numbered or ranged or (part.words is not None and not has_relation(part.tokens))


def _join(before: Segment, part: Segment) -> None:
    if part.comma is not None:
        before.tokens.append(part.comma)
    before.tokens.extend(part.tokens)
