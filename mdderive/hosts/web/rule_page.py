"""The page of the rules, as Markdown: what the names of rules on other pages link to."""

from collections.abc import Iterator

from mdderive.hosts.web.markup import text
from mdderive.rules import Rule, rules

_HEAD = """---
search:
  boost: 0.5
---

# Rules · 规则

"""


def rule_page() -> str:
    """Every rule below an element with its id, so that `#rule-product-rule` leads to it."""
    return _HEAD + "\n".join("".join(_entry(rule)) for rule in rules().values())


def _entry(rule: Rule) -> Iterator[str]:
    yield f'<div id="rule-{rule.id}"></div>\n\n'
    yield f"## {text(rule.title.en)} · {text(rule.title.zh)}\n\n"
    yield f"$$\n{rule.left} = {rule.right}\n$$\n\n"
    conditions = (*rule.conditions, *rule.facts)
    if conditions:
        yield f"{text(', '.join(conditions))}\n\n"
    yield f"{text(rule.reason.en)}\n\n{text(rule.reason.zh)}\n\n"
    yield f"For example · 例如\n\n$$\n{rule.example}\n$$\n"
