"""What depends on a whole number by its remainder, and look-alikes that are false."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

INVOLUTION = "Q: R^{n x n} orthogonal symmetric\nu: R^k"
QUARTER = "Q: R^{2m x 2m} orthogonal skew\nu: R^k"
ORTHOGONAL = "Q: R^{n x n} orthogonal\nu: R^k"
SYMMETRIC = "Q: R^{n x n} symmetric\nu: R^k"
SIZE = "u: R^k\nx: R"

TRUE = (
    (INVOLUTION, r"Q^k &= \frac{1 + (-1)^k}{2} I + \frac{1 + (-1)^{k+1}}{2} Q"),
    (INVOLUTION, r"Q^k &= \frac{1 + \cos(k \pi)}{2} I + \frac{1 - \cos(k \pi)}{2} Q"),
    (QUARTER, r"Q^k &= \cos\left(\frac{k \pi}{2}\right) I + \sin\left(\frac{k \pi}{2}\right) Q"),
    (SIZE, r"\cos(k \pi) &= (-1)^k"),
    (SIZE, r"\cos((k + 1) \pi) &= -\cos(k \pi)"),
    (SIZE, r"\sin(2 k \pi) &= 0"),
)

FALSE = (
    (INVOLUTION, r"Q^k &= \frac{1 + (-1)^k}{2} Q + \frac{1 - (-1)^k}{2} I"),
    (INVOLUTION, r"Q^k &= \cos(k \pi) Q"),
    (ORTHOGONAL, r"Q^k &= \frac{1 + (-1)^k}{2} I + \frac{1 - (-1)^k}{2} Q"),
    (SYMMETRIC, r"Q^k &= \frac{1 + (-1)^k}{2} I + \frac{1 - (-1)^k}{2} Q"),
    (QUARTER, r"Q^k &= \cos\left(\frac{k \pi}{2}\right) I - \sin\left(\frac{k \pi}{2}\right) Q"),
    (QUARTER, r"Q^k &= \frac{1 + (-1)^k}{2} I + \frac{1 - (-1)^k}{2} Q"),
    (SIZE, r"\cos(k \pi) &= (-1)^{k+1}"),
    (SIZE, r"\sin\left(\frac{k \pi}{2}\right) &= 0"),
    (SIZE, r"\sin(x \pi) &= 0"),
)


def outcome(annotation: str, row: str) -> Outcome:
    note = (
        f"<!-- derive\n{annotation}\n-->\n\n$$\n\\begin{{aligned}}\n{row}\n\\end{{aligned}}\n$$\n"
    )
    (step,) = check(Source("note.md", note), Config()).steps
    return step.verdict.outcome


@pytest.mark.parametrize(("annotation", "row"), TRUE)
def test_true_statements_are_proved(annotation: str, row: str) -> None:
    assert outcome(annotation, row) is Outcome.PROVED


@pytest.mark.parametrize(("annotation", "row"), FALSE)
def test_false_statements_are_refuted(annotation: str, row: str) -> None:
    assert outcome(annotation, row) is Outcome.REFUTED


POWERS = "X: R^{n x n}\nu: R^k\nwrt: X"
TRACE = r"\frac{\partial}{\partial X} \operatorname{tr}(X^k)"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (rf"{TRACE} &= k (X^{{k-1}})^\top", Outcome.PROVED),
        (rf"{TRACE} &= k X^{{k-1}}", Outcome.REFUTED),
        (rf"{TRACE} &= (k - 1) (X^{{k-1}})^\top", Outcome.REFUTED),
        (r"X^{k-1} X &= X^k", Outcome.PROVED),
        (r"X^{k-1} X^{k-1} &= X^{2k-2}", Outcome.PROVED),
        (r"X^{k+1} X &= X^k", Outcome.REFUTED),
        (r"X^{2k} &= X^k X^{k+1}", Outcome.REFUTED),
    ],
)
def test_exponents_made_of_sizes(row: str, expected: Outcome) -> None:
    assert outcome(POWERS, row) is expected
