r"""Spaces and sizes, as declarations spell them: `R`, `R^n`, `R^{1 x n}`, `R^{m x n}`.

Sizes are polynomials in letters and numbers.
"""

import re

from mdderive.latex.decorate import decorate
from mdderive.latex.formula import Bracket, Name, Node, Num, Power, Prime, Product, Sum
from mdderive.latex.parser import Parser
from mdderive.latex.tokens import tokenise
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.letters import BUILT_IN
from mdderive.source import Fragment
from mdderive.term import SCALAR, Shape, Size

_SPACE = re.compile(
    r"\s*(?:\\mathbb\s*\{\s*R\s*\}|\\mathbb\s*R|\\mathbf\s*\{\s*R\s*\}|\\R(?:eals)?(?![A-Za-z])"
    r"|ℝ|R(?![A-Za-z]))\s*(?:\^\s*(?P<power>\{|[^\s{]))?"
)
_TIMES = re.compile(r"\\times|×|(?<=[A-Za-z0-9}')])\s*(?<!\\)x\s*(?=[A-Za-z0-9({\\])")
_ANY_LETTER = Vocabulary(names=BUILT_IN)


def bad_declaration(text: Fragment, message: str, fix: str = "") -> Unreadable:
    return Unreadable("D111", message, text.span(), fix=fix)


def space(body: Fragment) -> tuple[Shape, Fragment]:
    """The shape that a space says, and what follows it."""
    found = _SPACE.match(body.text)
    if found is None:
        fix = "Spaces are `R`, `R^n`, `R^{1 x n}`, `R^{m x n}`; functions `sigmoid`, `elementwise`."
        raise bad_declaration(body, f"`{body.text}` is no space", fix)
    power = found.group("power")
    if power is None:
        return SCALAR, _rest(body, found.end())
    start = found.start("power")
    end = _closing(body, start) if power == "{" else start + 1
    inside = body.cut(start + 1, end - 1) if power == "{" else body.cut(start, end)
    parts = _parts(inside)
    if len(parts) > 2:
        raise bad_declaration(inside, "arrays of more than two axes are not read")
    sizes = [read_size(part) for part in parts]
    return Shape(sizes[0], sizes[1] if len(sizes) > 1 else Size.of(1)), _rest(body, end)


def _closing(body: Fragment, start: int) -> int:
    depth = 0
    for index in range(start, len(body.text)):
        depth += {"{": 1, "}": -1}.get(body.text[index], 0)
        if depth == 0:
            return index + 1
    raise bad_declaration(body, "a brace is never closed")


def _parts(inside: Fragment) -> list[Fragment]:
    parts: list[Fragment] = []
    start = 0
    for found in _TIMES.finditer(inside.text):
        parts.append(inside.cut(start, found.start()))
        start = found.end()
    return [*parts, inside.cut(start, len(inside.text))]


def _rest(body: Fragment, end: int) -> Fragment:
    return body.cut(end, len(body.text)).stripped()


def read_size(text: Fragment) -> Size:
    """A size as a declaration spells it; raises Unreadable."""
    tokens = decorate(tokenise(text.stripped()))
    if not tokens:
        raise bad_declaration(text, "a size is missing")
    node = Parser(tokens, _ANY_LETTER, text.span()).whole()
    return _size(node, text)


def _size(node: Node, text: Fragment) -> Size:
    match node:
        case Num(value) if value.denominator == 1 and value > 0:
            return Size.of(int(value))
        case Name(name):
            return Size.letter(name)
        case Prime(Name(name)):
            return Size.letter(name + "'")
        case Bracket(body):
            return _size(body, text)
        case Product(factors):
            total = Size.of(1)
            for factor in factors:
                total = total * _size(factor, text)
            return total
        case Sum(terms):
            total = Size.of(0)
            for sign, term in terms:
                total = total + Size.of(sign) * _size(term, text)
            return _positive(total, text)
        case Power(base, Num(value)) if value.denominator == 1 and 0 < value < 9:
            return _size(base, text) ** int(value)
    message = "sizes are letters, numbers, sums, differences, products and powers"
    raise Unreadable("D111", message, node.span)


def _positive(size: Size, text: Fragment) -> Size:
    """A difference, if sizes can make it at least 1."""
    if not any(coefficient > 0 for _, coefficient in size.terms):
        raise bad_declaration(text, f"{size} is below 1 for all sizes")
    return size
