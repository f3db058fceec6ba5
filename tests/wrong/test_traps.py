"""False statements that look like laws: none may come out proved, tested or given."""

from pathlib import Path

import pytest

from mdderive.checked import CheckedStep
from mdderive.config import Budget, Config
from mdderive.derivation import Kind, Outcome
from mdderive.pipeline import check
from mdderive.source import Source
from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Unsupported
from tests.wrong.plain import claim
from tests.wrong.statements import Statement, statements

TRAPS = Path(__file__).parent / "traps.md"
PATIENT = Config(budget=Budget(seconds=60.0))
MAY_BE_UNREADABLE = {"Notation", "Beyond floating point"}


@pytest.fixture(scope="module")
def checked() -> dict[int, CheckedStep]:
    """Every step of the traps, by its place."""
    source = Source(str(TRAPS), TRAPS.read_text(encoding="utf-8"))
    return {step.step.span.start: step for step in check(source, PATIENT).steps}


@pytest.fixture(scope="module")
def traps() -> list[Statement]:
    return list(statements(TRAPS))


def _named(where: list[Statement], checked: dict[int, CheckedStep]) -> list[str]:
    return [
        f"line {s.line}, {s.title}: {checked[s.step.span.start].verdict.outcome}" for s in where
    ]


def test_there_are_many(traps: list[Statement]) -> None:
    assert len({(trap.section, trap.title) for trap in traps}) >= 200


def test_no_trap_passes(traps: list[Statement], checked: dict[int, CheckedStep]) -> None:
    failed = {Outcome.REFUTED, Outcome.UNREADABLE}
    passed = [
        trap
        for trap in traps
        if trap.last and checked[trap.step.span.start].verdict.outcome not in failed
    ]
    assert not passed, _named(passed, checked)


def test_traps_in_plain_notation_are_refuted(
    traps: list[Statement], checked: dict[int, CheckedStep]
) -> None:
    plain = [trap for trap in traps if trap.last and trap.section not in MAY_BE_UNREADABLE]
    unread = [
        trap
        for trap in plain
        if checked[trap.step.span.start].verdict.outcome is not Outcome.REFUTED
    ]
    print(f"\n{len(plain)} traps, {len(unread)} without a verdict")
    assert len(unread) <= 0.02 * len(plain), _named(unread, checked)


def test_what_leads_to_a_trap_is_true(
    traps: list[Statement], checked: dict[int, CheckedStep]
) -> None:
    good = {Outcome.PROVED, Outcome.TESTED, Outcome.GIVEN}
    wrong = [
        trap
        for trap in traps
        if not trap.last and checked[trap.step.span.start].verdict.outcome not in good
    ]
    assert not wrong, _named(wrong, checked)


def test_numpy_confirms_that_traps_are_false(traps: list[Statement]) -> None:
    for trap in traps:
        if not trap.last or trap.section == "Beyond floating point":
            continue
        if trap.step.kind is Kind.IMPLICATION:
            continue
        # Where a formula has several readings, the first is the one that precedence names.
        first = trap.problems[:1] if trap.section == "Notation" else trap.problems
        for problem in first:
            try:
                assert truth(claim(problem)) is Truth.FALSE, f"line {trap.line}: {trap.title}"
            except Unsupported as reason:
                assert trap.section == "Notation", f"line {trap.line}: {reason}"
