"""The lines of an annotation: declarations, facts, and the options that concern reading."""

from collections.abc import Sequence
from dataclasses import replace

from mdderive.config import Detail, Lang, Layout, Present, Structured
from mdderive.derivation import AnnotationLine
from mdderive.diagnostics import Diagnostic
from mdderive.latex.building import Building
from mdderive.latex.canonical import canonical
from mdderive.latex.declarations import Declared, read_declaration
from mdderive.latex.define import unread_target
from mdderive.latex.facts import read_fact
from mdderive.latex.macros import read_macros
from mdderive.latex.rows import split_row
from mdderive.latex.taken import overrule
from mdderive.latex.ties import Tie, cut_tie, tie
from mdderive.latex.tokens import Mark, Token
from mdderive.latex.unreadable import Unreadable


def annotate(lines: Sequence[AnnotationLine], building: Building) -> None:
    """Takes the lines in order; what cannot be read becomes a diagnostic, the rest is kept."""
    later: list[AnnotationLine] = []
    declared: set[str] = set()
    ties: list[Tie] = []
    for line in lines:
        try:
            if line.kind == "option":
                later.extend(_option(line, building))
            elif line.kind == "declaration":
                ties.extend(_declare(line, building, declared))
            else:
                later.append(line)
        except Unreadable as caught:
            building.diagnostics.append(_placed(caught, line))
    for one in ties:
        try:
            tie(one, building)
        except Unreadable as caught:
            building.diagnostics.append(caught.diagnostic)
            building.unread.add(one.name)
    for line in sorted(later, key=lambda line: line.kind == "fact"):
        try:
            _late(line, building)
        except Unreadable as caught:
            building.diagnostics.append(_placed(caught, line))
            building.unread.update(_unread(line, building))
            building.doubtful.update(_spoken_of(line, building))


def _unread(line: AnnotationLine, building: Building) -> frozenset[str]:
    """The name whose value, or whose entries, a fact would have given."""
    try:
        row = split_row(building.tokens(line.text))
    except Unreadable:
        return frozenset()
    if line.kind != "fact" or not row.signs or not row.parts[0]:
        return frozenset()
    found = unread_target(row.parts[0], building)
    return found | {name.split("_")[0] for name in found - building.declarations.keys()}


def _spoken_of(line: AnnotationLine, building: Building) -> frozenset[str]:
    """The names that stand in a fact."""
    try:
        tokens = [token.text for token in building.tokens(line.text)]
    except Unreadable:
        return frozenset()
    whole = "".join(tokens)
    return frozenset(
        name
        for name in building.declarations
        if line.kind == "fact" and (name in tokens or (len(name) > 2 and name in whole))
    )


def _placed(caught: Unreadable, line: AnnotationLine) -> Diagnostic:
    found = caught.diagnostic
    return found if found.span is not None else replace(found, span=line.text.span())


def _declare(line: AnnotationLine, building: Building, declared: set[str]) -> list[Tie]:
    """Takes the declarations of a line; returns what ties them to families, which are for later."""
    text, tied = cut_tie(line.text)
    names = [_take(found, building, declared) for found in read_declaration(text, building.tokens)]
    return [Tie(name, *tied) for name in names] if tied is not None else []


def _take(found: Declared, building: Building, declared: set[str]) -> str:
    name = found.declaration.name
    if name in declared:
        raise Unreadable("D114", f"`{name}` is declared twice", found.span)
    declared.add(name)
    building.diagnostics.extend(overrule(found, building))
    building.declarations[name] = found.declaration
    building.places[name] = found.span
    building.families.pop(name, None)
    if found.family is not None:
        building.families[name] = found.family
    building.values.pop(name, None)
    building.unread.discard(name)
    building.doubtful.discard(name)
    building.parameters.pop(name, None)
    return name


def _option(line: AnnotationLine, building: Building) -> list[AnnotationLine]:
    """Sets an option; returns it if it has to wait for the declarations."""
    value = line.value.text.strip() if line.value is not None else ""
    if line.key == "layout":
        building.layout = Layout(value)
    elif line.key == "structured":
        building.config = replace(building.config, structured=Structured(value))
    elif line.key == "conventions":
        building.config = replace(building.config, conventions=value == "yes")
    elif line.key == "lang":
        building.config = replace(building.config, lang=Lang(value))
    elif line.key == "detail":
        building.config = replace(building.config, detail=Detail(value))
    elif line.key == "present":
        building.config = replace(building.config, present=Present(value))
    elif line.key == "expand" and value in ("no", "none"):
        building.config = replace(building.config, expand=False)
    elif line.key == "macro":
        macros = read_macros(line.value if line.value is not None else line.text)
        building.macros.update((macro.name, macro) for macro in macros)
    elif line.key == "wrt":
        return [line]
    return []


def _late(line: AnnotationLine, building: Building) -> None:
    if line.kind == "fact":
        read_fact(line.text, building.tokens(line.text), building)
    elif line.key == "wrt":
        building.wrt = _wrt(line, building)


def _wrt(line: AnnotationLine, building: Building) -> tuple[str, ...]:
    text = line.value if line.value is not None else line.text
    vocabulary = building.vocabulary()
    names: list[str] = []
    part: list[Token] = []
    for token in (*building.tokens(text), None):
        if token is not None and token.text != ",":
            if token.mark is not Mark.SPACE:
                part.append(token)
        elif part:
            spelling = canonical(part)
            known = vocabulary.known(spelling)
            if known is None or known in vocabulary.sizes - vocabulary.names:
                span = part[0].span.to(part[-1].span)
                raise Unreadable("D113", f"`{spelling}` in `wrt` is not declared", span)
            names.append(known)
            part = []
    return tuple(dict.fromkeys(names))
