r"""The Markdown cells of a Jupyter notebook, and the notebook with text put into them.

A notebook is JSON (nbformat 4): `cells` is a list of objects with a `cell_type` and a `source`, one
string or a list of strings, mostly one for each line. The strings are found in the file itself, so
that what is put in is put into them and every other byte stays as it is.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mdderive.notes.splice import Edit, splice
from mdderive.source import Cell, Fragment, Source, Span

SUFFIX = ".ipynb"
_SPACE = re.compile(r"[ \t\r\n]*")
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]+", re.S)
_JSON = json.JSONDecoder()
_FENCE = re.compile(r"^ {0,3}(?P<sign>`{3,}|~{3,})(?P<info>[^`\n]*)$", re.M)


@dataclass(frozen=True)
class MarkdownCell:
    """A cell as a text of its own. `lifted` has its text with the places in the file; `break_` is
    what a line break is written as inside it."""

    source: Source
    lifted: Fragment
    break_: str


@dataclass(frozen=True)
class Notebook:
    """The file and its Markdown cells."""

    file: Source
    cells: tuple[MarkdownCell, ...]

    def written(self, edits: Sequence[Sequence[Edit]]) -> str:
        """The file with insertions put into the cells, those of each cell in turn."""
        pairs = zip(self.cells, edits, strict=True)
        return splice(self.file, [self._edit(cell, e) for cell, own in pairs for e in own])

    def _edit(self, cell: MarkdownCell, edit: Edit) -> Edit:
        lifted, at = cell.lifted, edit.span.start
        # Behind the last character, which may be an escape, stands the sign that ends the string.
        place = lifted.offset(at) if at < len(lifted.text) else lifted.runs[-1][1]
        plain = self.file.text.isascii() and r"\u" in self.file.text
        lines = edit.text.split("\n")
        text = cell.break_.join(json.dumps(line, ensure_ascii=plain)[1:-1] for line in lines)
        return Edit(Span(place, place), text)


def notebook(file: Source) -> Notebook:
    """The notebook in a file. Raises ValueError, which says what is wrong, if it is none."""
    try:
        whole = json.loads(file.text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("cells"), list):
        raise ValueError("it has no list of `cells`; notebooks are read from nbformat 4 on")
    return Notebook(file, tuple(_markdown_cells(file)))


def _markdown_cells(file: Source) -> Iterator[MarkdownCell]:
    places = dict(_members(file.text, _after_space(file.text, 0)))
    for number, at in enumerate(_items(file.text, places["cells"]), 1):
        if file.text[at] != "{":
            continue
        members = dict(_members(file.text, at))
        kind, source = members.get("cell_type"), members.get("source")
        if kind is not None and source is not None and _value(file.text, kind) == "markdown":
            strings = _strings(file.text, source)
            if strings:
                yield _cell(file, number, strings, listed=file.text[source] == "[")


def _cell(file: Source, number: int, strings: Sequence[Span], listed: bool) -> MarkdownCell:
    pieces = [piece for string in strings for piece in _characters(file.text, string)]
    end = strings[-1].end - 1
    lifted = Fragment.join([*pieces, Fragment("", ((0, end),))])
    first = lifted.offset(0) if lifted.text else end
    starts = [first, *(lifted.offset(i + 1) for i, c in enumerate(lifted.text) if c == "\n")]
    lines = tuple(file.position(min(start, end))[0] for start in starts)
    break_ = rf'\n"{_between(file.text, strings)}"' if listed else r"\n"
    return MarkdownCell(Source(file.path, lifted.text, Cell(number, lines)), lifted, break_)


def _between(text: str, strings: Sequence[Span]) -> str:
    """What stands between two strings of the list."""
    if len(strings) > 1:
        return text[strings[0].end : strings[1].start]
    start = strings[0].start
    return "," + text[len(text[:start].rstrip(" \t\r\n")) : start]


def _characters(text: str, string: Span) -> Iterator[Fragment]:
    """The characters that a string of the file stands for, each escape by itself."""
    for found in _CHARACTER.finditer(text, string.start + 1, string.end - 1):
        said = found.group()
        yield Fragment(json.loads(f'"{said}"') if said[0] == "\\" else said, ((0, found.start()),))


def _strings(text: str, at: int) -> tuple[Span, ...]:
    """The string at a place, or those of the list at it."""
    places = _items(text, at) if text[at] == "[" else [at]
    return tuple(Span(p, _JSON.raw_decode(text, p)[1]) for p in places if text[p] == '"')


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> Any:
    return _JSON.raw_decode(text, at)[0]


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The keys of the object at a place, each with the place of its value."""
    at = _after_space(text, at + 1)
    while text[at] == '"':
        key, end = _JSON.raw_decode(text, at)
        value = _after_space(text, _after_space(text, end) + 1)
        yield key, value
        at = _next(text, value)


def _items(text: str, at: int) -> Iterator[int]:
    """The places of the values in the list at a place."""
    at = _after_space(text, at + 1)
    while text[at] != "]":
        yield at
        at = _next(text, at)


def _next(text: str, value: int) -> int:
    """Where the next value or key begins, or the bracket that ends the list or the object."""
    at = _after_space(text, _JSON.raw_decode(text, value)[1])
    return _after_space(text, at + 1) if text[at] == "," else at


def closed(text: str) -> str:
    """What ends the comment and the code fence that a cell leaves open: in a notebook neither
    reaches into the next cell."""
    fence = ""
    for found in _FENCE.finditer(text):
        sign = found.group("sign")
        if not fence:
            fence = sign
        elif sign.startswith(fence) and not found.group("info").strip():
            fence = ""
    comment = "\n-->" if text.rfind("<!--") > text.rfind("-->") and not fence else ""
    return f"{comment}\n{fence}\n\n"
