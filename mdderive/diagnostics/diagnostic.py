"""A message about a place in a note."""

from dataclasses import dataclass

from mdderive.diagnostics.record import Severity
from mdderive.diagnostics.table import CODES
from mdderive.source import Span


@dataclass(frozen=True)
class Diagnostic:
    """A message about a place. `cause` and `fix` are this instance's; empty means the code's own.
    `span` is None for a file that could not be read at all."""

    code: str
    message: str
    span: Span | None
    cause: str = ""
    fix: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def help(self) -> str:
        """What to do: of this one, else of all with its code."""
        return self.fix or CODES[self.code].fix
