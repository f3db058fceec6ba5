"""Notebooks: places are a cell and a line in it, and a build changes the Markdown alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mdderive.hosts.cli import cli
from mdderive.notes import Edit, notebook
from mdderive.source import Source, Span

DEFINE = """# Text é 😀

<!-- derive: A: R^{n x n}; x: R^n; wrt: x -->

$$
f = x^\\top A x
$$"""
GO_ON = """<!-- derive -->

$$
\\begin{aligned}
\\mathrm{d}f &= x^\\top (A + A^\\top)\\, \\mathrm{d}x \\\\
\\frac{\\partial f}{\\partial x} &= (A + A^\\top) x
\\end{aligned}
$$
"""
WRONG = GO_ON.replace("(A + A^\\top) x\n", "2 A x\n")
CODE = '"""<!-- derive: A: R^{n x n} -->\n\n$$ A = 2 A $$\n"""\n'


def cell(text: str, kind: str = "markdown", as_list: bool = True) -> dict[str, Any]:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    source = text.splitlines(keepends=True) if as_list else text
    return {"cell_type": kind, "id": "c1", "metadata": {}, "source": source, **code}


def book(*cells: dict[str, Any]) -> dict[str, Any]:
    numbered = [{**one, "id": f"c{number}"} for number, one in enumerate(cells)]
    return {"cells": numbered, "metadata": {"z": 1.50, "a": []}, "nbformat": 4, "nbformat_minor": 5}


STYLES: dict[str, dict[str, Any]] = {
    "jupyter": {"indent": 1, "ensure_ascii": False},
    "ascii": {"indent": 1, "ensure_ascii": True},
    "wide": {"indent": 4, "ensure_ascii": False},
    "one line": {"separators": (", ", ": ")},
    "dense": {"separators": (",", ":"), "ensure_ascii": False},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def write(here: Path, *cells: dict[str, Any], **style: Any) -> str:
    text = json.dumps(book(*cells), **(style or STYLES["jupyter"])) + "\n"
    (here / "n.ipynb").write_text(text, encoding="utf-8")
    return text


def test_a_place_is_a_cell_and_a_line_in_it(here: Path) -> None:
    text = write(here, cell(CODE, "code"), cell(DEFINE), cell(CODE, "code"), cell(WRONG))
    status, printed = run("check", "n.ipynb", "--format", "concise")
    assert status == 1 and printed.startswith("n.ipynb:cell 4:6:36: D401 ")
    assert "--> n.ipynb:cell 4:6:36" in run("check", "n.ipynb")[1]
    (file,) = json.loads(run("check", "n.ipynb", "--format", "json")[1])["files"]
    (said,) = file["diagnostics"]
    assert file["path"] == "n.ipynb" and (said["cell"], said["line"], said["column"]) == (4, 6, 36)
    assert [d["cell"] for d in file["derivations"]] == [2, 4]
    assert [s["cell"] for d in file["derivations"] for s in d["steps"]] == [2, 4, 4]
    line = 1 + next(n for n, one in enumerate(text.splitlines()) if "2 A x" in one)
    assert f",line={line},endLine={line}::" in run("check", "n.ipynb", "--format", "github")[1]
    sarif = json.loads(run("check", "n.ipynb", "--format", "sarif")[1])
    (result,) = sarif["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": line, "endLine": line}


@pytest.mark.parametrize("as_list", [True, False])
@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_only_the_markdown_that_grows_changes(
    here: Path, style: dict[str, Any], as_list: bool
) -> None:
    cells = [cell(DEFINE), cell(CODE, "code"), cell(GO_ON, as_list=as_list), cell(CODE, "raw")]
    old = write(here, *cells, **style)
    assert run("build", "n.ipynb")[0] == 0
    new = (here / "build/n.ipynb").read_text(encoding="utf-8")
    found = json.loads(new)
    steps = "".join(found["cells"][2]["source"])
    assert isinstance(found["cells"][2]["source"], list) is as_list
    assert r"\text{product rule}" in steps and steps.startswith(GO_ON[:30])
    again = book(*cells)
    again["cells"][2]["source"] = found["cells"][2]["source"]
    assert json.dumps(again, **style) + "\n" == new
    assert old != new and (here / "n.ipynb").read_text(encoding="utf-8") == old
    assert run("check", "build/n.ipynb")[0] == 0
    if as_list:
        assert all(line.count("\n") == 1 for line in found["cells"][2]["source"])


def test_a_notebook_without_derivations_is_copied(here: Path) -> None:
    odd = '{ "cells" : [ ] , "metadata":{},"nbformat":4,\r\n\t"nbformat_minor":5}'
    (here / "n.ipynb").write_text(odd, newline="")
    assert run("build", "n.ipynb")[0] == 0
    assert (here / "build/n.ipynb").read_bytes() == odd.encode()


@pytest.mark.parametrize(
    "open_", ["```python\nx", "~~~~\n```", "<!-- a remark", "<!-- one -->\n<!-- two", "text\n````"]
)
def test_what_a_cell_leaves_open_hides_no_other_cell(here: Path, open_: str) -> None:
    write(here, cell(open_), cell(DEFINE), cell(open_), cell(WRONG))
    status, printed = run("check", "n.ipynb", "--format", "concise")
    assert status == 1 and "n.ipynb:cell 4:6:36: D401 " in printed


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"cells": {}}', '{"worksheets": []}', "[" * 100_000, '{"cells": ['],
)
def test_what_is_no_notebook_is_said(here: Path, text: str) -> None:
    (here / "n.ipynb").write_text(text)
    status, printed = run("check", "n.ipynb", "--format", "concise")
    assert status == 1 and printed.startswith("n.ipynb:1:1: D130 ")


@pytest.mark.parametrize(
    "odd", [1, "text", {}, {"cell_type": "markdown"}, {"cell_type": 1, "source": [1, {"a": 2}]}]
)
def test_odd_cells_are_passed_over(here: Path, odd: object) -> None:
    text = json.dumps({"cells": [odd, cell(DEFINE), odd, cell(WRONG)], "nbformat": 4})
    (here / "n.ipynb").write_text(text)
    assert "n.ipynb:cell 4:6:36: D401" in run("check", "n.ipynb", "--format", "concise")[1]


def test_text_is_put_in_at_every_place_of_a_cell() -> None:
    text = 'a"\\\n\té😀b'
    for style in STYLES.values():
        file = Source("n.ipynb", json.dumps(book(cell(CODE, "code"), cell(text)), **style))
        read = notebook(file)
        assert [one.source.text for one in read.cells] == [text]
        for at in range(len(text) + 1):
            new = json.loads(read.written([[Edit(Span(at, at), 'N\n"é')]]))
            assert "".join(new["cells"][1]["source"]) == text[:at] + 'N\n"é' + text[at:]


def test_notebooks_are_not_annotated(here: Path) -> None:
    write(here, cell(DEFINE))
    assert run("annotate", "n.ipynb")[0] == 2
    (here / "m.md").write_text("plain\n")
    assert run("annotate", ".")[0] == 0
