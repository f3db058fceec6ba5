"""The prover's answers on statements whose truth is known; every statement is first checked on
numbers, so a slip in the tables shows as one."""

import pytest

from kernel.numeric import close, random_point, value
from kernel.statements import BEYOND, NOT_BEYOND, NOT_POLYNOMIAL, POLYNOMIAL, Statement
from kernel.terms import problem
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove

SIZES = ({"n": 2, "m": 3}, {"n": 3, "m": 2}, {"n": 5, "m": 4})


def _holds(statement: Statement) -> set[bool]:
    """Whether both sides agree, over sizes and seeds at which both are defined."""
    left, right, given = statement
    question = problem(left, right, given)
    seen = set()
    for sizes in SIZES:
        for seed in range(3):
            point = random_point(question.declarations, question.varying, sizes, seed)
            try:
                seen.add(close(value(left, point), value(right, point)))
            except (ZeroDivisionError, ValueError):
                continue
    return seen


@pytest.mark.parametrize("statement", POLYNOMIAL + BEYOND)
def test_true_statements_are_proved(statement: Statement) -> None:
    assert _holds(statement) <= {True}
    assert prove(problem(*statement), Budget()).outcome is ProofOutcome.PROVED


@pytest.mark.parametrize("statement", NOT_POLYNOMIAL)
def test_false_polynomial_statements_are_disproved(statement: Statement) -> None:
    assert False in _holds(statement)
    assert prove(problem(*statement), Budget()).outcome is ProofOutcome.DIFFERENT


@pytest.mark.parametrize("statement", NOT_BEYOND)
def test_false_statements_are_not_proved(statement: Statement) -> None:
    assert _holds(statement) != {True}
    assert prove(problem(*statement), Budget()).outcome is not ProofOutcome.PROVED
