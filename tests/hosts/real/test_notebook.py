"""A notebook that `build` wrote is one to the library that Jupyter reads and writes them with."""

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
