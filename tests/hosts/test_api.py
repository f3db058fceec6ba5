"""The Python interface: its documentation runs, its formulas are what SymPy makes of them."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
import sympy
from sympy import Matrix, MatrixSymbol, diff, expand, simplify

import mdderive
from mdderive.hosts import api

NOTE = r"""<!-- derive
A: R^{n x n}
X: R^{m x n}
x: R^n
S: R^{n x n} symmetric
s: R
wrt: X, x, S, s
-->

$$
%s
$$
"""
SIZES = {"m": 2, "n": 2}


def sides(row: str) -> list[sympy.Matrix]:
    [equation] = mdderive.equations(mdderive.check(NOTE % row))
    assert equation.step.verdict.outcome in ("proved", "tested"), equation.step.verdict
    return [Matrix([side.to_sympy(SIZES)]) for side in (equation.left, equation.right)]


def test_the_documentation_runs() -> None:
    ran = doctest.testmod(api, extraglobs={"expand": expand})
    assert ran.failed == 0 and ran.attempted >= 15


@pytest.mark.parametrize(
    "row",
    [
        r"\mathrm{d}(x^\top A x) = x^\top (A + A^\top)\, \mathrm{d}x",
        r"\mathrm{d}(S^{-1}) = -S^{-1}\, \mathrm{d}S\, S^{-1}",
        r"\mathrm{d}\log\det(S) = \operatorname{tr}(S^{-1}\, \mathrm{d}S)",
        r"\mathrm{d}^2 (s^3) = 6 s\, \mathrm{d}s\, \mathrm{d}s",
        r"\nabla_X \|X x\|^2 = 2 X x x^\top",
        r"\nabla_x^2 (x^\top A x) = A + A^\top",
        r"\frac{\partial A x}{\partial x^\top} = A",
        r"\frac{\partial \operatorname{vec}(X A)}{\partial \operatorname{vec}(X)^\top}"
        r" = A^\top \otimes I_m",
        r"\nabla_x \|x\| = \frac{x}{\|x\|}",
        r"\nabla_x (\mathbf{1}^\top \sigma(x)) = \sigma(x) \odot (1 - \sigma(x))",
        r"\nabla_s \operatorname{tr}(\exp(s A)) = \operatorname{tr}(A \odot \exp(s A))",
        r"\sum_{i=1}^n x_i^2 = x^\top x",
        r"\nabla_X \operatorname{tr}(X X^\top) = 2 X",
    ],
)
def test_both_sides_of_a_true_step_are_equal_to_sympy(row: str) -> None:
    left, right = sides(row)
    assert simplify((left - right).applyfunc(expand)) == Matrix.zeros(*left.shape)


def test_a_gradient_is_what_sympy_differentiates_itself() -> None:
    [value] = mdderive.equations(mdderive.check(NOTE % r"f = \log(x^\top x) + \|X x\|^2"))
    f = value.right.to_sympy(SIZES)
    left, _ = sides(r"\nabla_x (\log(x^\top x) + \|X x\|^2) = \frac{2 x}{x^\top x} + 2 X^\top X x")
    entries = MatrixSymbol("x", 2, 1)
    by_sympy = Matrix([diff(f, entries[i, 0]) for i in range(2)])
    assert simplify(left - by_sympy) == Matrix.zeros(2, 1)


def test_equal_entries_of_a_symmetric_matrix_are_one() -> None:
    [equation] = mdderive.equations(mdderive.check(NOTE % r"S = S^\top"))
    matrix = equation.left.to_sympy(SIZES)
    assert matrix[0, 1] == matrix[1, 0] != matrix[0, 0]


def test_kinks_are_given_by_cases() -> None:
    note = "<!-- derive: s: R; g: relu -->\n\n$$\nf = g(s)\n$$\n"
    [equation] = mdderive.equations(mdderive.check(note))
    value = equation.right.to_sympy()
    [s] = value.free_symbols
    assert [value.subs(s, number) for number in (-2, 3)] == [0, 3]


def test_what_has_no_explicit_form_says_so() -> None:
    note = "<!-- derive: P: R^{n x n} positive definite -->\n\n$$\nQ = P^{1/2}\n$$\n"
    [equation] = mdderive.equations(mdderive.check(note))
    with pytest.raises(mdderive.NoExplicitForm, match="whole number"):
        equation.right.to_sympy({"n": 2})


def test_a_paper_is_checked_with_what_it_inputs(tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(
        "% derive: A: R^{n x n}; x: R^n\n\\[ f = A x \\]\n\\input{b}\n"
    )
    (tmp_path / "b.tex").write_text("% derive\n\\[ f = x A \\]\n\n% derive\n\\[ f = A x \\]\n")
    note = mdderive.check_file(tmp_path / "paper.tex")
    first, second = note.parts
    assert note.has_problem and not first.has_problem
    [said] = second.diagnostics
    assert second.source.path.endswith("b.tex") and said.span is not None
    assert second.source.position(said.span.start)[0] == 2
    assert [e.right.latex for e in mdderive.equations(note.whole)] == ["A x", "A x"]
    alone = mdderive.check((tmp_path / "paper.tex").read_text(), name="paper.tex")
    assert len(list(alone.steps)) == 1


def test_a_notebook_is_checked_by_its_cells() -> None:
    note = mdderive.check_file("samples/ridge.ipynb")
    assert not note.has_problem and all("ridge.ipynb" in part.source.path for part in note.parts)
    assert len(mdderive.equations(note.whole)) == len(list(note.whole.steps)) > 2


def test_the_settings_of_a_file_are_those_of_its_project(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE % r"\nabla_X \operatorname{tr}(X A) = A^\top X")
    (tmp_path / "mdderive.toml").write_text("lang = 'zh'\n")
    assert mdderive.check_file(tmp_path / "note.md").whole.lang == "zh"
    own = mdderive.Config(layout=mdderive.Layout.NUMERATOR)
    assert mdderive.check_file(tmp_path / "note.md", config=own).whole.lang == "en"
    (tmp_path / "mdderive.toml").write_text("lang = 'nope'\n")
    wrong = mdderive.check_file(tmp_path / "note.md")
    assert wrong.has_problem and [d.code for d in wrong.parts[0].diagnostics] == ["D108"]


def test_what_is_exported_is_what_is_documented() -> None:
    assert mdderive.__all__ == api.__all__
    assert all(getattr(mdderive, name) is getattr(api, name) for name in api.__all__)


def test_an_unreadable_step_has_no_equation() -> None:
    note = mdderive.check(NOTE % r"X x = x X")
    assert mdderive.equations(note) == () and note.has_problem


def test_importing_loads_nothing_that_is_slow() -> None:
    script = (
        "import sys, mdderive; assert 'mdderive.pipeline' not in sys.modules;"
        "mdderive.check; assert 'sympy' not in sys.modules; print(mdderive.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == mdderive.__version__, done.stderr


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        mdderive.nothing  # noqa: B018
