"""Blocks for tests of the reading room, cut out of Markdown by hand: the annotation grammar is
another room's business."""

import re
from collections.abc import Iterator

from mdderive.derivation import AnnotationLine, Block, Display
from mdderive.source import Fragment, Span

_OPTIONS = {"layout", "wrt", "structured", "macro", "lang", "detail", "continue"}
_BLOCK = re.compile(r"<!-- derive(.*?)-->\s*\$\$(.*?)\$\$", re.DOTALL)


def _line(text: str, start: int) -> AnnotationLine:
    whole = Fragment.at(text, start)
    key, colon, value = text.partition(":")
    if colon and key.strip() in _OPTIONS:
        return AnnotationLine(
            "option", whole, key.strip(), Fragment.at(value, start + len(key) + 1).stripped()
        )
    relation = re.search(r":(?!=)|\\in(?![a-z])|∈|[=<>]|\\ne|\\g", text)
    declares = relation is not None and relation.group() in (":", "\\in", "∈")
    return AnnotationLine("declaration" if declares else "fact", whole)


def lines(text: str, start: int) -> Iterator[AnnotationLine]:
    for found in re.finditer(r"[^\n;]+", text):
        if found.group().strip():
            stripped = found.group().strip()
            offset = found.start() + found.group().index(stripped)
            yield _line(stripped, start + offset)


def blocks(text: str) -> tuple[Block, ...]:
    found = []
    for match in _BLOCK.finditer(text):
        annotation = tuple(lines(match.group(1), match.start(1)))
        display = Display(
            Fragment.at(match.group(2), match.start(2)), Span(match.start(2) - 2, match.end())
        )
        starts = any(line.kind == "declaration" for line in annotation)
        span = Span(match.start(), match.end(1) + 3)
        found.append(Block(annotation, span, display, starts))
    return tuple(found)


def note(declarations: str, formula: str) -> str:
    return f"<!-- derive\n{declarations}\n-->\n\n$$\n{formula}\n$$\n"
