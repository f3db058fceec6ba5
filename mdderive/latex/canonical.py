r"""The canonical spelling of a name: `x_1` for `x_{1}`, `x_{ij}` for `x_{i j}`.

A name may begin with a bracket if a script follows it: `(\mu_{pr})_y` is a name of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.latex.decorate import spelled
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable


def canonical(tokens: Sequence[Token]) -> str:
    """The canonical spelling of a name: scripts keep braces only around several tokens."""
    text, at = _bracketed(tokens)
    while at < len(tokens):
        token = tokens[at]
        if token.text in ("_", "^") and at + 1 < len(tokens):
            inner, at = _script(tokens, at + 1)
            script = spelled(inner)
            text += token.text + (script if len(inner) == 1 else f"{{{script}}}")
        elif token.mark is Mark.TEXT and not text:
            text = spelled((token,))
            at += 1
        elif token.mark in (Mark.LETTER, Mark.DIGIT, Mark.COMMAND) or token.text == "'":
            text = (
                spelled((replace(token, text=text, mark=Mark.LETTER), token))
                if text
                else token.text
            )
            at += 1
        else:
            raise Unreadable("D111", f"`{token.text}` is no part of a name", token.span)
    return text


def _script(tokens: Sequence[Token], start: int) -> tuple[Sequence[Token], int]:
    if tokens[start].mark is not Mark.OPEN:
        return tokens[start : start + 1], start + 1
    depth = 0
    for end in range(start, len(tokens)):
        depth += (tokens[end].mark is Mark.OPEN) - (tokens[end].mark is Mark.CLOSE)
        if depth == 0:
            return tokens[start + 1 : end], end + 1
    raise Unreadable("D111", "this { is never closed", tokens[start].span)


def _bracketed(tokens: Sequence[Token]) -> tuple[str, int]:
    """The bracket that a name begins with, and the place after it."""
    closers = [at for at, token in enumerate(tokens) if token.text == ")"]
    if not closers or tokens[0].text != "(" or closers[0] + 1 == len(tokens):
        return "", 0
    return f"({canonical(tokens[1 : closers[0]])})", closers[0] + 1
