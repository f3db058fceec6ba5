"""What a diagnostic code is."""

from dataclasses import dataclass
from enum import StrEnum


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
