"""Where several readings fit, all come out; where one is fixed, it is listed; where none is safe,
the message says what to write."""

import pytest
from reading import A, B, C, T, X, assumes, d, had, labels, mul, problem, steps, term, u, x

SQUARE = "A, B, C: R^{n x n}\nx: R^n\ns: R"


def rights(formula: str) -> list[object]:
    (step,) = steps(formula, SQUARE)
    assert step.problem is None, step.problem
    return [one.right for one in step.readings if not one.fallback]


def test_a_hadamard_sign_beside_a_product_has_two_readings() -> None:
    assert rights(r"A = A \odot B C") == [had(A, mul(B, C)), mul(had(A, B), C)]
    assert rights(r"A = A B \odot C") == [had(mul(A, B), C), mul(A, had(B, C))]


def test_brackets_choose_one() -> None:
    assert rights(r"A = A \odot (B C)") == [had(A, mul(B, C))]
    assert rights(r"A = (A \odot B) C") == [mul(had(A, B), C)]


def test_a_scalar_factor_is_no_ambiguity() -> None:
    assert len(rights(r"A = 2 A \odot B")) == 1
    assert len(rights(r"A = s A \odot B")) == 1


def test_shapes_leave_one_grouping() -> None:
    formula = r"\mathbf{1}_n = X^\top u \odot \sigma'(x)"
    assert labels(formula) == [""]
    assert term(r"X^\top u \odot x") == had(mul(T(X), u), x)


def test_mixed_signs_without_brackets() -> None:
    assert len(rights(r"A = A \odot B \odot C")) == 1
    assert len(rights(r"A = A \odot B \oslash C")) == 2


def test_the_same_spelling_is_read_alike_on_both_sides() -> None:
    (step,) = steps(r"A \odot B C = A \odot B C", SQUARE)
    assert len(step.readings) == 2
    assert all(one.left == one.right for one in step.readings)


def test_each_reading_says_what_to_write() -> None:
    (step,) = steps(r"A \odot B C = A", SQUARE)
    assert all(one.label and one.rewrite for one in step.readings)
    assert r"(A \odot B) C" in step.readings[1].rewrite


def test_a_slash_before_a_product() -> None:
    assert len(rights(r"s = s / s s")) == 2
    assert len(rights(r"s = 1/2 s")) == 1


def test_an_ambiguous_definition_is_unreadable() -> None:
    (step,) = steps(r"F = A \odot B C", SQUARE)
    assert step.problem is not None and step.problem.code == "D501"
    assert r"(A \odot B) C" in step.problem.fix


def test_a_d_with_nothing_visible_after_its_factor_has_a_fallback() -> None:
    (step,) = steps(r"A = \mathrm{d}A B", SQUARE)
    assert [one.fallback for one in step.readings] == [False, True]
    assert step.readings[0].right == mul(d(A), B)
    assert step.readings[1].right == d(mul(A, B))


@pytest.mark.parametrize(
    "visible", [r"\mathrm{d}A\, B", r"\mathrm{d}A \cdot B", r"\mathrm{d}A (B)"]
)
def test_what_is_visible_ends_the_d(visible: str) -> None:
    (step,) = steps(f"A = {visible}", SQUARE)
    assert len(step.readings) == 1


def test_a_derivative_before_a_sum_has_a_fallback() -> None:
    (step,) = steps(r"x = \nabla_x (x^\top x) + x", SQUARE)
    assert not step.readings[0].fallback
    (step,) = steps(r"x = \frac{\partial}{\partial x} x^\top x + x^\top A x \cdot x", SQUARE)
    assert step.problem is None


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\exp(A)", "entrywise"),
        (r"x^2", "entrywise"),
        (r"\|A\|^2", "Frobenius"),
        (r"1 - x", "times ones"),
        (r"\sigma(x)", "logistic sigmoid"),
        (r"A'", "transpose"),
    ],
)
def test_conventions_are_listed(latex: str, said: str) -> None:
    assert said in assumes(latex)


@pytest.mark.parametrize(
    ("latex", "code", "offers"),
    [
        (r"A + 1", "D302", r"\mathbf{1} \mathbf{1}^\top"),
        (r"A + s", "D302", "s I"),
        (r"s - A B", "D302", "s I"),
        (r"\frac{A}{B}", "D205", r"\oslash"),
        (r"A / B", "D205", "^{-1}"),
        (r"\frac{1}{x}", "D205", r"\oslash"),
        (r"e^{A}", "D205", r"\exp(A)"),
        (r"\sqrt{A}", "D205", r"A^{1/2}"),
        (r"\|A\|", "D205", r"\|A\|_F"),
        (r"\|A\|_2", "D205", r"\|A\|_F"),
        (r"\|A\|_2^2", "D205", r"\|A\|_F"),
        (r"X^2", "D205", r"\odot"),
        (r"X^{-1}", "D205", r"\odot"),
        (r"|X|", "D205", r"\|X\|_F"),
        (r"A * B", "D205", r"\odot"),
        (r"\phi^{-1}(x)", "D205", "inverse function"),
        (r"\log^{-1} s", "D205", "bracket"),
        (r"s'", "D205", "Declare"),
    ],
)
def test_what_has_no_safe_reading(latex: str, code: str, offers: str) -> None:
    (step,) = steps(rf"q_0 = {latex}")
    assert step.problem is not None
    assert step.problem.code == code
    assert offers in step.problem.fix


def test_attacks_on_reading_keep_their_literal_meaning() -> None:
    assert term(r"(\mathrm{d}X)^\top u") == mul(T(d(X)), u)
    assert term(r"\tr(A)^2 B").args[0].operator == "power"
    assert problem("A = x") == "D304"
    assert problem("x = 1") == "D304"
