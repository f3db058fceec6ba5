r"""A display to rows, a row to relations.

Environments that lay out rows (`aligned`, `align*`, `split`, `gather`, ...) are opened; `\\` ends a
row, `&` is only a place. Relation signs count outside brackets and scripts. What follows a quad or
a comma and is words or a number in brackets is a reason and is kept aside.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
                    r"\succeq", r"\succ", r"\prec", r"\leqslant", r"\geqslant"})  # fmt: skip
IMPLICATIONS = frozenset({r"\implies", r"\Rightarrow", r"\Longrightarrow", r"\iff",
                          r"\Leftrightarrow", r"\Longleftrightarrow", r"\therefore",
                          r"\because", r"\impliedby", r"\Leftarrow"})  # fmt: skip
_TRAILING = frozenset({",", ".", ";", "。", "，", "；", "、", r"\blacksquare", r"\square", r"\qed"})
_OPENERS = frozenset({"(", "[", r"\{", r"\langle", r"\lbrace"})
_CLOSERS = frozenset({")", "]", r"\}", r"\rangle", r"\rbrace"})


@dataclass(frozen=True)
class Row:
    """The parts between the relation signs of one row: `signs[i]` stands before `parts[i + 1]`. A
    part is empty where the row begins or ends with a sign."""

    parts: tuple[tuple[Token, ...], ...]
    signs: tuple[Token, ...]
    reason: str = ""

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
        elif token.mark is Mark.CELL and depth == 0:
            rows[-1].append(token)
        else:
            rows[-1].append(token)
    return [tuple(row) for row in rows if any(_visible(token) for token in row)]


def _visible(token: Token) -> bool:
    return token.mark not in (Mark.SPACE, Mark.CELL)


def split_row(tokens: Sequence[Token]) -> Row:
    """The row parted at its relation signs; doubled signs (`= & =`) are one."""
    body, reason = _without_reason(tokens)
    parts: list[list[Token]] = [[]]
    signs: list[Token] = []
    for token, depth in _depths(body):
        relation = token.text in EQUALITIES or token.text in OTHERS or token.text in IMPLICATIONS
        if depth == 0 and relation and token.mark is not Mark.TEXT:
            if signs and not any(_visible(t) for t in parts[-1]) and signs[-1].text == token.text:
                continue
            signs.append(token)
            parts.append([])
        elif token.mark is not Mark.CELL or depth:
            parts[-1].append(token)
    return Row(tuple(_trimmed(part) for part in parts), tuple(signs), reason)


def _depths(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
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


def _trimmed(part: Sequence[Token]) -> tuple[Token, ...]:
    """Without spaces at the ends and punctuation at the end."""
    kept = list(part)
    while kept and (kept[-1].mark is Mark.SPACE or kept[-1].text in _TRAILING):
        kept.pop()
    while kept and kept[0].mark is Mark.SPACE:
        kept.pop(0)
    return tuple(kept)


def _without_reason(tokens: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The row up to its remark in words or its number, and that remark."""
    depths = _depths(tokens)
    for place, (token, depth) in enumerate(depths):
        if depth or place == 0:
            continue
        if token.mark is Mark.TEXT and _ends_formula(tokens, place):
            words = " ".join(t.text for t in tokens[place:] if t.mark is Mark.TEXT)
            return tokens[:place], words.strip()
        if token.mark is Mark.SPACE and _is_number(tokens[place + 1 :]):
            return tokens[:place], ""
    return tokens, ""


def _ends_formula(tokens: Sequence[Token], place: int) -> bool:
    """Whether words here are a remark: something of the formula stands before them."""
    return any(_visible(token) for token in tokens[:place]) and tokens[place - 1].text not in "^_"


def _is_number(tokens: Sequence[Token]) -> bool:
    r"""`(3.14)` after a quad."""
    texts = [token.text for token in tokens if _visible(token)]
    inner = texts[1:-1]
    bracketed = len(texts) > 2 and texts[0] == "(" and texts[-1] == ")"
    return bracketed and all(text.isdigit() or text == "." for text in inner)


_CONTINUES = frozenset({"+", "-", r"\cdot", r"\times", r"\odot", r"\otimes", r"\circ"})


def joined(rows: Sequence[Row]) -> list[Row]:
    """Rows with their continuations: a row without a relation that begins with an operator, or
    after a row that ends with a sign; a first row without a relation that the next row equates."""
    found: list[Row] = []
    for row in rows:
        previous = found[-1] if found else None
        if previous is not None and previous.signs and not previous.parts[-1]:
            found[-1] = _after_sign(previous, row)
        elif previous is not None and not row.signs and _continues(row):
            last = (*previous.parts[-1], *row.parts[0])
            found[-1] = replace(previous, parts=(*previous.parts[:-1], last))
        elif previous is not None and not previous.signs and row.signs and not row.parts[0]:
            found[-1] = replace(row, parts=(previous.parts[0], *row.parts[1:]))
        elif any(row.parts) or row.signs:
            found.append(row)
    return found


def _continues(row: Row) -> bool:
    first = next((t for t in row.parts[0] if t.mark is not Mark.CELL), None)
    return first is not None and first.text in _CONTINUES


def _after_sign(previous: Row, row: Row) -> Row:
    """A sign that ends one row and begins the next is one sign."""
    if row.signs and not row.parts[0]:
        return replace(
            previous,
            parts=(*previous.parts[:-1], *row.parts[1:]),
            signs=(*previous.signs, *row.signs[1:]),
        )
    return replace(
        previous,
        parts=(*previous.parts[:-1], *row.parts),
        signs=(*previous.signs, *row.signs),
    )


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
