"""Shape clashes: both shapes, where each comes from, and the place of the offending factor."""

import pytest
from blocks import note
from reading import STANDARD, Shape, Size, assumes, m, n, one, problem, reading, steps, term


@pytest.mark.parametrize(
    ("latex", "at", "shapes"),
    [
        (r"X X", "X", ("m x n", "m x n")),
        (r"A x u", "u", ("n x 1", "m x 1")),
        (r"A + X", "X", ("n x n", "m x n")),
        (r"x \odot u", "u", ("n x 1", "m x 1")),
        (r"\operatorname{tr}(X)", "X", ("m x n",)),
        (r"x \cdot u", "u", ("n x 1", "m x 1")),
    ],
)
def test_a_clash_shows_both_shapes_and_the_factor(
    latex: str, at: str, shapes: tuple[str, ...]
) -> None:
    source = note(STANDARD, f"q_0 = {latex}")
    (step,) = steps(f"q_0 = {latex}")
    found = step.problem
    assert found is not None and found.span is not None
    assert found.code == "D301"
    assert all(shape in found.message + found.cause for shape in shapes)
    assert source[found.span.start : found.span.end] == at
    assert found.span.start == source.rindex(at, 0, source.index("\n$$\n", source.index("q_0")))


def test_declared_letters_are_rigid() -> None:
    assert problem("q_0 = X A", "X: R^{m x n}\nA: R^{m x m}") == "D301"
    assert problem("q_0 = X A", "X: R^{m x n}\nA: R^{n x m}") == ""


def test_sizes_are_polynomials() -> None:
    declared = "x: R^{n+1}\ny: R^{1+n}\nz: R^{2n}\nA: R^{n^2 x mn}\nB: R^{nm x n n}"
    assert problem("q_0 = x + y", declared) == ""
    assert problem("q_0 = x + z", declared) == "D301"
    assert problem("q_0 = A B", declared) == ""


def test_constants_take_the_size_that_fits() -> None:
    shape = term(r"X + \mathbf{1}_{m} \mathbf 1^\top").args[1].args[1].args[0].shape
    assert shape == Shape(n, one)
    assert term("A (B + I) + 0").args[0].args[1].args[1].shape == Shape(n, n)


@pytest.mark.parametrize("latex", [r"\operatorname{tr}(I)", r"\mathbf{1}^\top \mathbf 1"])
def test_a_size_that_does_not_follow_is_asked_for(latex: str) -> None:
    assert problem(f"q_0 = {latex}") == "D303"


def test_an_unknown_size_is_no_size() -> None:
    assert problem("q_0 = I_k A") in ("D206", "D303")


def test_two_sides_of_different_shapes() -> None:
    (step,) = steps("x = u")
    assert step.problem is not None and step.problem.code == "D304"
    assert "n x 1" in step.problem.message and "m x 1" in step.problem.message


def test_undeclared_names_take_the_only_shape_that_fits() -> None:
    found = reading(r"x^\top A x + \lambda x^\top x = s")
    assert found.steps[0].problem is None
    assert found.scope.declarations[r"\lambda"].shape == Shape(one, one)
    assert "scalar" in "; ".join(found.steps[0].readings[0].assumes)
    found = reading(r"A b = x")
    assert found.scope.declarations["b"].shape == Shape(n, one)


@pytest.mark.parametrize("formula", ["x = \\lambda x", "q_0 = b", "q_0 = a^\\top b", "A = b c"])
def test_otherwise_they_must_be_declared(formula: str) -> None:
    (step,) = steps(formula)
    assert step.problem is not None and step.problem.code == "D206"
    assert "Declare" in step.problem.fix


def test_intermediate_names_have_the_shape_of_their_value() -> None:
    found = reading(r"z = X x \\ r = z - u \\ r^\top z = s").steps
    assert [step.problem for step in found] == [None] * 3
    assert found[1].readings[0].right.shape == Shape(m, one)


def test_a_size_one_is_no_accident() -> None:
    assert "times ones" not in assumes(r"x^\top x + s")
    assert problem(r"q_0 = I + s", "s: R") in ("D301", "D302", "D303")
    assert Size.of(1) == one


def test_the_size_of_an_identity_in_a_kronecker_product() -> None:
    rows = r"\frac{\partial \operatorname{vec}(A^2)}{\partial \operatorname{vec}(A)^\top}"
    assert problem(rf"{rows} = A^\top \otimes I + I \otimes A") == ""
    assert problem(r"q_0 = I \otimes X + X \otimes I") == "D303"
