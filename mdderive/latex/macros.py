r"""Macros: `macro: \Tsp = \top`, `\newcommand{\norm}[1]{\|#1\|}`, `\def`, `\DeclareMathOperator`.

Expanding keeps places: what comes from a macro's body stands where the call stands, what comes from
an argument where the argument stands. Expansion is bounded: a macro that uses itself is an error,
and so is one that grows beyond the token budget.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mdderive.latex.groups import end_of_argument, inside
from mdderive.latex.tokens import Mark, Token, tokenise
from mdderive.latex.unreadable import Unreadable
from mdderive.source import Fragment, Span

_DEEPEST = 30
_HEAD = re.compile(
    r"\\(?P<what>newcommand|renewcommand|providecommand|DeclareMathOperator|def|gdef)\*?\s*"
    r"\{?\s*(?P<name>\\(?:[A-Za-z]+|.))\s*\}?\s*(?:\[(?P<count>\d)\]|(?P<hashes>(?:\#\d)*))\s*"
    r"(?=\{)",
    re.DOTALL,
)
_EQUATION = re.compile(r"\s*(?P<name>\\[A-Za-z]+)\s*=\s*(?P<body>.*\S)\s*", re.DOTALL)


@dataclass(frozen=True)
class Macro:
    """A command's body as LaTeX, with `#1` to `#9` for its arguments."""

    name: str
    body: str
    arguments: int = 0

    @staticmethod
    def of(name: str, body: str) -> "Macro":
        """A macro whose number of arguments is the highest that its body uses."""
        used = [int(digit) for digit in re.findall(r"#(\d)", body)]
        return Macro(name, body, max(used, default=0))


def definitions(text: Fragment) -> tuple[list[Macro], Fragment]:
    r"""The `\newcommand`-like definitions in a piece of LaTeX, and the rest of it."""
    found: list[Macro] = []
    kept: list[Fragment] = []
    start = 0
    for head in _HEAD.finditer(text.text):
        if head.start() < start:
            continue
        end = _closing(text, head.end())
        kept.append(text.cut(start, head.start()))
        found.append(_defined(head, text.text[head.end() + 1 : end - 1]))
        start = end
    if not found:
        return [], text
    kept.append(text.cut(start, len(text.text)))
    return found, Fragment.join(piece for piece in kept if piece.text)


def _defined(head: re.Match[str], body: str) -> Macro:
    if head.group("what") == "DeclareMathOperator":
        return Macro(head.group("name"), rf"\operatorname{{{body}}}")
    given = head.group("count")
    count = int(given) if given else (head.group("hashes") or "").count("#")
    return Macro(head.group("name"), body, count)


def _closing(text: Fragment, start: int) -> int:
    depth = 0
    for index in range(start, len(text.text)):
        depth += {"{": 1, "}": -1}.get(text.text[index], 0)
        if depth == 0:
            return index + 1
    raise Unreadable("D115", "the body of this macro is never closed", text.span(start))


def read_macros(line: Fragment) -> list[Macro]:
    r"""The macros of an annotation line: `\name = body` or definitions as LaTeX writes them."""
    found, _ = definitions(line)
    if found:
        return found
    equation = _EQUATION.fullmatch(line.text)
    if equation is None:
        raise Unreadable("D115", "this defines no macro", line.span())
    return [Macro.of(equation.group("name"), equation.group("body"))]


def expand(tokens: Sequence[Token], macros: Mapping[str, Macro], most: int) -> tuple[Token, ...]:
    """The tokens with every macro replaced; at most `most` tokens come out."""
    if not macros:
        return tuple(tokens)
    return tuple(_expanded(tuple(tokens), macros, (), _Meter(most)))


class _Meter:
    """Counts tokens and calls, since macros can also grow without a token coming out."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def tick(self, span: Span) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unreadable("D115", f"macros expand to more than {self.most} tokens", span)


def _expanded(
    tokens: tuple[Token, ...], macros: Mapping[str, Macro], active: tuple[str, ...], meter: _Meter
) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        meter.tick(token.span)
        at += 1
        macro = macros.get(token.text) if token.mark is Mark.COMMAND else None
        if macro is None:
            yield token
            continue
        if token.text in active or len(active) > _DEEPEST:
            raise Unreadable("D115", f"the macro {token.text} uses itself", token.span)
        arguments, at = _arguments(macro, token, tokens, at)
        place = token.span.to(tokens[at - 1].span)
        body = tuple(_filled(macro, token, arguments, place))
        yield from _expanded(body, macros, (*active, token.text), meter)


def _arguments(
    macro: Macro, token: Token, tokens: tuple[Token, ...], at: int
) -> tuple[list[tuple[Token, ...]], int]:
    arguments: list[tuple[Token, ...]] = []
    for _ in range(macro.arguments):
        if at >= len(tokens):
            message = f"{macro.name} takes {macro.arguments} arguments"
            raise Unreadable("D115", message, token.span)
        end = end_of_argument(tokens, at)
        arguments.append(tuple(inside(tokens[at:end])))
        at = end
    return arguments, at


def _filled(
    macro: Macro, call: Token, arguments: Sequence[tuple[Token, ...]], place: Span
) -> Iterator[Token]:
    """The body with its arguments put in; an argument of several tokens stays a group where a
    script or command takes it, which braces in the body already say."""
    hash_before = False
    first = True
    for token in tokenise(Fragment.at(macro.body, 0)):
        if hash_before and token.mark is Mark.DIGIT and 0 < int(token.text) <= len(arguments):
            yield from arguments[int(token.text) - 1]
            hash_before = False
            continue
        hash_before = token.text == "#"
        if not hash_before:
            gap = max(call.gap, token.gap) if first else token.gap
            yield replace(token, span=place, gap=gap)
        first = False
