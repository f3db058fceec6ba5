"""Derivations in Markdown: an HTML comment (or `%` lines, as in MyST), a blank line, a display.

markdown-it says which comments are comments (and not code), and in which quotes and lists they
stand. From the end of a comment on, this module looks at the lines themselves: blank lines,
perhaps an `ignore`, then `$$`, `\\[`, an environment or a ```math fence, or else a diagnostic that
says what stands there instead.
"""

import re
from collections.abc import Iterator, Sequence

from mdderive.derivation import AnnotationLine, Display, Document
from mdderive.diagnostics import Diagnostic
from mdderive.notes.annotation import read_lines
from mdderive.notes.blocks import Found, document, never_closed, no_display
from mdderive.notes.directive import directive
from mdderive.notes.display import Extent, extent, opens
from mdderive.notes.formats.record import Format, Place
from mdderive.notes.front_matter import front_matter
from mdderive.notes.lift import is_blank, lift, lift_lines, quoted
from mdderive.notes.outline import Leaf
from mdderive.notes.page import COMMENT, Comment, Page
from mdderive.notes.prelude import macro_lines
from mdderive.notes.prose import Paragraph
from mdderive.source import Source, Span

_LEAD = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_MATH_FENCE = re.compile(r"\{?math\}?(?:\s|$)")
_FENCE_OPTION = re.compile(r"[ \t>]*:[a-z-]+:(?:\s|$)")
_WORDS = re.compile(r"(?:[^$`\\\n]|\$(?!\$)[^$\n]+\$|`[^`\n]*`)+(?=\$\$)")
_LABEL = re.compile(r"\s*(?:\([^()\n]*\)|\{[#.][^}\n]*\})?\s*$")


def find(source: Source) -> Document:
    """The blocks of a Markdown note, and the defaults that its front matter sets."""
    page = Page(source)
    defaults: tuple[AnnotationLine, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    leaves = page.outline.leaves
    macros = tuple(macro_lines(paragraph.text for paragraph in _paragraphs(page)))
    if leaves and leaves[0].kind == "front_matter":
        # The lines between the two rules of dashes.
        inside = Span(page.line_start(1), page.line_start(leaves[0].end - 1))
        defaults, problems = front_matter(source, inside)
    return document(source, [*problems, *_found(page)], _paragraphs(page), (*macros, *defaults))


def _paragraphs(page: Page) -> Iterator[Paragraph]:
    """What Markdown reads as text, formulas included, leaf by leaf."""
    for leaf in page.outline.leaves:
        if leaf.kind == "inline" or _is_math_fence(leaf):
            text = lift(page.source, page.region(leaf), quoted(leaf.quotes))
            yield Paragraph(text, text.text.startswith("#"))


def _is_math_fence(leaf: Leaf) -> bool:
    return leaf.kind == "fence" and _MATH_FENCE.match(leaf.info.strip()) is not None


def _found(page: Page) -> Iterator[Found | Diagnostic]:
    yield from _annotations_in_code(page)
    read_to, ignored = 0, -1
    for comment in page.comments:
        if comment.span.start < read_to:
            continue
        said = directive(page.source.text[comment.text.start : comment.text.end])
        if said is None:
            continue
        if said.kind == "unknown":
            yield Diagnostic("D125", "mdderive doesn't know this directive", comment.span)
        elif said.kind == "ignore":
            ignored = _next_content(page, comment.span.end)
        elif not comment.closed:
            sign = Span(comment.span.start, comment.span.start + len("<!--"))
            yield Diagnostic("D121", "this comment is never closed", sign)
        elif comment.span.start != ignored:
            for item in _block(page, comment, said.body):
                if isinstance(item, Found):
                    read_to = item.display.span.end
                yield item


def _block(page: Page, comment: Comment, body: int) -> Iterator[Found | Diagnostic]:
    text = page.source.text
    end = page.line_start(page.line_of(comment.span.end) + 1)
    if not is_blank(text[comment.span.end : end]):
        yield no_display(
            comment.span,
            "Something follows the comment on its last line.",
            "End the line after `-->`, leave a blank line, then write the display.",
        )
        return
    at = _next_content(page, comment.span.end)
    after = page.comment_at(at)
    said = directive(text[after.text.start : after.text.end]) if after else None
    if said and said.kind == "ignore":
        return
    inside = Span(comment.text.start + body, comment.text.end)
    lines = lift_lines(page.source, inside, comment.lead)
    annotation, problems = read_lines(lines)
    yield from problems
    yield from _display(page, comment, annotation, at)


def _next_content(page: Page, at: int) -> int:
    """The offset of the first text on the lines after `at` (blank lines of a quote hold `>`)."""
    text = page.source.text
    line = page.line_of(at) + 1
    while (start := page.line_start(line)) < len(text):
        end = page.line_start(line + 1)
        if not is_blank(text[start:end].replace(">", " ")):
            lead = _LEAD.match(text, start, end)
            return lead.end() if lead else start
        line += 1
    return len(text)


def _display(
    page: Page, comment: Comment, annotation: tuple[AnnotationLine, ...], at: int
) -> Iterator[Found | Diagnostic]:
    source = page.source
    line = page.line_of(at)
    leaf = page.outline.at(line) if at < len(source.text) else None
    fence = leaf is not None and _is_math_fence(leaf)
    start = at if fence or leaf is None else _opening(page, leaf, at)
    if leaf is None or start is None:
        yield no_display(comment.span, *_instead(leaf))
        return
    at = start
    found = _fenced(page, leaf, at) if fence else _signed(page, leaf, at)
    if found is None:
        yield never_closed(Span(at, at + 2), source.text[at : at + 2])
        return
    if line == page.line_of(comment.span.end) + 1 and not comment.tight:
        yield Diagnostic("D610", "no blank line between annotation and display", comment.span)
    after = source.text[found.whole.end : page.line_start(page.line_of(found.whole.end) + 1)]
    if found.whole != found.formula and not fence and not _LABEL.match(after):
        close = Span(found.whole.end - 2, found.whole.end)
        yield Diagnostic("D611", "text follows the closing sign of this display", close)
    lead = quoted(leaf.quotes)
    latex = lift(source, found.formula, lead).stripped()
    prefix = _prefix(page, found.whole, leaf.quotes)
    yield Found(annotation, comment.span, Display(latex, found.whole, prefix))


def _opening(page: Page, leaf: Leaf, at: int) -> int | None:
    """Where a display begins: here, or behind words that stand on the line of its `$$`."""
    text = page.source.text
    if leaf.kind != "inline":
        return None
    if opens(text, at):
        return at
    words = _WORDS.match(text, at, _line_end(page, at))
    return words.end() if words and opens(text, words.end()) else None


def _signed(page: Page, leaf: Leaf, at: int) -> Extent | None:
    limit = min(page.line_start(leaf.limit), page.next_comment(at))
    return extent(page.source.text, at, limit, comments=False)


def _fenced(page: Page, leaf: Leaf, at: int) -> Extent | None:
    """The formula in a code fence: the lines between the first and the last, without those that
    give the `{math}` of MyST its label."""
    text = page.source.text
    last = page.line_start(leaf.end - 1)
    lead = quoted(leaf.quotes).match(text, last)
    close = lead.end() if lead else last
    if leaf.end - leaf.first < 2 or not text.startswith(text[at : at + 3], close):
        return None
    first = leaf.first + 1
    while first < leaf.end - 1 and _FENCE_OPTION.match(page.source.line(first + 1)):
        first += 1
    return Extent(Span(at, _line_end(page, close)), Span(page.line_start(first), last))


def _line_end(page: Page, at: int) -> int:
    line = page.source.line(page.line_of(at) + 1)
    return page.line_start(page.line_of(at)) + len(line.rstrip())


def _prefix(page: Page, span: Span, quotes: int) -> str:
    """What stands before the last line of the display. On its only line list signs become spaces,
    since they stand there once; on a further line a `-` belongs to the formula."""
    start = page.line_start(page.line_of(span.end))
    pattern = quoted(quotes) if start > span.start else _LEAD
    lead = pattern.match(page.source.text, start, span.end)
    return re.sub(r"[^>\t]", " ", lead.group()) if lead else ""


def _instead(leaf: Leaf | None) -> tuple[str, str]:
    """Cause and fix, by what stands where the display should."""
    kind = leaf.kind if leaf else ""
    if kind == "code_block":
        return "What follows is indented so far that Markdown reads it as code.", (
            "Indent the display like the comment."
        )
    if kind == "html_block":
        return "What follows is HTML, in which Markdown reads no displays.", (
            "Leave a blank line between the HTML and the display, and nothing else between the"
            " annotation and the display."
        )
    if kind == "fence":
        return "What follows is a code fence that isn't ```math.", ""
    if kind:
        return "Prose stands between the annotation and the next display.", ""
    return "", ""


def _annotations_in_code(page: Page) -> Iterator[Diagnostic]:
    for leaf in page.outline.leaves:
        if leaf.kind != "code_block":
            continue
        region = page.region(leaf)
        for found in COMMENT.finditer(page.source.text, region.start, region.end):
            said = directive(found.group("text"))
            if said and said.kind == "derive":
                yield Diagnostic("D612", "this annotation reads as code", Span(*found.span()))


def displays(source: Source) -> Iterator[Place]:
    """The displays that begin a line of text, and the fences that are displays."""
    page = Page(source)
    done = 0
    for leaf in page.outline.leaves:
        fence = _is_math_fence(leaf)
        for line in range(leaf.first, _after_openings(leaf)):
            start = page.line_start(line)
            lead = quoted(leaf.quotes).match(source.text, start)
            at = lead.end() if lead else start
            opened = at >= done and (fence or opens(source.text, at))
            found = (_fenced if fence else _signed)(page, leaf, at) if opened else None
            if found is not None:
                done = found.whole.end
                latex = source.text[found.formula.start : found.formula.end]
                yield Place(start, source.text[start:at], latex)


def _after_openings(leaf: Leaf) -> int:
    """The line after the last one on which a display may begin."""
    if _is_math_fence(leaf):
        return leaf.first + 1
    return leaf.end if leaf.kind == "inline" else leaf.first


def annotation(lines: Sequence[str]) -> Sequence[str]:
    """The comment that says these lines, and the blank line after it."""
    if len(lines) > 1:
        return ["<!-- derive", *lines, "-->", ""]
    return [f"<!-- derive{''.join(f': {line}' for line in lines)} -->", ""]


_SUFFIXES = (".md", ".markdown", ".qmd", ".rmd", ".mdx")
FORMAT = Format("Markdown", _SUFFIXES, find, displays, annotation)
