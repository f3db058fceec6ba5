"""A Markdown note as a page: its lines, its leaves and its comments.

A comment counts where Markdown takes it for one: in an HTML block, or in prose outside code spans;
not in code, and not in `<pre>` and its like. So do lines that begin a paragraph with `%`, which is
a comment in MyST, if they say something to mdderive.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from mdderive.notes.directive import directive
from mdderive.notes.lift import PERCENT, Lead, quoted
from mdderive.notes.outline import Leaf, Outline, outline
from mdderive.source import Source, Span

COMMENT = re.compile(r"<!--(?P<text>.*?)(?P<close>-->|\Z)", re.S)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
_RAW = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.I)


@dataclass(frozen=True)
class Comment:
    """A comment: all of it, the text between its signs, and what stands before each of its lines.
    A display may follow `%` lines without a blank one between."""

    span: Span
    text: Span
    closed: bool
    leaf: Leaf
    lead: Lead
    tight: bool = False


class Page:
    """A note being read. Lines count from 0."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.outline: Outline = outline(source)
        self.comments = tuple(sorted(self._comments(), key=lambda comment: comment.span))
        self._starts = [comment.span.start for comment in self.comments]

    def line_start(self, line: int) -> int:
        starts = self.source.line_starts
        return starts[line] if line < len(starts) else len(self.source.text)

    def line_of(self, offset: int) -> int:
        return self.source.position(offset)[0] - 1

    def region(self, leaf: Leaf) -> Span:
        return Span(self.line_start(leaf.first), self.line_start(leaf.end))

    def comment_at(self, offset: int) -> Comment | None:
        index = bisect_left(self._starts, offset)
        found = index < len(self._starts) and self._starts[index] == offset
        return self.comments[index] if found else None

    def next_comment(self, offset: int) -> int:
        index = bisect_left(self._starts, offset)
        return self._starts[index] if index < len(self._starts) else len(self.source.text)

    def _comments(self) -> Iterator[Comment]:
        for leaf in self.outline.leaves:
            if leaf.kind not in ("html_block", "inline"):
                continue
            region = self.region(leaf)
            text = self.source.text[region.start : region.end]
            if leaf.kind == "inline" and text.lstrip(" \t").startswith("%"):
                yield from self._percent_comments(leaf)
            if "<!--" not in text or (leaf.kind == "html_block" and _RAW.match(text)):
                continue
            if leaf.kind == "inline":
                text = _CODE_SPAN.sub(lambda code: " " * len(code.group()), text)
            for found in COMMENT.finditer(text):
                whole, inside = found.span(), found.span("text")
                yield Comment(
                    Span(region.start + whole[0], region.start + whole[1]),
                    Span(region.start + inside[0], region.start + inside[1]),
                    bool(found.group("close")),
                    leaf,
                    quoted(leaf.quotes),
                )

    def _percent_comments(self, leaf: Leaf) -> Iterator[Comment]:
        """The lines that begin a paragraph with `%`, from each directive in them to the next."""
        lines = [(self.line_start(n), self.source.line(n + 1)) for n in range(leaf.first, leaf.end)]
        run = list(takewhile(lambda line: line[1].lstrip().startswith("%"), lines))
        heads = [k for k, (_, line) in enumerate(run) if directive(line.lstrip(" \t%"))]
        for head, following in pairwise([*heads, len(run)] if heads else ()):
            start, end = run[head][0], run[following - 1][0] + len(run[following - 1][1].rstrip())
            sign = start + len(run[head][1]) - len(run[head][1].lstrip(" \t%"))
            yield Comment(Span(start, end), Span(sign, end), True, leaf, PERCENT, True)
