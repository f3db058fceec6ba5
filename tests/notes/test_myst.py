"""MyST in Markdown notes: `%` lines as annotations, and the `{math}` directive."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.notes import find
from mdderive.pipeline import check
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


INSIDE = {
    "note": "```{{note}}\n{}```\n",
    "options": "````{{admonition}} A title\n:class: tip\n\n{}````\n",
    "colons": ":::{{note}}\n{}:::\n",
    "nested": "`````{{tab-set}}\n````{{tab-item}} One\n{}````\n`````\n",
    "colons in colons": "::::{{grid}}\n:::{{card}}\n{}:::\n::::\n",
    "proof": "```{{prf:theorem}} Name\n:label: t\n\n{}```\n",
    "after code": "~~~\n```{{note}}\n~~~\n\n```{{note}}\n{}```\n",
    "pymdown": "/// note | Title\n{}///\n",
    "pymdown with options": "/// details | More\n    type: example\n\n{}\n///\n",
}
INNER = (
    f"% derive: A: R^{{n x n}}; x: R^n\n\n{BODY}",
    f"<!-- derive: A: R^{{n x n}}; x: R^n -->\n\n{BODY}\n",
)
MATH = (":::{math}\n:label: one\nf = A x\n:::\n", "```{math}\nf = A x\n```\n")


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("around", INSIDE.values(), ids=INSIDE)
def test_blocks_inside_directives_count(around: str, inner: str) -> None:
    text = around.format(inner) + "\nAfter.\n"
    document = find(Source("n.md", text), Config())
    (block,) = document.blocks
    assert block.display.latex.text == "f = A x"
    span = block.display.span
    assert text[span.start : span.end] == BODY.strip()


@pytest.mark.parametrize("math", MATH)
def test_a_display_between_colons(math: str) -> None:
    text = f"<!-- derive: A: R^{{n x n}}; x: R^n -->\n\n{math}\nAfter.\n"
    (block,) = find(Source("n.md", text), Config()).blocks
    assert block.display.latex.text == "f = A x"


CODE = {
    "code-block": "```{{code-block}} markdown\n{}```\n",
    "in plain code": "````\n```{{note}}\n{}```\n````\n",
    "never closed": "````\n```{{note}}\n{}```\n",
}


@pytest.mark.parametrize("around", CODE.values(), ids=CODE)
def test_code_stays_code(around: str) -> None:
    assert find(Source("n.md", around.format(INNER[1])), Config()).blocks == ()


def test_a_role_in_the_prose_is_a_formula() -> None:
    text = (
        "Let {math}`A \\in \\mathbb{R}^{n \\times n}` be symmetric.\n\n% derive\n\n$$ A = A^T $$\n"
    )
    (step,) = check(Source("n.md", text), Config()).steps
    assert step.verdict.outcome is Outcome.PROVED


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
