"""The table of all codes, gathered from the families; two codes of one id are a bug."""

from collections.abc import Mapping
from types import MappingProxyType

from mdderive.diagnostics import faults, notation, notes, refuted, shapes, undecided, warnings
from mdderive.diagnostics.record import Code

_FAMILIES = (notes, notation, shapes, refuted, undecided, warnings, faults)


def _table() -> Mapping[str, Code]:
    codes = [code for family in _FAMILIES for code in family.CODES]
    table = {code.id: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("two diagnostics share a code")
    return MappingProxyType(table)


CODES = _table()
