"""What `build` writes must render in KaTeX, MathJax and LaTeX.

These tests need Node and TeX, so the plain test command leaves them out; `.ci/run` installs both
and runs `pytest -m render`. A missing tool is a failure there, not a skip.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mdderive.config import Config
from mdderive.notes import find
from mdderive.source import Source

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
LECTURES = ("differentials.en.md", "differentials.zh.md")

PREAMBLE = r"""\documentclass{article}
\usepackage{amsmath,amssymb}
%s
\begin{document}
"""

pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    mdderive = str(Path(sys.executable).parent / "mdderive")
    command = [mdderive, "build", *(str(SAMPLES / name) for name in LECTURES), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=SAMPLES.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "samples"


def displays(note: Path) -> list[str]:
    source = Source(note.name, note.read_text(encoding="utf-8"))
    found = [block.display.latex.text.strip() for block in find(source, Config()).blocks]
    assert len(found) >= 20
    return found


@pytest.mark.parametrize("name", LECTURES)
def test_katex_and_mathjax_accept_every_display(built: Path, name: str) -> None:
    command = ["node", "render.mjs"]
    formulas = json.dumps(displays(built / name))
    done = subprocess.run(command, input=formulas, capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    ("name", "engine", "fonts"),
    [
        ("differentials.en.md", "pdflatex", ""),
        ("differentials.zh.md", "xelatex", r"\usepackage{xeCJK}"),
    ],
)
def test_latex_accepts_every_display(
    built: Path, tmp_path: Path, name: str, engine: str, fonts: str
) -> None:
    body = "".join(f"\\[\n{formula}\n\\]\n" for formula in displays(built / name))
    text = (PREAMBLE % fonts) + body + "\\end{document}\n"
    (tmp_path / "page.tex").write_text(text, encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (tmp_path / "page.pdf").exists()
