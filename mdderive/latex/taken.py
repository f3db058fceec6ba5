r"""What a block takes from the prose before it, and where the two contradict each other.

A block takes the names that stand in it and that no annotation of its derivation declares. What it
declares itself holds as it stands: the prose adds nothing to it, and if the same section says
something else, that is said. The letters d, e, I, \\pi, and an applied \\sigma, keep their built-in
meaning.
"""

import re
from collections.abc import Iterator, Sequence

from mdderive.derivation import Block
from mdderive.diagnostics import Diagnostic
from mdderive.latex.building import Building
from mdderive.latex.declarations import Declared
from mdderive.latex.known import Known, known_before, space
from mdderive.latex.said import Said
from mdderive.latex.unreadable import Unreadable
from mdderive.latex.vocabulary import plain

_BUILT_IN = frozenset({"d", "e", "I", r"\pi"})
_APPLIED = re.compile(r"\\sigma\s*(?:'\s*)?(?:\\left|\\[bB]igg?l?)?\s*[(\[]")
_SPACES = re.compile(r"[\s{}]|\\left(?![A-Za-z])|\\right(?![A-Za-z])")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}")
_LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


def take(said: Sequence[Said], block: Block, building: Building) -> None:
    """Declares what the prose says of the names of a block."""
    if not said:
        return
    building.known = known_before(said, block.annotation_span)
    building.section = block.section
    letters = letters_of(block, building)
    explicit = {plain(name) for name in building.declarations.keys() - building.said.keys()}
    for key, known in building.known.items():
        declared = known.declared
        if declared is None or known.name in _BUILT_IN or key in explicit:
            continue
        if known.name in building.size_letters or not set(_LETTER.findall(key)) <= letters:
            continue
        if known.name == r"\sigma" and _APPLIED.search(block.display.latex.text):
            continue
        if known.doubted:
            building.doubtful.add(known.name)
        _depend(known, block, building)
        if known.name not in building.values and known.name not in building.said:
            _declare(known, building)


def _declare(known: Known, building: Building) -> None:
    declared = known.declared
    assert declared is not None
    building.declarations[known.name] = declared
    building.said[known.name] = known.taken
    if known.family is not None:
        building.families[known.name] = known.family
    if known.clash is not None and known.told is not None and known.told.names is not None:
        new, old = (str(one.taken[0]) for one in (known, known.clash))
        message = f"the prose says both {old} and {new}; the later one holds"
        building.diagnostics.append(Diagnostic("D614", message, known.told.names.span()))


def _depend(known: Known, block: Block, building: Building) -> None:
    """Makes a name that depends on another one of no use, until a row gives it its value."""
    if known.function is None:
        return
    if known.name in building.values or defines_itself(known.name, block):
        building.stale.pop(known.name, None)
        return
    line = known.function.line
    building.stale[known.name] = f"line {line} says that `{known.name}` depends on another name"


def defines_itself(name: str, block: Block) -> bool:
    """Whether a row of the block, or a line of its annotation, may begin with the name and a sign
    that defines it."""
    texts = [block.display.latex.text, *(line.text.text for line in block.annotation)]
    own = re.escape(_SPACES.sub("", name))
    begins = re.compile(
        rf"(?<![A-Za-z\\_^]){own}(?:\([^()]*\))?&?(?::?=|:|\\(?:in|equiv|triangleq))"
    )
    return any(begins.search(_SPACES.sub("", _ENVIRONMENT.sub(";", text))) for text in texts)


def letters_of(block: Block, building: Building) -> frozenset[str]:
    """The letters of a block."""
    text = " ".join(line.text.text for line in block.annotation if line.kind != "declaration")
    try:
        tokens = building.tokens(block.display.latex)
    except Unreadable:
        tokens = ()
    found = _LETTER.findall(" ".join([text, *(token.text for token in tokens)]))
    return frozenset(found)


def overrule(found: Declared, building: Building) -> Iterator[Diagnostic]:
    """Forgets what the prose says of a name that the annotation declares; yields what the prose of
    this section says otherwise."""
    name = plain(found.declaration.name)
    for taken in [one for one in building.said if plain(one) == name]:
        del building.said[taken]
        if taken != found.declaration.name:
            building.declarations.pop(taken, None)
            building.families.pop(taken, None)
    known = building.known.get(name)
    if known is None:
        return
    shape, told = found.declaration.shape, known.told
    same_section = told is not None and told.section == building.section
    if known.declaration is not None and known.family is None and found.family is None:
        other = known.declaration.shape
        if same_section and told is not None and shape != other:
            message = (
                f"`{found.declaration.name}` is declared in {space(shape)},"
                f" the prose says {space(other)} on line {told.line}"
            )
            yield Diagnostic("D129", message, found.span)
            return
    left_out = [
        f"{one.value} (line {at.line})"
        for one, at in known.properties.items()
        if one not in found.declaration.properties and at.section == building.section
    ]
    if left_out:
        message = f"the prose says that `{found.declaration.name}` is {', '.join(left_out)}"
        yield Diagnostic("D615", message, found.span)
