r"""A display to rows, a row to relations.

Environments that lay out rows (`aligned`, `align*`, `split`, `gather`, ...) are opened; `\\` ends a
row, `&` is only a place. Relation signs count outside brackets and scripts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mdderive.latex.index_cases import IndexCase
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Span

LAYOUTS = frozenset(
    {
        "aligned",
        "align",
        "align*",
        "alignat",
        "alignat*",
        "alignedat",
        "split",
        "gather",
        "gather*",
        "gathered",
        "equation",
        "equation*",
        "eqnarray",
        "eqnarray*",
        "flalign",
        "flalign*",
        "multline",
        "multline*",
        "displaymath",
        "math",
        "array",
    }
)
_WITH_ARGUMENT = frozenset({"alignat", "alignat*", "alignedat", "array"})

EQUALITIES = frozenset({"=", ":=", r"\equiv", r"\triangleq", r"\coloneqq", r"\coloneq",
                        r"\eqqcolon", r"\doteq", r"\defeq", r"\eqdef"})  # fmt: skip
OTHERS = frozenset({r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\neq", r"\propto", "<",
                    ">", r"\sim", r"\simeq", r"\lt", r"\gt", r"\ll", r"\gg", r"\preceq",
                    r"\succeq", r"\succ", r"\prec", r"\leqslant", r"\geqslant",
                    r"\questeq"})  # fmt: skip
IMPLICATIONS = frozenset({r"\implies", r"\Rightarrow", r"\Longrightarrow", r"\iff",
                          r"\rightarrow", r"\longrightarrow", r"\leadsto",
                          r"\Leftrightarrow", r"\Longleftrightarrow", r"\therefore",
                          r"\because", r"\impliedby", r"\Leftarrow"})  # fmt: skip
BACKWARD = frozenset({r"\because", r"\impliedby", r"\Leftarrow"})
BOTH_WAYS = frozenset({r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"})
FORWARD = IMPLICATIONS - BACKWARD
_TRAILING = frozenset({",", ".", ";", "。", "，", "；", "、", r"\blacksquare", r"\square", r"\qed"})
_OPENERS = frozenset({"(", "[", r"\{", r"\langle", r"\lbrace"})
_CLOSERS = frozenset({")", "]", r"\}", r"\rangle", r"\rbrace"})


@dataclass(frozen=True)
class Row:
    """The parts between the relation signs of one row: `signs[i]` stands before `parts[i + 1]`. A
    part is empty where the row begins or ends with a sign. `link` is an implication before the row,
    `condition` the words that restrict it, `cases` those of its indices that it is about; a `comma`
    parts it from the row before; `doubt` are words by which it may not hold."""

    parts: tuple[tuple[Token, ...], ...]
    signs: tuple[Token, ...]
    reason: str = ""
    link: Token | None = None
    condition: Token | None = None
    comma: bool = False
    cases: tuple[IndexCase, ...] = ()
    doubt: Token | None = None

    @property
    def span(self) -> Span:
        tokens = [token for part in self.parts for token in part] + list(self.signs)
        places = [token.span for token in tokens]
        return Span(min(p.start for p in places), max(p.end for p in places))


def opened(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without the begin and end of layout environments; braces around everything are
    taken off."""
    kept: list[Token] = []
    skip = ""
    for token in tokens:
        if token.mark is Mark.BEGIN and token.text in LAYOUTS:
            skip = "argument" if token.text in _WITH_ARGUMENT else "placement"
        elif token.mark is Mark.END and token.text in LAYOUTS:
            skip = ""
        elif skip == "placement" and token.text == "[":
            skip = "]"
        elif skip == "argument" and token.mark is Mark.OPEN:
            skip = "}"
        elif skip in ("]", "}"):
            skip = "" if token.text == skip else skip
        else:
            skip = ""
            kept.append(token)
    return tuple(kept)


def lines(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    r"""The rows at `\\`, outside brackets and inner environments; empty ones are left out."""
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in opened(tokens):
        if token.mark is Mark.BEGIN:
            depth += 1
        elif token.mark is Mark.END:
            depth = max(0, depth - 1)
        if token.mark is Mark.BREAK and depth == 0:
            rows.append([])
        else:
            rows[-1].append(token)
    return [tuple(row) for row in rows if any(visible(token) for token in row)]


def visible(token: Token) -> bool:
    return token.mark not in (Mark.SPACE, Mark.CELL)


def is_relation(token: Token) -> bool:
    """Whether the token is a sign between two sides."""
    sign = token.text in EQUALITIES or token.text in OTHERS
    return sign and token.mark is not Mark.TEXT


def has_relation(tokens: Sequence[Token]) -> bool:
    """Whether a relation sign stands outside all brackets."""
    return any(depth == 0 and is_relation(token) for token, depth in depths(tokens))


def split_row(
    tokens: Sequence[Token],
    reason: str = "",
    link: Token | None = None,
    condition: Token | None = None,
    comma: bool = False,
) -> Row:
    """The row parted at its relation signs; doubled signs (`= & =`) are one."""
    parts: list[list[Token]] = [[]]
    signs: list[Token] = []
    for token, depth in depths(tokens):
        if depth == 0 and is_relation(token):
            if signs and not any(visible(t) for t in parts[-1]) and signs[-1].text == token.text:
                continue
            signs.append(token)
            parts.append([])
        elif token.mark is not Mark.CELL or depth:
            parts[-1].append(token)
    kept = tuple(_trimmed(_without_space(part) if at else part) for at, part in enumerate(parts))
    return Row(kept, tuple(signs), reason, link, condition, comma)


def depths(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
    """Each token with how many brackets, groups and environments stand around it."""
    found: list[tuple[Token, int]] = []
    depth = 0
    for token in tokens:
        if token.mark is Mark.TEXT:
            found.append((token, depth))
            continue
        closes = token.mark in (Mark.CLOSE, Mark.END) or token.text in _CLOSERS
        depth = max(0, depth - 1) if closes else depth
        found.append((token, depth))
        opens = token.mark in (Mark.OPEN, Mark.BEGIN) or token.text in _OPENERS
        depth += 1 if opens else 0
    return found


def _without_space(part: Sequence[Token]) -> Sequence[Token]:
    r"""A right side without the remark on its shape at the end: `= A x \in \mathbb{R}^m`."""
    for at, (token, depth) in enumerate(depths(part)):
        if at and depth == 0 and token.text == r"\in":
            after = next(filter(visible, part[at + 1 :]), None)
            if after is not None and after.text in _REALS:
                return part[:at]
    return part


def _trimmed(part: Sequence[Token]) -> tuple[Token, ...]:
    """Without spaces at the ends, punctuation and a label in Chinese at the end."""
    kept = list(part)
    label = _label(kept)
    kept = kept[:label] if label else kept
    while kept and (kept[-1].mark is Mark.SPACE or kept[-1].text in _TRAILING):
        kept.pop()
    while kept and kept[0].mark is Mark.SPACE:
        kept.pop(0)
    return tuple(kept)


def _label(part: Sequence[Token]) -> int:
    """Where a label such as `(关系1)` begins that ends the part; 0 if there is none."""
    end = max((at for at, token in enumerate(part) if token.mark is Mark.TEXT), default=0)
    rest = [token.text for token in part[end + 1 :] if visible(token)]
    chinese = bool(part) and part[end].text[:1] > "\u3400"
    labelled = chinese and end > 1 and part[end - 1].text == "(" and rest[-1:] == [")"]
    return end - 1 if labelled and all(text.isdigit() for text in rest[:-1]) else 0


_REALS = frozenset({r"\mathbb{R}", r"\R", "ℝ"})
_CONTINUES = frozenset({"+", "-", r"\cdot", r"\times", r"\odot", r"\otimes", r"\circ"})


def joined(rows: Sequence[Row]) -> list[Row]:
    """Rows with their continuations: a row that begins with an operator, or comes after a row that
    ends with a sign; a first row without a relation that the next row equates. A minus before an
    equation of its own is a sign, not a continuation."""
    found: list[Row] = []
    for row in rows:
        previous = found[-1] if found else None
        if not any(row.parts) and not row.signs:
            continue
        if previous is None or row.link is not None:
            found.append(row)
        elif previous.signs and not previous.parts[-1]:
            found[-1] = _after_sign(previous, row)
        elif _continues(row, previous) or (not previous.signs and row.signs and not row.parts[0]):
            found[-1] = _appended(previous, row)
        else:
            found.append(row)
    return found


def _continues(row: Row, previous: Row) -> bool:
    first = row.parts[0][0].text if row.parts[0] else ""
    own = first == "-" and bool(row.signs) and bool(previous.signs)
    return first in _CONTINUES and not own


def _appended(previous: Row, row: Row) -> Row:
    middle = (*previous.parts[-1], *row.parts[0])
    parts = (*previous.parts[:-1], middle, *row.parts[1:])
    return _restricted_by(row, replace(previous, parts=parts, signs=(*previous.signs, *row.signs)))


def _after_sign(previous: Row, row: Row) -> Row:
    """A sign that ends one row and begins the next is one sign."""
    repeated = bool(row.signs) and not row.parts[0]
    signs = row.signs[1:] if repeated else row.signs
    parts = row.parts[1:] if repeated else row.parts
    parts = (*previous.parts[:-1], *parts)
    return _restricted_by(row, replace(previous, parts=parts, signs=(*previous.signs, *signs)))


def _restricted_by(row: Row, whole: Row) -> Row:
    """The whole with the words that restrict its last part."""
    condition, doubt = whole.condition or row.condition, whole.doubt or row.doubt
    return replace(whole, condition=condition, doubt=doubt)


def refuse_environments(tokens: Sequence[Token]) -> None:
    """An end without its begin or the other way round is an error of the whole display."""
    open_places: list[Token] = []
    for token in tokens:
        if token.mark is Mark.BEGIN:
            open_places.append(token)
        elif token.mark is Mark.END:
            if not open_places or open_places[-1].text != token.text:
                message = rf"this \end{{{token.text}}} closes nothing"
                raise Unreadable("D201", message, token.span)
            open_places.pop()
    if open_places:
        message = rf"this \begin{{{open_places[-1].text}}} is never closed"
        raise Unreadable("D201", message, open_places[-1].span)
