"""`mdderive annotate`: what it proposes is found, read and checked; nothing else is touched."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mdderive.annotating import propose
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.hosts.cli import cli
from mdderive.pipeline import check
from mdderive.source import Source

SHAPES = "Let $A \\in \\mathbb{R}^{n\\times n}$ and $x \\in \\mathbb{R}^n$.\n\n"
GRADIENT = "\\begin{aligned}f &= x^\\top A x \\\\ \\nabla f &= (A + A^\\top) x\\end{aligned}"
LEAST = "\\frac{\\partial f}{\\partial w} = 2 X^\\top (X w - y)"

CHECKED = {
    "prose": ("note.md", f"{SHAPES}$$\n{GRADIENT}\n$$\n", 1),
    "inference": ("note.md", f"$$ f = \\|Xw - y\\|^2 $$\n\nthen\n\n$$ {LEAST} $$\n", 2),
    "fact in the prose": ("note.md", f"Minimise $f = \\|Xw - y\\|^2$:\n\n$$ {LEAST} $$\n", 1),
    "list": ("note.md", f"- item\n\n  $$ f = \\|Xw - y\\|^2 $$\n\n  $$ {LEAST} $$\n", 2),
    "quote": ("note.md", f"{SHAPES}> $$\n> {GRADIENT}\n> $$\n", 1),
    "admonition": ("note.md", f"{SHAPES}!!! note\n\n    $$\n    {GRADIENT}\n    $$\n", 1),
    "environment": ("note.md", f"{SHAPES}\\begin{{equation}}\n{GRADIENT}\n\\end{{equation}}\n", 1),
    "CRLF": ("note.md", f"{SHAPES}$$\n{GRADIENT}\n$$\n".replace("\n", "\r\n"), 1),
    "LaTeX": ("a.tex", f"{SHAPES}\\begin{{equation}}\n{GRADIENT}\n\\end{{equation}}\n", 1),
    "zh": ("note.md", f"设 $A$ 是 $n$ 阶方阵，$x$ 是 $n$ 维列向量。\n\n$$\n{GRADIENT}\n$$\n", 1),
}


@pytest.mark.parametrize(("path", "text", "displays"), CHECKED.values(), ids=CHECKED)
def test_what_is_proposed_checks(path: str, text: str, displays: int) -> None:
    proposal = propose(Source(path, text), Config())
    assert (proposal.displays, proposal.missing) == (displays, ())
    checked = check(proposal.note, Config())
    assert not checked.diagnostics
    assert {step.verdict.outcome for step in checked.steps} <= {Outcome.GIVEN, Outcome.PROVED}
    assert any(step.verdict.outcome is Outcome.PROVED for step in checked.steps)
    again = propose(proposal.note, Config())
    assert (again.note.text, again.displays) == (proposal.note.text, 0)
    kept = iter(proposal.note.text.splitlines())
    assert all(line in kept for line in text.splitlines())


FORWARD = r"""$$
\begin{aligned}
z_1 &= W_1 x + b_1 \\
a_1 &= \sigma(z_1) \\
L &= \frac{1}{2} \|a_1 - y\|^2
\end{aligned}
$$

## Backwards

$$
\frac{\partial L}{\partial W_1} = ((a_1 - y) \odot a_1 \odot (1 - a_1)) x^\top
$$
"""
RIDGE = r"""$$ f = \frac{1}{2} \|X w - t\|^2 + \frac{\lambda}{2} \|w\|^2 $$

so that

$$ \nabla f = X^\top (X w - t) + \lambda w $$
"""
SOLVED = {
    "a display that defines is used in the next section": (FORWARD, 2, ()),
    "a fact that is not read is not proposed": (
        f"The sigmoid is $\\sigma(z) = 1/(1+e^{{-z}})$.\n\n{FORWARD}",
        2,
        (),
    ),
    "two sections": (f"# One\n\n{FORWARD}\n# Two\n\n{RIDGE}", 4, ()),
    "a gradient without its variable": (RIDGE, 2, ("wrt: w",)),
}


@pytest.mark.parametrize(("text", "displays", "lines"), SOLVED.values(), ids=SOLVED)
def test_what_is_proposed_is_read_and_true(text: str, displays: int, lines: tuple[str]) -> None:
    proposal = propose(Source("note.md", text), Config())
    assert (proposal.displays, proposal.missing) == (displays, ())
    assert all(line in proposal.note.text.splitlines() for line in lines)
    outcomes = {step.verdict.outcome for step in check(proposal.note, Config()).steps}
    assert outcomes == {Outcome.GIVEN, Outcome.PROVED}


def test_the_kind_of_a_function_is_left_to_the_author() -> None:
    text = "$$ g'(z) = g(z) (1 - g(z)) $$\n\n$$ \\nabla_z g(z) = g(z) (1 - g(z)) $$\n"
    proposal = propose(Source("note.md", text), Config())
    assert "g: R" not in proposal.note.text and proposal.missing


LEFT_ALONE = {
    "annotated": f"<!-- derive: A: R^{{n x n}}; x: R^n; wrt: x -->\n\n$$\n{GRADIENT}\n$$\n",
    "ignored": f"<!-- mdderive: ignore -->\n\n$$\n{GRADIENT}\n$$\n",
    "no derivation": "$$ 1 + 1 = 2 $$\n",
    "no relation": "$$ \\nabla f $$\n",
    "code": f"```\n$$\n{GRADIENT}\n$$\n```\n",
    "comment": f"<!--\n$$\n{GRADIENT}\n$$\n-->\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_left_alone(text: str) -> None:
    assert propose(Source("note.md", text), Config()).note.text == text


def test_what_is_false_is_proposed_all_the_same() -> None:
    text = f"{SHAPES}$$\n{GRADIENT}\n$$\n".replace("(A + A^\\top) x", "2 A x")
    note = propose(Source("note.md", text), Config()).note
    assert [step.verdict.outcome for step in check(note, Config()).steps][-1] is Outcome.REFUTED


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["annotate", *arguments])


def test_the_diff_and_the_writing(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"{SHAPES}$$\n{GRADIENT}\n$$\n", encoding="utf-8")
    before = note.read_bytes()
    shown = run(str(note))
    assert shown.exit_code == 0 and note.read_bytes() == before
    assert "+<!-- derive: wrt: x -->\n" in shown.stdout
    assert shown.stderr.endswith("note.md: 1 display annotated\n")
    assert run(str(note), "--write").stdout == ""
    assert b"<!-- derive: wrt: x -->" in note.read_bytes()
    assert run(str(note)).stdout == ""


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("$$ \\nabla_x g = 2 x $$\n", encoding="utf-8")
    shown = run(str(note))
    assert shown.exit_code == 0 and "g" in shown.stderr and "not read yet" in shown.stderr
