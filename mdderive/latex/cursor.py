"""A place in a row of tokens, and the few moves a parser makes."""

from collections.abc import Sequence

from mdderive.latex.commands import ARGUMENTS
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.source import Span

NESTING = 100
"""How deep formulas may nest; a pair of brackets counts three times, a factor once. Each is a
handful of Python frames, and there are a thousand."""

_CLOSERS = {"(": ")", "[": "]", r"\{": r"\}", r"\lbrace": r"\rbrace", r"\lbrack": r"\rbrack"}


class Cursor:
    """Tokens from `at` up to `stop`; spaces are not among them."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary, place: Span) -> None:
        self.tokens = tuple(token for token in tokens if token.mark is not Mark.SPACE)
        self.vocabulary = vocabulary
        self.at = 0
        self.stop = len(self.tokens)
        self.nesting = 0
        self.open_bars: list[str] = []
        self.place = place

    def peek(self, ahead: int = 0) -> Token | None:
        here = self.at + ahead
        return self.tokens[here] if here < self.stop else None

    def text(self, ahead: int = 0) -> str:
        """The text of a token, empty at the end and for words."""
        token = self.peek(ahead)
        return "" if token is None or token.mark is Mark.TEXT else token.text

    def deeper(self) -> None:
        """Counts a level of nesting; the caller takes it back with `nesting -= 1`."""
        self.nesting += 1
        if self.nesting > NESTING:
            raise self.wrong("the formula is nested too deep", self.here, code="D203")

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise self.wrong("the formula ends where something is still expected", self.here)
        self.at += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        return self.take() if self.text() in texts and self.text() else None

    @property
    def here(self) -> Span:
        """The place of the next token, or just after the last one."""
        token = self.peek()
        if token is not None:
            return token.span
        return self.tokens[self.stop - 1].span if self.stop else self.place

    def since(self, start: int) -> Span:
        """The place from token `start` to the last one taken."""
        if not self.tokens:
            return self.place
        first = min(start, len(self.tokens) - 1)
        return self.tokens[first].span.to(self.tokens[max(first, self.at - 1)].span)

    def wrong(self, message: str, span: Span, fix: str = "", code: str = "D201") -> Unreadable:
        return Unreadable(code, message, span, fix=fix)

    def closing(self, opened: int) -> int:
        """The index of the token that closes the bracket at `opened`; braces pair with braces,
        other brackets with each other inside the same braces."""
        opener = self.tokens[opened]
        brace = opener.mark is Mark.OPEN
        closer = "}" if brace else _CLOSERS[opener.text]
        depth = braces = 0
        for index in range(opened, self.stop):
            token = self.tokens[index]
            if token.mark is Mark.TEXT:
                continue
            if not brace and token.mark in (Mark.OPEN, Mark.CLOSE):
                braces += 1 if token.mark is Mark.OPEN else -1
                if braces < 0:
                    break
            elif braces == 0 and token.text == opener.text:
                depth += 1
            elif braces == 0 and token.text == closer:
                depth -= 1
                if depth == 0:
                    return index
        raise self.wrong(f"this {opener.text} is never closed", opener.span)

    def group(self) -> tuple[Token, ...]:
        """The next argument as TeX takes it: one token, or what stands between braces."""
        token = self.peek()
        if token is None:
            raise self.wrong("an argument is missing at the end", self.here)
        if token.mark is not Mark.OPEN:
            start = self.at
            self.at += 1
            for _ in range(ARGUMENTS.get(token.text, 0)):
                self.group()
            return self.tokens[start : self.at]
        end = self.closing(self.at)
        inside = self.tokens[self.at + 1 : end]
        self.at = end + 1
        return inside

    def opens_bracket(self, ahead: int = 0) -> bool:
        return self.text(ahead) in _CLOSERS

    def adjacent(self, ahead: int = 0) -> bool:
        """Whether nothing at all stands between that token and the one before it."""
        token = self.peek(ahead)
        return token is not None and token.gap is Gap.NONE
