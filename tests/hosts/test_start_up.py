"""Nothing is loaded before it is needed: which rooms and libraries a run of the command has entered
by its end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.notes import FALSE, TRUE

LOADED = """import sys
from mdderive.hosts.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

JUDGES = {"sympy", "flint", "mpmath", "mdderive.kernel", "mdderive.recompute", "mdderive.derive"}
READERS = {"pylatexenc", "mdderive.latex", "mdderive.answering"}
WORKERS = {"pebble", "multiprocessing", "asyncio"}
NOTES = {"markdown_it", "yaml"}
TABLES = {"mdderive.operators", "mdderive.rules", "mdderive.hosts.pages"}
BAR = {"rich.progress", "rich.console"}
NOTHING = JUDGES | READERS | WORKERS | NOTES | BAR


CASES = [
    (["--help"], NOTHING | TABLES),
    (["--version"], NOTHING | TABLES),
    (["check", "--help"], NOTHING | TABLES),
    (["rules"], NOTHING),
    (["explain", "D401"], NOTHING),
    (["explain", "trace"], NOTHING),
    (["check", "plain.md"], JUDGES | READERS | WORKERS | TABLES | BAR),
    (["check", "true.md", "false.md"], NOTHING | TABLES),
    (["check", "--format", "json", "false.md"], NOTHING | TABLES),
    (["build", "true.md", "false.md"], NOTHING | TABLES),
    (["annotate", "plain.md"], JUDGES - {"mdderive.derive"} | WORKERS | BAR),
]


def entered(folder: Path, *arguments: str) -> set[str]:
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three notes; the verdicts of those with derivations are remembered."""
    folder = tmp_path_factory.mktemp("notes")
    (folder / "plain.md").write_text("# Words\n\nand $x$.\n")
    (folder / "true.md").write_text(TRUE)
    (folder / "false.md").write_text(FALSE)
    for command in ("check", "build"):
        assert entered(folder, command, "true.md", "false.md") >= WORKERS
    return folder


@pytest.mark.parametrize(
    ("arguments", "left_out"), CASES, ids=[" ".join(arguments) for arguments, _ in CASES]
)
def test_a_run_enters_no_room_that_it_does_not_need(
    folder: Path, arguments: list[str], left_out: set[str]
) -> None:
    assert entered(folder, *arguments) & left_out == set()
