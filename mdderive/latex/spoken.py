r"""Which names a derivation speaks of, where nothing is yet known of some of them."""

from collections.abc import Iterator, Sequence

from mdderive.derivation import AnnotationLine, Block
from mdderive.latex.building import Building
from mdderive.latex.canonical import canonical
from mdderive.latex.formula import Call, Member, Name, Node, Series, children
from mdderive.latex.parser import Parser
from mdderive.latex.rows import lines, split_row
from mdderive.latex.segments import segments_of
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable
from mdderive.letters import BUILT_IN
from mdderive.source import Fragment

_COLONS = frozenset({":", r"\in", "∈", r"\colon"})


def spoken(blocks: Sequence[Block], building: Building) -> frozenset[str]:
    """The names in rows, facts, ties and `wrt`; neither built-in letters nor indices nor sizes."""
    found: set[str] = set()
    indices: set[str] = set()
    for tokens in _formulas(blocks, building):
        for node in _parsed(tokens, building):
            found |= names_of_node(node)
            indices |= {part.index for part in _parts(node) if isinstance(part, Series)}
    for names in building.families.values():
        indices |= set(names.indices)
    sizes = building.size_letters - building.declarations.keys()
    return frozenset(found - indices - sizes - BUILT_IN)


def letters_of(blocks: Sequence[Block], building: Building) -> frozenset[str]:
    """The letters of the rows, in their fonts."""
    return frozenset(
        token.text
        for block in blocks
        for tokens in _split(block.display.latex, building)
        for token in tokens
        if token.mark in (Mark.LETTER, Mark.COMMAND)
    )


def names_of_node(node: Node) -> frozenset[str]:
    """The names and functions of a tree; of a name with primes the one without, too."""
    found: set[str] = set()
    for part in _parts(node):
        if isinstance(part, Name):
            found.add(part.name)
            found.add(part.name.rstrip("'"))
        elif isinstance(part, Member):
            found.add(part.family)
        elif isinstance(part, Call):
            found.add(part.function)
    return frozenset(found)


def heads_of(blocks: Sequence[Block], building: Building) -> frozenset[str]:
    """The names that annotation lines speak of which could not be read: they would have been
    declared, or something given of them."""
    wrong = [said.span for said in building.diagnostics if said.span is not None]
    found: set[str] = set()
    for line in (line for block in blocks for line in block.annotation):
        place = line.text.span()
        if line.kind != "option" and any(place.start <= w.start < place.end for w in wrong):
            found.update(_heads(line, building))
    return frozenset(found)


def _heads(line: AnnotationLine, building: Building) -> Iterator[str]:
    """The names before the colon; of a line without colon and relation the first one."""
    try:
        tokens = building.tokens(line.text)
        row = split_row(tokens)
    except Unreadable:
        return
    if line.kind == "fact" and row.signs:
        return
    part: list[Token] = []
    for token in tokens:
        if token.text in _COLONS:
            break
        if token.mark is not Mark.SPACE:
            part.append(token)
    yield from (token.text for token in part)
    try:
        yield canonical(part)
    except Unreadable:
        return


def _formulas(blocks: Sequence[Block], building: Building) -> Iterator[Sequence[Token]]:
    for block in blocks:
        for line in block.annotation:
            if line.kind == "fact" or line.key == "wrt":
                yield from _split(line.value or line.text, building)
        yield from _split(block.display.latex, building)


def _split(text: Fragment, building: Building) -> Iterator[Sequence[Token]]:
    try:
        segments = segments_of(lines(building.tokens(text)))
    except Unreadable:
        return
    for segment in segments:
        try:
            yield from split_row(segment.tokens).parts
        except Unreadable:
            continue


def _parsed(tokens: Sequence[Token], building: Building) -> Iterator[Node]:
    """The tree of a formula; the single names of one that cannot be parsed."""
    if not tokens or len(tokens) > building.config.budget.formula_tokens:
        return
    try:
        yield Parser(tokens, building.vocabulary(), tokens[0].span.to(tokens[-1].span)).whole()
    except Unreadable:
        for token in tokens:
            if token.mark in (Mark.LETTER, Mark.COMMAND):
                yield Name(token.text, token.span)


def _parts(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(children(top))
