r"""What the prose of a note declares: `$x \in \mathbb R^n$` in a sentence, "$A$ is symmetric".

The remarks come from the notes; here their formulas become declaration lines as an annotation has
them. A remark that cannot be read says nothing: prose isn't written for a tool.
"""

import re
from collections.abc import Iterator, Sequence

from mdderive.config import Config, Layout
from mdderive.derivation import Remark
from mdderive.latex.building import Building
from mdderive.latex.canonical import canonical
from mdderive.latex.declarations import Declared, read_declaration
from mdderive.latex.define import names_in, target_of
from mdderive.latex.formula import Constant, Name, Node, Product, Transposed
from mdderive.latex.macros import Macro
from mdderive.latex.parser import Parser
from mdderive.latex.rows import split_row
from mdderive.latex.said import Said
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary
from mdderive.letters import BUILT_IN
from mdderive.source import Fragment
from mdderive.term import Property

_SPACE = (
    r"(?:\\mathbb\s*\{?\s*(?P<field>[RS])\s*\}?|\\mathbf\s*\{\s*R\s*\}|\\R(?:eals)?(?![A-Za-z])|ℝ|R)"
    r"(?P<below>_(?:\{[^{}]*\}|[^\s{\\]))?"
    r"(?:\s*\^\s*(?:\{(?P<power>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(?P<digit>[^\s{\\])))?"
    r"(?P<after>_(?:\{[^{}]*\}|[^\s{\\]))?"
)
_RANGE = (
    r"(?P<range>[\s,;]*(?:\\q?quad|\\[,;:! ])?\s*[A-Za-z]\s*=\s*\d+\s*,?\s*"
    r"(?:\\l?c?dots|\.\.\.?|…)\s*,?\s*[\w+-]+)?"
)
_DECLARES = re.compile(rf"(?:\\in(?![A-Za-z])|∈)\s*{_SPACE}{_RANGE}")
_JOINT = re.compile(r"^(?:\s|[,;，、&]|\\q?quad(?![A-Za-z])|\\[,;:! ]|\\text\s*\{[^{}]*\})+")
_BY = re.compile(r"\s*(?:-by-|\bby\b)\s*")
_INDEX = re.compile(r"[_^]\{?[(\[]?[a-z][)\]]?\}?$")
_RELATIONS = {
    r"\succ": Property.POSITIVE_DEFINITE,
    r"\succeq": Property.POSITIVE_SEMIDEFINITE,
    ">": Property.POSITIVE,
    r"\gt": Property.POSITIVE,
}
_SCALAR = frozenset({">", r"\gt", r"\ge", r"\geq", r"\geqslant", "≥"})
_LETTERS = Vocabulary(names=BUILT_IN)


def read_remarks(remarks: Sequence[Remark], building: Building) -> tuple[Said, ...]:
    """What can be read of the remarks, in order, with the macros of `building`."""
    return tuple(said for remark in remarks for said in _read(remark, building))


def _read(remark: Remark, building: Building) -> Iterator[Said]:
    properties = frozenset(Property(word) for word in remark.properties)
    if remark.names is None:
        yield Said("", None, properties, remark)
        return
    try:
        formula = _without_macros(remark.names, building)
        if remark.denies:
            for name in _names_within(formula, building):
                yield Said(name, None, properties, remark)
        elif _DECLARES.search(formula.text):
            for declared in _declared(formula, building):
                yield _said(declared, properties, remark)
        elif (line := _line(formula, remark)) is not None:
            for declared in _checked(line, building):
                yield _said(declared, properties, remark)
        else:
            yield from _of_properties(formula, properties, remark, building)
    except Unreadable:
        return


def _said(declared: Declared, properties: frozenset[Property], remark: Remark) -> Said:
    own = declared.declaration
    together = own.properties | properties
    return Said(own.name, declared, together, remark)


def _without_macros(formula: Fragment, building: Building) -> Fragment:
    r"""The formula with the author's shorthands such as `\reals` written out."""
    pieces: list[Fragment] = []
    start = 0
    for found in re.finditer(r"\\(?:[A-Za-z]+|.)", formula.text):
        macro: Macro | None = building.macros.get(found.group())
        if macro is not None and macro.arguments == 0:
            place = formula.offset(found.start())
            pieces += [formula.cut(start, found.start()), Fragment.at(macro.body, place)]
            start = found.end()
    return Fragment.join((*pieces, formula.cut(start, len(formula.text)))) if pieces else formula


# -- formulas that declare


def _declared(formula: Fragment, building: Building) -> Iterator[Declared]:
    r"""`A \in \mathbb R^{n \times n}, b, c \in \mathbb R^n`, one declaration after the other."""
    start = 0
    for found in _DECLARES.finditer(formula.text):
        names = formula.cut(start, found.start())
        lead = _JOINT.match(names.text)
        names = names.cut(lead.end() if lead else 0, len(names.text))
        equation = names.text.find("=")
        names = names.cut(0, equation) if equation >= 0 else names
        start = found.end()
        body = _body(found, formula)
        if body is not None and names.text.strip():
            yield from _checked(Fragment.join((names, body)), building)


def _body(found: re.Match[str], formula: Fragment) -> Fragment | None:
    """The space, as a declaration spells it."""
    place = formula.offset(found.start())
    group = next((g for g in ("power", "digit") if found.group(g)), None)
    power = formula.cut(found.start(group), found.end(group)) if group else None
    sign = (found.group("below") or found.group("after") or "").strip("_{} ")
    words = {"": "", "+": None, "++": " positive", ">0": " positive", "> 0": " positive"}.get(sign)
    if found.group("field") == "S":
        words = {"": " symmetric", "+": " positive semidefinite", "++": " positive definite"}.get(
            sign
        )
    if words is None or (found.group("field") == "S" and power is None):
        return None
    pieces = [Fragment.at(": R", place)]
    if power is not None and found.group("field") == "S":
        pieces += [Fragment.at("^{", place), power, Fragment.at(" x ", place), power]
        pieces.append(Fragment.at("}", place))
    elif power is not None:
        pieces += [Fragment.at("^{", place), power, Fragment.at("}", place)]
    pieces.append(Fragment.at(words, place))
    if found.group("range"):
        pieces.append(formula.cut(found.start("range"), found.end("range")))
    return Fragment.join(piece for piece in pieces if piece.text)


def _line(names: Fragment, remark: Remark) -> Fragment | None:
    """A declaration of what words say: names, kind and size; None if no shape is told."""
    place = names.offset(0)
    if remark.kind == "scalar":
        return Fragment.join((names, Fragment.at(": R", place)))
    size = remark.size or Fragment.at(_BY.sub(" x ", remark.size_words), place)
    both = re.search(r"\\times|×|(?<![a-z\\])x(?![a-z])", size.text) is not None
    if not size.text or not (remark.kind or both):
        return None
    if re.fullmatch(rf"\s*{_SPACE}\s*", size.text):
        return Fragment.join((names, Fragment.at(": ", place), size))
    pieces = [names, Fragment.at(": R^{", place)]
    if remark.kind == "row" and not both:
        pieces.append(Fragment.at("1 x ", place))
    pieces.append(size)
    if remark.kind == "matrix" and not both:
        pieces += [Fragment.at(" x ", place), size]
    return Fragment.join((*pieces, Fragment.at("}", place)))


def _checked(line: Fragment, building: Building) -> Iterator[Declared]:
    """The declarations of a line whose names are nothing but names; an index without a range is
    no name of its own."""
    for declared in read_declaration(line, building.tokens):
        name = declared.declaration.name
        if _is_name(name) and (declared.family is not None or not _INDEX.search(name)):
            yield declared


def _is_name(name: str) -> bool:
    formula = Fragment.at(name, 0)
    tokens = Building(Config(), Layout.DENOMINATOR).tokens(formula)
    return isinstance(Parser(tokens, _LETTERS, formula.span()).whole(), Name)


# -- formulas that relate


def _of_properties(
    formula: Fragment, properties: frozenset[Property], remark: Remark, building: Building
) -> Iterator[Said]:
    """Names with the properties that the words, or a relation such as `A = A^\\top`, give them."""
    row = split_row(building.tokens(formula))
    relation = row.signs[0].text if len(row.signs) == 1 else ""
    if len(row.signs) > 1 or not all(row.parts):
        return
    if relation == "=":
        sides = [Parser(part, _LETTERS, formula.span()).whole() for part in row.parts]
        for one, other in (sides, reversed(sides)):
            yield from _equal(one, other, remark)
        target = target_of(sides[0])
        inside = names_in(sides[1])
        if target is not None and inside and target.name not in inside and _is_name(target.name):
            yield Said(target.name, None, frozenset(), remark, formula=formula)
        return
    zero = bool(relation) and [token.text for token in row.parts[1]] == ["0"]
    if relation and not (zero and (relation in _RELATIONS or relation in _SCALAR)):
        return
    own = _RELATIONS.get(relation)
    for part in _listed(row.parts[0]):
        name = canonical(part)
        if _is_name(name) and not _INDEX.search(name):
            together = properties | ({own} if own else frozenset())
            yield Said(name, None, together, remark, relation in _SCALAR)


def _equal(one: Node, other: Node, remark: Remark) -> Iterator[Said]:
    match one, other:
        case Transposed(Name(name)), Name(same) if name == same:
            yield Said(name, None, frozenset({Property.SYMMETRIC}), remark)
        case Product((Transposed(Name(name)), Name(same))), Constant("identity") if name == same:
            yield Said(name, None, frozenset({Property.ORTHOGONAL}), remark)


def _listed(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    part: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.text != ",":
            if token.mark is not Mark.SPACE:
                part.append(token)
        elif part:
            yield tuple(part)
            part = []


def _names_within(formula: Fragment, building: Building) -> Iterator[str]:
    """All names of a formula, of its left side if it relates."""
    row = split_row(building.tokens(formula))
    node = Parser(row.parts[0], _LETTERS, formula.span()).whole()
    yield from sorted(names_in(node))
