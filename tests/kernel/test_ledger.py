"""What a proof needs of the declarations, and nothing else."""

import pytest

from kernel.terms import A, B, Q, S, add, det, f, grad, inv, mul, proof, t, tr, x
from mdderive.kernel import ProofOutcome
from mdderive.term import Term


@pytest.mark.parametrize(
    ("left", "right", "given", "used"),
    [
        (t(A), A, "A sym", {("A", "symmetric")}),
        (tr(mul(A, B)), tr(mul(B, A)), "A sym, B diag", set()),
        (mul(A, B), mul(B, A), "A diag, B diag", {("A", "diagonal"), ("B", "diagonal")}),
        (t(mul(A, S, A)), mul(A, S, A), "A sym, S sym", {("A", "symmetric"), ("S", "symmetric")}),
        (mul(Q, t(Q), A), A, "Q orth, A sym", {("Q", "orthogonal")}),
        (mul(inv(A), A), mul(A, inv(A)), "A inv", {("A", "invertible")}),
        (add(A, B), add(B, A), "A inv", set()),
        (f("log", det(mul(A, A))), add(*[f("log", det(A))] * 2), "A pd", None),
        (grad(mul(t(x), A, x), x), mul(add(A, t(A)), x), "A sym", set()),
    ],
)
def test_used(left: Term, right: Term, given: str, used: set[tuple[str, str]] | None) -> None:
    answer = proof(left, right, given)
    assert answer.outcome is ProofOutcome.PROVED
    assert used is None or set(answer.used) == used
