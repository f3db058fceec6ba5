"""A hostile note harms nothing: nothing is executed, nothing outside the project is read or
written, what is shown is escaped, time and memory are bounded."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import markdown

from mdderive.hosts.markdown_extension import MdderiveExtension
from mdderive.report import formats
from tests.robustness.guarded import harmful
from tests.robustness.hostile import NOTES, display

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "from mdderive.hosts.cli import main; main()"]
WRONG = display("s = 2 s")
GROUPS = [list(NOTES)[start::4] for start in range(4)]
FORBIDDEN = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "lambdify", "S"}


@pytest.mark.parametrize("names", GROUPS, ids=["1", "2", "3", "4"])
def test_nothing_is_executed_opened_or_shown_raw(names: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.robustness.guarded", *names],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("event", "arguments", "wrong"),
    [
        ("open", ("/etc/passwd", "r", 0), True),
        ("open", (sys.path[-1] + "/sympy/core.py", "r", 0), False),
        ("exec", (compile("1", "note.md", "eval"),), True),
        ("compile", ("1", "note.md"), True),
        ("subprocess.Popen", ("touch", [], None, None), True),
        ("os.system", ("touch",), True),
        ("socket.connect", (None, ("example.org", 80)), True),
        ("object.__getattr__", (None, "x"), False),
    ],
)
def test_the_guard_sees_harm(event: str, arguments: tuple[object, ...], wrong: bool) -> None:
    assert harmful(event, arguments) is wrong


def test_no_text_can_become_code() -> None:
    """No module calls what turns text into code or into SymPy's expressions."""
    for path in sorted((ROOT / "mdderive").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else None
                called = node.func.id if isinstance(node.func, ast.Name) else called
                harmless = called == "compile" and ast.unparse(node.func) == "re.compile"
                assert called not in FORBIDDEN or harmless, (path, node.lineno)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, errors="replace"
    )


def test_a_file_name_moves_no_cursor_and_forges_no_line(tmp_path: Path) -> None:
    name = "\x1b[2J\x1b]0;x\x07a\n::error::forged\u202e.md"
    (tmp_path / name).write_text(WRONG)
    for form in formats():
        done = run(tmp_path, "check", "--no-cache", "--format", form, ".")
        assert done.returncode == 1
        assert "\x1b" not in done.stdout + done.stderr and "Traceback" not in done.stderr
        if form in ("github", "concise", "full"):
            assert not any(line.startswith("::error::") for line in done.stdout.splitlines())
            assert "\u202e" not in done.stdout


def test_links_in_a_directory_lead_nowhere_else(tmp_path: Path) -> None:
    outside, project = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    project.mkdir()
    (outside / "secret.md").write_text("secret\n")
    (project / "note.md").write_text(WRONG.replace("2 s", "s"))
    (project / "inside.md").symlink_to("note.md")
    (project / "secret.md").symlink_to(outside / "secret.md")
    (project / "folder").symlink_to(outside)
    (project / "loop").symlink_to(project)
    (project / "gone.md").symlink_to(project / "nothing.md")
    done = run(project, "build", "--no-cache", ".")
    assert "secret" not in done.stdout + done.stderr
    assert sorted(os.listdir(project / "build")) == ["inside.md", "note.md"]
    assert os.listdir(outside) == ["secret.md"]


def test_an_output_is_not_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "note.md").write_text("mine\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/note.md").write_text(WRONG.replace("2 s", "s"))
    (tmp_path / "build").mkdir()
    (tmp_path / "build/docs").symlink_to(outside)
    done = run(tmp_path, "build", "--no-cache", "docs")
    assert done.returncode == 2 and "D103" in done.stdout
    assert (outside / "note.md").read_text() == "mine\n" and len(os.listdir(outside)) == 1


@pytest.mark.parametrize("name", ["script", "script name", "html in text", "link", "terminal"])
def test_a_page_holds_no_script_of_a_formula(name: str) -> None:
    """Of what mdderive itself puts into the page."""
    note = NOTES[name].split("$$")[0] + "$$\n" + NOTES[name].split("$$")[1].strip() + "\n$$\n"
    page = markdown(note, extensions=[MdderiveExtension()])
    start = page.find("mdderive-")
    assert start >= 0
    for harm in ("<script", "<img", "\x1b"):
        assert harm not in page[start:]
