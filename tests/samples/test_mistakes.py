"""The collection of mistakes: in each derivation exactly the wrong row is refuted, and named."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mdderive.checked import Checked
from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.hosts.cli import cli
from mdderive.pipeline import check
from mdderive.source import Source

MISTAKES = Path(__file__).parents[2] / "samples" / "mistakes.md"
PATIENT = Config(budget=Budget(seconds=60.0))


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(Source(str(MISTAKES), MISTAKES.read_text(encoding="utf-8")), PATIENT)


def test_there_are_enough_of_enough_kinds(checked: Checked) -> None:
    kinds = {step.verdict.mistake.kind for step in checked.steps if step.verdict.mistake}
    assert len(checked.derivations) >= 15
    assert len(kinds) >= 9, sorted(kinds)


def test_the_last_row_is_wrong_and_no_other(checked: Checked) -> None:
    for derivation in checked.derivations:
        *before, last = derivation.steps
        place = f"line {checked.source.position(last.step.span.start)[0]}"
        assert last.verdict.outcome is Outcome.REFUTED, place
        outcomes = [step.verdict.outcome for step in before]
        assert Outcome.PROVED in outcomes, place
        assert set(outcomes) <= {Outcome.PROVED, Outcome.GIVEN}, place


def test_each_wrong_row_has_a_witness_that_differs(checked: Checked) -> None:
    for derivation in checked.derivations:
        witness = derivation.steps[-1].verdict.witness
        assert witness is not None
        assert witness.values
        assert witness.left != witness.right


def test_the_command_fails() -> None:
    assert CliRunner().invoke(cli, ["check", str(MISTAKES)]).exit_code == 1
