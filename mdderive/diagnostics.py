"""What mdderive says about a note: the record, and the table of codes.

D1xx notes and annotations, D2xx notation, D3xx shapes, D4xx refuted steps, D5xx no verdict,
D6xx warnings, D9xx faults of mdderive itself. Every code has a cause, a fix and a sample that
shows it; `mdderive explain CODE` prints its page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mdderive.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Code:
    """One kind of message: what it is called, why it arises, what to do about it."""

    id: str
    severity: Severity
    title: str
    cause: str
    fix: str
    sample: str


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


def _table(*codes: Code) -> Mapping[str, Code]:
    table = {code.id: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("two diagnostics share a code")
    return MappingProxyType(table)


CODES = _table(
    Code(
        "D101",
        Severity.ERROR,
        "the file cannot be read",
        "The file is missing, is a special file, or may not be opened.",
        "Check the path and its permissions.",
        "mdderive check missing.md",
    ),
    Code(
        "D102",
        Severity.ERROR,
        "the file is not UTF-8",
        "mdderive reads notes as UTF-8; some bytes of this file are not.",
        "Convert it, for instance with `iconv -f gb18030 -t utf-8`.",
        "a note saved as GB 18030",
    ),
    Code(
        "D103",
        Severity.ERROR,
        "the output cannot be written",
        "The output folder or file may not be written.",
        "Choose another folder with `-o DIR`, or mend its permissions.",
        "mdderive build notes.md -o /proc",
    ),
)
