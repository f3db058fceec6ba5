"""The front matter sets defaults for the document, each line with its place."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Document
from mdderive.notes import find
from mdderive.source import Source


def read(matter: str, newline: str = "\n") -> Document:
    text = f"---\n{matter}\n---\n\ntext\n".replace("\n", newline)
    document = find(Source("note.md", text), Config())
    for line in document.defaults:
        for index, char in enumerate(line.text.text):
            if char not in " =":
                assert text[line.text.offset(index)] == char
    return document


DEFAULTS = {
    "options": (
        "title: T\nderive:\n  layout: numerator\n  lang: zh",
        [("layout", "numerator"), ("lang", "zh")],
    ),
    "flow": ("derive: {layout: 'mixed', wrt: 'X, W'}", [("layout", "mixed"), ("wrt", "X, W")]),
    "declarations": (
        "derive:\n  declare:\n    - X: R^{m x n}\n    - 'y: R^n'\n    - f = y",
        [("declaration", "X: R^{m x n}"), ("declaration", "y: R^n"), ("fact", "f = y")],
    ),
    "a text": (
        "derive:\n  declare: |\n    X: R^n\n    Y: R",
        [("declaration", "X: R^n"), ("declaration", "Y: R")],
    ),
    "a mapping": (
        "derive:\n  declare:\n    X, Y: R^n symmetric",
        [("declaration", "X, Y: R^n symmetric")],
    ),
    "one line": (
        'derive:\n  declare: "X: R^n; y: R"',
        [("declaration", "X: R^n"), ("declaration", "y: R")],
    ),
    "macros": (
        "derive:\n  macros:\n    \\Tsp: \\top\n    \\R: \\mathbb{R}",
        [("macro", r"\Tsp = \top"), ("macro", r"\R = \mathbb{R}")],
    ),
    "macro lines": (
        "derive:\n  macros:\n    - \\Tsp = \\top\n    - \\newcommand{\\R}{R}",
        [("macro", r"\Tsp = \top"), ("macro", r"\newcommand{\R}{R}")],
    ),
    "none": ("title: derive", []),
    "not a mapping": ("- derive", []),
    "empty": ("", []),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("matter", "lines"), DEFAULTS.values(), ids=DEFAULTS.keys())
def test_defaults(matter: str, lines: list[tuple[str, str]], newline: str) -> None:
    document = read(matter, newline)
    assert document.diagnostics == ()
    assert [(line.key or line.kind, line.text.text) for line in document.defaults] == lines


SAID = {
    "derive:\n  layuot: numerator": ("D127", "unknown key `layuot`; did you mean `layout`?"),
    "derive:\n  xyzzy: 1": ("D127", "unknown key `xyzzy`"),
    "derive:\n  layout: sideways": ("D123", "the option `layout` can't be `sideways`"),
    "derive:\n  layout: [mixed]": ("D128", "`layout` must be a word"),
    "derive: numerator": ("D126", "`derive:` must be a mapping"),
    "derive: [": ("D126", "the front matter isn't YAML"),
    "derive:\n  declare:\n    - 'layout: sideways'": (
        "D123",
        "the option `layout` can't be `sideways`",
    ),
}


@pytest.mark.parametrize(("matter", "said"), SAID.items())
def test_mistakes_are_said(matter: str, said: tuple[str, str]) -> None:
    document = read(matter)
    assert [(d.code, d.message) for d in document.diagnostics] == [said]
    assert document.defaults == ()


def test_escapes_keep_places_inside_the_scalar() -> None:
    text = '---\nderive:\n  declare: "\\\\sigma: sigmoid"\n---\n'
    (line,) = find(Source("note.md", text), Config()).defaults
    assert line.text.text == r"\sigma: sigmoid"
    places = [line.text.offset(index) for index in range(len(line.text.text))]
    assert all(text.index('"') <= place < text.rindex('"') for place in places)


def test_front_matter_behind_a_byte_order_mark() -> None:
    text = "\ufeff---\nderive:\n  layout: mixed\n---\n"
    (line,) = find(Source("note.md", text), Config()).defaults
    assert line.text.span().start == text.index("mixed")
