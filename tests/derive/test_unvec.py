"""Quadratic and bilinear forms in vec(X) are brought to a trace, by the rules of vec alone."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.pipeline import build, check
from mdderive.source import Source

CONFIG = Config()
SIZES = "A: R^{m x m}\nB: R^{n x n}\nX, Y: R^{m x n}\nwrt: X"
CASES = {
    r"\operatorname{vec}(X)^\top (B \otimes A) \operatorname{vec}(X)": r"A X B^\top + A^\top X B",
    r"\operatorname{vec}(Y)^\top (B \otimes A) \operatorname{vec}(X)": r"A^\top Y B",
    r"\operatorname{vec}(X)^\top (B \otimes A) \operatorname{vec}(Y)": r"A Y B^\top",
    r"\operatorname{vec}(X)^\top \operatorname{vec}(Y)": "Y",
}


@pytest.mark.parametrize(("f", "gradient"), CASES.items(), ids=list(CASES))
def test_the_chain_goes_over_a_trace_and_every_row_is_proved(f: str, gradient: str) -> None:
    text = f"<!-- derive\n{SIZES}\n-->\n\n$$\n\\begin{{aligned}}\nf &= {f} \\\\\n"
    text += f"\\frac{{\\partial f}}{{\\partial X}} &= {gradient}\n\\end{{aligned}}\n$$\n"
    built = build(Source("note.md", text), CONFIG).text
    assert "trace as an inner product of vecs" in built and "index notation" not in built
    assert ("vec of a product" in built) == (r"\otimes" in f)
    outcomes = [step.verdict.outcome for step in check(Source("note.md", built), CONFIG).steps]
    assert outcomes == [Outcome.GIVEN] + [Outcome.PROVED] * (len(outcomes) - 1)
