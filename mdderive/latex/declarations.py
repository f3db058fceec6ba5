r"""Declarations: `X, Y: R^{m x n} symmetric`, `x \in \mathbb{R}^n`, `\sigma: sigmoid`.

Names are spelled as in the formulas. Sizes are polynomials in letters and numbers, all >= 1; every
letter that occurs in one becomes a rigid size letter.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mdderive.latex.decorate import decorate, spelled
from mdderive.latex.formula import Bracket, Name, Node, Num, Power, Prime, Product, Sum
from mdderive.latex.indices import Family, Range
from mdderive.latex.parser import Parser
from mdderive.latex.tokens import Mark, Token, tokenise
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import BUILT_IN, Vocabulary
from mdderive.operators import scalar_functions
from mdderive.source import Fragment, Span
from mdderive.term import SCALAR, Declaration, Property, Shape, Size

_SEPARATOR = re.compile(r":(?!=)|\\in(?![A-Za-z])|∈|\\colon(?![A-Za-z])")
_SPACE = re.compile(
    r"\s*(?:\\mathbb\s*\{\s*R\s*\}|\\mathbb\s*R|\\mathbf\s*\{\s*R\s*\}|\\R(?:eals)?(?![A-Za-z])"
    r"|ℝ|R(?![A-Za-z]))\s*(?:\^\s*(?P<power>\{|[^\s{]))?"
)
_TIMES = re.compile(r"\\times|×|(?<=[A-Za-z0-9}')])\s*(?<!\\)x\s*(?=[A-Za-z0-9({\\])")
_PROPERTIES = re.compile(
    "|".join(sorted((re.escape(p.value) for p in Property), key=len, reverse=True))
)
_INDEX = re.compile(
    r",?\s*(?<![A-Za-z])(?P<index>[A-Za-z]|\\[a-z]+)\s*=\s*(?P<lower>\d+)\s*,?"
    r"(?:\.\.\.?|\\l?dots|…)\s*,?\s*(?P<upper>\S.*)$"
)
_SCRIPT = re.compile(r"[_^](\{[^{}]*\}|\\[A-Za-z]+|.)")
_SQUARE = frozenset(
    {
        Property.SYMMETRIC,
        Property.SKEW,
        Property.ORTHOGONAL,
        Property.DIAGONAL,
        Property.INVERTIBLE,
        Property.POSITIVE_DEFINITE,
        Property.POSITIVE_SEMIDEFINITE,
        Property.PROJECTION,
    }
)
_ANY_LETTER = Vocabulary(names=BUILT_IN)


@dataclass(frozen=True)
class Declared:
    """A declaration with where its name stands."""

    declaration: Declaration
    span: Span
    family: Family | None = None


Tokens = Callable[[Fragment], tuple[Token, ...]]
"""How a piece of LaTeX becomes tokens: with the macros of the derivation expanded."""


def read_declaration(text: Fragment, tokens: Tokens) -> tuple[Declared, ...]:
    """The declarations of one line; raises Unreadable."""
    found = _SEPARATOR.search(text.text)
    if found is None:
        raise _bad(text, "a colon is missing after the names")
    names = list(_names(text.cut(0, found.start()), tokens))
    body = text.cut(found.end(), len(text.text)).stripped()
    body, index, span_of_index = _range(body)
    function = _function(body)
    if function is not None:
        return tuple(
            Declared(Declaration(name, SCALAR, function=function), span) for name, span in names
        )
    shape, rest = _space(body)
    properties = _properties(rest, shape)
    if span_of_index is not None:
        families = Family(index, span_of_index, shape)
        return tuple(_family(name, span, families, properties, text) for name, span in names)
    return tuple(Declared(Declaration(name, shape, properties), span) for name, span in names)


def _bad(text: Fragment, message: str, fix: str = "") -> Unreadable:
    return Unreadable("D111", message, text.span(), fix=fix)


# -- families


def _range(body: Fragment) -> tuple[Fragment, str, Range | None]:
    """The declaration without its `, i = 1..N`, the index, and its range."""
    found = _INDEX.search(body.text)
    if found is None:
        return body, "", None
    lower = int(found.group("lower"))
    upper = read_size(body.cut(found.start("upper"), found.end("upper")))
    count = upper - Size.of(lower - 1)
    return body.cut(0, found.start()).stripped(), found.group("index"), Range(lower, count)


def _family(
    name: str, span: Span, family: Family, properties: frozenset[Property], text: Fragment
) -> Declared:
    scripts = [part.strip("{}()[]") for part in _SCRIPT.findall(name)]
    if family.index not in scripts:
        raise _bad(text, f"`{name}` does not carry the index `{family.index}` as a script")
    if properties - {Property.POSITIVE, Property.CONSTANT}:
        raise _bad(text, "of the members of a family only `positive` is read")
    spread = (family.range.lower, family.range.count)
    return Declared(
        Declaration(name, family.whole, properties, None, spread, family.index), span, family
    )


# -- names


def _names(text: Fragment, tokens: Tokens) -> Iterator[tuple[str, Span]]:
    part: list[Token] = []
    for token in (*tokens(text), None):
        if token is not None and token.text != ",":
            if token.mark is not Mark.SPACE:
                part.append(token)
            continue
        if not part:
            raise _bad(text, "a name is missing")
        yield canonical(part), part[0].span.to(part[-1].span)
        part = []


def canonical(tokens: Sequence[Token]) -> str:
    """The canonical spelling of a name: scripts keep braces only around several tokens."""
    text = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in ("_", "^") and at + 1 < len(tokens):
            inner, at = _script(tokens, at + 1)
            script = spelled(inner)
            text += token.text + (script if len(inner) == 1 else f"{{{script}}}")
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
    for end in range(start, len(tokens)):
        if tokens[end].mark is Mark.CLOSE:
            return tokens[start + 1 : end], end + 1
    raise Unreadable("D111", "this { is never closed", tokens[start].span)


# -- spaces


def _function(body: Fragment) -> str | None:
    word = body.text.strip().strip("\\")
    if word == "elementwise":
        return word
    for function in scalar_functions().values():
        if word == function.name or word in function.spellings:
            return function.name
    return None


def _space(body: Fragment) -> tuple[Shape, Fragment]:
    found = _SPACE.match(body.text)
    if found is None:
        fix = "Spaces are `R`, `R^n`, `R^{1 x n}`, `R^{m x n}`; functions `sigmoid`, `elementwise`."
        raise _bad(body, f"`{body.text}` is no space", fix)
    power = found.group("power")
    if power is None:
        return SCALAR, _rest(body, found.end())
    start = found.start("power")
    end = _closing(body, start) if power == "{" else start + 1
    inside = body.cut(start + 1, end - 1) if power == "{" else body.cut(start, end)
    parts = _parts(inside)
    if len(parts) > 2:
        raise _bad(inside, "arrays of more than two axes are not read")
    sizes = [read_size(part) for part in parts]
    return Shape(sizes[0], sizes[1] if len(sizes) > 1 else Size.of(1)), _rest(body, end)


def _closing(body: Fragment, start: int) -> int:
    depth = 0
    for index in range(start, len(body.text)):
        depth += {"{": 1, "}": -1}.get(body.text[index], 0)
        if depth == 0:
            return index + 1
    raise _bad(body, "a brace is never closed")


def _parts(inside: Fragment) -> list[Fragment]:
    parts: list[Fragment] = []
    start = 0
    for found in _TIMES.finditer(inside.text):
        parts.append(inside.cut(start, found.start()))
        start = found.end()
    return [*parts, inside.cut(start, len(inside.text))]


def _rest(body: Fragment, end: int) -> Fragment:
    rest = body.cut(end, len(body.text)).stripped()
    if rest.text.startswith(("->", "\\to", "→")):
        raise _bad(body, "functions between spaces are not read", "Declare `\\phi: elementwise`.")
    return rest


def read_size(text: Fragment) -> Size:
    """A size as a declaration spells it; raises Unreadable."""
    tokens = decorate(tokenise(text.stripped()))
    if not tokens:
        raise _bad(text, "a size is missing")
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
        case Sum(terms) if all(sign > 0 for sign, _ in terms):
            total = Size.of(0)
            for _, term in terms:
                total = total + _size(term, text)
            return total
        case Power(base, Num(value)) if value.denominator == 1 and 0 < value < 9:
            return _size(base, text) ** int(value)
    raise Unreadable("D111", "sizes are letters, numbers, sums, products and powers", node.span)


# -- properties


def _properties(rest: Fragment, shape: Shape) -> frozenset[Property]:
    left = rest.text.replace(",", " ")
    found = {Property(word) for word in _PROPERTIES.findall(left)}
    unknown = _PROPERTIES.sub(" ", left).split()
    if unknown:
        names = ", ".join(p.value for p in Property)
        raise _bad(rest, f"`{' '.join(unknown)}` is no property", f"Properties are {names}.")
    for wanted in sorted(found & _SQUARE):
        if not shape.is_square:
            message = f"only a square matrix can be {wanted.value}, this is {shape}"
            raise Unreadable("D114", message, rest.span())
    return frozenset(found)
