"""Formulas that are wrong, huge or empty: a diagnostic each, and the note's other blocks are
checked all the same."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

DECLARED = "A, B, X: R^{n x n}\nx: R^n\ns: R"
DEEP = 10_000
FRACTIONS = "s = " + r"\frac{1}{" * DEEP + "s" + "}" * DEEP


def block(rows: str, declared: str = DECLARED) -> str:
    return f"<!-- derive\n{declared}\n-->\n\n$$\n{rows}\n$$\n\n"


GOOD = block(r"\operatorname{tr}(A B) = \operatorname{tr}(B A)")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (block("s = " + "(" * DEEP + "s" + ")" * DEEP), "D203"),
        (block("s = " + "{" * DEEP + "s" + "}" * DEEP), "D203"),
        (block(FRACTIONS), "D203"),
        (block(r"X^{1000000000} = X"), "D203"),
        (block(r"s^{1000000000} = s"), "D203"),
        (block(r"\operatorname{tr}(A \left( B = s"), "D201"),
        (block("A = {B"), "D201"),
        (block("A = B}"), "D201"),
        (block(r"\foo{A} = B"), "D202"),
        (block("A = B C"), "D206"),
        (block("s = A x B"), "D301"),
        (block("A x = x^T"), "D304"),
        (block(""), "D124"),
        (block("A = B", "A: R^{n x\nB: R^{n x n}"), "D111"),
        ("<!-- derive\nA: R^{n x n}\n-->\n\nno display\n\n", "D120"),
        (block("A B = B A", "A, B: R^{n x n}\nA = A + I"), "D503"),
        (block("A B" * 20 + " = " + "B A" * 20), "D401"),
        (block(r"A B = B A \implies A = B"), "D401"),
    ],
)
def test_bad_input_ends_in_a_diagnostic(bad: str, code: str) -> None:
    checked = check(Source("note.md", bad + GOOD), Config())
    assert code in {one.code for one in checked.diagnostics}
    assert not any(one.code.startswith("D9") for one in checked.diagnostics)
    (last,) = checked.derivations[-1].steps
    assert last.verdict.outcome is Outcome.PROVED


def test_a_product_of_forty_factors_is_judged() -> None:
    rows = r"\operatorname{tr}(" + "A B" * 20 + r") = \operatorname{tr}(" + "B A" * 20 + ")"
    (derivation,) = check(Source("note.md", block(rows)), Config()).derivations
    assert [step.verdict.outcome for step in derivation.steps] == [Outcome.PROVED]
