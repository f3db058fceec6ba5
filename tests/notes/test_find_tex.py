"""Derivations in LaTeX sources: `% derive` lines directly before a display."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Document
from mdderive.notes import find
from mdderive.source import Source


def read(text: str) -> Document:
    document = find(Source("paper.tex", text), Config())
    for block in document.blocks:
        for fragment in (block.display.latex, *(line.text for line in block.annotation)):
            for index, char in enumerate(fragment.text):
                assert text[fragment.offset(index)] == char
    return document


ALIGN = "\\begin{align*}\n  a &= b \\\\\n  &= c\n\\end{align*}\n"
LIFTED = "\\begin{align*}\na &= b \\\\\n&= c\n\\end{align*}"
FOUND = {
    "environment": (f"% derive\n% x: R\n{ALIGN}", LIFTED),
    "one line": (f"% derive: x: R\n{ALIGN}", LIFTED),
    "more signs": (f"%% derive\n%% x: R\n{ALIGN}", LIFTED),
    "indented": ("  % derive: x: R\n  \\[\n    a = b\n  \\]\n", "a = b"),
    "dollars": ("% derive: x: R\n$$ a = b $$", "a = b"),
    "CRLF": ("% derive\r\n% x: R\r\n\\[\r\na\r\n\\]\r\n", "a"),
    "end in a comment": (
        "% derive: x: R\n\\begin{gather}\na % \\end{gather}\n\\end{gather}\n",
        "\\begin{gather}\na % \\end{gather}\n\\end{gather}",
    ),
    "comment behind a row": (
        "% derive: x: R\n\\[\na \\\\% \\]\n\\% b\n\\]\n",
        "a \\\\% \\]\n\\% b",
    ),
    "after an escaped percent sign": (f"100\\% of it\n% derive: x: R\n{ALIGN}", LIFTED),
    "after verbatim text": (
        f"\\begin{{verbatim}}\n% derive\n\\end{{verbatim}}\n\\verb|%|\n% derive: x: R\n{ALIGN}",
        LIFTED,
    ),
}


@pytest.mark.parametrize(("text", "latex"), FOUND.values(), ids=FOUND.keys())
def test_a_display_after_an_annotation_is_found(text: str, latex: str) -> None:
    document = read(text)
    assert document.diagnostics == ()
    (block,) = document.blocks
    assert block.display.latex.text == latex
    assert [(line.kind, line.text.text) for line in block.annotation] == [("declaration", "x: R")]
    assert text[block.annotation_span.end - 4 : block.annotation_span.end] == "x: R"


SAID = {
    "text between": (f"% derive: x: R\nSo\n{ALIGN}", "D120"),
    "nothing after": ("% derive: x: R", "D120"),
    "never closed": ("% derive: x: R\n\\begin{align}\na\n\\end{align*}\n", "D122"),
    "empty": ("% derive: x: R\n\\[ \\]\n", "D124"),
    "unknown directive": (f"% mdderive: ingore\n{ALIGN}", "D125"),
}


@pytest.mark.parametrize(("text", "code"), SAID.values(), ids=SAID.keys())
def test_what_is_not_found_is_said(text: str, code: str) -> None:
    document = read(text)
    assert document.blocks == ()
    assert [diagnostic.code for diagnostic in document.diagnostics] == [code]


SILENT = {
    "verbatim": f"\\begin{{lstlisting}}\n% derive\n{ALIGN}\\end{{lstlisting}}\n",
    "comment behind text": f"x % derive\n{ALIGN}",
    "prose": f"% derive this again\n{ALIGN}",
    "ignored before": f"% mdderive: ignore\n% derive: x: R\n{ALIGN}",
    "ignored after": f"% derive: x: R\n% mdderive: ignore\n{ALIGN}",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_is_no_annotation_is_left_alone(text: str) -> None:
    document = read(text)
    assert document.blocks == () and document.diagnostics == ()


def test_blocks_continue_as_in_markdown() -> None:
    blocks = read(f"% derive: x: R\n{ALIGN}\n% derive\n{ALIGN}").blocks
    assert [block.starts for block in blocks] == [True, False]
