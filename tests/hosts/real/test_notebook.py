"""A notebook that `build` wrote is one to the library that Jupyter reads and writes them with."""

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from tests.hosts.real.notes import ROOT, run

pytestmark = pytest.mark.hosts


def test_a_built_notebook_is_valid_and_jupyter_would_save_the_same(tmp_path: Path) -> None:
    nbformat = import_module("nbformat")  # only here: the default run goes without it
    shutil.copy(ROOT / "samples" / "ridge.ipynb", tmp_path)
    run("mdderive", "build", "ridge.ipynb", cwd=tmp_path)
    path = tmp_path / "build" / "ridge.ipynb"
    book = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    assert nbformat.writes(book) + "\n" == path.read_text(encoding="utf-8")
    assert r"\text{read off the gradient}" in book.cells[2].source


def test_a_wrong_step_has_its_cell_and_what_is_kept_is_valid_all_the_same(tmp_path: Path) -> None:
    nbformat = import_module("nbformat")
    text = (ROOT / "samples" / "ridge.ipynb").read_text(encoding="utf-8")
    right = r"2 \\lambda w\n"
    assert text.count(right) == 1
    (tmp_path / "bad.ipynb").write_text(text.replace(right, r"\\lambda w\n"), encoding="utf-8")
    said = run("mdderive", "build", "--format", "concise", "bad.ipynb", cwd=tmp_path, status=1)
    assert re.match(r"bad\.ipynb:cell \d+:\d+:\d+: D401 ", said) and said.count("\n") == 1
    assert not (tmp_path / "build").exists()
    run("mdderive", "build", "--keep-going", "bad.ipynb", cwd=tmp_path, status=1)
    book = nbformat.read(tmp_path / "build" / "bad.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    before = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    assert [cell for cell in book.cells if cell.cell_type == "code"] == [
        cell for cell in before.cells if cell.cell_type == "code"
    ]
    assert any("refuted" in cell.source for cell in book.cells)
