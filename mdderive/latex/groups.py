r"""Groups in braces: where an argument or a script ends, braces that change nothing, scripts in one
order."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from mdderive.latex.commands import ARGUMENTS
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable

_DEEPEST_GROUP = 100
_JOINING = frozenset(
    {
        *("if", "for", "where", "when", "and", "or", "with", "since", "at", "by", "on", "in"),
        *("as", "so", "then", "hence", "thus", "using", "from", "let", "of", "to", "is"),
        *("because", "note", "recall", "see"),
    }
)
"""Words that join formulas, and are never the name of a function."""
_ITALIC = re.compile(r"\\mathit\{[A-Za-z]\}")
_SIDES = frozenset({"LHS", "RHS", "lhs", "rhs"})
"""Words for the sides of another equation, which are no names."""


def end_of_argument(tokens: Sequence[Token], start: int) -> int:
    """The index after the argument that starts at `start`: one token or a group in braces."""
    if start >= len(tokens):
        return start
    if tokens[start].mark is not Mark.OPEN:
        return start + 1
    depth = 0
    for index in range(start, len(tokens)):
        if tokens[index].mark is Mark.OPEN:
            depth += 1
        elif tokens[index].mark is Mark.CLOSE:
            depth -= 1
            if depth == 0:
                return index + 1
    raise Unreadable("D201", "this { is never closed", tokens[start].span)


def end_of_script(tokens: Sequence[Token], start: int) -> int:
    """The index after a script, whose one token may be a command with arguments."""
    end = end_of_argument(tokens, start)
    if start < len(tokens):
        for _ in range(ARGUMENTS.get(tokens[start].text, 0)):
            end = end_of_argument(tokens, end)
    return end


def end_of_scope(tokens: Sequence[Token], start: int) -> int:
    r"""Where an old font command ends: at the brace that holds it, else after one token."""
    depth = 0
    for index in range(start, len(tokens)):
        if tokens[index].mark is Mark.OPEN:
            depth += 1
        elif tokens[index].mark is Mark.CLOSE:
            depth -= 1
            if depth < 0:
                return index
    return min(start + 1, len(tokens))


def inside(argument: Sequence[Token]) -> Sequence[Token]:
    """The argument without its braces."""
    return argument[1:-1] if argument and argument[0].mark is Mark.OPEN else argument


def refuse_depth(tokens: Sequence[Token]) -> None:
    """Raises where groups nest deeper than any parser below follows, so that looking for the end
    of a group stays cheap."""
    depth = 0
    for token in tokens:
        if token.mark is Mark.OPEN:
            depth += 1
        elif token.mark is Mark.CLOSE:
            depth -= 1
        if depth > _DEEPEST_GROUP:
            raise Unreadable("D203", "groups are nested too deep", token.span)


def unbraced(tokens: Sequence[Token]) -> tuple[Token, ...]:
    r"""The same without braces around single tokens, which change nothing: `{\rm d}X`, `{A}^T`."""
    found: list[Token] = []
    after = False
    for token in tokens:
        if after and token.gap is Gap.NONE:
            token = replace(token, gap=Gap.BLANK)
        after = False
        if token.mark is Mark.CLOSE and _is_empty(found):
            found.pop()
            continue
        if token.mark is Mark.CLOSE and _holds_one(found):
            inner, opener = found.pop(), found.pop()
            gap = max(opener.gap, inner.gap)
            token = replace(inner, span=opener.span.to(token.span), gap=gap)
            after = True
        found.append(token)
    return tuple(found)


def _is_empty(found: Sequence[Token]) -> bool:
    """Whether these braces hold nothing and are no argument."""
    if not found or found[-1].mark is not Mark.OPEN:
        return False
    before = found[-2] if len(found) > 1 else None
    if before is None or before.mark is not Mark.CLOSE:
        return before is None or not (before.text in ("^", "_") or before.text in ARGUMENTS)
    return not _takes_another(found[:-1])


def _takes_another(found: Sequence[Token]) -> bool:
    """Whether the group that ends here is the first argument of a command that takes two."""
    depth = 0
    for at in range(len(found) - 1, 0, -1):
        depth += (found[at].mark is Mark.CLOSE) - (found[at].mark is Mark.OPEN)
        if depth == 0:
            return ARGUMENTS.get(found[at - 1].text, 0) > 1
    return False


def _holds_one(found: Sequence[Token]) -> bool:
    structure = (Mark.OPEN, Mark.CLOSE, Mark.CELL, Mark.BREAK, Mark.BEGIN, Mark.END)
    return len(found) > 1 and found[-2].mark is Mark.OPEN and found[-1].mark not in structure


def named(tokens: Sequence[Token], known: Collection[str]) -> tuple[Token, ...]:
    r"""The same with words as letters where they are a name: `\text{loss}` that is declared or has
    a value, that stands alone before the sign that gives it one, or before its arguments."""
    found: list[Token] = []
    tokens = _italic_words(tokens, known)
    for at, token in enumerate(tokens):
        if token.mark is Mark.TEXT:
            word = token.text.strip()
            name = rf"\text{{{word}}}"
            namable = word.isascii() and word.isalnum() and word not in _SIDES
            if name in known or (namable and (_stands_alone(tokens, at) or _applies(tokens, at))):
                token = replace(token, mark=Mark.LETTER, text=name)
        found.append(token)
    return tuple(found)


def _italic_words(tokens: Sequence[Token], known: Collection[str]) -> Sequence[Token]:
    r"""The same with `\mathit{RSS}` as one name, unless its letters are names themselves."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _ITALIC.fullmatch(tokens[end].text):
            if end > at and tokens[end].gap is not Gap.NONE:
                break
            end += 1
        letters = [token.text[len(r"\mathit{") : -1] for token in tokens[at:end]]
        if len(letters) > 1 and not any(one in known for one in letters):
            word = rf"\mathrm{{{''.join(letters)}}}"
            span = tokens[at].span.to(tokens[end - 1].span)
            found.append(Token(Mark.LETTER, word, span, tokens[at].gap))
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found


def _applies(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of several letters that joins nothing touches the bracket after it."""
    word = tokens[at].text
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    touches = after is not None and after.text in ("(", "_") and after.gap is Gap.NONE
    return touches and len(word) > 1 and word == word.strip() and word.lower() not in _JOINING


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but the place of a column stands between a row's begin and its first `=`."""
    before = [token for token in tokens[:at] if token.mark not in (Mark.SPACE, Mark.CELL)]
    after = [token for token in tokens[at + 1 :] if token.mark not in (Mark.SPACE, Mark.CELL)]
    first = not before or before[-1].mark in (Mark.BREAK, Mark.BEGIN)
    return first and bool(after) and after[0].text in ("=", ":=")


def subscripts_first(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same formula with `x^2_1` and `x'_1` written as `x_1^2` and `x_1'`."""
    found = list(tokens)
    for at in range(len(found) - 1):
        if found[at].text == "'" and found[at].mark is Mark.SIGN:
            middle = at + 1
        elif found[at].text == "^":
            middle = end_of_script(found, at + 1)
        else:
            continue
        if middle < len(found) and found[middle].text == "_":
            end = end_of_script(found, middle + 1)
            found[at:end] = [*found[middle:end], *found[at:middle]]
    return tuple(found)
