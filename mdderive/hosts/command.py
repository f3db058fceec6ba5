"""Where the command begins and ends. While the rest is loaded, and once all is said, there is
nothing to be put in order, so Ctrl-C ends it on the spot; in between it is an exception."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command and leave with its status."""
    before = signal.signal(signal.SIGINT, _leave)
    from mdderive.hosts.cli import main as run  # noqa: PLC0415

    signal.signal(signal.SIGINT, before)
    try:
        run()
    finally:
        signal.signal(signal.SIGINT, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    os.write(2, b"interrupted\n")
    os._exit(128 + number)
