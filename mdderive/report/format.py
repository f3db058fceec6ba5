"""What a report format is, and the table of them, gathered from the files of this folder.

A format is one module with a constant `FORMAT`; dropping a file in adds `--format NAME`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from mdderive.checked import Checked


@dataclass(frozen=True)
class Format:
    """`render` turns checked notes into the text for standard output; `color` says whether it may
    hold terminal colours."""

    name: str
    render: Callable[[Sequence[Checked], bool], str]


@cache
def formats() -> Mapping[str, Format]:
    """All formats by name."""
    package = import_module("mdderive.report")
    names = sorted(info.name for info in iter_modules(package.__path__))
    modules = (import_module(f"mdderive.report.{name}") for name in names)
    found = (getattr(module, "FORMAT", None) for module in modules)
    return MappingProxyType({f.name: f for f in found if f is not None})
