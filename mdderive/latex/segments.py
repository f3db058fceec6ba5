r"""One line of a display to its equations.

A line may hold several equations, parted by commas, quads, words or implications, and remarks that
claim nothing: reasons in words, numbers in brackets, ranges of an index. An equation that a
condition follows (`\text{if } s > 0`) is not the equation alone, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mdderive.latex.index_cases import IndexCase, case_in_words, case_of, leading_case
from mdderive.latex.rows import IMPLICATIONS, depths, has_relation, visible
from mdderive.latex.tokens import Mark, Token

_CONDITIONS = (
    "if", "when", "whenever", "provided", "assuming", "unless", "given", "as long", "under", "at ",
    "near",
    "若", "当", "如果", "假设", "其中",
)  # fmt: skip
_FOR_ALL = ("for all", "for every", "for any", "for each", "对所有", "对任意")
_DOTS = frozenset({r"\dots", r"\ldots", r"\cdots"})


@dataclass
class Segment:
    """Part of a line. `link` is the implication before it, `words` the words before it; `comma`:
    a comma parts it from the segment before; `condition` is what restricts it, `cases` are those of
    its indices that it is about."""

    link: Token | None = None
    words: Token | None = None
    comma: Token | None = None
    tokens: list[Token] = field(default_factory=list)
    reason: str = ""
    condition: Token | None = None
    cases: list[IndexCase] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(visible(token) for token in self.tokens)


def segments(line: Sequence[Token]) -> list[Segment]:
    """The equations of a line, remarks taken off."""
    return _kept(_parted(line))


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
        if part.words is not None and kept:
            kept[-1].reason = f"{kept[-1].reason} {part.words.text}".strip()
            condition = _condition(part)
            if condition is not None:
                kept[-1].condition = condition
        if part.empty and part.link is None:
            continue
        if kept and (condition is not None or _is_remark(part)):
            continue
        if kept and part.link is None and not has_relation(part.tokens):
            _join(kept[-1], part)
        else:
            kept.append(part)
    return kept


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
    return part.words if words.startswith(_CONDITIONS) or ranged else None


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
