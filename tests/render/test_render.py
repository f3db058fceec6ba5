"""What `build` writes must render in KaTeX, MathJax and LaTeX, however it is presented.

These tests need Node and TeX, so the plain test command leaves them out; `.ci/run` installs both
and runs `pytest -m render`. A missing tool is a failure there, not a skip.
"""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from mdderive.config import Config, Present
from mdderive.pipeline import build
from mdderive.source import Source

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
NOTES = (
    "differentials.en.md",
    "differentials.zh.md",
    "gallery.en.md",
    "gallery.zh.md",
    "mistakes.md",
)
CASES = [
    *((name, Present.INLINE) for name in NOTES),
    *((NOTES[1], present) for present in Present if present is not Present.INLINE),
]
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.S)

PREAMBLE = r"""\documentclass{article}
\usepackage{amsmath,amssymb}
%s
\begin{document}
"""
CHINESE = r"\usepackage{xeCJK}"

pytestmark = pytest.mark.render


@cache
def built(name: str, present: Present) -> str:
    """The note written out; rows that fail are marked."""
    source = Source(name, (SAMPLES / name).read_text(encoding="utf-8"))
    return build(source, Config(present=present)).text


def displays(name: str, present: Present) -> list[str]:
    """Every display of the note, those that are folded in among them."""
    found = [match.group(1).strip() for match in DISPLAY.finditer(built(name, present))]
    assert len(found) >= 10
    return found


@pytest.mark.parametrize(("name", "present"), CASES)
def test_katex_and_mathjax_accept_every_display(name: str, present: Present) -> None:
    command = ["node", "render.mjs"]
    formulas = json.dumps(displays(name, present))
    done = subprocess.run(command, input=formulas, capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(("name", "present"), CASES)
def test_latex_accepts_every_display(name: str, present: Present, tmp_path: Path) -> None:
    formulas = displays(name, present)
    chinese = any(ord(letter) > 0x2E80 for formula in formulas for letter in formula)
    body = "".join(f"\\[\n{formula}\n\\]\n" for formula in formulas)
    text = (PREAMBLE % (CHINESE if chinese else "")) + body + "\\end{document}\n"
    (tmp_path / "page.tex").write_text(text, encoding="utf-8")
    engine = "xelatex" if chinese else "pdflatex"
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (tmp_path / "page.pdf").exists()
