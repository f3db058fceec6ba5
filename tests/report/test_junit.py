"""JUnit XML: well-formed whatever the note holds, with the numbers that build servers count by."""

from pathlib import Path
from xml.etree import ElementTree

from junitparser import JUnitXml

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic
from mdderive.report import formats
from mdderive.source import Source, Span
from tests.report.note import checked_note

MISSING = Checked(Source("gone.md", ""), diagnostics=(Diagnostic("D101", "missing", None),))
FAULT = Checked(Source("bug.md", "x\n"), diagnostics=(Diagnostic("D901", "bug", Span(0, 1)),))
HARMFUL = "\x00\x1b[2J\x08]]>&<\"'\ufffe\uffff\ud800\udfff\u202e\r\x85\u2028"


def rendered(*notes: Checked) -> str:
    text = formats()["junit"].render(notes, True)
    text.encode("utf-8")
    return text


def test_a_reader_of_build_servers_counts_steps_failures_and_faults(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(rendered(checked_note(), MISSING, FAULT), "utf-8")
    read = JUnitXml.fromfile(str(tmp_path / "report.xml"))
    assert [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in read] == [
        ("notes.md", 4, 2, 0, 0),
        ("gone.md", 1, 1, 0, 0),
        ("bug.md", 1, 0, 1, 0),
    ]
    assert (read.tests, read.failures, read.errors, read.skipped) == (6, 3, 1, 0)
    cases = [case for suite in read for case in suite]
    assert all(case.name and case.classname for case in cases)
    assert [len(case.result) for case in cases] == [0, 0, 1, 1, 1, 1]


def test_no_character_makes_it_ill_formed() -> None:
    for character in HARMFUL:
        said = (Diagnostic("D401", f"a{character}b", None, fix=character),)
        ElementTree.fromstring(rendered(Checked(Source(f"{character}.md", ""), diagnostics=said)))
