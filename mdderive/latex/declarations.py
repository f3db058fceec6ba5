r"""Declarations: `X: R^{m x n} symmetric`, `x \in \mathbb{R}^n`, `\sigma: sigmoid`,
`\ell: R^m -> R`.

Names are spelled as in the formulas. Sizes are polynomials in letters and numbers, all >= 1; every
letter that occurs in one becomes a rigid size letter.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mdderive.latex.applications import SMOOTH
from mdderive.latex.canonical import canonical
from mdderive.latex.ranges import Family, Range, carried
from mdderive.latex.spaces import bad_declaration, read_size, space
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.operators import scalar_functions
from mdderive.source import Fragment, Span
from mdderive.term import SCALAR, Declaration, Property, Shape, Size

_SEPARATOR = re.compile(r":(?!=)|\\in(?![A-Za-z])|∈|\\colon(?![A-Za-z])")
_PROPERTIES = re.compile(
    "|".join(sorted((re.escape(p.value) for p in Property), key=len, reverse=True))
)
_INDEX = re.compile(
    r",?\s*(?<![A-Za-z\\])(?P<index>[A-Za-z]|\\[a-z]+)\s*(?:=\s*(?P<lower>\d+)\s*,?\s*"
    r"(?:\.\.\.?|\\[lc]?dots|…)\s*,?\s*(?P<upper>[^\s,][^,]*)"
    r"|(?:\\in(?![A-Za-z])|∈)\s*(?P<set>[^\s,\\][^,]*|\\mathcal[^,]*))\s*$"
)
_ARROW = re.compile(r"->|→|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])")
_BETWEEN = re.compile(r"\\times(?![A-Za-z])|×|x(?![A-Za-z])|,")
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
        raise bad_declaration(text, "a colon is missing after the names")
    names = list(_names(text.cut(0, found.start()), tokens))
    body = text.cut(found.end(), len(text.text)).stripped()
    body, indices, ranges = _ranges(body)
    function = _function(body)
    if function is not None:
        if indices:
            raise bad_declaration(text, "families of functions are not read")
        return tuple(Declared(replace(function, name=name), span) for name, span in names)
    shape, rest = space(body)
    properties = _properties(rest, shape)
    if indices:
        families = Family(indices, ranges, shape)
        return tuple(_family(name, span, families, properties, text) for name, span in names)
    return tuple(Declared(Declaration(name, shape, properties), span) for name, span in names)


# -- families


def _ranges(body: Fragment) -> tuple[Fragment, tuple[str, ...], tuple[Range, ...]]:
    """The declaration without its `, i = 1..N, j \\in S`, the indices, and their ranges."""
    letters: list[str] = []
    ranges: list[Range] = []
    while (found := _INDEX.search(body.text)) is not None:
        letters.insert(0, found.group("index"))
        if found.group("set"):
            ranges.insert(0, Range(1, size_of_set(found.group("set").strip())))
        else:
            lower = int(found.group("lower"))
            upper = read_size(body.cut(found.start("upper"), found.end("upper")))
            ranges.insert(0, Range(lower, upper - Size.of(lower - 1)))
        body = body.cut(0, found.start()).stripped()
    return body, tuple(letters), tuple(ranges)


def size_of_set(name: str) -> Size:
    """How many elements an index set has: a size of its own."""
    return Size.letter(f"|{name}|")


def _family(
    name: str, span: Span, family: Family, properties: frozenset[Property], text: Fragment
) -> Declared:
    if len(family.indices) > 2:
        raise bad_declaration(text, "families of more than two indices are not read")
    if carried(name, name, family.indices) is None:
        listed = " and ".join(f"`{letter}`" for letter in family.indices)
        plural = "indices" if len(family.indices) > 1 else "index"
        raise bad_declaration(text, f"`{name}` does not carry the {plural} {listed} as a script")
    if properties - {Property.POSITIVE, Property.CONSTANT}:
        raise bad_declaration(text, "of the members of a family only `positive` is read")
    return Declared(declaration_of(name, family, properties), span, family)


def declaration_of(
    name: str, family: Family, properties: frozenset[Property] = frozenset()
) -> Declaration:
    """The matrix of all members."""
    spread = tuple(
        (letter, one.lower, one.count)
        for letter, one in zip(family.indices, family.ranges, strict=True)
    )
    return Declaration(name, family.whole, properties, family=spread)


# -- names


def _names(text: Fragment, tokens: Tokens) -> Iterator[tuple[str, Span]]:
    part: list[Token] = []
    depth = 0
    for token in (*tokens(text), None):
        if token is not None and (token.text != "," or depth):
            depth += (token.mark is Mark.OPEN) - (token.mark is Mark.CLOSE)
            if token.mark is not Mark.SPACE:
                part.append(token)
            continue
        if not part:
            raise bad_declaration(text, "a name is missing")
        yield canonical(part), part[0].span.to(part[-1].span)
        part = []


# -- functions


def _function(body: Fragment) -> Declaration | None:
    """A function with no name yet: a known one, an arbitrary one of a scalar, or one between
    spaces."""
    word = body.text.strip().strip("\\")
    if word == "elementwise":
        return Declaration("", SCALAR, function=word)
    for function in scalar_functions().values():
        if word == function.name or word in function.spellings:
            return Declaration("", SCALAR, function=function.name)
    arrow = _ARROW.search(body.text)
    if arrow is None:
        return None
    domain = body.cut(0, arrow.start()).stripped()
    value, rest = space(body.cut(arrow.end(), len(body.text)).stripped())
    if rest.text:
        raise bad_declaration(rest, f"`{rest.text}` says nothing of a function")
    arguments = _domain(domain)
    if arguments == (SCALAR,) and value.is_scalar:
        return Declaration("", SCALAR, function="elementwise")
    return Declaration("", value, function=SMOOTH, arguments=arguments)


def _domain(domain: Fragment) -> tuple[Shape, ...]:
    """The spaces of the arguments, with `x` or `,` between them."""
    shapes: list[Shape] = []
    while True:
        shape, rest = space(domain)
        shapes.append(shape)
        if not rest.text:
            return tuple(shapes)
        separator = _BETWEEN.match(rest.text)
        if separator is None:
            raise bad_declaration(rest, f"`{rest.text}` is no space")
        domain = rest.cut(separator.end(), len(rest.text)).stripped()


# -- properties


def _properties(rest: Fragment, shape: Shape) -> frozenset[Property]:
    left = rest.text.replace(",", " ")
    found = {Property(word) for word in _PROPERTIES.findall(left)}
    unknown = _PROPERTIES.sub(" ", left).split()
    if unknown:
        names = ", ".join(p.value for p in Property)
        raise bad_declaration(
            rest, f"`{' '.join(unknown)}` is no property", f"Properties are {names}."
        )
    for wanted in sorted(found & _SQUARE):
        if not shape.is_square:
            message = f"only a square matrix can be {wanted.value}, this is {shape}"
            raise Unreadable("D114", message, rest.span())
    return frozenset(found)
