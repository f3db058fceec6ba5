"""Unicode mathematics reads as the LaTeX it stands for."""

import pytest
from reading import steps


@pytest.mark.parametrize(
    ("unicode", "latex"),
    [
        ("Aᵀ x = B⁻¹ x", r"A^\top x = B^{-1} x"),
        ("𝐀 x ＝ （A − B） x", r"A x = (A - B) x"),
        ("‖x‖² = s", r"\|x\|^2 = s"),
        ("A ⊙ B = A ⊗ s", r"A \odot B = A \otimes s"),
        ("∇ₓ (xᵀ A x) = y", r"\nabla_x (x^\top A x) = y"),
        (r"A^⊤ = \frac{∂(s A)}{∂s}", r"A^\top = \frac{\partial (s A)}{\partial s}"),
        ("A^{10} = A¹⁰", "A^{10} = A^{10}"),
    ],
)
def test_unicode(unicode: str, latex: str) -> None:
    (found,), (wanted,) = steps(unicode), steps(latex)
    assert found.problem is None and wanted.problem is None, (found.problem, wanted.problem)
    assert (found.readings[0].left, found.readings[0].right) == (
        wanted.readings[0].left,
        wanted.readings[0].right,
    )


def test_chinese_characters_are_words() -> None:
    (found,) = steps("A = 矩阵")
    assert found.problem is not None and found.problem.code == "D204"
    (found,) = steps("A B = A B (关系1)")
    assert found.problem is None
