"""The tables of operators and scalar functions, gathered from the files of two folders.

Each module of `operators/` that has a constant `OPERATOR` contributes it, each module of
`operators/functions/` its constant `FUNCTION`. The walk is sorted, so the tables are the same on
every machine; two records of one name are a bug and say so at once.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

import mdderive.operators.functions as functions_folder
from mdderive.operators.functions.record import ScalarFunction
from mdderive.operators.record import Operator


def _gather(package: str, path: Any, constant: str) -> Iterator[Any]:
    for module in sorted(iter_modules(path), key=lambda info: info.name):
        record = getattr(import_module(f"{package}.{module.name}"), constant, None)
        if record is not None:
            yield record


def _table(records: Iterator[Any]) -> Mapping[str, Any]:
    table: dict[str, Any] = {}
    for record in records:
        if record.name in table:
            raise ValueError(f"two records are named {record.name}")
        table[record.name] = record
    return MappingProxyType(table)


@cache
def operators() -> Mapping[str, Operator]:
    """All operators by name."""
    package = import_module("mdderive.operators")
    return _table(_gather("mdderive.operators", package.__path__, "OPERATOR"))


@cache
def scalar_functions() -> Mapping[str, ScalarFunction]:
    """All scalar functions by name; an arbitrary function is not among them."""
    path = functions_folder.__path__
    return _table(_gather("mdderive.operators.functions", path, "FUNCTION"))
