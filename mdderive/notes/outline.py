"""The leaves of a Markdown note: which lines are prose, code or HTML, and in which container.

markdown-it says what each line is; it sees the note through two glasses that keep every line where
it is: a lone carriage return is a space (only `\\n` ends a line of a `Source`), and the heading of
a content tab (`=== "Name"`) is an admonition, whose content is indented alike. Only the block
structure is parsed. Displays are left to our own scan: the dollar plugin and Python-Markdown
disagree on text after the closing `$$` and on paragraphs, and the scan treats all shapes alike.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from mdderive.source import Source

_TAB = re.compile(r'^([ \t>]*)===[!+]?(?=[ \t]+")', re.M)
_LEAVES = frozenset({"html_block", "inline", "fence", "code_block", "front_matter", "hr"})


@dataclass(frozen=True)
class Leaf:
    """Lines [first, end), counted from 0, of one kind (a token type of markdown-it). `quotes`:
    how many block quotes they stand in; `limit`: the line where their container ends."""

    kind: str
    first: int
    end: int
    quotes: int
    limit: int
    nested: bool
    info: str


@dataclass(frozen=True)
class Outline:
    leaves: tuple[Leaf, ...]

    @cached_property
    def _firsts(self) -> tuple[int, ...]:
        return tuple(leaf.first for leaf in self.leaves)

    def at(self, line: int) -> Leaf | None:
        """The leaf that covers the line."""
        index = bisect_right(self._firsts, line) - 1
        if index < 0 or self.leaves[index].end <= line:
            return None
        return self.leaves[index]


def outline(source: Source) -> Outline:
    """The leaves in order."""
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(admon_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    # A definition of a link, or a heading with a rule below it, is prose to us: not a display.
    parser.disable(["reference", "lheading"])
    return Outline(tuple(_leaves(parser.parse(_seen(source.text)), len(source.line_starts))))


def _seen(text: str) -> str:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", " ")
    return _TAB.sub(r"\1!!! tab", plain)


def _leaves(tokens: list[Token], lines: int) -> Iterator[Leaf]:
    limits, quotes = [lines], 0
    for token in tokens:
        container = token.type.endswith(("blockquote_open", "list_item_open", "admonition_open"))
        if container:
            limits.append(min(token.map[1], limits[-1]) if token.map else limits[-1])
        elif token.type in ("blockquote_close", "list_item_close", "admonition_close"):
            limits.pop()
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type in _LEAVES and token.map:
            first, end = token.map
            nested = len(limits) > 1
            yield Leaf(token.type, first, end, quotes, limits[-1], nested, token.info)
