"""Sums, entries, members and families, recomputed: true ones agree, false ones are refuted."""

import pytest

from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.recompute import judge
from tests.kernel.test_indexed import FALSE, TRUE, at, i, num, question, total, u


@pytest.mark.parametrize("name", TRUE)
def test_a_true_statement_agrees(name: str) -> None:
    found = judge(question(TRUE[name]), Budget(seconds=20))
    assert found.outcome is JudgementOutcome.AGREE, found


@pytest.mark.parametrize("name", FALSE)
def test_a_false_statement_is_refuted(name: str) -> None:
    found = judge(question(FALSE[name]), Budget(seconds=20))
    assert found.outcome is JudgementOutcome.REFUTED, found


def test_a_position_beyond_the_size_does_not_exist() -> None:
    """u_3 exists where there are three entries; there the claim is false."""
    found = judge(question((at(u, num(3)), total(at(u, i), i))), Budget(seconds=20))
    assert found.outcome is JudgementOutcome.REFUTED
    assert found.witness is not None and len(found.witness.values["u"]) >= 3
