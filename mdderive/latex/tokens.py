r"""LaTeX to tokens, each with its place in the note.

A token is one letter, one digit, one command, one sign: what TeX itself takes as an argument, so
that `x_12` is x_1 2 and `\frac12` is a half. What carries no mathematics is left out here:
comments, sizing (`\left`, `\big`), style (`\displaystyle`), numbering (`\label{..}`, `\tag{..}`).
Chinese characters are words wherever they stand.
White space is a property of the token after it: `BLANK` for what TeX ignores, `VISIBLE` for a space
the reader sees (`\,`), which is how authors end the scope of a d.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from mdderive.latex.commands import SILENT
from mdderive.latex.unicode import LOWERED, RAISED, latex_of, script
from mdderive.source import Fragment, Span


class Mark(StrEnum):
    """The kinds of tokens."""

    COMMAND = "command"
    LETTER = "letter"
    DIGIT = "digit"
    SIGN = "sign"
    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    BEGIN = "begin"
    END = "end"
    BREAK = "break"
    CELL = "cell"
    SPACE = "space"


class Gap(IntEnum):
    """What stands between a token and the one before it."""

    NONE = 0
    BLANK = 1
    VISIBLE = 2


@dataclass(frozen=True, slots=True)
class Token:
    mark: Mark
    text: str
    span: Span
    gap: Gap = Gap.NONE


_PATTERN = re.compile(
    r"""(?P<comment>%[^\n]*)
    |(?P<blank>[\s​‌‍﻿]+)
    |(?P<break>\\\\\*?(?:\[\s*-?[\d.]+\s*[a-z]+\s*\])?|\\newline(?![A-Za-z]))
    |\\begin\s*\{(?P<begin>[A-Za-z]+\*?)\}
    |\\end\s*\{(?P<end>[A-Za-z]+\*?)\}
    |\\(?:mathrm|mathit|mathsf|mathbf|operatorname|emph|(?:short)?intertext)\s*
        \{SPACES(?P<joining>(?i:either|or|nor|not|unless|except|else|otherwise))SPACES\}
    |(?P<drop>\\(?:label|tag\*?|vspace\*?|intertext|eqref|ref|cite)\s*\{[^{}]*\})
    |(?P<wide>\\(?:hspace\*?|mspace|hskip|kern)\s*(?:\{[^{}]*\}|-?[\d.]+\s*(?:em|ex|pt|mu|cm)))
    |\\(?:text(?:rm|bf|it|sf|normal|tt)?|mbox|textnormal)\s*\{(?P<text>(?:[^{}$]|\{[^{}$]*\}|\$[^$]*\$)*)\}
    |(?P<script>[RAISED]+|[LOWERED]+)
    |(?P<words>[\u3400-\u9fff]+)
    |(?P<foreign>[^\x00-\x7f])
    |(?P<command>\\[A-Za-z]+|\\[^A-Za-z])
    |(?P<sign>:=|.)""".replace("SPACES", r"(?:[\s~,.:]|\\[ ,;:]|\\q?quad)*")
    .replace("RAISED", RAISED)
    .replace("LOWERED", LOWERED),
    re.VERBOSE | re.DOTALL,
)

_SPACES = frozenset({r"\,", r"\;", r"\:", r"\>", r"\ ", "\\\n", r"\quad", r"\qquad", "~",
                     r"\enspace", r"\thinspace", r"\medspace", r"\thickspace"})  # fmt: skip

_SIZING = frozenset({r"\left", r"\right"})


def _classified(text: str) -> tuple[Mark, str]:
    if text.startswith("\\"):
        return Mark.COMMAND, text
    if text in "{}":
        return (Mark.OPEN if text == "{" else Mark.CLOSE), text
    if text == "&":
        return Mark.CELL, text
    if text.isdigit() and text.isascii():
        return Mark.DIGIT, text
    return (Mark.LETTER if text.isalpha() else Mark.SIGN), text


def _written_out(latex: str, span: Span) -> Iterator[Token]:
    """What a character stands for, at the place of the character."""
    for found in _PATTERN.finditer(latex):
        mark = found.lastgroup or ""
        classified = mark in ("command", "sign", "foreign")
        if classified:
            yield Token(*_classified(found.group(mark)), span)


def _raw(fragment: Fragment) -> Iterator[Token]:
    """Everything with its gap before spaces and sizing are taken out."""
    for match in _PATTERN.finditer(fragment.text):
        kind = match.lastgroup or ""
        span = fragment.span(match.start(), match.end())
        text = match.group(kind)
        if kind in ("comment", "blank", "drop"):
            yield Token(Mark.SPACE, "", span, Gap.BLANK)
        elif kind == "wide" or text in _SPACES:
            yield Token(Mark.SPACE, text, span, Gap.VISIBLE)
        elif kind in ("script", "foreign"):
            yield from _written_out(script(text) if kind == "script" else latex_of(text), span)
        elif kind in ("break", "begin", "end", "text"):
            yield Token(Mark(kind), text, span)
        elif kind in ("words", "joining"):
            yield Token(Mark.TEXT, text, span)
        else:
            yield Token(*_classified(text), span)


def tokenise(fragment: Fragment) -> tuple[Token, ...]:
    r"""The tokens of a piece of LaTeX. Visible spaces of a quad or more stay tokens, since they
    set off conditions and reasons; all others become the gap of the next token, and sizing becomes
    part of its place."""
    found: list[Token] = []
    gap = Gap.NONE
    sizing = False
    begins: Span | None = None
    for token in _raw(fragment):
        if token.mark is Mark.SPACE:
            gap = max(gap, token.gap)
            if token.text in (r"\quad", r"\qquad"):
                found.append(replace(token, gap=Gap.VISIBLE))
        elif token.text in SILENT and token.mark is Mark.COMMAND:
            sizing = token.text in _SIZING
            begins = begins or token.span
        elif sizing and token.text == ".":
            sizing = False
        else:
            place = begins.to(token.span) if begins else token.span
            found.append(replace(token, gap=gap, span=place))
            gap, sizing, begins = Gap.NONE, False, None
    return tuple(found)
