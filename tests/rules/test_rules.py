"""The rule table: every rule is whole, in both languages, and LaTeX that braces balance in."""

import pytest

from mdderive.rules import Rule, rules


@pytest.mark.parametrize("rule", rules().values(), ids=rules().keys())
def test_is_whole(rule: Rule) -> None:
    assert rule.title.en and rule.title.zh and rule.reason.en.endswith(".")
    assert rule.reason.zh.endswith("。")
    assert rule.left and rule.right and " = " in rule.example


@pytest.mark.parametrize("rule", rules().values(), ids=rules().keys())
def test_latex_balances(rule: Rule) -> None:
    for text in (rule.left, rule.right, rule.example):
        assert text.count("{") == text.count("}")
        assert text.count("(") == text.count(")")


def test_ids_are_words() -> None:
    for name in rules():
        assert name == name.lower() and name.replace("-", "").isalnum()
