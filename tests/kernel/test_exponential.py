"""Exponentials and principal powers of matrices: read, proved and recomputed; what looks like a law
and is none is refuted, or unreadable where no exact point can be drawn; never accepted."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

DECLARED = """A, B, C, X: R^{n x n}
S: R^{n x n} symmetric
P, R: R^{n x n} positive definite
M: R^{m x m}
x: R^n
s, t: R
wrt: X, t"""

TRUE = (
    r"\operatorname{expm}(A)^{-1} = \operatorname{expm}(-A)",
    r"\operatorname{expm}(A) \operatorname{expm}(-A) = I",
    r"\operatorname{expm}(A)^\top = \operatorname{expm}(A^\top)",
    r"\operatorname{expm}(S)^\top = \operatorname{expm}(S)",
    r"S \operatorname{expm}(S) = \operatorname{expm}(S) S",
    r"\frac{d}{dt} \operatorname{expm}(t A) = A \operatorname{expm}(t A)",
    r"\frac{d}{dt} \operatorname{expm}(t A) = \operatorname{expm}(t A) A",
    r"\frac{d}{dt} \operatorname{tr}(\operatorname{expm}(t A))"
    r" = \operatorname{tr}(A \operatorname{expm}(t A))",
    r"\det(\operatorname{expm}(A)) = \exp(\operatorname{tr}(A))",
    r"\log \det(\operatorname{expm}(A)) = \operatorname{tr}(A)",
    r"\operatorname{expm}(s A) \operatorname{expm}(t A) = \operatorname{expm}((s + t) A)",
    r"\operatorname{expm}(A)^2 = \operatorname{expm}(2 A)",
    r"\operatorname{expm}(A + t I) = e^t \operatorname{expm}(A)",
    r"\operatorname{expm}(C A C^{-1}) = C \operatorname{expm}(A) C^{-1}",
    r"\operatorname{expm}(\operatorname{diag}(x)) = \operatorname{diag}(\exp(x))",
    r"\mathrm{d} \operatorname{tr}(\operatorname{expm}(X))"
    r" = \operatorname{tr}(\operatorname{expm}(X) \mathrm{d} X)",
    r"\frac{\partial \operatorname{tr}(\operatorname{expm}(X))}{\partial X}"
    r" = \operatorname{expm}(X)^\top",
    r"\frac{\partial \operatorname{tr}(X \operatorname{expm}(X))}{\partial X}"
    r" = ((I + X) \operatorname{expm}(X))^\top",
    r"P^{1/2} P^{1/2} = P",
    r"(P^{1/2})^{-1} = P^{-1/2}",
    r"P^{-1/2} P P^{-1/2} = I",
    r"\det(P^{1/2}) = \sqrt{\det(P)}",
    r"(P^2)^{1/2} = P",
    r"\|P^{1/2} x\|^2 = x^\top P x",
)

FALSE = (
    r"\operatorname{expm}(A) \operatorname{expm}(B) = \operatorname{expm}(A + B)",
    r"\operatorname{expm}(A) = \exp(A)",
    r"\operatorname{expm}(A)^\top = \operatorname{expm}(A)",
    r"\operatorname{expm}(A)^{-1} = \operatorname{expm}(A^{-1})",
    r"\operatorname{expm}(2 A) = 2 \operatorname{expm}(A)",
    r"\operatorname{expm}(A) B = B \operatorname{expm}(A)",
    r"\operatorname{tr}(\operatorname{expm}(A)) = \exp(\operatorname{tr}(A))",
    r"\frac{\partial \operatorname{tr}(\operatorname{expm}(X))}{\partial X}"
    r" = \operatorname{expm}(X)",
    r"\mathrm{d} \operatorname{expm}(X) = \operatorname{expm}(X) \mathrm{d} X",
    r"\mathrm{d} \operatorname{tr}(A \operatorname{expm}(X))"
    r" = \operatorname{tr}(A \operatorname{expm}(X) \mathrm{d} X)",
    r"\frac{d}{dt} \operatorname{expm}(t A) = \operatorname{expm}(t A)",
    r"P^{1/2} R^{1/2} = R^{1/2} P^{1/2}",
    r"P^{1/2} P^{1/2} = P^{1/4}",
    r"\operatorname{tr}(P^{1/2}) = \sqrt{\operatorname{tr}(P)}",
)

NOT_ACCEPTED = (
    r"\operatorname{tr}(\operatorname{expm}(A + B))"
    r" = \operatorname{tr}(\operatorname{expm}(A) \operatorname{expm}(B))",
    r"(P + R)^{1/2} = P^{1/2} + R^{1/2}",
)


def outcome(row: str) -> Outcome:
    note = check(Source("note.md", f"<!-- derive\n{DECLARED}\n-->\n\n$$\n{row}\n$$\n"), Config())
    (step,) = note.steps
    return step.verdict.outcome


@pytest.mark.parametrize("row", TRUE)
def test_true(row: str) -> None:
    assert outcome(row) is Outcome.PROVED


@pytest.mark.parametrize("row", FALSE)
def test_false(row: str) -> None:
    assert outcome(row) is Outcome.REFUTED


@pytest.mark.parametrize("row", NOT_ACCEPTED)
def test_not_accepted(row: str) -> None:
    assert outcome(row) in (Outcome.REFUTED, Outcome.UNREADABLE)
