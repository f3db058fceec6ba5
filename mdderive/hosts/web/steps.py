"""The steps of a display written out: the author's rows, the rows between, and their rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.config import Lang
from mdderive.derivation import Outcome
from mdderive.hosts.web.markup import element, formula, sentence, text
from mdderive.hosts.web.phrases import assumption
from mdderive.hosts.web.sign import speaking_sign
from mdderive.reasons import Presented, rule_name
from mdderive.report.words import WORDS
from mdderive.rules import rules
from mdderive.wording import said


@dataclass(frozen=True)
class _Line:
    """A row of the page: `verdict` is that of the author's step, None for a row put in."""

    left: str
    right: str
    rules: tuple[str, ...]
    verdict: Outcome | None = None


def steps_html(steps: Sequence[Presented], lang: Lang, rules_url: str) -> str:
    """The steps of one display; `rules_url` is the page of the rules, empty where there is none."""
    rows = [_row(line, lang, rules_url) for step in steps for line in _lines(step)]
    assumed = dict.fromkeys(phrase for step in steps for phrase in step.checked.verdict.assumes)
    words = WORDS[lang]
    phrases = text(words.comma).join(assumption(said(phrase, lang)) for phrase in assumed)
    listed = text(sentence(words.assumes) + words.colon) + phrases
    note = element("p", listed, class_="mdderive-assumes") if assumed else ""
    return element("div", *rows, class_="mdderive-rows") + note


def _lines(shown: Presented) -> Iterator[_Line]:
    step = shown.checked.step
    for row in shown.lead:
        yield _Line(row.left or "", f"= {row.latex}", row.rules)
    left = "" if step.continued else step.left.text
    for row in shown.rows:
        yield _Line(left, f"= {row.latex}", row.rules)
        left = ""
    right = f"{step.relation} {step.right.text}"
    yield _Line(left, right, shown.rules, shown.checked.verdict.outcome)


def _row(line: _Line, lang: Lang, rules_url: str) -> str:
    kind = f"mdderive-{line.verdict.value}" if line.verdict else "mdderive-added"
    names = WORDS[lang].comma.join(rule_html(rule, lang, rules_url) for rule in line.rules)
    return element(
        "div",
        element("span", formula(line.left) if line.left else "", class_="mdderive-left"),
        element("span", formula(line.right), class_="mdderive-right"),
        element("span", names, class_="mdderive-rule"),
        speaking_sign(line.verdict, lang) if line.verdict else "",
        class_=f"mdderive-row {kind}",
    )


def rule_html(rule: str, lang: Lang, rules_url: str) -> str:
    """The name of a rule, with its reason for the pointer, linked to its place on the page of the
    rules."""
    reason = rules()[rule].reason
    why = reason.zh if lang is Lang.ZH else reason.en
    name = text(rule_name(rule, lang))
    if not rules_url:
        return element("span", name, title=why)
    return element("a", name, href=f"{rules_url}#rule-{rule}", title=why)
