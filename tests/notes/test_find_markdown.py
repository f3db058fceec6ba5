"""Notes in, blocks out: which displays an annotation finds, where every character of them stands,
and what is said where it finds none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdderive.config import Config
from mdderive.derivation import Document
from mdderive.diagnostics import CODES
from mdderive.notes import find
from mdderive.source import Fragment, Source


def read(text: str, path: str = "note.md") -> Document:
    source = Source(path, text)
    document = find(source, Config())
    for block in document.blocks:
        fragments = [block.display.latex, *(line.text for line in block.annotation)]
        fragments += [line.value for line in block.annotation if line.value is not None]
        for fragment in fragments:
            assert_placed(source, fragment)
        assert block.annotation_span.start < block.annotation_span.end <= block.display.span.start
        assert block.display.span.end <= len(text)
    for diagnostic in document.diagnostics:
        assert diagnostic.code in CODES
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    return document


def assert_placed(source: Source, fragment: Fragment) -> None:
    for index, char in enumerate(fragment.text):
        assert source.text[fragment.offset(index)] == char


def displays(text: str) -> list[str]:
    return [block.display.latex.text for block in read(text).blocks]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


FOUND = {
    "plain": ("<!-- derive\nx: R\n-->\n\n$$\na = b\n$$\n", "a = b"),
    "no final newline": ("<!-- derive: x: R -->\n\n$$\na = b\n$$", "a = b"),
    "one line": ("<!-- derive: x: R -->\n\n$$a = b$$\n", "a = b"),
    "brackets": ("<!-- derive: x: R -->\n\n\\[\na = b \\\\[2pt]\nc\n\\]\n", "a = b \\\\[2pt]\nc"),
    "environment": (
        "<!-- derive: x: R -->\n\n\\begin{align}\n  a &= b\n\\end{align}\n",
        "\\begin{align}\na &= b\n\\end{align}",
    ),
    "escaped brackets": ("<!-- derive: x: R -->\n\n\\\\[ a = b \\\\]\n", "a = b"),
    "words before": ("<!-- derive: x: R -->\n\nso that, with $x$, $$a = b$$\n", "a = b"),
    "fence": ("<!-- derive: x: R -->\n\n```math\na = b\n```\n", "a = b"),
    "tilde fence": ("<!-- derive: x: R -->\n\n~~~ math\na = b\n~~~\n", "a = b"),
    "label": ("<!-- derive: x: R -->\n\n$$ a = b $$ (eq1)\n", "a = b"),
    "Quarto label": ("<!-- derive: x: R -->\n\n$$\na = b\n$$ {#eq-1}\n", "a = b"),
    "blank lines": ("<!-- derive: x: R -->\n\n\n   \n$$\na\n\nb\n$$\n", "a\n\nb"),
    "list": ("- item\n\n  <!-- derive\n  x: R\n  -->\n\n  $$\n  a = b\n  $$\n", "a = b"),
    "numbered list": ("1. item\n\n   <!-- derive: x: R -->\n\n   $$\n   a = b\n   $$\n", "a = b"),
    "quote": ("> <!-- derive\n> x: R\n> -->\n>\n> $$\n> a = b\n> $$\n", "a = b"),
    "relation in a quote": ("> <!-- derive: x: R -->\n>\n> $$\n> a\n> > b\n> $$\n", "a\n> b"),
    "list in a quote": ("> - q\n>\n>   <!-- derive: x: R -->\n>\n>   $$\n>   a\n>   $$\n", "a"),
    "quote in a list": ("- > <!-- derive: x: R -->\n  >\n  > $$\n  > a\n  > b\n  > $$\n", "a\nb"),
    "admonition": ("!!! note\n\n    <!-- derive: x: R -->\n\n    $$\n    a = b\n    $$\n", "a = b"),
    "collapsed": ('??? note "T"\n    <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n', "a"),
    "collapsible": ("???+ tip\n\n    <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n", "a"),
    "content tab": ('=== "A"\n\n    <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n', "a"),
    "admonition in a list": (
        "- q\n\n    !!! note\n\n        <!-- derive: x: R -->\n\n        $$\n        a\n        $$",
        "a",
    ),
    "admonition with wide gaps": (
        "!!! note\n\n\n    q\n\n\n\n    <!-- derive: x: R -->\n\n\n    $$a\n\n\n    b\n    $$",
        "a\n\n\nb",
    ),
    "admonition in a quote": (
        "> !!! note\n>\n>     <!-- derive: x: R -->\n>\n>     $$\n>     a\n>     b\n>     $$\n",
        "a\nb",
    ),
    "definition list": ("Term\n:   <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n", "a"),
    "row like a definition": ("<!-- derive: x: R -->\n\n$$\n: a\n$$\n", ": a"),
    "footnote": ("[^1]: text\n\n    <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n", "a"),
    "link before": ("<!-- derive: x: R -->\n\n$$\na\n$$\n\n[x]: http://y\n", "a"),
    "tabs": ("-\titem\n\n\t<!-- derive: x: R -->\n\n\t$$\n\ta\t= b\n\t$$\n", "a\t= b"),
    "row like a list": ("<!-- derive: x: R -->\n\n$$\na = b\n- c\n+ d\n$$\n", "a = b\n- c\n+ d"),
    "row like a heading": ("<!-- derive: x: R -->\n\n$$\na\n= b\n$$\n", "a\n= b"),
    "CRLF": ("<!-- derive\r\nx: R\r\n-->\r\n\r\n$$\r\na\r\nb\r\n$$\r\n", "a\nb"),
    "byte order mark": ("\ufeff<!-- derive: x: R -->\n\n$$\na\n$$\n", "a"),
    "lone carriage return": ("one\rtwo\n\n<!-- derive: x: R -->\n\n$$\na\n$$\n", "a"),
    "zero-width space": ("<!-- derive: x: R\u200b -->\n\u200b\n$$\na\u200b= b\n$$\n", "a\u200b= b"),
    "comment after prose": ("text <!-- derive: x: R -->\n\n$$\na\n$$\n", "a"),
    "details": ("<details>\n\n<!-- derive: x: R -->\n\n$$\na\n$$\n\n</details>\n", "a"),
    "after an unclosed display": ("$$\na\n\n<!-- derive: x: R -->\n\n$$\nb\n$$\n", "b"),
    "nested same environment": (
        "<!-- derive: x: R -->\n\n\\begin{align}a &= \\begin{align}b\\end{align}\\end{align}\n",
        "\\begin{align}a &= \\begin{align}b\\end{align}\\end{align}",
    ),
}


@pytest.mark.parametrize(("text", "latex"), FOUND.values(), ids=FOUND.keys())
def test_a_display_after_an_annotation_is_found(text: str, latex: str) -> None:
    document = read(text)
    assert [block.display.latex.text for block in document.blocks] == [latex]
    assert document.diagnostics == ()
    (block,) = document.blocks
    assert [(line.kind, line.text.text) for line in block.annotation] == [("declaration", "x: R")]
    whole = text[block.display.span.start : block.display.span.end]
    assert whole[:2] in ("$$", "\\[", "\\\\", "\\b", "``", "~~") and whole == whole.strip()


SAID = {
    "link between": ("<!-- derive: x: R -->\n\n[x]: http://y\n\n$$\na\n$$\n", "D120"),
    "prose between": ("<!-- derive: x: R -->\n\nSo\n\n$$\na\n$$\n", "D120"),
    "prose and display in one paragraph": ("<!-- derive: x: R -->\n\nSo\n$$\na\n$$\n", "D120"),
    "nothing after": ("<!-- derive: x: R -->\n", "D120"),
    "display on the comment's line": ("<!-- derive: x: R --> $$a$$\n", "D120"),
    "code fence after": ("<!-- derive: x: R -->\n\n```python\n$$\na\n$$\n```\n", "D120"),
    "display indented to code": ("<!-- derive: x: R -->\n\n    $$\n    a\n    $$\n", "D120"),
    "two annotations": ("<!-- derive: x: R -->\n\n<!-- other -->\n\n$$\na\n$$\n", "D120"),
    "inside HTML": ("<div>\n<!-- derive: x: R -->\n$$\na\n$$\n</div>\n", "D120"),
    "comment never closed": ("<!-- derive\nx: R\n\n$$\na\n$$\n", "D121"),
    "dollars never closed": ("<!-- derive: x: R -->\n\n$$\na\n", "D122"),
    "closed only in another block": (
        "<!-- derive: x: R -->\n\n$$\na\n\n<!-- note -->\n\n$$\nb\n$$\n",
        "D122",
    ),
    "closed only outside the list": (
        "- <!-- derive: x: R -->\n\n  $$\n  a\n\ntext\n\n$$\n",
        "D122",
    ),
    "bracket never closed": ("<!-- derive: x: R -->\n\n\\[\na \\\\]\n", "D122"),
    "environment never closed": ("<!-- derive: x: R -->\n\n\\begin{align}\na\n", "D122"),
    "fence never closed": ("<!-- derive: x: R -->\n\n```math\na\n", "D122"),
    "empty display": ("<!-- derive: x: R -->\n\n$$\n$$\n", "D124"),
    "unknown directive": ("<!-- mdderive: ingore -->\n\n$$\na\n$$\n", "D125"),
    "indented annotation": ("text\n\n    <!-- derive: x: R -->\n\n    $$\n    a\n    $$\n", "D612"),
}


@pytest.mark.parametrize(("text", "code"), SAID.values(), ids=SAID.keys())
def test_what_is_not_found_is_said(text: str, code: str) -> None:
    document = read(text)
    assert document.blocks == ()
    assert [diagnostic.code for diagnostic in document.diagnostics] == [code]


WARNED = {
    "no blank line": ("- <!-- derive: x: R -->\n  $$\n  a\n  $$\n", "D610"),
    "text after": ("<!-- derive: x: R -->\n\n$$\na\n$$, where\n", "D611"),
    "point after": ("<!-- derive: x: R -->\n\n$$a$$.\n", "D611"),
}


@pytest.mark.parametrize(("text", "code"), WARNED.values(), ids=WARNED.keys())
def test_shapes_that_do_not_render_everywhere_are_read_and_warned_of(text: str, code: str) -> None:
    assert displays(text) == ["a"]
    assert codes(text) == [code]


SILENT = {
    "fenced code": "```markdown\n<!-- derive: x: R -->\n\n$$\na\n$$\n```\n",
    "code span": "`<!-- derive: x: R -->`\n\n$$\na\n$$\n",
    "preformatted": "<pre>\n<!-- derive: x: R -->\n</pre>\n\n$$\na\n$$\n",
    "prose": "<!-- derive the gradient yourself -->\n\n$$\na\n$$\n",
    "another word": "<!-- derived: x -->\n\n$$\na\n$$\n",
    "ignored before": "<!-- mdderive: ignore -->\n\n<!-- derive: x: R -->\n\n$$\na\n$$\n",
    "ignored after": "<!-- derive: x: R -->\n\n<!-- mdderive: ignore -->\n\n$$\na\n$$\n",
    "no annotation": "$$\na\n$$\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_is_no_annotation_is_left_alone(text: str) -> None:
    document = read(text)
    assert document.blocks == () and document.diagnostics == ()


def test_a_block_that_declares_nothing_continues() -> None:
    display = "\n\n$$\na\n$$\n\n"
    annotations = (
        "<!-- derive -->",
        "<!-- derive: x: R -->",
        "<!-- derive -->",
        "<!-- derive: wrt: x; x = 2 -->",
        "<!-- derive: y: R; continue: yes -->",
        "<!-- derive: y: R -->",
    )
    blocks = read("".join(line + display for line in annotations)).blocks
    assert [block.starts for block in blocks] == [True, True, False, False, False, True]


def test_text_after_a_display_does_not_swallow_the_next_block() -> None:
    first = "<!-- derive: x: R -->\n\n$$\na\n$$ so\n\n"
    assert displays(first + "<!-- derive -->\n\n$$\nb\n$$\n") == ["a", "b"]


PREFIXES = {
    "- > <!-- derive: x: R -->\n  >\n  > $$\n  > a\n  > $$\n": "  > ",
    "<!-- derive: x: R -->\n\n- $$ a $$\n": "  ",
    "<!-- derive: x: R -->\n\n$$ a\n- b $$\n": "",
    "\t\n- q\n\n\t<!-- derive: x: R -->\n\n\t$$\n\ta\n\t$$\n": "\t",
}


@pytest.mark.parametrize(("text", "prefix"), PREFIXES.items())
def test_the_prefix_is_what_stands_before_each_line(text: str, prefix: str) -> None:
    assert read(text).blocks[0].display.prefix == prefix


PIECES = st.sampled_from(
    (
        *("<!-- derive", "<!-- derive: x: R -->", "x: R^n", "-->", "$$", "$$a$$", "a &= b", "> "),
        *("\n", "\n\n", "\r\n", "\r", "    ", "\t", "```math", "```", "!!! note", "<!-- mdderive:"),
        *(
            "\\[",
            "\\]",
            "\\begin{align}",
            "\\end{align}",
            "---\n",
            "derive:",
            "\u200b",
            "\ufeff",
            "`",
        ),
        *("ignore -->", "<div>", '=== "T"', "1. ", "- ", ";", "\x00", "[", ": ", "&x *y", "% "),
    )
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


@given(TEXTS, st.sampled_from(["n.md", "n.tex", "-", "n.QMD"]))
@settings(max_examples=400, deadline=None)
def test_no_text_raises(text: str, path: str) -> None:
    read(text, path)
