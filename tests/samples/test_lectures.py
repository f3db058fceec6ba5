"""The lectures: everything in them is proved, and there is enough of it."""

from functools import cache
from pathlib import Path

import pytest

from mdderive import Equation, equations
from mdderive.checked import Checked
from mdderive.config import Budget, Config
from mdderive.derivation import Kind, Outcome
from mdderive.pipeline import check
from mdderive.source import Source

SAMPLES = Path(__file__).parents[2] / "samples"
PATIENT = Config(budget=Budget(seconds=60.0))
LECTURES = ("differentials.en.md", "differentials.zh.md")
PAPERS = ("paper.tex", "paper.zh.tex")
STEPS = 60
PROVED = 45


@cache
def checked(name: str) -> Checked:
    path = SAMPLES / name
    return check(Source(str(path), path.read_text(encoding="utf-8")), PATIENT)


def says_something(equation: Equation) -> bool:
    """Proved, and not because both sides are written alike."""
    proved = equation.step.verdict.outcome is Outcome.PROVED
    return proved and equation.left.term != equation.right.term


@pytest.mark.parametrize("name", [*LECTURES, *PAPERS])
def test_no_problem_is_found(name: str) -> None:
    note = checked(name)
    assert [(d.code, d.message) for d in note.diagnostics] == []


@pytest.mark.parametrize("name", [*LECTURES, *PAPERS])
def test_every_claim_is_proved(name: str) -> None:
    """Only definitions, and the condition that a gradient vanishes, are given."""
    for step in checked(name).steps:
        given = step.step.defines is not None or step.step.kind is Kind.HYPOTHESIS
        expected = Outcome.GIVEN if given else Outcome.PROVED
        place = checked(name).source.position(step.step.span.start)[0]
        assert step.verdict.outcome is expected, f"{name}:{place}"


@pytest.mark.parametrize("name", LECTURES)
def test_a_lecture_is_long_enough(name: str) -> None:
    note = checked(name)
    assert len(list(note.steps)) >= STEPS
    assert sum(map(says_something, equations(note))) >= PROVED


def test_both_lectures_teach_the_same() -> None:
    english, chinese = (
        [(s.step.left.text, s.step.right.text, s.verdict.outcome) for s in checked(name).steps]
        for name in LECTURES
    )
    assert english == chinese
