"""Names with two properties: which slots of a symmetric or skew orthogonal matrix meet."""

import pytest

from kernel.statements import Statement
from kernel.terms import A, B, I, Q, det, dim, mul, neg, power, problem, t, tr
from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.recompute import judge

TRUE: list[Statement] = [
    (mul(Q, Q), I, "Q orth sym"),
    (mul(t(Q), Q), I, "Q orth sym"),
    (mul(Q, Q), neg(I), "Q orth skew"),
    (mul(t(Q), Q), I, "Q orth skew"),
    (power(Q, 4), I, "Q orth skew"),
    (tr(mul(A, B, A)), tr(mul(A, B)), "A proj sym"),
    (mul(t(A), A), A, "A proj sym"),
]

FALSE: list[Statement] = [
    (mul(Q, Q), neg(I), "Q orth sym"),
    (mul(Q, Q), I, "Q orth skew"),
    (Q, I, "Q orth sym"),
    (power(det(Q), 1), power(dim(Q.shape.rows), 0), "Q orth sym"),
    (mul(A, B, A), mul(A, B), "A proj sym"),
]


@pytest.mark.parametrize("statement", TRUE)
def test_true(statement: Statement) -> None:
    question = problem(*statement)
    assert prove(question, Budget()).outcome is ProofOutcome.PROVED
    assert judge(question, Budget(), {}).outcome is JudgementOutcome.AGREE


@pytest.mark.parametrize("statement", FALSE)
def test_false(statement: Statement) -> None:
    question = problem(*statement)
    assert prove(question, Budget()).outcome is not ProofOutcome.PROVED
    assert judge(question, Budget(), {}).outcome is JudgementOutcome.REFUTED
