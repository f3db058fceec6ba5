"""MyST in Markdown notes: `%` lines as annotations, and the `{math}` directive."""

import pytest

from mdderive.config import Config
from mdderive.notes import find
from mdderive.source import Source

BODY = "$$\nf = A x\n$$\n"
FENCE = "```{math}\n:label: eq-one\n:nowrap:\n\nf = A x\n```\n"

FOUND = {
    "one line": f"% derive: A: R^{{n x n}}; x: R^n\n{BODY}",
    "blank line": f"Text.\n\n% derive: A: R^{{n x n}}; x: R^n\n\n{BODY}",
    "several lines": f"% derive\n% A: R^{{n x n}}\n%x: R^n\n\n{BODY}",
    "remark above": f"% a remark\n% derive\n% A: R^{{n x n}}\n% x: R^n\n{BODY}",
    "in a list": "- item\n\n  % derive: A: R^{n x n}; x: R^n\n\n  $$\n  f = A x\n  $$\n",
    "directive": f"% derive: A: R^{{n x n}}; x: R^n\n{FENCE}",
    "comment and directive": f"<!-- derive: A: R^{{n x n}}; x: R^n -->\n\n{FENCE}",
    "crlf": f"% derive\n% A: R^{{n x n}}\n% x: R^n\n\n{BODY}".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", FOUND.values(), ids=list(FOUND))
def test_the_block_is_found(text: str) -> None:
    source = Source("n.md", text)
    document = find(source, Config())
    (block,) = document.blocks
    assert document.diagnostics == ()
    assert [line.text.text for line in block.annotation] == ["A: R^{n x n}", "x: R^n"]
    assert block.display.latex.text == "f = A x"
    for line in block.annotation:
        span = line.text.span()
        assert text[span.start : span.end] == line.text.text


NOT_FOUND = {
    "in a display": "$$\n% derive: A: R\nf = A x\n$$\n",
    "in a paragraph": f"Text\n% derive: A: R\n\n{BODY}",
    "in code": f"```\n% derive: A: R\n```\n\n{BODY}",
    "prose": f"% derive the gradient with care\n\n{BODY}",
    "a percentage": f"% of all\n\n{BODY}",
}


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=list(NOT_FOUND))
def test_other_lines_with_a_percent_sign_say_nothing(text: str) -> None:
    document = find(Source("n.md", text), Config())
    assert document.blocks == () and document.diagnostics == ()


def test_an_annotation_without_display_is_said() -> None:
    document = find(Source("n.md", "% derive: A: R\n\nProse.\n"), Config())
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["D120"]


def test_ignore_is_heard() -> None:
    text = f"% mdderive: ignore\n% derive: A: R^{{n x n}}; x: R^n\n\n{BODY}"
    assert find(Source("n.md", text), Config()).blocks == ()
