"""The Chinese for all that mdderive says of a note, a file for each room that says it."""

from collections.abc import Mapping
from types import MappingProxyType

from mdderive.wording.chinese import (
    assumptions,
    codes,
    formulas,
    kept,
    notes,
    reasons,
    shapes,
    verdicts,
)

_FAMILIES = (assumptions, codes, formulas, kept, notes, reasons, shapes, verdicts)

PHRASES: Mapping[str, str] = MappingProxyType(
    {english: chinese for family in _FAMILIES for english, chinese in family.PHRASES.items()}
)
