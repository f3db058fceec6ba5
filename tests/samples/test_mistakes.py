"""The collection of mistakes: in each derivation exactly the wrong row is refuted, and named."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mdderive.checked import Checked
from mdderive.config import Budget, Config, Lang
from mdderive.derivation import Outcome
from mdderive.hosts.cli import cli
from mdderive.pipeline import check
from mdderive.source import Source

SAMPLES = Path(__file__).parents[2] / "samples"
LEAST = {"mistakes.md": (15, 9), "mistakes.zh.md": (6, 6)}
"""How many derivations and kinds of mistake each note has at least."""
PATIENT = Config(budget=Budget(seconds=60.0))


@pytest.fixture(scope="module", params=LEAST)
def checked(request: pytest.FixtureRequest) -> Checked:
    path = SAMPLES / str(request.param)
    return check(Source(path.name, path.read_text(encoding="utf-8")), PATIENT)


def test_there_are_enough_of_enough_kinds(checked: Checked) -> None:
    kinds = {step.verdict.mistake.kind for step in checked.steps if step.verdict.mistake}
    derivations, different = LEAST[checked.source.path]
    assert len(checked.derivations) >= derivations
    assert len(kinds) >= different, sorted(kinds)


def test_the_note_is_told_in_its_language(checked: Checked) -> None:
    chinese = checked.source.path.endswith(".zh.md")
    assert checked.lang is (Lang.ZH if chinese else Lang.EN)
    for diagnostic in checked.diagnostics:
        assert ("此步不成立" in diagnostic.message) == chinese


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


@pytest.mark.parametrize("name", LEAST)
def test_the_command_fails(name: str) -> None:
    assert CliRunner().invoke(cli, ["check", str(SAMPLES / name)]).exit_code == 1
