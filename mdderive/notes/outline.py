"""The leaves of a Markdown note: which lines are prose, code or HTML, and in which container.

markdown-it says what each line is; it sees the note through four glasses that keep every line
where it is. A lone carriage return is a space (only `\n` ends a line of a `Source`). The heading of
a content tab (`=== "Name"`) is an admonition, whose content is indented alike. The fences of MyST
directives are gone (`directives.py`). Of several blank lines all but the first are wide, since a
narrow one would end an admonition for the plugin but doesn't for Python-Markdown. Only the block
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
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from mdderive.notes.directives import without_directives
from mdderive.source import Source

_TAB = re.compile(r'^([ \t>]*)===[!+]?(?=[ \t]+")', re.M)
_BLANKS = re.compile(r"^([ \t]*\n)((?:[ \t]*\n)+)", re.M)
_WIDE = " " * 120 + "\n"
_CONTAINERS = ("blockquote", "list_item", "admonition", "dd", "footnote_reference")
_OPENINGS = frozenset(f"{name}_open" for name in _CONTAINERS)
_CLOSINGS = frozenset(f"{name}_close" for name in _CONTAINERS)
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
    parser.use(deflist_plugin).use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    # A definition of a link, or a heading with a rule below it, is prose to us: not a display.
    parser.disable(["reference", "lheading"])
    return Outline(tuple(_leaves(parser.parse(_seen(source.text)), len(source.line_starts))))


def _seen(text: str) -> str:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", " ")
    plain = without_directives(plain)
    tabs = _TAB.sub(r"\1!!! tab", plain)
    return _BLANKS.sub(lambda run: run[1] + _WIDE * run[2].count("\n"), tabs)


def _leaves(tokens: list[Token], lines: int) -> Iterator[Leaf]:
    limits, quotes = [lines], 0
    for token in tokens:
        if token.type in _OPENINGS:
            limits.append(min(token.map[1], limits[-1]) if token.map else limits[-1])
        elif token.type in _CLOSINGS:
            limits.pop()
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type in _LEAVES and token.map:
            first, end = token.map
            end = max(end, first + 1)  # The term of a definition list comes without an end.
            yield Leaf(token.type, first, end, quotes, limits[-1], token.info)
