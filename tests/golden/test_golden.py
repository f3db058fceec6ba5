"""Golden cases: a note, the report on it, and the note as `build` writes it.

`cases/NAME.md` goes in; `expected/NAME.md.report` and `expected/NAME.md` must come out. They are
refreshed only by `pytest tests/golden --refresh-golden`; read the difference before committing it.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mdderive.hosts.cli import cli

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir() if path.suffix in (".md", ".tex"))
WRONG = {"numerator.md", "refuted.md", "unreadable.md"}
"""Notes with a problem, which no build passes."""


def run(*arguments: str) -> Result:
    """The command, which remembers nothing of an earlier run and leaves nothing for a later one."""
    command, *others = arguments
    return CliRunner().invoke(cli, [command, "--no-cache", *others], env={"NO_COLOR": "1"})


def compare(expected: Path, found: str, refresh: bool) -> None:
    if refresh:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.fixture
def refresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.chdir(HERE / "cases")
    return bool(request.config.getoption("--refresh-golden"))


@pytest.mark.parametrize("name", CASES)
def test_report(name: str, refresh: bool) -> None:
    result = run("check", name)
    compare(HERE / "expected" / f"{name}.report", result.output, refresh)
    assert result.exit_code == (1 if "error[" in result.output else 0)


@pytest.mark.parametrize("name", CASES)
def test_output(name: str, refresh: bool, tmp_path: Path) -> None:
    run("build", "--keep-going", name, "-o", str(tmp_path))
    built = (tmp_path / name).read_text(encoding="utf-8")
    compare(HERE / "expected" / name, built, refresh)


@pytest.mark.parametrize("name", [name for name in CASES if name not in WRONG])
def test_a_built_note_passes_and_stays(name: str, refresh: bool, tmp_path: Path) -> None:
    """What was right in the note is proved in the built one, which a second build leaves alone."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert run("build", name, "-o", str(first)).exit_code == 0
    again = run("build", str(first / name), "-o", str(second))
    assert again.exit_code == 0, again.output
    assert "tested" not in again.output
    assert (second / name).read_bytes() == (first / name).read_bytes()
