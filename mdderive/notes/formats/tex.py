"""Derivations in LaTeX: `% derive` lines directly before a display environment.

One scan over the file tells comments from verbatim text and from `\\%`. The lines of an annotation
are the `%` lines that follow one another; after them, blank lines aside, the display begins.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.config import Present
from mdderive.derivation import AnnotationLine, Display, Document
from mdderive.diagnostics import Diagnostic
from mdderive.notes.annotation import read_lines
from mdderive.notes.blocks import Found, document, never_closed, no_display
from mdderive.notes.directive import Directive, directive
from mdderive.notes.display import extent, opens
from mdderive.notes.formats.record import Format, Place
from mdderive.notes.lift import PERCENT, is_blank, lift, lift_lines, quoted
from mdderive.notes.package import package_lines
from mdderive.notes.prelude import macro_lines
from mdderive.notes.prose import Paragraph
from mdderive.notes.visible import VERBATIM, visible_paragraphs
from mdderive.source import Fragment, Source, Span

_SCAN = re.compile(rf"{VERBATIM}|\\.|%+(?P<text>[^\n]*)", re.S)
_PART = re.compile(
    r"\\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph)\*?\s*\{(?P<title>[^{}]*)\}"
    r"|\\item(?![A-Za-z])(?:\[[^\]]*\])?"
    r"|\\(?:begin|end)\{document\}"
)
_COMMENT_LINE = re.compile(r"[ \t]*%+(?P<text>[^\n]*)\n?")


@dataclass(frozen=True)
class _Remark:
    """A line that is a comment and says something to mdderive; `text` is where that begins."""

    start: int
    text: int
    said: Directive


def find(source: Source) -> Document:
    """The blocks of a LaTeX note."""
    text = source.text
    paragraphs = tuple(visible_paragraphs(text))
    defaults = (*macro_lines(paragraphs), *package_lines(paragraphs))
    remarks = tuple(_remarks(text))
    prose = _prose(text, tuple(remark.start for remark in remarks))
    return document(source, _found(source, remarks), prose, defaults)


def _prose(text: str, stops: tuple[int, ...]) -> Iterator[Paragraph]:
    """The paragraphs, headings and items of the text by themselves; an annotation ends a
    paragraph."""
    for whole in visible_paragraphs(text):
        for paragraph in _parted(whole, stops):
            yield from _parts(paragraph)


def _parted(whole: Fragment, stops: tuple[int, ...]) -> Iterator[Fragment]:
    """The pieces of a paragraph between those places of the note, in order."""
    last = 0
    for here, there in whole.runs:
        before = whole.offset(here - 1) if here else there
        if here > last and any(stop < there for stop in stops[bisect_right(stops, before) :][:1]):
            yield whole.cut(last, here)
            last = here
    yield whole.cut(last, len(whole.text))


def _parts(paragraph: Fragment) -> Iterator[Paragraph]:
    """Headings and items by themselves."""
    start = 0
    for found in _PART.finditer(paragraph.text):
        yield Paragraph(paragraph.cut(start, found.start()))
        start = found.end()
        if found.group("title") is not None:
            yield Paragraph(paragraph.cut(found.start("title"), found.end("title")), True)
    yield Paragraph(paragraph.cut(start, len(paragraph.text)))


def _remarks(text: str) -> Iterator[_Remark]:
    for found in _SCAN.finditer(text):
        if found.group("text") is None:
            continue
        line = text.rfind("\n", 0, found.start()) + 1
        said = directive(found.group("text"))
        if said and is_blank(text[line : found.start()]):
            yield _Remark(found.start(), found.start("text"), said)


def _found(source: Source, remarks: tuple[_Remark, ...]) -> Iterator[Found | Diagnostic]:
    read_to, ignored = 0, False
    for number, remark in enumerate(remarks):
        if remark.start < read_to:
            continue
        end = _annotation_end(source.text, remark)
        following = remarks[number + 1] if number + 1 < len(remarks) else None
        adjacent = following is not None and is_blank(source.text[end : following.start])
        if remark.said.kind == "unknown":
            yield Diagnostic("D125", "mdderive doesn't know this directive", _line(source, remark))
        elif remark.said.kind == "derive" and not (
            ignored or (adjacent and following and following.said.kind == "ignore")
        ):
            limit = following.start if following else len(source.text)
            for item in _block(source, remark, end, limit):
                read_to = item.display.span.end if isinstance(item, Found) else read_to
                yield item
        ignored = remark.said.kind == "ignore" and adjacent


def _annotation_end(text: str, remark: _Remark) -> int:
    """Where the comment lines end that belong to the remark: before the next remark at the
    latest."""
    at = _line_end(text, remark.start)
    while remark.said.kind == "derive" and (line := _COMMENT_LINE.match(text, at)):
        if directive(line.group("text")):
            break
        at = line.end()
    return at


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop + 1


def _line(source: Source, remark: _Remark) -> Span:
    end = _line_end(source.text, remark.start)
    return Span(remark.start, remark.start + len(source.text[remark.start : end].rstrip()))


def _block(source: Source, remark: _Remark, end: int, limit: int) -> Iterator[Found | Diagnostic]:
    text = source.text
    whole = Span(remark.start, remark.start + len(text[remark.start : end].rstrip()))
    annotation, problems = read_lines(
        lift_lines(source, Span(remark.text + remark.said.body, end), PERCENT)
    )
    yield from (*problems, *_cannot_fold(annotation))
    at = end + len(text[end:limit]) - len(text[end:limit].lstrip())
    if not opens(text, at):
        cause = "Something else stands between the annotation and the next display."
        yield no_display(whole, cause if at < limit else "")
        return
    found = extent(text, at, limit, comments=True)
    if found is None:
        yield never_closed(Span(at, at + 2), text[at : at + 2])
        return
    latex = lift(source, found.formula, quoted(0)).stripped()
    start = text.rfind("\n", 0, found.whole.end) + 1
    lead = quoted(0).match(text, start)
    prefix = lead.group() if lead else ""
    yield Found(annotation, whole, Display(latex, found.whole, prefix))


def _cannot_fold(annotation: Sequence[AnnotationLine]) -> Iterator[Diagnostic]:
    for line in annotation:
        if line.key == "present" and line.value and line.value.text == Present.DETAILS:
            message = "nothing folds in LaTeX: the steps are written `inline`"
            yield Diagnostic("D618", message, line.value.span())


def displays(source: Source) -> Iterator[Place]:
    """The displays that begin a line, outside comments and verbatim text."""
    text = _SCAN.sub(_blanked, source.text)
    done = 0
    for line in source.line_starts:
        at = line + len(text[line:]) - len(text[line:].lstrip(" \t"))
        found = extent(text, at, len(text), comments=False) if at >= done else None
        if found is not None:
            done = found.whole.end
            latex = source.text[found.formula.start : found.formula.end]
            yield Place(line, text[line:at], latex)


def _blanked(found: re.Match[str]) -> str:
    """The same length without comments and verbatim text."""
    whole = found.group()
    return re.sub(r"[^\n]", " ", whole) if whole[0] == "%" or len(whole) > 2 else whole


def annotation(lines: Sequence[str]) -> Sequence[str]:
    """The comment that says these lines."""
    return [f"% derive: {'; '.join(lines)}" if lines else "% derive"]


FORMAT = Format("LaTeX", (".tex", ".ltx"), find, displays, annotation)
