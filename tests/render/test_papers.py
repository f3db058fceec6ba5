"""Papers compile as they were before `build` and as they are after it, with the packages that
they ask for themselves, and no line of them runs out of the page.

The pages are left as pictures below `build/papers`, to be looked at.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mdderive.config import Config
from mdderive.pipeline import build
from mdderive.source import Source

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
PICTURES = ROOT / "build" / "papers"
PAPERS = (("paper.tex", "pdflatex"), ("paper.zh.tex", "xelatex"))
WRONG = {
    "paper.tex": (r"\partial f}{\partial V} &= R^\top U", r"\partial f}{\partial V} &= 2 R^\top U"),
    "paper.zh.tex": (r"+ 2 \lambda w", r"+ \lambda w"),
}
BEYOND_THE_MARGIN = re.compile(r"Overfull \\hbox \((\d+)\.\d+pt too wide\)")

BARE = r"""\documentclass{article}
\usepackage{amsmath}
\begin{document}
% derive: X: R^{m x n}; y: R^m; w: R^n; wrt: w
\[ \nabla_w \|X w - y\|^2 = 2 X^\top (X w - y) \]
% derive: A: R^{n x n}; x: R^n; wrt: x
\begin{gather}
  f = x^\top A x \\
  \mathrm{d}f = x^\top (A + A^\top)\, \mathrm{d}x
\end{gather}
% derive: A: R^{n x n} symmetric; x: R^n; wrt: x
\begin{equation}
\begin{split}
  f &= x^\top A x + x^\top x \\
  \frac{\partial f}{\partial x} &= 2 A x + 2 x
\end{split}
\end{equation}
\end{document}
"""

pytestmark = pytest.mark.render


def compiled(text: str, engine: str, folder: Path, name: str) -> str:
    """The log of a compilation that ends well; its pages become pictures."""
    (folder / f"{name}.tex").write_text(text, encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=folder)
    assert done.returncode == 0, done.stdout[-3000:]
    PICTURES.mkdir(parents=True, exist_ok=True)
    target = PICTURES / name
    pictures = ["pdftoppm", "-r", "80", "-png", f"{name}.pdf", str(target)]
    subprocess.run(pictures, check=True, cwd=folder)
    assert list(PICTURES.glob(f"{target.name}*.png"))
    return done.stdout


def built(path: str, text: str) -> str:
    found = build(Source(path, text), Config())
    assert not found.checked.has_problem, found.checked.diagnostics
    return found.text


@pytest.mark.parametrize(("name", "engine"), PAPERS)
def test_a_paper_compiles_before_and_after(name: str, engine: str, tmp_path: Path) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for stage, version in (("before", text), ("after", built(name, text))):
        log = compiled(version, engine, tmp_path, f"{Path(name).stem}-{stage}")
        assert not BEYOND_THE_MARGIN.search(log), log


def test_amsmath_is_all_that_is_needed(tmp_path: Path) -> None:
    text = built("bare.tex", BARE)
    assert text.count(r"\text{") >= 6
    compiled(text, "pdflatex", tmp_path, "bare")


@pytest.mark.parametrize(("name", "engine"), PAPERS)
def test_the_package_sets_rows_grey(name: str, engine: str, tmp_path: Path) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    (tmp_path / "paper.tex").write_text(
        text.replace(r"\begin{document}", "\\usepackage{mdderive}\n\\begin{document}"), "utf-8"
    )
    mdderive = str(Path(sys.executable).parent / "mdderive")
    subprocess.run([mdderive, "build", "paper.tex", "-o", "out"], cwd=tmp_path, check=True)
    out = tmp_path / "out"
    assert (out / "mdderive.sty").exists()
    stem = f"{Path(name).stem}-grey"
    log = compiled((out / "paper.tex").read_text(encoding="utf-8"), engine, out, stem)
    assert not BEYOND_THE_MARGIN.search(log), log
    greys = subprocess.run(
        ["pdftoppm", "-r", "80", f"{stem}.pdf"], capture_output=True, cwd=out, check=True
    )
    assert greys.stdout.count(bytes([115, 115, 115])) > 20


@pytest.mark.parametrize(("name", "engine"), PAPERS)
def test_a_wrong_paper_is_written_only_if_asked_and_compiles_with_its_mark(
    name: str, engine: str, tmp_path: Path
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    wrong = text.replace(*WRONG[name])
    assert wrong != text
    (tmp_path / name).write_text(wrong, "utf-8")
    mdderive = str(Path(sys.executable).parent / "mdderive")
    for more, written in (((), False), (("--keep-going",), True)):
        done = subprocess.run(
            [mdderive, "build", name, *more], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 1 and f"{name}:" in done.stdout and "D401" in done.stdout
        assert (tmp_path / "build" / name).exists() == written
    marked = (tmp_path / "build" / name).read_text(encoding="utf-8")
    assert "[mdderive" in marked
    compiled(marked, engine, tmp_path, f"{Path(name).stem}-wrong")
