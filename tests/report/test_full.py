"""The report for people: what stands where, and that it cannot harm the terminal."""

import re

import pytest

from mdderive.checked import Checked
from mdderive.config import Lang
from mdderive.diagnostics import Diagnostic
from mdderive.report import formats
from mdderive.report.ledger import ledger
from mdderive.report.matrix import grid_lines
from mdderive.report.snippet import snippet
from mdderive.report.terminal import cells, harmless
from mdderive.source import Source, Span
from tests.report.note import checked_note


def full(*notes: Checked, color: bool = False) -> str:
    return formats()["full"].render(notes, color)


def test_a_refuted_step_shows_code_place_line_carets_witness_mend_and_help() -> None:
    lines = full(checked_note()).splitlines()
    assert lines[:5] == [
        "error[D401]: the two sides differ",
        "  --> notes.md:11:14",
        "   |",
        r"11 | \text{由迹} &= \operatorname{tr}(b^\top \mathrm{d}X) \\",
        "   | " + " " * 15 + "^" * 37,
    ]
    text = "\n".join(lines)
    assert "         b = [   1 ]\n             [ -12 ]" in text
    assert "       left side = sqrt(2)  (about 1.414)" in text
    assert "   = because: cause here" in text and "   = help: write \\circ" in text
    assert lines[-1] == (
        "1 file, 1 derivation, 4 steps: 1 given, 1 proved, 1 refuted, 1 unreadable"
    )


def test_the_ledger_lists_what_a_step_that_holds_assumes_and_nothing_else() -> None:
    assert ledger([checked_note()], False) == "notes.md:10: proved, assuming: a constant\n"
    assert ledger([checked_note(Lang.ZH)], False) == "notes.md:10: 已证明，假设：a 为常量\n"


def test_carets_stand_under_the_authors_characters_in_cells() -> None:
    """Chinese characters are two cells, a combining mark none, a tab four."""
    for line, part in [("\t公式 x+y 末", "x+y"), ("e\u0301 = z", "z"), ("公式", "式"), ("ab", "b")]:
        source = Source("n", f"first\n{line}\nlast")
        start = source.text.index(part)
        shown = list(snippet(source, Span(start, start + len(part)), False))
        code, carets = shown[1].rstrip("\n"), shown[2].rstrip("\n")
        before = code[: code.index(part)]
        assert cells(before) == carets.index("^"), line
        assert carets.count("^") == cells(part), line


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ("ab\ncd\nef", 1, 7, [" ^", "^^", "^"]),
        ("ab", 2, 2, ["  ^"]),
        ("", 0, 0, ["^"]),
        ("ab\n", 3, 3, ["^"]),
        ("ab\ncd", 0, 3, ["^^"]),
        ("a\nb\nc\nd\ne\nf", 0, 11, ["^", "^", "^", "^"]),
    ],
)
def test_spans_of_any_form_have_carets(text: str, start: int, end: int, carets: list[str]) -> None:
    lines = "".join(snippet(Source("n", text), Span(start, end), False)).splitlines()
    assert [line.split("| ", 1)[1] for line in lines[2::2] if "^" in line] == carets


def test_a_very_long_line_is_cut_around_what_is_meant() -> None:
    text = "x" * 5000 + "HERE" + "y" * 5000
    code, carets = list(snippet(Source("n", text), Span(5000, 5004), False))[1:3]
    assert len(code) < 300
    assert code[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_what_a_note_holds_is_shown_not_sent_to_the_terminal() -> None:
    evil = "\x1b]0;title\x07 \x1b[2J\x9b31m \u202e \r x"
    source = Source(f"n{evil}.md", evil)
    diagnostic = Diagnostic("D401", f"message {evil}", Span(0, len(evil)), evil, evil)
    for name in ("full", "concise", "github", "junit"):
        out = formats()[name].render([Checked(source, diagnostics=(diagnostic,))], False)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out), name
    assert len(harmless(evil)) == len(evil)


def test_colours_change_nothing_but_colour() -> None:
    plain, colored = full(checked_note()), full(checked_note(), color=True)
    assert "\x1b" not in plain and "\x1b[" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == plain


def test_chinese_notes_get_chinese_words() -> None:
    text = full(checked_note(Lang.ZH))
    assert "]: 两边不相等\n" in text and "建议: 应写作 \\circ" in text
    assert "1 个文件，1 个推导，4 步：给定 1，已证明 1" in text
    assert text.splitlines()[-1].endswith("被反驳 1，无法判断 1")


def test_a_file_that_was_not_read_has_a_path_and_no_line() -> None:
    note = Checked(Source("gone.md", ""), diagnostics=(Diagnostic("D101", "missing", None),))
    assert "error[D101]: missing\n  --> gone.md\n" in full(note)
    assert full(note).endswith("1 file, 0 derivations, 0 steps\n")


def test_matrices_have_aligned_columns() -> None:
    assert grid_lines((("1", "-2/3"), ("10", "4"))) == ("[  1  -2/3 ]", "[ 10     4 ]")
    assert grid_lines((("7",),)) == ("7",)
    assert grid_lines((("7", "8"),)) == ("[ 7  8 ]",)
