"""The command as a user meets it: exit status, what is written where, and no traceback ever."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from mdderive.hosts import cli

TRUE = """# A note

<!-- derive
X: R^{m x n}
a: R^m constant
b: R^n constant
-->

$$
\\begin{aligned}
f &= a^\\top X b \\\\
\\mathrm{d}f &= a^\\top \\mathrm{d}X\\, b \\\\
  &= \\operatorname{tr}(b a^\\top \\mathrm{d}X) \\\\
\\frac{\\partial f}{\\partial X} &= a b^\\top
\\end{aligned}
$$
"""
FALSE = TRUE.replace("&= a b^\\top", "&= 2 a b^\\top")
PLAIN = "# Nothing to derive\r\n\n$$ x = y $$\n\n\ttail  \n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs the command in a folder that holds three notes; gives status, output and errors."""
    (tmp_path / "true.md").write_bytes(TRUE.encode())
    (tmp_path / "false.md").write_bytes(FALSE.encode())
    (tmp_path / "plain.md").write_bytes(PLAIN.encode())
    monkeypatch.chdir(tmp_path)

    def of(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mdderive", *arguments])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsysbinary.readouterr()
        return int(left.value.code or 0), out.decode(), err.decode()

    return of


def report(out: str) -> Any:
    return json.loads(out)


def codes(out: str) -> list[str]:
    return [d["code"] for file in report(out)["files"] for d in file["diagnostics"]]


def test_check_of_a_true_note(run: Run) -> None:
    status, out, err = run("check", "true.md")
    assert (status, err) == (0, "")
    assert out == "1 file, 1 derivation, 4 steps: 1 given, 3 proved\n"


def test_check_of_a_false_note_shows_where_and_how_and_fails(run: Run) -> None:
    status, out, _ = run("check", "false.md")
    assert status == 1
    assert "error[D401]" in out and "false.md:14:" in out
    assert any(set(line.strip("| ")) == {"^"} for line in out.splitlines())
    assert "left side" in out and out.endswith("1 given, 2 proved, 1 refuted\n")


def test_verbose_lists_the_assumptions_above_the_summary(run: Run) -> None:
    status, out, err = run("check", "-v", "true.md")
    *ledger, summary = out.splitlines()
    assert (status, err) == (0, "") and summary.endswith("3 proved")
    assert ledger and all(line.startswith("true.md:1") for line in ledger)
    assert all("proved, assuming: a constant, b constant" in line for line in ledger)
    assert run("check", "-v", "--format", "json", "true.md") == run(
        "check", "--format", "json", "true.md"
    )


def test_json_places_the_steps(run: Run) -> None:
    status, out, _ = run("check", "--format", "json", "true.md", "plain.md")
    first, second = report(out)["files"]
    assert status == 0 and second == {"path": "plain.md", "derivations": [], "diagnostics": []}
    (derivation,) = first["derivations"]
    assert (derivation["line"], derivation["end_line"]) == (9, 16)
    steps = derivation["steps"]
    assert [step["line"] for step in steps] == [11, 12, 13, 14]
    assert [step["verdict"] for step in steps] == ["given", "proved", "proved", "proved"]
    assert [step["expanded"] for step in steps] == [None] * 4
    assert [step["kind"] for step in steps] == [
        "definition",
        "differential",
        "rewrite",
        "gradient",
    ]
    second = steps[1]
    place = [second[key] for key in ("line", "column", "end_line", "end_column")]
    assert place == [12, 1, 12, 38]
    assert steps[2]["column"] == 4


def test_standard_input_is_checked(run: Run) -> None:
    status, out, _ = run("check", "-", "--format", "concise", stdin=FALSE)
    assert status == 1 and out.startswith("-:14:") and "D401" in out


def test_one_bad_note_hides_no_other(run: Run) -> None:
    Path("bad.md").write_bytes(b"\xff\xfe")
    status, out, _ = run("check", "--format", "json", "gone.md", "bad.md", "false.md", "true.md")
    assert status == 2 and codes(out) == ["D101", "D102", "D401"]
    assert report(out)["summary"]["steps"]["proved"] == 5


def test_a_note_that_is_not_utf8_is_a_problem_of_the_note(run: Run) -> None:
    Path("bad.md").write_bytes("导数".encode("gb18030"))
    assert run("check", "bad.md")[0] == 1


def test_build_writes_only_below_the_output_and_leaves_the_source(run: Run) -> None:
    before = {name: Path(name).read_bytes() for name in ("true.md", "plain.md")}
    status, _, err = run("build", "true.md", "plain.md")
    assert (status, err) == (0, "")
    assert Path("build/plain.md").read_bytes() == PLAIN.encode()
    assert len(Path("build/true.md").read_text()) >= len(TRUE)
    assert {name: Path(name).read_bytes() for name in before} == before
    assert sorted(os.listdir("build")) == ["plain.md", "true.md"]


def test_what_build_writes_passes_check_and_is_not_built_further(run: Run) -> None:
    run("build", "true.md", "-o", "once")
    assert run("check", "once/true.md")[0] == 0
    run("build", "once/true.md", "-o", "twice")
    assert Path("twice/once/true.md").read_bytes() == Path("once/true.md").read_bytes()


def test_build_writes_no_note_with_a_problem_unless_told(run: Run) -> None:
    Path("build").mkdir()
    Path("build/false.md").write_text("earlier")
    assert run("build", "false.md", "true.md")[0] == 1
    assert Path("build/false.md").read_text() == "earlier" and Path("build/true.md").exists()
    assert run("build", "--keep-going", "false.md")[0] == 1
    assert "[mdderive: refuted]" in Path("build/false.md").read_text()


def test_build_of_standard_input_prints_the_note_alone(run: Run) -> None:
    status, out, err = run("build", "-", stdin=TRUE)
    assert status == 0 and out.startswith("# A note\n") and err.startswith("1 file")
    status, out, err = run("build", "-", stdin=FALSE)
    assert status == 1 and out == "" and "D401" in err
    assert run("build", "-", "true.md")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check",),
        ("check", "--format", "yaml", "true.md"),
        ("check", "--frobnicate", "true.md"),
        ("frobnicate",),
        ("check", "gone.md"),
        ("check", "empty"),
        ("explain", "D000"),
        ("build", "true.md", "-o", "."),
        ("build", "true.md", "-o", "plain.md"),
        ("build", "../true.md", "../sub/true.md", "-o", "out"),
    ],
)
def test_wrong_use_has_status_2_and_no_traceback(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    for folder in ("empty", "sub"):
        (tmp_path / folder).mkdir()
    (tmp_path / "sub" / "true.md").write_text(TRUE)
    if "../true.md" in arguments:
        os.chdir(tmp_path / "empty")
    status, out, err = run(*arguments)
    assert status == 2
    assert "Traceback" not in out + err


def test_settings_of_the_project_are_read_and_checked(run: Run) -> None:
    Path("mdderive.toml").write_text("layuot = 'numerator'\n")
    status, out, _ = run("check", "true.md")
    assert status == 2 and "D108" in out and "layuot" in out
    Path("mdderive.toml").write_text("layout = 'numerator'\n")
    status, out, _ = run("check", "--format", "concise", "true.md")
    assert status == 1 and "true.md:14:" in out
    Path("mdderive.toml").unlink()
    Path("pyproject.toml").write_text("[tool.mdderive]\nlayout = 'numerator'\n")
    assert run("check", "true.md")[0] == 1


def test_explain_and_rules(run: Run) -> None:
    status, out, _ = run("explain", "D401")
    assert status == 0 and "Cause:" in out and "Fix:" in out
    for name in ("rotate", "trace", "sigmoid", "d401"):
        assert run("explain", name)[0] == 0
    for name in ("rotate inside the trace", "Rotate inside the trace", "迹的循环性质"):
        assert run("explain", name)[1].startswith("rotate: ")
    status, out, _ = run("rules")
    assert status == 0
    assert any(line.split("  ")[0] == "rotate" and "迹" in line for line in out.splitlines())


def test_a_reader_that_hangs_up_is_no_error(run: Run) -> None:
    command = f"{sys.executable} -c 'from mdderive.hosts.cli import main; main()' rules | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.stderr == ""


def test_colours_only_on_a_terminal(run: Run) -> None:
    assert "\x1b" not in run("check", "false.md")[1]


def test_where_nothing_is_annotated_it_is_said_how_to_begin(run: Run) -> None:
    status, out, _ = run("check", "plain.md")
    assert status == 0
    assert out.startswith("note[D619]: no display is annotated\n")
    assert "mdderive annotate" in out
    status, out, _ = run("check", "plain.md", "true.md")
    assert status == 0 and "D619" not in out


def test_how_to_present_is_said_as_in_an_annotation(run: Run) -> None:
    for present in ("inline", "details", "side"):
        assert run("build", "--present", present, "-o", present, "true.md")[0] == 0
    assert run("build", "--present", "DETAILS", "true.md")[0] == 2
