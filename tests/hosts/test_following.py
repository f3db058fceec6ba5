r"""What a paper inputs is checked with it, in its own file and line; nothing outside the project is
read, whatever a paper says."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mdderive.hosts import following
from mdderive.hosts.cli import cli
from mdderive.hosts.following import paper
from mdderive.source import Source

MACROS = "\\newcommand{\\spur}{\\operatorname{tr}}\n"
ONE = r"""One declares.
% derive: X: R^{m x n}; wrt: X
\[ f = \spur(X^\top X) \]
"""
TWO = r"""Two goes on.

% derive
\begin{align*}
  \mathrm{d}f &= 2 \spur(X^\top \mathrm{d}X) \\
  \frac{\partial f}{\partial X} &= 2 X
\end{align*}
"""
MAIN = r"""\documentclass{article}
\input{macros}
% \input{commented}
\begin{document}
\verb|\input{verbatim}| \inputencoding{utf8} \includegraphics{picture}
\include{parts/one}
\input parts/two.tex
\end{document}
"""
SECRET = "% derive: SECRET: R^n\n\\[ SECRET = 1 \\]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project `paper` beside a folder `outside`; the current folder is the project."""
    for name, text in {
        "paper/main.tex": MAIN,
        "paper/macros.tex": MACROS,
        "paper/parts/one.tex": ONE,
        "paper/parts/two.tex": TWO,
        "outside/secret.tex": SECRET,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path / "paper")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def report(*arguments: str) -> tuple[int, dict[str, Any]]:
    status, printed = run("check", "--format", "json", *arguments)
    return status, json.loads(printed)


def said(*arguments: str) -> list[str]:
    """`path:line:column: CODE` of every diagnostic."""
    lines = run("check", "--format", "concise", *arguments)[1].splitlines()
    return [" ".join(line.split(" ")[:2]) for line in lines]


@pytest.mark.usefixtures("here")
def test_files_are_checked_with_what_was_declared_before_them() -> None:
    status, found = report("main.tex")
    assert status == 0
    verdicts = {
        file["path"]: [s["verdict"] for d in file["derivations"] for s in d["steps"]]
        for file in found["files"]
    }
    assert verdicts == {
        "main.tex": [],
        "macros.tex": [],
        "parts/one.tex": ["given"],
        "parts/two.tex": ["proved", "proved"],
    }


def test_what_is_wrong_has_the_place_in_its_own_file(here: Path) -> None:
    (here / "paper/parts/two.tex").write_text(TWO.replace("= 2 X\n", "= 3 X\n"))
    assert said("main.tex") == ["parts/two.tex:6:36: D401"]
    step = report("main.tex")[1]["files"][-1]["derivations"][0]["steps"][1]
    assert (step["line"], step["column"], step["end_line"]) == (6, 3, 6)


@pytest.mark.usefixtures("here")
def test_all_files_are_written_and_only_their_displays_change() -> None:
    status, printed = run("build", "main.tex")
    assert status == 0, printed
    written = {str(p.relative_to("build")): p.read_text() for p in Path("build").rglob("*.tex")}
    assert set(written) == {"main.tex", "macros.tex", "parts/one.tex", "parts/two.tex"}
    assert written["main.tex"] == MAIN and written["macros.tex"] == MACROS
    assert written["parts/one.tex"] == ONE
    head, tail = TWO.split("&= 2 \\spur", 1)[0], "\\end{align*}\n"
    two = written["parts/two.tex"]
    assert two.startswith(head) and two.endswith(tail) and r"\text{" in two
    os.chdir("build")
    assert run("check", "main.tex")[0] == 0


def test_a_paper_with_a_problem_is_written_whole_or_not_at_all(here: Path) -> None:
    (here / "paper/parts/two.tex").write_text(TWO.replace("= 2 X\n", "= 3 X\n"))
    assert run("build", "main.tex")[0] == 1
    assert not Path("build").exists()
    assert run("build", "main.tex", "--keep-going")[0] == 1
    assert "[mdderive: refuted]" in Path("build/parts/two.tex").read_text()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "arguments", [("main.tex", "parts"), ("parts/two.tex", "main.tex"), (".",)]
)
def test_a_file_that_a_paper_inputs_is_not_checked_again_by_itself(
    arguments: tuple[str, ...],
) -> None:
    status, found = report(*arguments)
    assert status == 0 and len(found["files"]) == 4
    assert found["summary"]["steps"]["proved"] == 2


def test_two_papers_may_share_a_file(here: Path) -> None:
    (here / "paper/slides.tex").write_text(MAIN)
    status, found = report("main.tex", "slides.tex")
    assert status == 0
    assert sorted(file["path"] for file in found["files"]) == sorted(
        ["main.tex", "slides.tex", "macros.tex", "parts/one.tex", "parts/two.tex"]
    )
    (here / "paper/slides.tex").write_text(MAIN.replace(r"\input{macros}", ""))
    assert report("main.tex", "slides.tex")[0] == 1


OUTSIDE = ["../outside/secret", "../outside/secret.tex", "parts/../../outside/secret"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", [*OUTSIDE, "link", "folder/secret", "/etc/passwd", "absolute"])
@pytest.mark.parametrize("command", ["input", "include"])
def test_nothing_outside_the_project_is_read(
    here: Path, name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.symlink(here / "outside" / "secret.tex", here / "paper" / "link.tex")
    os.symlink(here / "outside", here / "paper" / "folder")
    real = str(here / "outside" / "secret") if name == "absolute" else name
    (here / "paper/main.tex").write_text(f"Text.\n\\{command}{{{real}}}\n{TWO}")

    def read(path: str, limit: int) -> Source:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(following, "read_note", read)
    assert said("main.tex")[0] == "main.tex:2:1: D109"
    assert "SECRET" not in run("check", "main.tex")[1].replace(real, "")
    assert run("build", "main.tex")[0] == 1 and not Path("build").exists()


def test_the_project_reaches_as_far_as_its_settings(here: Path) -> None:
    (here / "mdderive.toml").write_text("")
    (here / "paper/main.tex").write_text("\\input{../outside/fine}\n" + MAIN)
    (here / "outside/fine.tex").write_text("% nothing\n")
    assert report("main.tex")[0] == 0
    assert said("main.tex") == []
    status, printed = run("build", "main.tex")
    assert status == 2 and "outside" in printed and not (here / "paper/build").exists()
    os.chdir(here)
    assert run("build", "paper/main.tex")[0] == 0
    assert (here / "build/outside/fine.tex").exists()


CYCLES = {
    "itself": {"main.tex": "\\input{main}\n"},
    "two": {"main.tex": "\\input{a}\n", "a.tex": "\n\\input{main.tex}\n"},
    "three": {"main.tex": "\\input{a}", "a.tex": "\\input b\n", "b.tex": "\\input{./a}"},
}


@pytest.mark.parametrize("files", CYCLES.values(), ids=list(CYCLES))
def test_files_that_input_each_other_come_to_an_end(here: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (here / "paper" / name).write_text(text)
    codes = [line.rpartition(" ")[2] for line in said("main.tex")]
    assert codes == ["D110"]
    assert [line.rpartition(" ")[2] for line in said(*files)] == ["D110"]


def test_a_cascade_of_inputs_is_read_once_each_and_not_for_ever(here: Path) -> None:
    for level in range(60):
        text = f"\\input{{f{level + 1}}}\\input{{f{level + 1}}}\n"
        (here / "paper" / f"f{level}.tex").write_text(text)
    assert {line.rpartition(" ")[2] for line in said("f0.tex")} == {"D110"}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing", "D617"),
        ("glyphtounicode", "D617"),
        ("#1", "D617"),
        (r"\jobname-x", "D617"),
        ('|"id"', "D617"),
        ("~/notes", "D617"),
        ("x" * 5000, "D617"),
        ("pipe", "D101"),
        ("latin", "D102"),
    ],
)
def test_what_cannot_be_followed_is_said_where_it_is_input(
    here: Path, name: str, code: str
) -> None:
    os.mkfifo(here / "paper/pipe.tex")
    (here / "paper/latin.tex").write_bytes(b"\xe9t\xe9")
    (here / "paper/main.tex").write_text(f"Text\n and \\input{{{name}}}\n")
    assert said("main.tex") == [f"main.tex:2:6: {code}"]


def test_all_files_together_keep_to_the_budget(here: Path) -> None:
    (here / "paper/macros.tex").write_text("%" * 500)
    source = Source("main.tex", MAIN)
    manuscript = paper(source, len(MAIN) + 300)
    assert [diagnostic.code for _, diagnostic in manuscript.said] == ["D104"]
    assert len(manuscript.source.text) < len(MAIN) + 300


@pytest.mark.usefixtures("here")
def test_an_annotation_and_a_display_may_stand_in_two_files(here: Path) -> None:
    (here / "paper/formula.tex").write_text("\\[ \\nabla_x (a^\\top x) = 2 a \\]")
    (here / "paper/main.tex").write_text("% derive: a, x: R^n; wrt: x\n\\input{formula}\n")
    assert said("main.tex") == ["formula.tex:1:26: D401"]
    assert run("build", "main.tex", "--keep-going")[0] == 1
    built = Path("build/formula.tex").read_text()
    assert built.startswith("\\[ \\nabla") and built.endswith("\\]") and "refuted" in built
