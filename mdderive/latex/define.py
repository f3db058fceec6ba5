"""Giving a name its value, from a fact or from a row that defines it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from mdderive.latex.arguments import argument_name
from mdderive.latex.building import Building
from mdderive.latex.candidates import Candidate
from mdderive.latex.canonical import canonical
from mdderive.latex.commands import GREEK, KNOWN
from mdderive.latex.commutation import without_commutation
from mdderive.latex.context import Context
from mdderive.latex.elaborate import readings_of, readings_of_pair
from mdderive.latex.formula import Bracket, Call, Entry, Member, Name, Node, children
from mdderive.latex.parser import Parser
from mdderive.latex.tokens import Gap, Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import Vocabulary, plain
from mdderive.latex.words import is_word
from mdderive.operators import apply
from mdderive.source import Span
from mdderive.term import Property, Term, symbols


@dataclass(frozen=True)
class Target:
    r"""A left side that is one name, perhaps with arguments; `\log p` gives p its logarithm."""

    name: str
    arguments: tuple[str, ...] = ()
    logarithm: bool = False


_SCRIPTED = re.compile(r"(?:_(?:\{[^{}]*\}|.))?(?:\^(?:\{[^{}]*\}|.))?")
_DEFINABLE = frozenset({"e", "E", r"\pi"})


def left_vocabulary(tokens: Sequence[Token], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary for a left side: a built-in letter that stands there alone, or before its
    arguments, is about to be defined, so it is a name (`I`, `d` and digits are not); so are letters
    written as one word of which none is declared (`LHS`, one in a font), and `K_{mn}`."""
    vocabulary = without_commutation(tokens, vocabulary)
    first = tokens[0].text if tokens else ""
    decorated = _decorated(tokens, vocabulary)
    if decorated:
        return replace(vocabulary, names=vocabulary.names | {decorated})
    if _is_word(tokens, vocabulary):
        word = "".join(token.text for token in tokens)
        return replace(vocabulary, names=vocabulary.names | {word})
    if first not in _DEFINABLE or vocabulary.shadows(first):
        return vocabulary
    alone = len(tokens) == 1
    applied = len(tokens) > 2 and (tokens[1].text, tokens[-1].text) == ("(", ")")
    if not alone and not applied:
        return vocabulary
    functions = vocabulary.functions
    if applied:
        functions = MappingProxyType({**functions, first: "defined"})
        return replace(vocabulary, functions=functions)
    return replace(vocabulary, names=vocabulary.names | {first})


def _decorated(tokens: Sequence[Token], vocabulary: Vocabulary) -> str:
    r"""The name that a left side of one letter with scripts is, where without its superscript it
    would be no name that anything is known of: `\hat{y}_j^k`, `\Vo^{(t)}`."""
    marks = (Mark.LETTER, Mark.COMMAND)
    if not tokens or tokens[0].mark not in marks or tokens[0].text in KNOWN | _DEFINABLE:
        return ""
    try:
        name, stem = canonical(tokens), canonical(_before_superscript(tokens))
    except Unreadable:
        return ""
    single = _SCRIPTED.fullmatch(name.removeprefix(tokens[0].text)) is not None
    raised = name[len(stem) :].lstrip("^").strip("{}")
    exponent = raised in ("T", "t") or vocabulary.known(raised) is not None
    unknown = vocabulary.known(stem) is None and vocabulary.member(stem) is None
    strange = tokens[0].mark is Mark.COMMAND and not is_word(tokens[0].text[1:])
    strange &= tokens[0].text not in GREEK
    letter = len(raised) == 1 and raised.isalpha() and not exponent
    strange &= not raised or raised[0] in "(["
    return name if single and unknown and (letter or strange) else ""


def _before_superscript(tokens: Sequence[Token]) -> Sequence[Token]:
    at = next((at for at, token in enumerate(tokens) if token.text == "^"), len(tokens))
    return tokens[:at]


def _is_word(tokens: Sequence[Token], vocabulary: Vocabulary) -> bool:
    letters = [plain(token.text) for token in tokens]
    plain_letters = len(letters) > 1 and all(len(t) == 1 and t.isalpha() for t in letters)
    together = all(token.gap is Gap.NONE for token in tokens[1:])
    free = not any(vocabulary.known(letter) or letter in "deIE" for letter in letters)
    return plain_letters and together and free and not is_word("".join(letters))


def target_of(node: Node) -> Target | None:
    """The name that a left side consists of; known functions are not for the author to define."""
    match node:
        case Name(name):
            return Target(name)
        case Call(name, arguments, 0, False) if not is_word(name) and name != r"\sigma":
            names = tuple(map(argument_name, arguments))
            return Target(name, names) if all(names) else None
    return None


def logarithm_target(node: Node, building: Building) -> Target | None:
    r"""The left side of `\log p(x) = ...`, where p is nothing yet: p is then the exponential of the
    right side. Of a declared p the row is a claim."""
    match node:
        case Call("log" | "ln", (argument,), 0):
            inner = target_of(argument.body if isinstance(argument, Bracket) else argument)
            if inner is not None and inner.name not in building.declarations:
                return replace(inner, logarithm=True)
    return None


def assign(
    target: Target,
    candidates: Sequence[Candidate],
    right: Span,
    context: Context,
    building: Building,
) -> Candidate:
    """Gives the name its value, which must have one reading, the declared shape, and no cycle. Its
    arguments are bound if they are declared names; otherwise they only decorate the name."""
    name = target.name
    main = [candidate for candidate in candidates if not candidate.fallback]
    if len(main) > 1:
        raise ambiguous(main, right)
    value = main[0].term
    if target.logarithm:
        value = _exponential(value, right)
    _refuse_shape(name, value, right, building)
    if name in symbols(context.unfolded(value)):
        raise Unreadable("D210", f"`{name}` is defined by itself", right)
    _refuse_moving_constant(name, context.unfolded(value), right, building)
    building.values[name] = value
    if target.arguments:
        building.parameters[name] = target.arguments
    return main[0]


def _exponential(value: Term, right: Span) -> Term:
    if value.shape.is_scalar or value.shape.is_column:
        return apply("map", value, data=("exp", 0))
    raise Unreadable("D204", "the logarithm of a matrix without a value", right)


def _refuse_shape(name: str, value: Term, right: Span, building: Building) -> None:
    declared = building.declarations.get(name)
    if declared is not None and declared.shape != value.shape:
        message = f"`{name}` is declared {declared.shape}, its value is {value.shape}"
        raise Unreadable("D304", message, right)


def unread_target(tokens: Sequence[Token], building: Building) -> frozenset[str]:
    """The name that a relation which could not be read would have defined, if any."""
    vocabulary = building.vocabulary()
    try:
        place = tokens[0].span.to(tokens[-1].span)
        node = Parser(tokens, left_vocabulary(tokens, vocabulary), place).whole()
    except Unreadable:
        return frozenset()
    target = target_of(node.base if isinstance(node, Entry) else node)
    if target is None or target.name in building.values or target.name in building.mentioned:
        return frozenset()
    if target.name in building.moving or target.name in (building.wrt or ()):
        return frozenset()
    return frozenset({target.name})


def names_in(node: Node) -> frozenset[str]:
    """The names and functions that a tree mentions."""
    found: set[str] = set()
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, Name):
            found.add(top.name)
        if isinstance(top, Member):
            found.add(top.family)
        if isinstance(top, Call):
            found.add(top.function)
        stack.extend(children(top))
    return frozenset(found)


def readings_of_value(
    target: Target, right: Node, context: Context, building: Building
) -> list[Candidate]:
    """The readings of what a name is defined as; a declared shape settles open sizes."""
    declared = building.declarations.get(target.name)
    if declared is None or declared.function is not None or target.arguments:
        return readings_of(right, context)
    pairs = readings_of_pair(Name(target.name, right.span), right, context)
    return [replace(candidate, term=value) for _, value, candidate in pairs]


def moves_though_constant(name: str, value: Term, building: Building) -> frozenset[str]:
    """What varies in the value of a name that is declared constant."""
    declared = building.declarations.get(name)
    if declared is None or Property.CONSTANT not in declared.properties:
        return frozenset()
    return symbols(value) & (building.moving | set(building.wrt or ()))


def _refuse_moving_constant(name: str, value: Term, right: Span, building: Building) -> None:
    """A name declared constant may not have a value that moves."""
    moving = moves_though_constant(name, value, building)
    if moving:
        message = f"`{name}` is declared constant, its value holds `{min(moving)}`, which varies"
        raise Unreadable("D114", message, right)


def ambiguous(candidates: Sequence[Candidate], span: Span) -> Unreadable:
    """Several readings of a definition: there is nothing to judge, so one must be chosen."""
    labels = [pick.label for c in candidates for pick in c.picks]
    rewrites = [pick.rewrite for c in candidates for pick in c.picks]
    message = "this can be read as " + " or as ".join(dict.fromkeys(labels))
    return Unreadable("D501", message, span, fix="; or ".join(dict.fromkeys(rewrites)) + ".")
