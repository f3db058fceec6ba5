"""The gallery: twenty questions, each answered in full, one rule a row, every row proved."""

import re
from functools import cache
from pathlib import Path

import pytest

from mdderive.checked import Built, CheckedStep
from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.derive.expansion.reading import UNCHAINED
from mdderive.pipeline import build, check
from mdderive.rules import rules
from mdderive.source import Source

SAMPLES = Path(__file__).parents[2] / "samples"
GALLERIES = ("gallery.en.md", "gallery.zh.md")
LEAST_RULES = 24
LONGEST = 200
"""Characters of a row without its reason."""


@cache
def built(name: str) -> Built:
    return build(Source(name, (SAMPLES / name).read_text(encoding="utf-8")), Config())


def answers(name: str) -> list[CheckedStep]:
    return [d.steps[-1] for d in built(name).checked.derivations]


@pytest.mark.parametrize("name", GALLERIES)
def test_each_of_twenty_questions_is_answered_in_full(name: str) -> None:
    assert len(answers(name)) == 20
    for step in answers(name):
        used = [row.rule for row in step.chain]
        assert len(used) >= 2 and not UNCHAINED.intersection(used)
        assert used[-1] in rules()


@pytest.mark.parametrize("name", GALLERIES)
def test_each_row_has_one_reason_is_proved_and_is_written_once(name: str) -> None:
    text = built(name).text
    again = build(Source(name, text), Config())
    assert {step.verdict.outcome for step in again.checked.steps} == {
        Outcome.GIVEN,
        Outcome.PROVED,
    }
    assert again.text == text
    added = len(list(again.checked.steps)) - 20
    assert len(re.findall(r"&& \\text\{[^{}]+\}", text)) == added


def test_no_row_is_noisy_or_long() -> None:
    for step in answers("gallery.en.md"):
        rows = [row.latex for row in step.chain]
        assert not [row for row in rows if re.search(r"-\s*\(?-|\+ -|\(-1\)|\^\{?1\}?\b", row)]
        assert max(map(len, rows)) <= LONGEST


def test_the_gallery_shows_most_rules() -> None:
    used = {row.rule for step in answers("gallery.en.md") for row in step.chain}
    assert len(used) >= LEAST_RULES, len(used)


def test_both_languages_say_the_same() -> None:
    one, other = ([row.rule for s in answers(n) for row in s.chain] for n in GALLERIES)
    assert one == other
    assert built("gallery.zh.md").text.count("读出") >= 15


def test_checking_a_gallery_as_it_stands_asks_for_nothing() -> None:
    name = GALLERIES[0]
    checked = check(Source(name, (SAMPLES / name).read_text(encoding="utf-8")), Config())
    assert not checked.has_problem
