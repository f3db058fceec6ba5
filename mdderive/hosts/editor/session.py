"""One open note: which version it is at, and the newest that something is known of.

Every change begins a new run after a short wait, and ends the run before it; a run that was ended
tells nobody what it found, so what is known never goes back in time. The work is done by other
processes, a thread waits for it, and the loop that talks to the editor stays free.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

from mdderive.answer import VERDICTS, Solve, Wanted
from mdderive.checked import Checked
from mdderive.hosts.editor.found import Found, find_out
from mdderive.hosts.project import project_config
from mdderive.source import Source

PAUSE = 0.3  # seconds without a key pressed
RUNS = (VERDICTS, Wanted(expanded=True))
"""The verdicts first; the steps between take longer."""

Solver = Callable[[Callable[[], bool]], Solve]
"""Gives what answers questions until the function says that nobody wants to know any more."""


class Session:
    """A note while it is open in an editor. `tell` is called with what is found out about the
    version that is current at that moment."""

    def __init__(self, solver: Solver, tell: Callable[["Session", Checked], None]) -> None:
        self.source = Source("", "")
        self.version: int | None = None
        self.found: Found | None = None
        self._solver = solver
        self._tell = tell
        self._run: asyncio.Task[None] | None = None

    def change(self, source: Source, version: int | None, pause: float = PAUSE) -> None:
        """The note is another one now."""
        self.end()
        self.source, self.version, self.found = source, version, None
        self._run = asyncio.get_running_loop().create_task(self._find_out(source, pause))

    def end(self) -> None:
        """Nobody wants to know any more."""
        if self._run is not None:
            self._run.cancel()

    async def _find_out(self, source: Source, pause: float) -> None:
        await asyncio.sleep(pause)
        config = project_config(Path(source.path).absolute().parent)
        if isinstance(config, Checked):
            self._tell(self, Checked(source, diagnostics=config.diagnostics))
            return
        ended = Event()
        solve = self._solver(ended.is_set)
        try:
            for wanted in RUNS:
                found = await asyncio.to_thread(find_out, source, config, wanted, solve)
                self.found = found
                self._tell(self, found.checked)
        finally:
            ended.set()
