"""The page of the rules, as Markdown: what the names of rules on other pages link to."""

from collections.abc import Iterator

from mdderive.config import Lang
from mdderive.hosts.web.markup import element, text
from mdderive.rules import Rule, rules

_HEAD = """---
search:
  boost: 0.5
---

"""


def rule_page() -> str:
    """Every rule below an element with its id, so that `#rule-product-rule` leads to it."""
    entries = ("".join(_entry(rule)) for rule in rules().values())
    return f"{_HEAD}# {_both('Rules', '规则')}\n\n" + "\n".join(entries)


def _entry(rule: Rule) -> Iterator[str]:
    yield f'<div id="rule-{rule.id}"></div>\n\n'
    yield f"## {_both(rule.title.en, rule.title.zh)}\n\n"
    yield f"$$\n{rule.left} = {rule.right}\n$$\n\n"
    conditions = (*rule.conditions, *rule.facts)
    if conditions:
        yield f"{_in(Lang.EN, ', '.join(conditions))}\n\n"
    yield _both(rule.reason.en, rule.reason.zh, "\n\n") + "\n\n"
    yield f"{_both('For example', '例如')}\n\n$$\n{rule.example}\n$$\n"


def _both(english: str, chinese: str, between: str = " · ") -> str:
    return f"{_in(Lang.EN, english)}{between}{_in(Lang.ZH, chinese)}"


def _in(lang: Lang, words: str) -> str:
    """Whatever the language of the site, a screen reader is told which one this is."""
    return element("span", text(words), lang=lang.value)
