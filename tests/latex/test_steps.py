"""Rows to steps: one per relation sign; definitions, claims, hypotheses; places."""

import pytest
from blocks import blocks, note
from reading import STANDARD, reading, steps
from reading import x as variable

from mdderive.config import Config
from mdderive.derivation import Kind, Step
from mdderive.latex import read


def shapes_of(found: tuple[Step, ...]) -> list[tuple[str, str, bool]]:
    return [(step.left.text, step.right.text, step.continued) for step in found]


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (r"A = B = C", [("A", "B", False), ("B", "C", True)]),
        (r"A &= B \\ &= C", [("A", "B", False), ("B", "C", True)]),
        (r"A &= B, \\ B &= C.", [("A", "B", False), ("B", "C", False)]),
        (r"A &= & B \\ & = & C", [("A", "B", False), ("B", "C", True)]),
        (r"A &=& B", [("A", "B", False)]),
        (r"A &= \\ & B", [("A", "B", False)]),
        (r"A &= \\ &= B", [("A", "B", False)]),
        (r"A \\ &= B", [("A", "B", False)]),
        (r"A &= B \quad (3.14)", [("A", "B", False)]),
        (r"A &= B && \text{by (2)}", [("A", "B", False)]),
        (r"A &= B \tag{1} \label{eq:a} \nonumber", [("A", "B", False)]),
        (r"A = B, \quad B = C", [("A", "B", False), ("B", "C", False)]),
        (r"A = B \text{ and } B = C", [("A", "B", False), ("B", "C", False)]),
        (r"A = B \quad \text{for all } x", [("A", "B", False)]),
        (r"A := B", [("A", "B", False)]),
        (r"A \triangleq B", [("A", "B", False)]),
        (r"\boxed{A = B}", [("A", "B", False)]),
        (r"A \overset{(a)}{=} B", [("A", "B", False)]),
        (r"\|x\|_{p=2} = s", [(r"\|x\|_{p=2}", "s", False)]),
        (r"A &= B \\[1.5em] B &= C", [("A", "B", False), ("B", "C", False)]),
    ],
)
def test_rows(formula: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert shapes_of(steps(formula)) == wanted


@pytest.mark.parametrize(
    "environment", ["aligned", "align", "align*", "split", "gather", "eqnarray*", "multline*"]
)
def test_environments(environment: str) -> None:
    found = steps(rf"\begin{{{environment}}} A &= B \\ &= C \end{{{environment}}}")
    assert shapes_of(found) == [("A", "B", False), ("B", "C", True)]


def test_environments_with_arguments() -> None:
    assert len(steps(r"\begin{array}{rcl} A &=& B \\ &=& C \end{array}")) == 2
    assert len(steps(r"\begin{aligned}[t] A &= B \end{aligned}")) == 1


def test_a_term_continued_on_the_next_row() -> None:
    (step,) = steps(r"A &= B \\ &\quad + C \\ & - B")
    assert step.readings[0].right.operator == "sum"
    assert len(step.readings[0].right.args) == 3


# -- definitions


DEFINITIONS = [
    (r"f = x^\top x", [Kind.DEFINITION]),
    (r"f = x^\top x \\ f = x^\top x", [Kind.DEFINITION, Kind.REWRITE]),
    (r"f = s = t", [Kind.DEFINITION, Kind.REWRITE]),
    (r"2 s = s + s", [Kind.REWRITE]),
    (r"\operatorname{tr}(A B) = \operatorname{tr}(C B)", [Kind.REWRITE]),
    (r"z = X x \\ z^\top z = s", [Kind.DEFINITION, Kind.REWRITE]),
    (r"f(x) = x^\top x \\ \nabla f(x) = 2 x", [Kind.DEFINITION, Kind.GRADIENT]),
    (r"L = \|a - u\|^2 \\ a = \sigma(z) \\ z = X x", [Kind.DEFINITION] * 3),
    (r"f := x^\top x", [Kind.DEFINITION]),
    (r"\hat\mu = x", [Kind.DEFINITION]),
    (r"W_1 = A", [Kind.DEFINITION]),
    (r"y = A x", [Kind.DEFINITION]),
]


@pytest.mark.parametrize(("formula", "kinds"), DEFINITIONS)
def test_definitions(formula: str, kinds: list[Kind]) -> None:
    found = steps(formula)
    assert [step.problem for step in found] == [None] * len(kinds)
    assert [step.kind for step in found] == kinds


def test_a_variable_is_never_defined() -> None:
    found = reading(r"x = A y", STANDARD + "\nwrt: x").steps[0]
    assert found.defines is None and found.kind is Kind.REWRITE
    found = steps(r"\mathrm{d}x = \mathrm{d}x \\ x = A y")[1]
    assert found.defines is None


def test_a_name_that_a_claim_speaks_of_is_not_defined_afterwards() -> None:
    found = steps(r"A B = C B \\ A = C")
    assert found[0].kind is Kind.REWRITE
    assert found[1].defines is None


def test_a_name_that_a_fact_speaks_of_is_a_claim() -> None:
    found = reading(r"s = t", STANDARD + "\ns > 0").steps[0]
    assert found.defines is None


@pytest.mark.parametrize("formula", ["w = w - x", "z = A z"])
def test_an_update_is_no_equation(formula: str) -> None:
    (step,) = steps(formula)
    assert step.problem is not None and step.problem.code == "D210"


def test_a_cycle_is_no_definition() -> None:
    found = steps(r"a = A x \\ b = a \\ c = b")
    assert [step.defines for step in found] == ["a", "b", "c"]
    found = steps(r"p = q \\ q = p")
    assert all(step.defines is None for step in found)


def test_a_new_block_keeps_names_and_may_declare_them_anew() -> None:
    text = note("x: R^n", "f = x^\\top x") + note("f: R^n", "f = x")
    found = read(blocks(text), Config()).steps
    assert [step.defines for step in found] == ["f", "f"]
    text = note("x: R^n", "f = x^\\top x") + "\n<!-- derive -->\n\n$$\n= \\|x\\|^2\n$$\n"
    found = read(blocks(text), Config()).steps
    assert found[1].continued and found[1].left.text == "x^\\top x" and found[1].display == 1


# -- kinds and signs


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"\mathrm{d}(x^\top x) = s", Kind.DIFFERENTIAL),
        (r"\nabla_x (x^\top x) = 2 x", Kind.GRADIENT),
        (r"\frac{\partial A x}{\partial x^\top} = A", Kind.JACOBIAN),
        (r"\nabla_x^2 (x^\top x) = 2 I_n", Kind.HESSIAN),
        (r"\nabla_x (x^\top A x) = 0", Kind.GRADIENT),
        (r"\mathrm{d}A = 0", Kind.DIFFERENTIAL),
        (r"A B = 0", Kind.REWRITE),
    ],
)
def test_kinds(formula: str, kind: Kind) -> None:
    (step,) = steps(formula)
    assert step.problem is None, step.problem
    assert step.kind is kind


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        (r"A \approx B", "D207"),
        (r"s \le t", "D207"),
        (r"A \ne B", "D207"),
        (r"s \propto t", "D207"),
        (r"A x = B x \impliedby A = B", "D208"),
        (r"|s| = s \quad \text{if } s > 0", "D204"),
        (r"A + B", "D211"),
        (r"= A", "D201"),
        (r"A =", "D201"),
        (r"\text{LHS} = A", "D204"),
        (r"A = \sum_{i} B", "D204"),
        (r"A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "D304"),
        (r"A = \begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}", "D201"),
        (r"A = \begin{pmatrix} A & x \\ A & A \end{pmatrix}", "D301"),
        (r"A = x_j", "D204"),
        (r"A = \foo", "D202"),
        (r"A = B)", "D201"),
        (r"(A = B", "D201"),
        (r"A = B +", "D201"),
        (r"A = {B", "D201"),
        (r"A = X^{1000000000}", "D203"),
        (r"A = A^{10^9}", "D203"),
    ],
)
def test_what_cannot_be_a_step(formula: str, code: str) -> None:
    found = steps(formula)
    assert found[-1].problem is not None
    assert found[-1].problem.code == code


def test_the_other_rows_are_still_read() -> None:
    found = steps(r"A = \int B \\ B = B \\ C = \foo \\ s = s")
    assert [step.problem is None for step in found] == [False, True, False, True]


STATIONARY = [
    (r"\nabla_x f = 0", [Kind.HYPOTHESIS]),
    (r"\frac{\partial f}{\partial x} := 0", [Kind.HYPOTHESIS]),
    (r"\frac{\partial f}{\partial x} \overset{!}{=} 0", [Kind.HYPOTHESIS]),
    (r"0 = \nabla_x f", [Kind.HYPOTHESIS]),
    (r"\mathrm{d}f = 0", [Kind.HYPOTHESIS]),
    (r"\nabla_x f = 2 A x = 0", [Kind.GRADIENT, Kind.HYPOTHESIS]),
    (r"\nabla_x f = 2 A x = 0 = x", [Kind.GRADIENT, Kind.HYPOTHESIS, Kind.IMPLICATION]),
    (r"\nabla_x^2 f = 0", [Kind.HESSIAN]),
    (r"A x = 0", [Kind.REWRITE]),
    (r"A x = 0 = \nabla_x f", [Kind.REWRITE, Kind.REWRITE]),
]


@pytest.mark.parametrize(("formula", "kinds"), STATIONARY)
def test_stationarity_is_a_hypothesis_about_a_defined_scalar(
    formula: str, kinds: list[Kind]
) -> None:
    found = steps(rf"f = x^\top A x \\ {formula}")[1:]
    got = [step.kind if step.problem is None else Kind.REWRITE for step in found]
    assert got == kinds


def test_rows_after_a_hypothesis_are_conclusions() -> None:
    found = steps(r"f &= x^\top A x \\ \nabla_x f &= (A + A^\top) x = 0 \\ A x &= -A^\top x")[1:]
    assert [step.kind for step in found] == [Kind.GRADIENT, Kind.HYPOTHESIS, Kind.IMPLICATION]
    assert found[2].problem is None


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        (r"A B = B A \implies A B A = A A B", [Kind.HYPOTHESIS, Kind.IMPLICATION]),
        (
            r"2 A = B, 2 B = C \Rightarrow A = C",
            [Kind.HYPOTHESIS, Kind.HYPOTHESIS, Kind.IMPLICATION],
        ),
        (r"2 A = B \\ \therefore B = A", [Kind.HYPOTHESIS, Kind.IMPLICATION]),
        (r"A = B = C \iff C = A", [Kind.HYPOTHESIS, Kind.HYPOTHESIS, Kind.IMPLICATION]),
        (r"H = A B \implies H^\top = B^\top A^\top", [Kind.DEFINITION, Kind.IMPLICATION]),
        (r"2 A = B \\ 2 A = C \implies B = C", [Kind.REWRITE, Kind.HYPOTHESIS, Kind.IMPLICATION]),
    ],
)
def test_implications(formula: str, kinds: list[Kind]) -> None:
    found = steps(formula)
    assert [step.problem for step in found] == [None] * len(kinds)
    assert [step.kind for step in found] == kinds


# -- places


def test_a_step_reaches_from_its_left_side_to_its_right_side() -> None:
    rows = [r"f &= \left(x^\top x\right) \\", r"  &= \mathbf{x}^\top \mathbf{x}, "]
    formula = "\n".join([r"\begin{aligned}", *rows, r"\end{aligned}"])
    source = note(STANDARD, formula)
    first, second = steps(formula)
    assert source[first.span.start : first.span.end] == "f &= \\left(x^\\top x\\right)"
    assert source[second.span.start : second.span.end] == "= \\mathbf{x}^\\top \\mathbf{x}"
    assert first.right.text == "\\left(x^\\top x\\right)"
    assert second.right.text == "\\mathbf{x}^\\top \\mathbf{x}"


@pytest.mark.parametrize(
    "formula",
    [r"\tr(A) = s", r"tr(A) = s", r"\sigma(x) = y", r"\phi(x) = y", r"\log(s) = t", r"\det(A) = s",
     r"|A| = s", r"\|x\| = s", r"x^\top = y^\top", r"A^{-1} = B", r"I = A", r"2 = s", r"n = s"],
)  # fmt: skip
def test_what_a_row_never_defines(formula: str) -> None:
    (step,) = steps(formula)
    assert step.defines is None
    assert step.kind is not Kind.DEFINITION


@pytest.mark.parametrize(
    "formula",
    [
        r"H = \int A \\ H = A",
        r"H = \sum_i A = A",
        r"B = \int A \\ B = A",
        r"f(x) = \int x \\ f(x) = s",
    ],
)
def test_a_definition_that_could_not_be_read_leaves_no_room_for_another(formula: str) -> None:
    found = steps(formula)
    assert all(step.defines is None for step in found)
    assert found[-1].problem is not None or found[-1].left.text.startswith(r"\sum")


def test_a_fact_that_could_not_be_read_gives_no_free_name() -> None:
    found = reading(r"H = A", STANDARD + "\nH = \\int A")
    assert found.steps[0].problem is not None and found.diagnostics
    found = reading(r"B A = A", STANDARD + "\nB = \\int A")
    assert found.steps[0].problem is not None and found.steps[0].problem.code == "D206"


def test_a_chain_through_what_cannot_be_read_supposes_that_the_derivative_vanishes() -> None:
    found = steps(r"f = x^\top A x \\ \nabla_x f = \int x = A x = 0 \\ A x = y")
    assert [step.problem is not None for step in found] == [False, True, True, False, False]
    assert found[3].kind is Kind.HYPOTHESIS and found[3].supposes is not None
    assert found[3].supposes.left == steps(r"f = x^\top A x \\ \nabla_x f = y")[1].readings[0].left
    (_, lost, after) = steps(r"\nabla_x \int x = A x = 0 \\ A x = y")
    assert lost.problem is not None and after.problem is not None


@pytest.mark.parametrize("name", [r"\hat x", r"\hat{x}", "x^*", r"x^{\star}"])
def test_an_optimum_after_a_hypothesis_is_a_conclusion(name: str) -> None:
    rows = r"f = x^\top A x \\ \nabla_x f = 0 \\"
    found = steps(rf"{rows} {name} = y")[-1]
    assert found.kind is Kind.IMPLICATION
    assert found.readings[0].left == variable
    assert any("stands for x" in note for note in found.readings[0].assumes)
    (both,) = steps(rf"{rows} {name} - x = y")[2:]
    assert both.problem is not None and both.problem.code == "D208"
    assert steps(rf"{name} = y")[-1].kind is Kind.DEFINITION
