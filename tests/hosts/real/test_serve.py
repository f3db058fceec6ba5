"""`mkdocs serve`: a page that is being written shows what is in its file now."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.hosts.real.notes import BAD, BIN, GOOD
from tests.hosts.real.sites import site

pytestmark = pytest.mark.hosts

PATIENCE = 90.0
NUMERATOR = GOOD.replace("(A + A^\\top) x", "x^\\top (A + A^\\top)")
LONGER = GOOD.replace("# A note\n", "# A note\n\nOne more paragraph.\n")


@dataclass(frozen=True)
class Served:
    """A site that is being served."""

    folder: Path
    address: str
    log: Path

    def write(self, note: str) -> None:
        (self.folder / "docs" / "index.md").write_text(note)

    def until(self, pattern: str) -> str:
        """The page, as soon as it is what is expected."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                html = urlopen(self.address).read().decode()
            except URLError:
                html = ""
            if re.search(pattern, html, re.S):
                return str(html)
            time.sleep(0.3)
        raise AssertionError(f"{pattern} never came: {self.log.read_text()}")

    def said(self) -> list[str]:
        """The warnings so far."""
        return re.findall(r"WARNING.*: (D\d+ .*)", self.log.read_text())


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(params=["mkdocs", "properdocs"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    site(tmp_path, GOOD)
    at, log = f"127.0.0.1:{free_port()}", tmp_path / "log"
    command = [BIN / request.param, "serve", "-a", at, "--livereload"]
    path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=tmp_path, stdout=out, stderr=out, env=os.environ | path
        ) as server,
    ):
        yield Served(tmp_path, f"http://{at}/", log)
        server.terminate()


def test_the_page_and_the_warnings_follow_the_note(served: Served) -> None:
    served.until("1 given, 1 proved")
    assert served.said() == []

    served.write(BAD)
    assert "Declare it, or write " in served.until("1 given, 1 refuted")
    assert [warning[:4] for warning in served.said()] == ["D401"]

    served.write(LONGER)
    assert "refuted" not in served.until("One more paragraph.*1 given, 1 proved")
    assert len(served.said()) == 1

    served.write(NUMERATOR)
    assert "layout" in served.until("1 given, 1 refuted")
    (served.folder / "mdderive.toml").write_text('layout = "numerator"\n')
    assert "refuted" not in served.until("1 given, 1 proved")
    assert len(served.said()) == 2

    (served.folder / "mdderive.toml").write_text('layout = "denominator"\n')
    served.until("1 given, 1 refuted")
    (served.folder / "mdderive.toml").unlink()
    (served.folder / "pyproject.toml").write_text('[tool.mdderive]\nlayout = "numerator"\n')
    served.until("1 given, 1 proved")

    time.sleep(3)  # nothing changes but the log, which stands in the same folder
    builds = served.log.read_text().count("Building documentation")
    time.sleep(3)
    assert served.log.read_text().count("Building documentation") == builds
