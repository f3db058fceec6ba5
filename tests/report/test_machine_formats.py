"""Formats that programs read: JSON is a contract, the others follow published schemas."""

import json
from typing import Any

from mdderive.checked import Checked
from mdderive.diagnostics import Diagnostic
from mdderive.report import formats
from mdderive.source import Source, Span
from tests.report.note import checked_note

MISSING = Checked(Source("gone.md", ""), diagnostics=(Diagnostic("D101", "missing", None),))


def parsed(*notes: Checked) -> Any:
    return json.loads(formats()["json"].render(notes, True))


def test_every_format_is_one_file_and_is_found() -> None:
    assert list(formats()) == ["concise", "full", "github", "json", "junit", "sarif"]


def test_json_has_exactly_the_keys_of_the_contract() -> None:
    report = parsed(checked_note())
    assert list(report) == ["schema", "summary", "files"] and report["schema"] == 1
    assert report["summary"] == {
        "files": 1,
        "derivations": 1,
        "steps": {"given": 1, "proved": 1, "tested": 0, "refuted": 1, "unreadable": 1},
    }
    (file,) = report["files"]
    assert list(file) == ["path", "derivations", "diagnostics"] and file["path"] == "notes.md"
    (derivation,) = file["derivations"]
    assert (derivation["line"], derivation["end_line"]) == (7, 14)
    assert derivation["steps"][1] == {
        "line": 10,
        "column": 1,
        "end_line": 10,
        "end_column": 38,
        "kind": "differential",
        "latex": r"\mathrm{d}f = a^\top \mathrm{d}X\, b",
        "verdict": "proved",
        "scope": "all sizes",
        "rules": ["product-rule"],
        "expanded": [
            {"latex": "d = x", "rule": "definition"},
            {"latex": "y", "rule": "rotate"},
            {"latex": r"a^\top \mathrm{d}X\, b", "rule": "product-rule"},
        ],
        "assumes": ["a constant"],
        "sizes": [{"m": 2, "n": 3}],
        "witness": None,
        "mistake": None,
        "suggestion": None,
    }
    assert file["diagnostics"][1] == {
        "code": "D501",
        "severity": "error",
        "line": 12,
        "column": 5,
        "end_line": 12,
        "end_column": 10,
        "message": "two readings",
        "cause": "cause here",
        "fix": "write \\circ",
    }


def test_json_witness_is_exact_with_decimals_beside() -> None:
    step = parsed(checked_note())["files"][0]["derivations"][0]["steps"][2]
    assert step["witness"] == {
        "values": {"b": [["1"], ["-12"]], "dX": [["0", "1/2"], ["3", "4"]]},
        "left": [["sqrt(2)"]],
        "right": [["0"]],
        "decimal": {"left": [["1.414"]]},
    }
    assert step["mistake"] == {"kind": "transpose", "message": "a transpose is missing"}
    assert step["expanded"] is None and step["suggestion"].startswith("\\operatorname")


def test_a_diagnostic_without_texts_of_its_own_has_those_of_its_code() -> None:
    (diagnostic,) = parsed(MISSING)["files"][0]["diagnostics"]
    assert diagnostic["line"] == 1 and diagnostic["cause"] and diagnostic["fix"]


def test_paths_that_are_not_utf8_are_reported_all_the_same() -> None:
    note = Checked(Source("\udce9.md", ""), diagnostics=(Diagnostic("D102", "bad", None),))
    for name, fmt in formats().items():
        fmt.render([note], False).encode("utf-8")
        assert name


def test_concise_is_one_line_per_diagnostic() -> None:
    out = formats()["concise"].render([checked_note(), MISSING], False)
    assert out.splitlines() == [
        "notes.md:11:14: D401 the two sides differ",
        "notes.md:12:5: D501 two readings",
        "gone.md:1:1: D101 missing",
    ]


def test_github_escapes_what_would_end_a_field() -> None:
    note = Checked(
        Source("a,b:c.md", "xy\n"), diagnostics=(Diagnostic("D401", "5%\nno", Span(0, 2), fix="f"),)
    )
    assert formats()["github"].render([note], False) == (
        "::error title=mdderive (D401),file=a%2Cb%3Ac.md,line=1,col=1,endLine=1,endColumn=3"
        "::5%25%0Ano%0Af\n"
    )
