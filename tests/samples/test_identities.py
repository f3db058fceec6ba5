"""The collected identities, true and false: what is proved of the true ones may only grow."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from mdderive.checked import Checked, CheckedStep
from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source
from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Unsupported
from tests.wrong.plain import claim
from tests.wrong.statements import statements

DATA = Path(__file__).parents[1] / "data"
PATIENT = Config(budget=Budget(seconds=60.0))
PROVED_SHARE = 0.99  # a ratchet: raise it when more is proved
REFUTED_SHARE = 0.99


@cache
def checked(name: str) -> Checked:
    path = DATA / name
    return check(Source(str(path), path.read_text(encoding="utf-8")), PATIENT)


def outcomes(name: str) -> Counter[Outcome]:
    return Counter(step.verdict.outcome for step in checked(name).steps if not step.step.defines)


def lines(name: str, *wanted: Outcome) -> list[int]:
    """Where steps came out so that should not have."""
    note = checked(name)
    return [
        note.source.position(step.step.span.start)[0]
        for step in note.steps
        if not step.step.defines and step.verdict.outcome in wanted
    ]


def test_no_true_identity_is_refuted() -> None:
    assert lines("true.md", Outcome.REFUTED) == []


def test_no_false_identity_passes() -> None:
    assert lines("false.md", Outcome.PROVED, Outcome.TESTED, Outcome.GIVEN) == []


def test_as_many_as_before_are_proved() -> None:
    found = outcomes("true.md")
    assert found.total() >= 120
    assert found[Outcome.PROVED] >= PROVED_SHARE * found.total(), found


def test_as_many_as_before_are_refuted() -> None:
    found = outcomes("false.md")
    assert found.total() >= 118
    assert found[Outcome.REFUTED] >= REFUTED_SHARE * found.total(), found


LAST_ROWS_REFUTED = 151
"""Of 164 notes; in the others the shapes of the false row don't fit."""


def test_the_second_collection_is_proved() -> None:
    found = outcomes("more_true.md")
    assert found.total() >= 164
    assert set(found) <= {Outcome.PROVED, Outcome.GIVEN}, found


def test_no_false_row_of_the_second_collection_passes() -> None:
    rows = [
        derivation.steps[-1].verdict.outcome for derivation in checked("more_false.md").derivations
    ]
    found = Counter(rows)
    assert found.total() >= 164
    assert set(found) <= {Outcome.REFUTED, Outcome.UNREADABLE}, found
    assert found[Outcome.REFUTED] >= LAST_ROWS_REFUTED, found


NOT_PROVED = 3
"""Derivations at the end of the collection from books that have a row which is not proved yet."""
KINDS_NAMED = 0.95
NOT_MENDED = 2
"""Mistakes in derivatives of sums over the entries of a name, which have no formula to offer."""


def _headed(name: str) -> list[tuple[str, list[CheckedStep]]]:
    """The steps of each derivation, with the heading above it."""
    note = checked(name)
    lines = note.source.text.split("\n")
    found = []
    for derivation in note.derivations:
        line = note.source.position(derivation.span.start)[0]
        heading = next(text for text in reversed(lines[:line]) if text.startswith("## "))
        found.append((heading[3:], list(derivation.steps)))
    return found


def test_the_collection_from_books_is_proved() -> None:
    """What is not proved so far stands at its end, and is not refuted either."""
    good = {Outcome.PROVED, Outcome.GIVEN}
    found = _headed("literature_true.md")
    known = [steps for heading, steps in found if not heading.startswith("open")]
    assert len(known) >= 223
    rows = [step for steps in known for step in steps if step.verdict.outcome not in good]
    assert [row.step.left.text for row in rows] == []
    rest = [{step.verdict.outcome for step in steps} for head, steps in found if "open" in head]
    assert sum(not outcomes <= good for outcomes in rest) <= NOT_PROVED, rest
    assert not any(Outcome.REFUTED in outcomes for outcomes in rest)


def test_mistakes_in_what_stands_in_books_are_named_and_mended() -> None:
    """The last row of each is refuted, or has shapes that don't fit; a kind of mistake that a
    teacher might name, and a right side that is proved."""
    last = [(heading, steps[-1].verdict) for heading, steps in _headed("literature_false.md")]
    assert len(last) >= 107
    wrong = [(heading, verdict) for heading, verdict in last if verdict.mistake is not None]
    others = [verdict for _, verdict in last if verdict.outcome is not Outcome.REFUTED]
    assert {verdict.outcome for verdict in others} <= {Outcome.UNREADABLE}
    assert len(others) <= 2
    unnamed = [
        (heading, verdict.mistake.kind)
        for heading, verdict in wrong
        if verdict.mistake is not None and verdict.mistake.kind not in heading.split()
    ]
    assert len(unnamed) <= (1 - KINDS_NAMED) * len(wrong), unnamed
    assert sum(verdict.suggestion is None for _, verdict in wrong) <= NOT_MENDED


@pytest.mark.parametrize(
    ("name", "never"),
    [("true.md", Truth.FALSE), ("false.md", Truth.EQUIVALENT)],
)
def test_numpy_says_so_too(name: str, never: Truth) -> None:
    """The third opinion agrees with the collection wherever it has one."""
    for statement in statements(DATA / name):
        problems = () if statement.step.defines else statement.problems[:1]
        for problem in problems:
            try:
                assert truth(claim(problem)) is not never, f"{name}:{statement.line}"
            except Unsupported:
                continue


def test_other_spellings_make_no_difference() -> None:
    """Primes, `\\mathrm{Tr}`, numerator layout, `\\partial_x`, text operators and the like."""
    found = outcomes("spellings_true.md")
    assert found.total() >= 59
    assert set(found) <= {Outcome.PROVED, Outcome.GIVEN}, found
    wrong = outcomes("spellings_false.md")
    assert wrong.total() >= 64
    assert set(wrong) == {Outcome.REFUTED}, wrong
