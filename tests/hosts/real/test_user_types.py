"""A user's script over the Python interface is typed through and through: mypy takes it under
`--strict`, and sees what is wrong in a wrong one."""

from pathlib import Path

import pytest

from tests.hosts.real.notes import run

pytestmark = pytest.mark.hosts

SCRIPT = """from collections import Counter
from pathlib import Path

import mdderive
from mdderive import Checked, Layout, Outcome

TEXT = Path("note.md").read_text()


def outcomes(note: Checked) -> Counter[Outcome]:
    return Counter(step.verdict.outcome for step in note.steps)


note = mdderive.check(TEXT, config=mdderive.Config(layout=Layout.NUMERATOR), expand=True)
print(outcomes(note)[Outcome.REFUTED])
for diagnostic in note.diagnostics:
    if diagnostic.span is not None:
        line, column = note.source.position(diagnostic.span.start)
        print(f"{line + 1}:{column}", diagnostic.code.lower(), diagnostic.message.title())
for step in note.steps:
    if step.verdict.witness is not None:
        print(sorted(step.verdict.witness.values), step.verdict.suggestion or "")
    print([row.latex + row.rule for row in step.chain])
built: mdderive.Built = mdderive.build(TEXT)
Path("out.md").write_text(built.text)
paper = mdderive.check_file(Path("note.md"))
print(paper.has_problem, [part.source.path.upper() for part in paper.parts])
for other in mdderive.check_many([TEXT]):
    print(outcomes(other))
for equation in mdderive.equations(note):
    try:
        print(equation.right.to_sympy({"n": 2}).shape)
    except (mdderive.SizeError, mdderive.NoExplicitForm) as error:
        print(str(error))
"""
WRONG = {
    "note.nothing": '"Checked" has no attribute "nothing"',
    "mdderive.check(1)": 'incompatible type "int"',
    "mdderive.build(TEXT).text + 1": "Unsupported operand types",
}


def test_a_script_passes_strict(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    assert "Success" in run("mypy", "--strict", "script.py", cwd=tmp_path)


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_script_does_not(line: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT + line + "\n")
    assert WRONG[line] in run("mypy", "--strict", "script.py", cwd=tmp_path, status=1)
