"""An operator is one file: dropped into a copy of the package, a toy operator is read, printed,
lowered by the kernel, recomputed by the judge, and has a page; no other file is touched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mdderive"

TOY = r'''"""The total of a matrix: sum_ij A_ij."""

from mdderive.operators.record import LINEAR, Binding, Einsum, Notation, Operator, Title
from mdderive.term import SCALAR

OPERATOR = Operator(
    name="total",
    title=Title("total", "总和"),
    shape=lambda sizes, args: SCALAR,
    index_form=Einsum("ij->ab"),
    evaluate=lambda ring, args, shape: (
        (sum((e for row in args[0] for e in row), ring.number(0)),),
    ),
    differential=LINEAR,
    notation=Notation(r"\operatorname{total}({0})", Binding.ATOM, spellings=("total",)),
    samples=(r"\operatorname{total}(A)",),
    source="a test",
)
'''

NOTE = r"""<!-- derive
A, X: R^{m x n}
wrt: X
-->

$$
\begin{aligned}
f &= \operatorname{total}(A \odot X) \\
\mathrm{d}f &= \operatorname{total}(A \odot \mathrm{d}X) \\
  &= \operatorname{tr}(A^\top \mathrm{d}X) \\
\frac{\partial f}{\partial X} &= A
\end{aligned}
$$

<!-- derive: X: R^{m x n}; wrt: X -->

$$
\operatorname{total}(X^\top) = 2 \operatorname{total}(X)
$$
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, folder / "mdderive", ignore=ignored)
    (folder / "mdderive" / "operators" / "total.py").write_text(TOY, encoding="utf-8")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return folder


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = "from mdderive.hosts.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )


def test_it_is_read_lowered_and_judged(copy: Path) -> None:
    done = run(copy, "check", "--format", "json", "note.md")
    files = json.loads(done.stdout)["files"]
    steps = [step for d in files[0]["derivations"] for step in d["steps"]]
    verdicts = [step["verdict"] for step in steps]
    assert verdicts == ["given", "proved", "proved", "proved", "refuted"], done.stdout


def test_it_is_printed_and_has_a_page(copy: Path) -> None:
    assert r"\operatorname{total}" in run(copy, "check", "--explain-reading", "note.md").stdout
    assert "总和" in run(copy, "explain", "total").stdout
