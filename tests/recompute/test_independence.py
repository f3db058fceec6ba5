"""The two judges share no code but terms, records and the tables of operators."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mdderive"

SHARED = {"term", "operators", "config", "derivation", "evidence", "source", "explicit"}


def imported(path: Path) -> set[str]:
    """The rooms of this package that a module imports from, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            names = [node.module or ""]
        found |= {n.split(".")[1] for n in names if n.startswith("mdderive.")}
    return found


@pytest.mark.parametrize("path", sorted((PACKAGE / "recompute").glob("*.py")), ids=lambda p: p.stem)
def test_the_judge_uses_nothing_of_the_kernel(path: Path) -> None:
    assert imported(path) <= SHARED | {"recompute"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "kernel").glob("*.py")), ids=lambda p: p.stem)
def test_the_kernel_uses_nothing_of_the_judge(path: Path) -> None:
    assert "recompute" not in imported(path)


@pytest.mark.parametrize("path", sorted((PACKAGE / "recompute").glob("*.py")), ids=lambda p: p.stem)
def test_no_rule_of_an_operator_is_read(path: Path) -> None:
    """The operators' own differentials and laws serve the kernel and the expansion."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert read.isdisjoint({"differential", "derivative", "laws"})
