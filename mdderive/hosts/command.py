"""Where the command begins. While the rest is loaded there is nothing to be put in order, so
Ctrl-C ends it on the spot; from then on it is an exception."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command and leave with its status."""
    before = signal.signal(signal.SIGINT, _leave)
    from mdderive.hosts.cli import main as run  # noqa: PLC0415

    signal.signal(signal.SIGINT, before)
    run()


def _leave(number: int, _: FrameType | None) -> None:
    os.write(2, b"interrupted\n")
    os._exit(128 + number)
