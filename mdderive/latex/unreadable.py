"""The one exception of this room: what stops a formula from being read.

Deep inside a parser there is nothing to return, so it is raised there and caught at the room's
doors (`parse_term`, `read`), which hand it on as data.
"""

from mdderive.diagnostics import Diagnostic
from mdderive.source import Span


class Unreadable(Exception):
    """A formula, or part of one, has no reading; `diagnostic` says which part and why."""

    def __init__(
        self, code: str, message: str, span: Span | None, cause: str = "", fix: str = ""
    ) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code, message, span, cause, fix)
