"""The table of rules, gathered by a sorted walk of this folder: each module that has a constant
`RULES` is a family. Two rules of one id are a bug and say so at once."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from mdderive.rules.record import Rule


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, family by family."""
    package = import_module("mdderive.rules")
    table: dict[str, Rule] = {}
    for module in sorted(iter_modules(package.__path__), key=lambda info: info.name):
        family = import_module(f"mdderive.rules.{module.name}")
        for rule in getattr(family, "RULES", ()):
            if rule.id in table:
                raise ValueError(f"two rules are called {rule.id}")
            table[rule.id] = rule
    return MappingProxyType(table)
