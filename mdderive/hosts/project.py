"""Settings of a project: the nearest `mdderive.toml`, or `[tool.mdderive]` of `pyproject.toml`,
from the current folder upwards. They are the defaults under a note's front matter and its blocks.

    layout = "numerator"
    macros = ['\\Tsp = \\top']
    declare = ['n: R']
    [budget]
    seconds = 20
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from mdderive.checked import Checked
from mdderive.config import Budget, Config, Detail, Lang, Layout, Present, Structured
from mdderive.hosts.inputs import fault


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """What a project may set; a wrong key or value is an error that names its place."""

    layout: Layout = Layout.DENOMINATOR
    structured: Structured = Structured.FREE
    conventions: bool = False
    lang: Lang | None = None
    detail: Detail = Detail.NORMAL
    present: Present = Present.INLINE
    expand: bool = True
    macros: tuple[str, ...] | dict[str, str] = ()
    declare: tuple[str, ...] = ()
    strict: bool = False
    budget: dict[str, float] = {}


NAMES = {"mdderive.toml": False, "pyproject.toml": True}
"""The files that may hold settings, and whether in a table of their own."""


def _candidates(folder: Path) -> Iterator[tuple[Path, bool]]:
    for place in (folder, *folder.parents):
        for name, nested in NAMES.items():
            yield place / name, nested


def _table(path: Path, nested: bool) -> dict[str, Any] | None:
    table: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
    found: dict[str, Any] | None = table.get("tool", {}).get("mdderive") if nested else table
    return found


def _macros(lines: tuple[str, ...] | dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = lines.items() if isinstance(lines, dict) else ()
    return tuple(pairs) or tuple(map(_macro, lines))


def _macro(line: str) -> tuple[str, str]:
    name, equals, body = (part.strip() for part in line.partition("="))
    if not (name.startswith("\\") and equals and body):
        raise ValueError(f"a macro is written `\\name = body`, not `{line}`")
    return name, body


def _budget(changes: dict[str, float]) -> Budget:
    known = Budget()
    for name, value in changes.items():
        if not hasattr(known, name):
            raise ValueError(f"there is no budget `{name}`")
        if value <= 0:
            raise ValueError(f"the budget `{name}` must be positive")
    whole = {name: type(getattr(known, name))(value) for name, value in changes.items()}
    return replace(known, **whole)


def config_of(table: Mapping[str, Any]) -> Config:
    """The settings that a table makes, whichever file it stood in; ValueError says what is wrong
    with it."""
    settings = msgspec.convert(table, Settings)
    return Config(
        layout=settings.layout,
        structured=settings.structured,
        conventions=settings.conventions,
        lang=settings.lang,
        detail=settings.detail,
        present=settings.present,
        expand=settings.expand,
        macros=_macros(settings.macros),
        declare=settings.declare,
        strict=settings.strict,
        budget=_budget(settings.budget),
    )


class WrongSettings(ValueError):
    """A file of settings that can't be used: which, and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class ProjectTable:
    """The settings as they stand in a file; `path` is None where there is no such file."""

    path: Path | None
    table: Mapping[str, Any]


def project_table(folder: Path) -> ProjectTable:
    """The nearest table of settings from the folder upwards. Raises WrongSettings."""
    for path, nested in _candidates(folder):
        try:
            table = _table(path, nested)
            if table is not None:
                config_of(table)  # so that what is wrong is said of this file
                return ProjectTable(path, table)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            raise WrongSettings(path, str(error)) from error
    return ProjectTable(None, {})


def project_config(folder: Path) -> Config | Checked:
    """The settings that hold in the folder, or what is wrong with the file that holds them."""
    try:
        return config_of(project_table(folder).table)
    except WrongSettings as error:
        return fault(str(error.path), "D108", error.reason)
