"""Who watches the work: a progress bar where there is a terminal, else nobody."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from mdderive.pipeline import Watch, unwatched


def progress(paths: Sequence[str]) -> AbstractContextManager[Watch]:
    """Gives what is told how far each note is; the door that keeps the drawing of bars out of a
    run that shows none."""
    if not sys.stderr.isatty():
        return nullcontext(unwatched)
    from mdderive.hosts.bar import bar  # noqa: PLC0415

    return bar(paths)
