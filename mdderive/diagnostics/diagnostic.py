"""A message about a place in a note."""

from dataclasses import dataclass
from dataclasses import replace as changed

from mdderive.config import Lang
from mdderive.diagnostics.record import Code, Severity
from mdderive.diagnostics.table import CODES
from mdderive.source import Span
from mdderive.wording import said


@dataclass(frozen=True)
class Diagnostic:
    """A message about a place. `cause` and `fix` are this instance's; empty means the code's own.
    `span` is None for a file that could not be read at all. It is said in the language `lang`."""

    code: str
    message: str
    span: Span | None
    cause: str = ""
    fix: str = ""
    lang: Lang = Lang.EN

    @property
    def severity(self) -> Severity:
        return self._code.severity

    @property
    def why(self) -> str:
        """Why it arises."""
        return self.cause or said(self._code.cause, self.lang)

    @property
    def help(self) -> str:
        """What to do about it: of this one, else of all with its code."""
        return self.fix or said(self._code.fix, self.lang)

    @property
    def _code(self) -> Code:
        return CODES[self.code]

    def said_in(self, lang: Lang) -> "Diagnostic":
        """The same in another language; what is in that language already stays as it is."""
        return changed(
            self,
            message=said(self.message, lang),
            cause=said(self.cause, lang),
            fix=said(self.fix, lang),
            lang=lang,
        )
