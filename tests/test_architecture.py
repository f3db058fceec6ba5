"""The house stays as it was built: rooms in order, libraries behind one door, small modules, and
every record complete. Read from the source with `ast`; nothing is imported to find it out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdderive.diagnostics import CODES, Code
from mdderive.operators import Defined, Einsum, Operator, Primitive, operators, scalar_functions
from mdderive.operators.functions.record import ScalarFunction

PACKAGE = Path(__file__).parent.parent / "mdderive"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = (
    {"source", "config"},
    {"wording"},
    {"diagnostics"},
    {"term", "letters"},
    {"operators"},
    {"rules"},
    {"derivation"},
    {"evidence", "explicit"},
    {"kernel", "recompute"},
    {"derive", "latex", "notes"},
    {"checked"},
    {"key_steps"},
    {"excerpt"},
    {"answer"},
    {"reasons", "telling"},
    {"answering", "annotating"},
    {"pipeline", "manuscript"},
    {"running"},
    {"report"},
    {"hosts"},
    {"__init__"},
)
"""Rooms from the ground up. A room imports only from rows before its own, or from itself."""

ROWS = {room: row for row, rooms in enumerate(ORDER) for room in rooms}

SINGLE = {
    "pylatexenc": {"latex", "notes"},
    "markdown_it": {"notes"},
    "mdit_py_plugins": {"notes"},
    "yaml": {"notes"},
    "mkdocs": {"hosts"},
    "markdown": {"hosts"},
    "sphinx": {"hosts"},
    "click": {"hosts"},
    "rich": {"report", "hosts"},
    "sympy": {"kernel", "recompute"},
    "flint": {"recompute", "kernel"},
    "sqlite3": {"running"},
    "pebble": {"running"},
    "pygls": {"hosts"},
    "lsprotocol": {"hosts"},
}
"""Which rooms may import a library. `pylatexenc` and `rich` are held to one room below."""

LAZY_DOORS = {
    ("hosts/command.py", "mdderive.hosts.cli"),
    ("answering.py", "mdderive.kernel"),
    ("answering.py", "mdderive.recompute"),
    ("pipeline.py", "mdderive.answering"),
    ("running/task.py", "mdderive.answering"),
    ("hosts/solving.py", "mdderive.running.workers"),
    ("hosts/api.py", "mdderive.recompute"),
    ("hosts/cli.py", "mdderive.hosts.annotate"),
    ("hosts/cli.py", "mdderive.hosts.editor.server"),
    ("hosts/cli.py", "mdderive.hosts.pages"),
    ("hosts/cli.py", "mdderive.hosts.selftest"),
    ("hosts/progress.py", "mdderive.hosts.bar"),
}
"""Imports inside a function: only where SymPy, or a room that few commands enter, would otherwise
be loaded at start-up."""


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that a tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_only_from_rooms_below_its_own(path: Path) -> None:
    room = room_of(path)
    for name in imported(parsed(path)):
        if name == "mdderive" or not name.startswith("mdderive."):
            continue
        other = name.split(".")[1]
        assert other == room or ROWS[other] < ROWS[room], f"{room} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_libraries_stay_behind_their_doors(path: Path) -> None:
    for name in imported(parsed(path)):
        allowed = SINGLE.get(name.split(".")[0])
        assert allowed is None or room_of(path) in allowed, f"{named(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_stand_at_the_top(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for name in imported(node):
                assert (named(path), name) in LAZY_DOORS, f"{node.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_functions_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says its idea"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 50, node.name


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_exceptions_are_named_except_at_the_one_boundary(path: Path) -> None:
    broad = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and not isinstance(node.body[-1], ast.Raise)
    ]
    assert len(broad) == (1 if named(path) == "answering.py" else 0)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_global_state_can_change(path: Path) -> None:
    for node in parsed(path).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        names = ast.unparse(node).split("=")[0] if value else ""
        mutable = isinstance(value, ast.List | ast.Set | ast.ListComp | ast.SetComp)
        assert not mutable or "__all__" in names, f"{names} may be changed"
    for inner in ast.walk(parsed(path)):
        assert not isinstance(inner, ast.Global | ast.Nonlocal)


def test_every_folder_name_says_what_is_in_it() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
    assert not [path for path in MODULES if set(path.with_suffix("").parts) & vague]
    assert {room_of(path) for path in MODULES} <= set(ROWS)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_every_diagnostic_has_a_cause_a_fix_and_a_sample(code: Code) -> None:
    assert code.title and code.cause and code.fix and code.sample
    assert code.cause.endswith(".") and code.fix.endswith((".", "`"))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_code_that_is_used_is_in_the_table(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if len(text) == 4 and text[0] == "D" and text[1:].isdigit():
                assert text in CODES


def test_every_code_in_the_table_is_used() -> None:
    others = [path for path in MODULES if room_of(path) != "diagnostics"]
    text = "".join(path.read_text(encoding="utf-8") for path in others)
    assert [code for code in CODES if f'"{code}"' not in text] == []


@pytest.mark.parametrize("operator", operators().values(), ids=lambda operator: operator.name)
def test_every_operator_is_complete(operator: Operator) -> None:
    assert operator.title.en and operator.title.zh and operator.source
    assert operator.notation.template
    assert isinstance(operator.index_form, Einsum | Defined | Primitive)
    assert operator.samples or operator.shape is None or operator.evaluate is None


@pytest.mark.parametrize("function", scalar_functions().values(), ids=lambda f: f.name)
def test_every_scalar_function_is_complete(function: ScalarFunction) -> None:
    assert function.title.en and function.title.zh and function.source
    assert function.latex and function.spellings
