"""Declarations, facts, options and macros as the annotation gives them."""

import pytest
from reading import m, n, one, reading, steps, term, x

from mdderive.config import Config, Layout, Structured
from mdderive.term import Declaration, Property, Shape, Size

NN = Shape(n, n)


def declared(line: str) -> dict[str, Declaration]:
    found = reading("s_0 = s_0", line)
    assert not found.diagnostics, found.diagnostics
    return dict(found.scope.declarations)


@pytest.mark.parametrize(
    ("line", "name", "shape"),
    [
        ("X: R^{m x n}", "X", Shape(m, n)),
        ("X, Y: R^{m x n}", "Y", Shape(m, n)),
        (r"X \in \mathbb{R}^{m \times n}", "X", Shape(m, n)),
        (r"X \in \mathbb R^{m\times n}", "X", Shape(m, n)),
        ("X ∈ ℝ^{m×n}", "X", Shape(m, n)),
        ("x: R^n", "x", Shape(n, one)),
        ("x: R^{n}", "x", Shape(n, one)),
        ("x: R^{1 x n}", "x", Shape(one, n)),
        ("c: R", "c", Shape(one, one)),
        (r"\mathbf{w}_{1}: R^n", r"\mathbf{w}_1", Shape(n, one)),
        (r"\hat \mu: R^n", r"\hat{\mu}", Shape(n, one)),
        ("W_{ab}: R^{n x n}", "W_{ab}", NN),
        ("x^{(i)}: R^n", "x^{(i)}", Shape(n, one)),
        ("x': R^n", "x'", Shape(n, one)),
        (r"\sigma^2: R positive", r"\sigma^2", Shape(one, one)),
        (r"\MA: R^{n x n}", r"\MA", NN),
        ("X: R^{n_x x 3}", "X", Shape(Size.letter("n_x"), Size.of(3))),
        ("X: R^{d' x 2n}", "X", Shape(Size.letter("d'"), Size.of(2) * n)),
        ("X: R^{mn x n^2}", "X", Shape(m * n, n * n)),
        ("X: R^{(m+1) x n+1}", "X", Shape(m + one, n + one)),
    ],
)
def test_declarations(line: str, name: str, shape: Shape) -> None:
    assert declared(line)[name].shape == shape


@pytest.mark.parametrize(
    ("words", "properties"),
    [
        ("symmetric", {Property.SYMMETRIC}),
        ("positive definite", {Property.POSITIVE_DEFINITE}),
        ("symmetric positive semidefinite", {Property.SYMMETRIC, Property.POSITIVE_SEMIDEFINITE}),
        ("diagonal, positive", {Property.DIAGONAL, Property.POSITIVE}),
        ("orthogonal constant", {Property.ORTHOGONAL, Property.CONSTANT}),
        ("positive", {Property.POSITIVE}),
    ],
)
def test_properties(words: str, properties: set[Property]) -> None:
    assert declared(f"A: R^{{n x n}} {words}")["A"].properties == properties


@pytest.mark.parametrize(
    ("line", "function"),
    [(r"\sigma: sigmoid", "sigmoid"), (r"\phi: elementwise", "elementwise"), ("f: tanh", "tanh")],
)
def test_functions(line: str, function: str) -> None:
    (declaration,) = declared(line).values()
    assert declaration.function == function


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("X: m by n", "D111"),
        ("X: R^{m x n x k}", "D111"),
        ("X: R^{-n}", "D111"),
        ("X: R^{n/2}", "D111"),
        ("X: R^0", "D111"),
        ("X: R^{m x n} nice", "D111"),
        ("X: R^{m x n} symmetric", "D114"),
        ("X, X: R^n", "D114"),
        ("x_i: R^d, i = 1..N", ""),
        ("x_j: R^d, i = 1..N", "D111"),
        ("A_i: R^{n x n} symmetric, i = 1..N", "D111"),
        (r"\ell: R^m -> R", ""),
        (r"f: R^m x R^{m x n} \to R^n", ""),
        (r"f: R^m -> R symmetric", "D111"),
        (r"f: R^m -> ", "D111"),
        (r"f_i: R^m -> R, i = 1..N", "D111"),
        ("X + Y: R^n", "D111"),
        ("a = ", "D112"),
        ("A > 0; A: R^{n x n}", "D112"),
        ("x is nice", "D112"),
        ("wrt: Q", "D113"),
        (r"macro: \a = \a", ""),
        (r"macro: nothing", "D115"),
    ],
)
def test_what_an_annotation_cannot_say(line: str, code: str) -> None:
    found = reading("1 = 1", line).diagnostics
    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.span is not None for one in found)


def test_a_bad_line_does_not_hide_the_others() -> None:
    found = reading(r"f = x^\top x", "X: nonsense\nx: R^n")
    assert len(found.diagnostics) == 1
    assert found.steps[0].problem is None


def test_options() -> None:
    found = reading("x = x", "x, y: R^n\nlayout: numerator\nstructured: space\nwrt: x, y")
    assert found.scope.layout is Layout.NUMERATOR
    assert found.scope.structured is Structured.SPACE
    assert found.scope.wrt == ("x", "y")
    assert found.scope.varying == {"x", "y"}


def test_facts_give_values() -> None:
    found = reading("s = t", "x: R^n\ng = x^\\top x\nf(x) = x^\\top x\ns, t: R")
    assert set(found.scope.values) >= {"g", "f"}
    assert found.scope.facts == ()


@pytest.mark.parametrize(
    ("fact", "relation"),
    [
        (r"s \ne 0", "!="),
        (r"s > 0", ">"),
        (r"s < t", "<"),
        (r"n \ge 2", ">="),
        (r"\mathbf 1^\top x = 1", "="),
        (r"s^2 = 1", "="),
        (r"x^\top x = s", "="),
    ],
)
def test_facts_are_kept_for_the_judges(fact: str, relation: str) -> None:
    found = reading("x = x", f"x: R^n\ns, t: R\n{fact}")
    assert not found.diagnostics
    assert [one.relation for one in found.scope.facts] == [relation]
    assert found.scope.facts[0].latex == fact


def test_a_fact_about_a_variable_is_kept() -> None:
    found = reading("x = x", "x, y: R^n\nwrt: x\nx = y")
    assert "x" not in found.scope.values and len(found.scope.facts) == 1


MACROS = [
    (r"macro: \Tsp = \top", r"x^\Tsp x"),
    (r"macro: \nrm = \|#1\|", r"\nrm{x} \nrm x"),
    (r"macro: \ip = \langle #1, #2 \rangle", r"\ip{x}{x}"),
]


@pytest.mark.parametrize(("line", "latex"), MACROS)
def test_macros(line: str, latex: str) -> None:
    assert term(latex, f"x: R^n\n{line}").shape == Shape(one, one)


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\q}{x^\top x}",
        r"\renewcommand\q{x^\top x}",
        r"\def\q{x^\top x}",
        r"\newcommand{\p}[1]{#1^\top #1}\newcommand{\q}{\p{x}}",
        r"\DeclareMathOperator{\T}{tr}\def\q{\T(x^\top x)}",
    ],
)
def test_definitions_inside_a_display(definition: str) -> None:
    (step,) = steps(rf"{definition} f = \q", "x: R^n")
    assert step.problem is None, step.problem
    assert step.right.text == r"\q"


def test_macros_of_the_project() -> None:
    config = Config(macros=((r"\Tsp", r"\top"),), declare=("x: R^n",))
    found = reading(r"f = x^\Tsp x", "s: R", config)
    assert found.steps[0].problem is None
    assert found.scope.declarations["x"].shape == x.shape


@pytest.mark.parametrize(
    "definition",
    [
        r"\def\a{\a}",
        r"\def\a{\b}\def\b{\a}",
        r"\def\a{\b\b}\def\b{\c\c}\def\c{\e\e}\def\e{\f\f}\def\f{\g\g}\def\g{\h\h}\def\h{\i\i}"
        r"\def\i{\j\j}\def\j{\k\k}\def\k{\l\l}\def\l{\m\m}\def\m{\n\n}\def\n{\o\o}\def\o{\p\p}"
        r"\def\p{\q\q}\def\q{\r\r}\def\r{}",
        r"\newcommand{\a}[2]{#1}",
    ],
)
def test_macros_end(definition: str) -> None:
    found = reading(rf"{definition} f = \a x", "x: R^n")
    assert [one.code for one in found.diagnostics] == ["D115"]


def test_a_constant_does_not_move() -> None:
    found = reading("x = x", "x: R^n\nc: R^n constant\nwrt: x\nc = x")
    assert "c" not in found.scope.values
    assert [fact.latex for fact in found.scope.facts] == ["c = x"]


@pytest.mark.parametrize("word", ["LHS", r"\mathit{LHS}"])
def test_letters_written_as_one_word_are_a_name_once_defined(word: str) -> None:
    found = reading(rf"{word} = x^\top x \\ {word} = \|x\|^2", "x: R^n").steps
    assert [step.problem for step in found] == [None, None]
    assert found[0].defines is not None and found[1].defines is None


@pytest.mark.parametrize("word", ["R S S", r"\mathcal{NLL}", "NLL_w", r"\mathsf{RSS}"])
def test_a_left_side_of_unknown_letters_is_no_product(word: str) -> None:
    [step] = reading(rf"{word} = x^\top x", "x: R^n").steps
    assert step.problem is not None and step.problem.code == "D206"


@pytest.mark.parametrize("product", ["AB", r"\mathit{AB}", r"\mathbf{AB}"])
def test_letters_that_are_declared_stay_a_product(product: str) -> None:
    [step] = reading(rf"{product} = B A", "A, B: R^{n x n}").steps
    assert step.defines is None


def test_properties_of_defined_names_are_not_used_silently() -> None:
    found = reading("F = A B", "A, B: R^{n x n}\nF: R^{n x n} symmetric")
    assert [(one.name, one.wanted) for one in found.claims] == [("F", "symmetric")]
