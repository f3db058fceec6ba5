"""False statements that would become true if they were misread: each must keep its literal meaning
or have none."""

import pytest
from reading import STANDARD, reading, steps


def unreadable(formula: str) -> bool:
    return steps(formula)[-1].problem is not None


@pytest.mark.parametrize(
    "formula",
    [
        r"\mathbb{E}[X] = X",  # the expectation is no identity
        r"E[A] = A",
        r"\mathbb{E} A = A",
        r"\|x\|_s^2 = s x^\top x",  # a norm with a scalar subscript is no weighted one
        r"\|x\|_\infty = \|x\|",
        r"\|A\|_* = \|A\|_F",
        r"f = x^\top x \\ f(y) = x^\top x",  # another argument, another value
        r"E(f) = s \\ E(g) = s",
        r"A = A \quad + B + \dots",  # dots are no remark
        r"\overset{\circ}{A} = A",  # a decorated letter is another name
        r"\dot{A} = A",
        r"\tilde A = A",
        r"A_1 = A",
        r"A^{*} = A",
        r"A^\dagger A = I",
        r"A^+ A = I",
        r"A \approx A",
        r"\max(s) = s",
        r"\sum_{i} s = s",
        r"\text{rank}(A) = A",
        r"A = A \text{ if } s = 1",
        r"d = d",
        r"\Delta A = \Delta A",
    ],
)
def test_no_reading_rather_than_a_wrong_one(formula: str) -> None:
    found = steps(formula)[-1]
    assert found.problem is not None or found.defines is not None
    if found.defines is not None:
        assert found.defines not in "ABCXYxyust"


def test_words_between_do_not_hide_terms() -> None:
    found = steps(r"A = A \quad + B")
    assert found[0].readings[0].right.operator == "sum"


def test_arguments_are_put_in() -> None:
    found = steps(r"f(x) = x^\top A x \\ f(y) = y^\top A y \\ f(2 x) = s \\ f(A x) = s")
    assert [step.problem for step in found] == [None] * 4
    assert found[1].readings[0].left == found[1].readings[0].right
    assert unreadable(r"f(x) = x^\top A x \\ f(u) = s")


def test_a_refused_row_is_no_premise_for_names() -> None:
    found = reading(r"B = \int A \\ B = A \\ A B = A A", STANDARD)
    assert all(step.problem is not None for step in found.steps)


@pytest.mark.parametrize(
    "formula",
    [r"D(x^\top x) = x", r"\mathrm{D}(A x) = s x", r"J(A x) = A^\top", r"H(x^\top x) = A"],
)
def test_the_derivative_of_a_formula_is_no_new_function(formula: str) -> None:
    assert unreadable(formula)
