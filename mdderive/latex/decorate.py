r"""Fonts, accents and wrappers, so that the parser meets one token per decorated letter.

`\mathbf{Ax+b}` is three letters that are bold: a font command around several letters goes to each.
`\hat{\mu}` is one name. `\operatorname{tr}`, `\mathrm{tr}` and `\text{tr}` are the word `\tr`;
`\mathrm d` and `\operatorname d` are the sign of the differential, which is `DIFFERENTIAL` from
here on. `\boxed{..}`, `\underbrace{..}_{..}`, `\overset{..}{=}` are what they hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mdderive.latex.commands import (
    ACCENTS,
    FONTS,
    GREEK,
    OLD_FONTS,
    SAME_FONT,
    SECOND,
    UNSEEN,
    UPRIGHT,
    WRAPPERS,
)
from mdderive.latex.groups import end_of_argument, end_of_scope, inside
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.words import is_word
from mdderive.source import Span

DIFFERENTIAL = r"\mathrm{d}"

QUESTION = r"\questeq"
"""The sign of `\\overset{?}{=}`: a question, which claims nothing."""

_DEPTH = 24


def spelled(tokens: Sequence[Token]) -> str:
    """The tokens as canonical LaTeX: no space but the one that ends a command before a letter."""
    text = ""
    for token in tokens:
        piece = rf"\text{{{token.text}}}" if token.mark is Mark.TEXT else token.text
        if text and text[-1].isalpha() and piece[:1].isalpha() and _ends_in_command(text):
            text += " "
        text += piece
    return text


def _ends_in_command(text: str) -> bool:
    stem = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return stem.endswith("\\") and stem != text


def _is_letter(token: Token) -> bool:
    return token.mark is Mark.LETTER or token.text in GREEK


def _bold(font: str, argument: Sequence[Token], whole: Token) -> Iterator[Token]:
    """The font on each letter but those of scripts that tell names apart (`x_i`, `x^{(i)}`); the
    first and last token reach to the ends of the command."""
    font = SAME_FONT.get(font, font)
    single = len(argument) == 1
    plain = _told_apart(argument)
    for place, token in enumerate(argument):
        letter = _is_letter(token) and place not in plain
        start = whole.span.start if place == 0 else token.span.start
        end = whole.span.end if place == len(argument) - 1 else token.span.end
        token = replace(token, span=Span(start, end))
        if letter or (single and token.mark is Mark.DIGIT):
            token = replace(token, mark=Mark.LETTER, text=rf"{font}{{{token.text}}}")
        yield token


def _told_apart(argument: Sequence[Token]) -> frozenset[int]:
    """The places of tokens in subscripts, in superscripts that are brackets, and of a `^T`."""
    found: set[int] = set()
    for place, token in enumerate(argument[:-1]):
        inner = argument[place + 1 : place + 3]
        bracketed = inner[0].mark is Mark.OPEN and inner[-1].text in ("(", "[")
        transposed = inner[0].text == "T"
        if token.text == "_" or (token.text == "^" and (bracketed or transposed)):
            found.update(range(place + 1, end_of_argument(argument, place + 1)))
    return frozenset(found)


def _upright(argument: Sequence[Token], whole: Token) -> Iterator[Token]:
    word = "".join(token.text for token in argument if token.text != "*")
    if word == "d":
        yield Token(Mark.COMMAND, DIFFERENTIAL, whole.span, whole.gap)
    elif word in ("T", r"\top"):
        yield Token(Mark.COMMAND, r"\top", whole.span, whole.gap)
    elif is_word(word):
        yield Token(Mark.COMMAND, "\\" + word, whole.span, whole.gap)
    elif word in ("e", "I", "E"):
        yield Token(Mark.LETTER, word, whole.span, whole.gap)
    elif word.startswith("d") and len(argument) == 2 and _is_letter(argument[1]):
        start = Span(whole.span.start, argument[0].span.end)
        yield Token(Mark.COMMAND, DIFFERENTIAL, start, whole.gap)
        yield replace(argument[1], span=Span(argument[1].span.start, whole.span.end))
    elif word.isalnum():
        yield Token(Mark.LETTER, rf"\mathrm{{{word}}}", whole.span, whole.gap)
    else:
        yield from argument


def _text(token: Token) -> Token:
    word = token.text.strip()
    if is_word(word):
        return replace(token, mark=Mark.COMMAND, text="\\" + word)
    if word in ("T", r"\top"):
        return replace(token, mark=Mark.COMMAND, text=r"\top")
    if word == "d":
        return replace(token, mark=Mark.COMMAND, text=DIFFERENTIAL)
    return token


def _argument(tokens: Sequence[Token], start: int, depth: int) -> tuple[tuple[Token, ...], int]:
    """The decorated argument after a command, without braces, and the index after it."""
    while start < len(tokens) and tokens[start].mark is Mark.SPACE:
        start += 1
    if start >= len(tokens):
        raise Unreadable("D201", f"{tokens[-1].text} has no argument", tokens[-1].span)
    here = tokens[start]
    nested = here.text in ACCENTS or here.text in FONTS or here.text in UPRIGHT
    if nested and here.text not in OLD_FONTS:
        inner, end = _argument(tokens, start + 1, depth + 1)
        return tuple(_applied(_reaching(here, tokens, end), inner)), end
    end = end_of_argument(tokens, start)
    return decorate(inside(tokens[start:end]), depth + 1), end


def _reaching(command: Token, tokens: Sequence[Token], end: int) -> Token:
    """The command with the place of all of it, its argument included."""
    return replace(command, span=command.span.to(tokens[end - 1].span))


def _applied(command: Token, argument: Sequence[Token]) -> Iterator[Token]:
    """The command on its argument; `command` has the place of both."""
    if command.text in ACCENTS:
        accented = rf"{command.text}{{{spelled(argument)}}}"
        yield Token(Mark.LETTER, accented, command.span, command.gap)
    elif command.text in UPRIGHT:
        yield from _upright(argument, command)
    else:
        yield from _bold(command.text, argument, command)


def decorate(tokens: Sequence[Token], depth: int = 0) -> tuple[Token, ...]:
    """The tokens with every font, accent and wrapper resolved. Runs through each group once."""
    if depth > _DEPTH:
        raise Unreadable("D203", "fonts and accents are nested too deep", tokens[0].span)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.mark is Mark.TEXT:
            found.append(_text(token))
        elif token.text in OLD_FONTS:
            end = end_of_scope(tokens, at)
            found.extend(
                _applied(_reaching(token, tokens, end), decorate(tokens[at:end], depth + 1))
            )
            at = end
        elif token.text in ACCENTS or token.text in FONTS or token.text in UPRIGHT:
            argument, at = _argument(tokens, at, depth)
            whole = _reaching(token, tokens, at)
            found.extend(_first_gap(tuple(_applied(whole, argument)), token.gap))
        elif token.text in WRAPPERS:
            argument, at = _argument(tokens, at, depth)
            found.extend(_first_gap(argument, token.gap))
            at = _without_script(tokens, at, token.text)
        elif token.text in UNSEEN:
            at = end_of_argument(tokens, at)
        elif token.text in SECOND:
            above, at = _argument(tokens, at, depth)
            argument, at = _argument(tokens, at, depth)
            whole = _reaching(token, tokens, at)
            found.extend(_first_gap(_stacked(whole, above, argument), token.gap))
        else:
            found.append(token)
    return tuple(found)


def _first_gap(tokens: tuple[Token, ...], gap: Gap) -> tuple[Token, ...]:
    return (replace(tokens[0], gap=max(gap, tokens[0].gap)), *tokens[1:]) if tokens else ()


def _stacked(
    command: Token, above: tuple[Token, ...], argument: tuple[Token, ...]
) -> tuple[Token, ...]:
    r"""What is stacked over a letter belongs to its name; over anything else (`=`), or a colour, it
    says nothing, but for a question."""
    if spelled(above) == "?" and spelled(argument) == "=":
        return (Token(Mark.COMMAND, QUESTION, command.span, command.gap),)
    if len(argument) == 1 and _is_letter(argument[0]) and "color" not in command.text:
        name = rf"{command.text}{{{spelled(above)}}}{{{argument[0].text}}}"
        return (replace(argument[0], text=name, mark=Mark.LETTER, span=command.span),)
    return argument


def _without_script(tokens: Sequence[Token], at: int, command: str) -> int:
    """Past the caption of a brace: `_{..}` under, `^{..}` over."""
    caption = {r"\underbrace": "_", r"\overbrace": "^"}.get(command)
    if caption and at < len(tokens) and tokens[at].text == caption:
        return end_of_argument(tokens, at + 1)
    return at
