"""SARIF: valid against the schema of OASIS (errata 01), with fingerprints that know a problem again
wherever its lines have gone."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.diagnostics import CODES, Diagnostic
from mdderive.pipeline import check
from mdderive.report import formats
from mdderive.source import Source, Span
from tests.report.note import checked_note

SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text())
SAMPLES = Path(__file__).parent.parent.parent / "samples"
MISSING = Checked(Source("gone.md", ""), diagnostics=(Diagnostic("D101", "missing", None),))

BLOCK = """<!-- derive
A: R^{n x n}
-->

$$
A &= A^\\top \\\\
A &= A^{-1}
$$
"""


def logged(*notes: Checked) -> Any:
    log = json.loads(formats()["sarif"].render(notes, True))
    Draft4Validator(SCHEMA).validate(log)
    return log


def results(*notes: Checked) -> list[Any]:
    return list(logged(*notes)["runs"][0]["results"])


def fingerprints(text: str) -> list[str]:
    note = check(Source("n.md", text), Config())
    assert note.diagnostics
    return [result["partialFingerprints"]["mdderiveLine/v1"] for result in results(note)]


def every_code(text: str = "a\n") -> Checked:
    said = (Diagnostic(code, "a\x00\x1b[2J", Span(0, 1)) for code in CODES)
    return Checked(Source("a.md", text), diagnostics=tuple(said))


@pytest.mark.parametrize(
    "notes",
    [
        (),
        (checked_note(),),
        (checked_note(), MISSING, checked_note(path="-")),
        (every_code(),),
        (Checked(Source("/ab:s/\udce9 %.md", "")),),
    ],
)
def test_it_is_valid_against_the_schema(notes: tuple[Checked, ...]) -> None:
    logged(*notes)


def test_the_schema_is_one_that_finds_faults() -> None:
    log = logged(checked_note())
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_every_result_has_a_rule_a_location_and_a_fingerprint() -> None:
    (run,) = logged(checked_note(path="a b/笔记.md"), MISSING)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules == {"D101", "D401", "D501"}
    for result in run["results"]:
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
        assert result["partialFingerprints"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a.md", "docs/a.md"),
        ("a b/笔记.md", "a%20b/%E7%AC%94%E8%AE%B0.md"),
        ("c:d#e?.md", "c%3Ad%23e%3F.md"),
        ("\udce9.md", "%E9.md"),
    ],
)
def test_a_path_is_a_uri_reference(path: str, uri: str) -> None:
    (result,) = results(Checked(Source(path, ""), diagnostics=MISSING.diagnostics))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    "shifted",
    [
        "# Title\n\nWords.\n\n" + BLOCK,
        "\r\n" * 100 + BLOCK,
        BLOCK + "\nwords\n",
        BLOCK.replace("$$\n", "$$\n  ", 1),
    ],
)
def test_fingerprints_survive_that_lines_move(shifted: str) -> None:
    assert fingerprints(shifted) == fingerprints(BLOCK)


def test_equal_problems_are_two_and_other_problems_others() -> None:
    once, twice = fingerprints(BLOCK), fingerprints(BLOCK + "\n" + BLOCK)
    assert len(set(once)) == len(once) == 2
    assert len(set(twice)) == 4 and set(once) < set(twice)
    changed = fingerprints(BLOCK.replace("A^\\top", "2 A"))
    assert len(set(changed) & set(once)) == 1
