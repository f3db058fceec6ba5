"""Every command of the README is run, and prints what the README says it prints.

A `sh` block is a command; a `text` block right after it is its output, where a line `...` stands
for any lines. The two commands that set everything up are run whole by `.ci/run`; here, where an
environment exists already, what follows the setting up is run.
"""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?", README, re.S)
SET_UP = ("python3 -m venv .venv", ".venv/bin/python -m pip install -q -e '.[dev]'")


THIS_RUN = ".venv/bin/python -m pytest"
WHOLE = [command for command, _ in BLOCKS if command.startswith(SET_UP[0])]


def parts(command: str) -> list[str]:
    return [part.strip() for part in command.split(" && ")]


def test_two_commands_set_up_everything() -> None:
    first, second = map(parts, WHOLE)
    assert tuple(first[:2]) == tuple(second[:2]) == SET_UP
    assert first[2].startswith(".venv/bin/mdderive build samples/")
    assert second[2:] == [THIS_RUN]


COMMANDS = [(command, output) for command, output in BLOCKS if parts(command)[-1] != THIS_RUN]


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[c[0][-50:] for c in COMMANDS])
def test_a_command_prints_what_the_readme_says(command: str, output: str, tmp_path: Path) -> None:
    wanted = [part for part in parts(command) if part not in SET_UP]
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    here = str(Path(sys.executable).parent)
    line = " && ".join(wanted).replace(".venv/bin/", f"{here}/")
    line = re.sub(r"^mdderive", f"{here}/mdderive", line, flags=re.M)
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == (1 if "D401" in output else 0), done.stdout + done.stderr
    pattern = "(?s:.*)".join(
        re.escape(piece) for piece in re.split(r"^\.\.\.$", output, flags=re.M)
    )
    assert not output or re.fullmatch(pattern + r"\n?", done.stdout), done.stdout


def test_its_python_prints_what_the_readme_says() -> None:
    ran = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert ran.failed == 0 and ran.attempted >= 4
