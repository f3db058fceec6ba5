"""Builds the hostile notes with an eye on what Python itself reports of the process: files that are
opened, code that is compiled or run, programs that are started.

    python -m tests.robustness.guarded NAME...

prints what happened that should not have, and nothing otherwise.
"""

import resource
import sys
import time
from typing import Any

from mdderive.config import Budget, Config
from mdderive.pipeline import build
from mdderive.report import formats
from mdderive.source import Source
from tests.robustness.hostile import NOTES

WATCHED = ("open", "exec", "compile", "subprocess.", "socket.", "os.", "shutil.", "ctypes.")
LIBRARIES = tuple(path for path in sys.path if path)
CONFIG = Config(budget=Budget(seconds=0.3))
SHOWN = ("full", "concise", "github", "junit")  # formats that people read as they are
MEGABYTES, SECONDS = 2_000, 60


def harmful(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether an event is more than a library reading its own source."""
    if not event.startswith(WATCHED) or event in ("os.listdir", "os.scandir"):
        return False
    if event in ("exec", "compile"):
        code = arguments[-1 if event == "compile" else 0]
        name = getattr(code, "co_filename", code)
        return not str(name).startswith((*LIBRARIES, "<frozen", "<string>"))
    return not (event == "open" and str(arguments[0]).startswith(LIBRARIES))


def examine(name: str) -> None:
    """Builds and reports one note."""
    began = time.process_time()
    for suffix in (".md", ".tex"):
        built = build(Source(f"{name}{suffix}", NOTES[name]), CONFIG)
        for said in built.checked.diagnostics:
            if said.code.startswith("D9"):
                print(f"{name}: {said.message}")
        for form in formats().values():
            text = form.render([built.checked], False)
            signs = set(text) - {"\n"} if form.name in SHOWN else set()
            if any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066" for c in signs):
                print(f"{name}: raw control characters in {form.name}")
    took = time.process_time() - began
    if took > SECONDS:
        print(f"{name}: {took:.0f} s")


def main() -> None:
    build(Source("first.md", NOTES["shadow"] + NOTES["expand"]), CONFIG)
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    current = [""]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if harmful(event, arguments):
            sys.stdout.write(f"{current[0]}: {event} {arguments!r}\n")

    sys.addaudithook(watch)
    for name in sys.argv[1:]:
        current[0] = name
        examine(name)


if __name__ == "__main__":
    main()
