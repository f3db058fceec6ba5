"""Short notes as they are written, in two languages: what holds in each row is known (T or F)."""

from pathlib import Path

import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

NOTES = Path(__file__).parents[1] / "data" / "notes"
TRUTH = {
    "linear_regression": "TTTTTTT",
    "ridge": "TTTTT",
    "ridge_factor_lost": "TF",
    "pca": "TTTTT",
    "lda": "TTTT",
    "softmax_cross_entropy": "TTTTT",
    "backprop": "TTTTTTTT",
    "gaussian_mean": "TTTTT",
    "gaussian_process": "TTTT",
    "matrix_factorisation": "TTTT",
    "matrix_factorisation_factor_lost": "TF",
    "lagrangian": "TTTTTT",
    "word2vec": "TTT",
    "zh_bilinear": "TTTTTT",
    "zh_exponential": "TTTTTTT",
    "zh_least_squares": "TTTTTT",
    "zh_covariance": "TTTTTTTT",
    "normal_equations": "TTTTTTTTT",
    "logistic_regression": "TTTTTTTTF",
    "zh_softmax": "TTTTTTTF",
    "zh_lda": "TTTF",
    "svm_dual": "TTTTTTT",
    "mixture_m_step": "TTTF",
    "zh_ridge": "TTTTFT",
    "gaussian_likelihood": "TTTTTT",
    "residual_sum_of_squares": "TTTTF",
    "zh_kalman_gain": "TTTTTF",
    "backprop_rows": "TTTTTTTTT",
    "newton_logistic": "TTTTTT",
    "zh_gaussian": "TTTF",
    "zh_backprop": "TTTTTT",
}
TRUE = (Outcome.GIVEN, Outcome.PROVED, Outcome.TESTED)
PATIENT = Config(budget=Budget(seconds=60.0))


@pytest.mark.parametrize("name", TRUTH)
def test_every_row_is_judged_rightly(name: str) -> None:
    path = NOTES / f"{name}.md"
    found = [
        step.verdict.outcome for step in check(Source(name, path.read_text("utf-8")), PATIENT).steps
    ]
    letters = ["F" if one is Outcome.REFUTED else "T" if one in TRUE else "?" for one in found]
    assert "".join(letters) == TRUTH[name]


def test_every_note_is_judged() -> None:
    assert {path.stem for path in NOTES.glob("*.md")} == set(TRUTH)
