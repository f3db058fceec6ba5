"""Steps without a chain of rules are shown as sums over indices, which are rows like any."""

import pytest

from mdderive.answering import JUDGES
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.derive.expansion import Expanded, expand
from mdderive.derive.judging import judge_steps
from mdderive.evidence import IndexForm, Judges
from mdderive.latex import read
from mdderive.notes import find
from mdderive.operators import number
from mdderive.pipeline import build, check
from mdderive.source import Source

CONFIG = Config()
GROUND = "A, B: R^{n x n}\nD: R^{n x n} diagonal\nP: R^{n x n} projection\nX, Y: R^{m x n}\nx: R^n"
SCALAR = r"x^\top \operatorname{diag}(A B) &= \operatorname{tr}(\operatorname{diag}(x) A B)"
MATRIX = r"(X \odot Y) D &= X D \odot Y"


def note(row: str, options: str = "") -> Source:
    rows = f"\\begin{{aligned}}\n{row}\n\\end{{aligned}}"
    return Source("note.md", f"<!-- derive\n{GROUND}\n{options}-->\n\n$$\n{rows}\n$$\n")


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (SCALAR, r"&= \sum_{i=1}^n \sum_{j=1}^n x_i A_{ij} B_{ji} && "),
        (MATRIX, r"((X \odot Y) D)_{ij} &= X_{ij} D_{jj} Y_{ij} && "),
    ],
)
def test_the_sum_is_shown_proved_and_shown_once(row: str, shown: str) -> None:
    built = build(note(row), CONFIG).text
    assert shown + r"\text{equal in index notation} \\" in built
    assert built.count("equal in index notation") == 2
    checked = check(Source("note.md", built), CONFIG)
    assert [step.verdict.outcome for step in checked.steps] == [Outcome.PROVED] * 2
    assert build(Source("note.md", built), CONFIG).text == built


def test_it_is_said_in_the_authors_language() -> None:
    assert r"\text{按下标表示相等}" in build(note(SCALAR, "lang: zh\n"), CONFIG).text


def test_a_step_by_a_law_has_no_such_sum() -> None:
    built = build(note("P P &= P"), CONFIG).text
    assert r"P P &= P && \text{equal in normal form}" in built


def test_a_long_sum_is_not_shown() -> None:
    left = r"\operatorname{tr}((X \odot Y) A B A B A B A B A B A B (X \odot Y)^\top D_2)"
    right = r"\operatorname{tr}(D_2 (Y \odot X) A B A B A B A B A B A B (Y \odot X)^\top)"
    built = build(note(f"{left} &= {right}", "D_2: R^{m x m}\n"), CONFIG).text
    assert r"\sum" not in built


def test_a_sum_that_the_judges_refuse_is_not_shown() -> None:
    def wrong(problem: object, budget: object) -> IndexForm | None:
        return (), number(7)

    document = find(note(SCALAR), CONFIG)
    derivation = read(document.blocks, CONFIG, document.defaults)
    verdicts = judge_steps(derivation.scope, derivation.steps, JUDGES, CONFIG.budget)
    judges = Judges(JUDGES.prove, JUDGES.judge, wrong)
    found = expand(derivation.scope, derivation.steps, verdicts, judges, CONFIG)
    assert found == (Expanded(rule="index-notation"),)
