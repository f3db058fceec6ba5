r"""Directives of MyST, and blocks of PyMdown, seen as what they are: containers of Markdown, or
displays.

To plain Markdown a directive between backticks (three of them and `{note}`) is code, and one
between colons (`:::{math}`) is a paragraph. Here the fence of a directive that holds Markdown
becomes two blank lines, as do the lines `/// note | Title` and `///`; and a `{math}` between colons
is a fence of backticks. Every line stays where it is; directives that hold code stay code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"(?P<lead>[ \t>]*)(?P<sign>`{3,}|~{3,}|:{3,})(?P<info>[^`\n]*)(?P<end>\n?)$")
_SLASHES = re.compile(r"(?P<lead>[ \t>]*)/{3,}(?:[ \t][^\n]*)?(?P<end>\n?)$")
_SIGNS = ("```{", "~~~{", ":::{", "///")
_DIRECTIVE = re.compile(r"[ \t]*\{(?P<name>[A-Za-z][\w:+-]*)\}")
_MARKDOWN = re.compile(
    r"(?:admonition|note|tip|hint|important|warning|caution|danger|error|attention|seealso|todo"
    r"|dropdown|details|toggle|card|card-body|grid|grid-item|grid-item-card|tab-set|tab-item"
    r"|margin|sidebar|aside|topic|div|container|example|exercise|exercise-start|exercise-end"
    r"|solution|solution-start|solution-end|theorem|lemma|definition|remark|corollary|proposition"
    r"|proof|(?:prf|proof):[\w-]+)"
)


@dataclass(frozen=True)
class _Open:
    """A fence that is open: what closes it, and what it is: "code", "hidden" or "math"."""

    sign: str
    kind: str

    def closes(self, found: re.Match[str]) -> bool:
        sign = found.group("sign")
        same = sign[0] == self.sign[0] and len(sign) >= len(self.sign)
        return same and not found.group("info").strip()


def without_directives(text: str) -> str:
    """The note with the fences of directives as plain Markdown would have them."""
    return "".join(_lines(text)) if any(sign in text for sign in _SIGNS) else text


def _lines(text: str) -> Iterator[str]:
    opened: list[_Open] = []
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        slashes = _SLASHES.match(line)
        if slashes is not None and not any(one.kind != "hidden" for one in opened):
            yield slashes.group("lead") + slashes.group("end")
        elif found is None:
            yield line
        elif opened and opened[-1].closes(found):
            yield _shown(opened.pop().kind, found, "")
        elif opened and opened[-1].kind != "hidden":
            yield line
        elif (one := _opened(found)) is not None:
            opened.append(one)
            yield _shown(one.kind, found, "{math}")
        else:
            yield line


def _opened(found: re.Match[str]) -> _Open | None:
    sign, colons = found.group("sign"), found.group("sign").startswith(":")
    directive = _DIRECTIVE.match(found.group("info"))
    name = directive.group("name") if directive else ""
    if name == "math" and colons:
        return _Open(sign, "math")
    if _MARKDOWN.fullmatch(name):
        return _Open(sign, "hidden")
    return None if colons else _Open(sign, "code")


def _shown(kind: str, found: re.Match[str], info: str) -> str:
    if kind == "hidden":
        return f"{found.group('lead')}{found.group('end')}"
    if kind == "math":
        return f"{found.group('lead')}```{info}{found.group('end')}"
    return found.group()
