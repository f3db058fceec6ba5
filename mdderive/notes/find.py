"""The blocks of a note, whatever its format.

Each module of `formats/` that has a constant `FORMAT` contributes its suffixes. A note without a
known suffix, such as standard input, is Markdown.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from types import MappingProxyType

import mdderive.notes.formats as folder
from mdderive.config import Config
from mdderive.derivation import Document
from mdderive.diagnostics import Diagnostic
from mdderive.notes.formats.record import Format
from mdderive.source import Source

_DEFAULT = ".md"


@cache
def formats() -> Mapping[str, Format]:
    """The formats by suffix; two formats with one suffix are a bug and say so."""
    table: dict[str, Format] = {}
    for module in sorted(iter_modules(folder.__path__), key=lambda info: info.name):
        name = f"{folder.__name__}.{module.name}"
        record: Format | None = getattr(import_module(name), "FORMAT", None)
        for suffix in record.suffixes if record else ():
            if suffix in table:
                raise ValueError(f"two formats read {suffix}")
            table[suffix] = record if record else table[suffix]
    return MappingProxyType(table)


def find(source: Source, config: Config) -> Document:
    """The blocks of the note in order; none, with a diagnostic, if it is larger than the budget
    allows."""
    if "derive" not in source.text:
        return Document(())
    if len(source.text) > config.budget.source_bytes:
        return Document((), (), (Diagnostic("D104", "the note is too long", None),))
    return format_of(source).find(source)


def format_of(source: Source) -> Format:
    """The format of a note, by its suffix."""
    table = formats()
    return table.get(PurePath(source.path).suffix.lower(), table[_DEFAULT])
