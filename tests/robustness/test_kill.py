"""A build that is killed at any moment leaves each file whole: the old one or the new one."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.running.notes import block

COMMAND = [sys.executable, "-c", "from mdderive.hosts.cli import main; main()", "build"]
MOMENTS = 50


def test_no_file_is_ever_half_written_or_lost(tmp_path: Path) -> None:
    note, cache = tmp_path / "note.md", ["--cache-dir", "cache"]
    text = "\n".join(block(power) for power in range(2, 5)) + "words\n" * 20_000
    note.write_text(text)
    began = time.monotonic()
    for _ in range(2):  # the second time from memory
        began = time.monotonic()
        subprocess.run([*COMMAND, *cache, "note.md"], cwd=tmp_path, check=True)
    takes, target = time.monotonic() - began, tmp_path / "build/note.md"
    new, old, chance = target.read_text(), "an earlier build\n", random.Random(7)
    for _ in range(MOMENTS):
        target.write_text(old)
        with subprocess.Popen([*COMMAND, *cache, "note.md"], cwd=tmp_path, stdout=-3) as child:
            time.sleep(takes * chance.uniform(0.3, 1.1))
            child.kill()
        assert target.read_text() in (old, new) and note.read_text() == text
