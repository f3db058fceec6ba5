"""The commutation matrix: its spellings, what it is not, and what is false of it."""

import pytest

from mdderive.checked import Checked
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

DECLARED = """A: R^{m x n}
B: R^{p x q}
C, D: R^{n x n}
W: R^{n x n} symmetric"""

TRUE = (
    r"K_{m,n} \operatorname{vec}(A) = \operatorname{vec}(A^\top)",
    r"K_{mn} \operatorname{vec}(A) = \operatorname{vec}(A^\top)",
    r"K^{(m,n)} \operatorname{vec}(A) = \operatorname{vec}(A^\top)",
    r"\operatorname{vec}(A^\top)^\top = \operatorname{vec}(A)^\top K_{n,m}",
    r"K_{p,m} (A \otimes B) K_{n,q} = B \otimes A",
    r"K_{p,m} (A \otimes B) = (B \otimes A) K_{q,n}",
    r"K_{m,n}^\top = K_{m,n}^{-1}",
    r"K_{m,n}^\top = K_{n,m}",
    r"K_{m,n} K_{n,m} = I_{mn}",
    r"K_n^2 = I_{n^2}",
    r"K_{1,n} = I_n",
    r"K_{nn} \operatorname{vec}(W) = \operatorname{vec}(W)",
    r"\operatorname{tr}(K_{n,n} (C \otimes D)) = \operatorname{tr}(C D)",
    r"(\tfrac12 (I_{n^2} + K_{n,n}))^2 = \tfrac12 (I_{n^2} + K_{n,n})",
    r"(K_{n,n} (C \otimes D))^{-1} = (C^{-1} \otimes D^{-1}) K_{n,n}",
    r"(I + K_{n,n}) (C \otimes C) = (C \otimes C) (I + K_{n,n})",
    r"\operatorname{vec}(C \otimes D) = (I_n \otimes K_{n,n} \otimes I_n)"
    r" (\operatorname{vec}(C) \otimes \operatorname{vec}(D))",
    r"\frac{\partial \operatorname{vec}(A^\top)}{\partial \operatorname{vec}(A)^\top} = K_{m,n}",
    r"\frac{\partial \operatorname{vec}(A^\top A)}{\partial \operatorname{vec}(A)^\top}"
    r" = (I + K_{n,n}) (I \otimes A^\top)",
    r"\frac{\partial \operatorname{vec}(A A^\top)}{\partial \operatorname{vec}(A)^\top}"
    r" = (I + K_{m,m}) (A \otimes I)",
)

FALSE = (
    r"K_{n,m} \operatorname{vec}(A) = \operatorname{vec}(A^\top)",
    r"K_{m,n} = K_{n,m}",
    r"K_{m,n} = I_{mn}",
    r"K_{m,n}^\top = K_{m,n}",
    r"K_{m,n}^2 = I_{mn}",
    r"K_{p,m} (A \otimes B) K_{q,n} = B \otimes A",
    r"K_{n,n} (C \otimes D) = D \otimes C",
    r"K_{nn} \operatorname{vec}(C) = \operatorname{vec}(C)",
    r"\operatorname{tr}(K_{n,n}) = n^2",
    r"\operatorname{tr}(K_{n,n} (C \otimes D)) = \operatorname{tr}(C D^\top)",
    r"(K_{n,n} (C \otimes D))^{-1} = (D^{-1} \otimes C^{-1}) K_{n,n}",
    r"\frac{\partial \operatorname{vec}(A^\top)}{\partial \operatorname{vec}(A)^\top} = K_{n,m}",
    r"\frac{\partial \operatorname{vec}(A A^\top)}{\partial \operatorname{vec}(A)^\top}"
    r" = (I + K_{m,m}) (I \otimes A)",
)


def checked(rows: str, declared: str = DECLARED) -> Checked:
    return check(Source("note.md", f"<!-- derive\n{declared}\n-->\n\n$$\n{rows}\n$$\n"), Config())


def outcomes(note: Checked) -> list[Outcome]:
    return [step.verdict.outcome for step in note.steps]


@pytest.mark.parametrize("row", TRUE)
def test_true(row: str) -> None:
    note = checked(row)
    assert outcomes(note) == [Outcome.PROVED]
    assert any("commutation" in line for step in note.steps for line in step.verdict.assumes)


@pytest.mark.parametrize("row", FALSE)
def test_false(row: str) -> None:
    assert outcomes(checked(row)) == [Outcome.REFUTED]


def test_a_declared_k_is_the_authors() -> None:
    declared = DECLARED + "\nK_{mn}: R^{m x n}"
    assert outcomes(checked(r"\operatorname{tr}(K_{mn} A^\top) = 0", declared)) == [Outcome.REFUTED]


def test_a_matrix_of_kernel_values_may_be_defined() -> None:
    rows = r"K_{mn} &= 2 A \\ K_{mn}^\top &= 2 A^\top"
    note = checked(rf"\begin{{aligned}} {rows} \end{{aligned}}")
    assert outcomes(note) == [Outcome.GIVEN, Outcome.PROVED]


def test_a_claim_about_it_is_no_definition() -> None:
    assert outcomes(checked(r"K_{m,n} = K_{n,m}")) == [Outcome.REFUTED]


@pytest.mark.parametrize("row", [r"K_3 = A", r"K_{ij} = A", r"K_x = A"])
def test_other_subscripts_make_a_name(row: str) -> None:
    assert outcomes(checked(row)) == [Outcome.GIVEN]
