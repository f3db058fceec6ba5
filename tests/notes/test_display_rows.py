"""Rows go in before the author's row, behind whatever stands before each line of the note."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Display
from mdderive.notes import Edit, find, splice
from mdderive.notes.rows import has_rows, insertion, rewritten, row_starts
from mdderive.source import Source, Span


def display_of(source: Source) -> Display:
    (block,) = find(source, Config()).blocks
    return block.display


def inserted(text: str, before: str, path: str = "note.md") -> str:
    source = Source(path, text)
    start = text.index(before)
    edit = insertion(source, display_of(source), Span(start, start + 1), ["N &= 1", "&= M"])
    return splice(source, [edit])


INSERTED = {
    "plain": (
        "<!-- derive -->\n\n$$\n\\begin{aligned}\n  a &= b \\\\\n  c &= d\n\\end{aligned}\n$$\n",
        "  c &= d",
        "  N &= 1 \\\\\n  &= M \\\\\n  c &= d",
    ),
    "quote in a list": (
        "- > <!-- derive -->\n  >\n  > $$\n  > \\begin{aligned}\n  >  a &= b \\\\\n"
        "  >  c &= d\n  > \\end{aligned}\n  > $$\n",
        "  >  c &= d",
        "  >  N &= 1 \\\\\n  >  &= M \\\\\n  >  c &= d",
    ),
    "bare environment, first row": (
        "<!-- derive -->\n\n\\begin{align}\n\tc &= d\n\\end{align}\n",
        "\tc &= d",
        "\tN &= 1 \\\\\n\t&= M \\\\\n\tc &= d",
    ),
    "CRLF": (
        "<!-- derive -->\r\n\r\n\\begin{align}\r\na \\\\[2pt]\r\n c &= d\r\n\\end{align}\r\n",
        " c &= d",
        " N &= 1 \\\\\r\n &= M \\\\\r\n c &= d",
    ),
    "one line": (
        "<!-- derive -->\n\n$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$",
        "c &= d",
        "N &= 1 \\\\ &= M \\\\ c &= d",
    ),
    "two rows on a line": (
        "<!-- derive -->\n\n$$\n\\begin{aligned}\na &= b \\\\ c &= d\n\\end{aligned}\n$$",
        "c &= d",
        "N &= 1 \\\\\n&= M \\\\\nc &= d",
    ),
    "a matrix in the row": (
        "<!-- derive -->\n\n\\begin{align}\nq \\\\\n"
        "a &= \\begin{pmatrix} x \\\\ y \\end{pmatrix} c &= d\n\\end{align}\n",
        "a &= \\begin{pmatrix} x \\\\ y \\end{pmatrix} c &= d",
        "N &= 1 \\\\\n&= M \\\\\na &= \\begin{pmatrix} x \\\\ y \\end{pmatrix} c &= d",
    ),
}


@pytest.mark.parametrize(("text", "old", "new"), INSERTED.values(), ids=INSERTED.keys())
def test_rows_go_in_before_the_authors_row(text: str, old: str, new: str) -> None:
    assert inserted(text, "c &= d") == text.replace(old, new)
    assert inserted(text, "= d") == text.replace(old, new), "anywhere in the row"


def test_a_remark_after_a_row_belongs_to_it() -> None:
    text = "% derive\n\\begin{align}\na &= b \\\\ % why\nc &= d\n\\end{align}\n"
    assert inserted(text, "c &= d", "n.tex") == text.replace("c", "N &= 1 \\\\\n&= M \\\\\nc")


REWRITTEN = {
    "dollars": (
        "> <!-- derive -->\n>\n> $$ a = b $$\n",
        "> $$\n> \\begin{aligned}\n> a &= c \\\\\n> &= b\n> \\end{aligned}\n> $$\n",
    ),
    "fence": (
        "- <!-- derive -->\n\n  ```math\n  a = b\n  ```\n",
        "  ```math\n  \\begin{aligned}\n  a &= c \\\\\n  &= b\n  \\end{aligned}\n  ```\n",
    ),
    "wrapper": (
        "<!-- derive -->\n\n\\begin{equation}\na = b\n\\end{equation}\n",
        "\\begin{equation}\n\\begin{aligned}\na &= c \\\\\n&= b\n\\end{aligned}\n\\end{equation}\n",
    ),
    "label stays": (
        "<!-- derive -->\n\n$$ a = b $$ {#eq-1}\n",
        "$$\n\\begin{aligned}\na &= c \\\\\n&= b\n\\end{aligned}\n$$ {#eq-1}\n",
    ),
}


@pytest.mark.parametrize(("text", "new"), REWRITTEN.values(), ids=REWRITTEN.keys())
def test_a_display_without_rows_is_written_anew(text: str, new: str) -> None:
    source = Source("note.md", text)
    display = display_of(source)
    assert not has_rows(display)
    built = splice(source, [rewritten(source, display, ["a &= c", "&= b"])])
    assert built.endswith(new) and built.startswith(text[: display.span.start])
    again = display_of(Source("note.md", built))
    assert has_rows(again) and len(list(row_starts(again.latex.text))) == 2


def test_an_edit_without_rows_changes_nothing() -> None:
    source = Source("note.md", INSERTED["plain"][0])
    place = source.text.index("c &=")
    edit = insertion(source, display_of(source), Span(place, place), [])
    assert edit == Edit(Span(place, place), "") and splice(source, [edit]) == source.text
