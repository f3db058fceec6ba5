"""Both judges agree to every rule and its example; some false neighbours show that they can
disagree."""

import pytest

from mdderive.answering import JUDGES
from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.derive.judging import judge_terms
from mdderive.latex import read
from mdderive.notes import find
from mdderive.rules import GROUND, Rule, rules
from mdderive.source import Source, Span


def outcome(rule: Rule, left: str, right: str) -> Outcome:
    source = f"{left} = {right}"
    annotation = "\n".join((*GROUND, *rule.facts))
    note = Source("note.md", f"<!-- derive\n{annotation}\n-->\n\n$$\n{source}\n$$\n")
    found = find(note, Config())
    derivation = read(found.blocks, Config(), found.defaults)
    step = derivation.steps[-1]
    assert step.problem is None, step.problem
    reading = step.readings[0]
    verdict = judge_terms(
        reading.left, reading.right, derivation.scope, JUDGES, Budget(), Span(0, 1)
    )
    return verdict.outcome


CASES = [
    (rule, left, right)
    for rule in rules().values()
    for left, right in ((rule.left, rule.right), tuple(rule.example.split(" = ", 1)))
]


@pytest.mark.parametrize(
    ("rule", "left", "right"), CASES, ids=[f"{rule.id}: {left}" for rule, left, _ in CASES]
)
def test_is_proved(rule: Rule, left: str, right: str) -> None:
    assert outcome(rule, left, right) is Outcome.PROVED


@pytest.mark.parametrize(
    ("id", "right"),
    [
        ("rotate", r"\operatorname{tr}(X^\top Y^\top) + 1"),
        ("product-rule", r"\mathrm{d}X\, Y"),
        ("d-inverse", r"A^{-1}\, \mathrm{d}A\, A^{-1}"),
        ("read-gradient", "2 C"),
    ],
)
def test_a_false_neighbour_is_refuted(id: str, right: str) -> None:
    rule = rules()[id]
    assert outcome(rule, rule.left, right) is Outcome.REFUTED
