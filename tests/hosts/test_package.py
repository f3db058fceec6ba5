"""`build` puts mdderive.sty beside a paper that loads it, and nowhere else."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mdderive.hosts.cli import cli

BLOCK = "% derive: a, x: R^n; wrt: x\n\\[ \\nabla_x (a^\\top x) = a \\]\n"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_package_goes_beside_a_paper_that_loads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plain.tex").write_text(BLOCK)
    Path("deep").mkdir()
    Path("deep/paper.tex").write_text("\\usepackage{mdderive}\n" + BLOCK)
    Path("deep/about.md").write_text("\\usepackage{mdderive}\n")
    run("build", "plain.tex", "deep/about.md")
    assert not list(Path("build").rglob("*.sty"))
    run("build", "deep")
    assert Path("build/deep/mdderive.sty").read_text() == run("sty")
