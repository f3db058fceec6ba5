"""The extension in Sphinx with MyST-Parser, for HTML and for LaTeX."""

from pathlib import Path

import pytest

from tests.hosts.real.notes import BAD, FIX, GOOD, PLACE, run

pytestmark = pytest.mark.hosts

CONF = """project = "Notes"
extensions = ["myst_parser", "sphinx.ext.mathjax", "mdderive.hosts.sphinx"]
myst_enable_extensions = ["dollarmath", "amsmath"]
mathjax_path = "mathjax.js"
latex_engine = "pdflatex"
"""
PERCENT = r"""# MyST

% derive
% A: R^{n x n}
% x: R^n
% wrt: x
```{math}
:label: form

f &= x^\top A x \\
\frac{\partial f}{\partial x} &= (A + A^\top) x
```

See {eq}`form`.

```{nothing}
```
"""
LINE = PERCENT[: PERCENT.index("\\frac")].count("\n") + 1
BROKEN_LINE = PERCENT[: PERCENT.index("```{nothing}")].count("\n") + 1


def site(folder: Path, note: str, settings: str = "") -> Path:
    (folder / "conf.py").write_text(CONF + settings)
    (folder / "index.md").write_text(note)
    return folder


def sphinx(folder: Path, *options: str, status: int = 0) -> str:
    return run("sphinx-build", "-E", *options, ".", "out", cwd=folder, status=status)


def test_a_good_note_builds_and_shows_its_steps(tmp_path: Path) -> None:
    said = sphinx(site(tmp_path, GOOD), "-W", "-n")
    assert "WARNING" not in said
    html = (tmp_path / "out/index.html").read_text()
    assert r"\text{read off the gradient}" in html and r"\text{product rule}" in html


def test_a_wrong_step_is_a_warning_with_file_and_line(tmp_path: Path) -> None:
    said = sphinx(site(tmp_path, BAD), "-W", status=1)
    assert f"index.md:{PLACE[0]}: WARNING: D401" in said and FIX in said
    assert "[mdderive.D401]" in said
    sphinx(tmp_path)
    assert "[mdderive: refuted]" in (tmp_path / "out/index.html").read_text()
    sphinx(site(tmp_path, BAD, 'suppress_warnings = ["mdderive.D401"]\n'), "-W")


def test_myst_comments_and_directives_and_the_lines_of_others(tmp_path: Path) -> None:
    said = sphinx(site(tmp_path, PERCENT))
    assert f"index.md:{BROKEN_LINE}: WARNING: Unknown directive type" in said
    assert said.count("WARNING") == 1
    html = (tmp_path / "out/index.html").read_text()
    assert r"\text{read off the gradient}" in html and "A: R^" not in html
    assert 'id="equation-form"' in html
    wrong = PERCENT.replace("(A + A^\\top) x", "2 A x")
    said = sphinx(site(tmp_path, wrong))
    assert f"index.md:{LINE}: WARNING: D401" in said
    assert f"index.md:{BROKEN_LINE}: WARNING: Unknown directive" in said


def test_the_latex_builder_makes_a_paper_that_compiles(tmp_path: Path) -> None:
    good = PERCENT[: PERCENT.index("```{nothing}")]
    sphinx(site(tmp_path, good + GOOD.replace("# A note", "## A note")), "-W", "-b", "latex")
    tex = (tmp_path / "out/notes.tex").read_text()
    assert tex.count(r"\text{read off the gradient}") == 2
    # Sphinx's own class asks for more than the small TeX Live of CI has: its displays alone.
    opening, ending = r"\begin{equation*}", r"\end{equation*}"
    parts = [part.partition(ending)[0] for part in tex.split(opening)[1:]]
    displays = [f"{opening}{part}{ending}" for part in parts]
    assert displays
    head = [r"\documentclass{article}", r"\usepackage{amsmath}", r"\begin{document}"]
    page = "\n".join([*head, *displays, r"\end{document}", ""])
    (tmp_path / "page.tex").write_text(page)
    run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex", cwd=tmp_path)


def test_settings_are_those_of_the_project_and_wrong_ones_stop_the_build(tmp_path: Path) -> None:
    note = GOOD.replace("(A + A^\\top) x", "x^\\top (A + A^\\top)")
    sphinx(site(tmp_path, note), "-W", status=1)
    sphinx(site(tmp_path, note, 'mdderive = {"layout": "numerator"}\n'), "-W")
    (tmp_path / "mdderive.toml").write_text('layout = "numerator"\n')
    sphinx(site(tmp_path, note), "-W")
    said = sphinx(site(tmp_path, note, 'mdderive = {"layout": "both"}\n'), status=2)
    assert "mdderive" in said and "layout" in said


def test_pages_are_read_in_parallel(tmp_path: Path) -> None:
    site(tmp_path, "# Start\n\n```{toctree}\na\nb\nc\n```\n")
    for name, note in (("a", GOOD), ("b", BAD), ("c", GOOD)):
        (tmp_path / f"{name}.md").write_text(note)
    said = sphinx(tmp_path, "-j", "2")
    assert said.count("WARNING") == 1 and f"b.md:{PLACE[0]}: WARNING: D401" in said
