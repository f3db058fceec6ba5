r"""`p - y` as the gradient of the cross-entropy of a softmax: true of labels that add up to 1."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome, Verdict
from mdderive.pipeline import check
from mdderive.source import Source

NOTE = r"""<!-- derive
y: R^k
z: R^k
wrt: z
%s-->

$$
\begin{aligned}
p &= \operatorname{softmax}(z) \\
L &= %s \\
\nabla_z L &= %s
\end{aligned}
$$
"""
FACT = "\\mathbf{1}^\\top y = 1\n"
LOSS = r"-y^\top \log p"


def last(facts: str, loss: str, gradient: str) -> Verdict:
    *_, step = check(Source("n.md", NOTE % (facts, loss, gradient)), Config()).steps
    return step.verdict


@pytest.mark.parametrize("loss", [LOSS, r"-\sum_i y_i \log p_i"])
def test_the_fact_that_labels_add_up_to_1_is_named(loss: str) -> None:
    verdict = last("", loss, "p - y")
    assert verdict.outcome is Outcome.REFUTED and verdict.mistake is not None
    assert verdict.mistake.message.startswith(r"true if \mathbf{1}^\top y = 1")
    assert last(FACT, loss, "p - y").outcome is Outcome.PROVED


@pytest.mark.parametrize(
    ("facts", "loss", "gradient"),
    [("", LOSS, "y - p"), ("", LOSS, "p - 2 y"), ("", r"y^\top p", "p - y"), (FACT, LOSS, "y - p")],
)
def test_it_is_not_named_where_it_would_not_help(facts: str, loss: str, gradient: str) -> None:
    verdict = last(facts, loss, gradient)
    assert verdict.outcome is Outcome.REFUTED and verdict.mistake is not None
    assert not verdict.mistake.message.startswith("true if")
