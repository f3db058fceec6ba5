"""The steps of a display written out: the author's rows, the rows between, and their rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from mdderive.checked import CheckedDerivation, CheckedStep, Written
from mdderive.config import Lang
from mdderive.derivation import Outcome
from mdderive.hosts.web.markup import element, formula, text
from mdderive.hosts.web.words import SIGNS, WEB_WORDS
from mdderive.reasons import rule_name
from mdderive.report.words import WORDS
from mdderive.rules import rules


@dataclass(frozen=True)
class _Line:
    """A row of the page: `verdict` is that of the author's step, None for a row put in."""

    left: str
    right: str
    rule: str | None
    verdict: Outcome | None = None


def steps_html(derivation: CheckedDerivation, display: int, rules_url: str) -> str:
    """The steps of one display; `rules_url` is the page of the rules, empty where there is none."""
    steps = [checked for checked in derivation.steps if checked.step.display == display]
    lang = derivation.lang
    rows = [_row(line, lang, rules_url) for step in steps for line in _lines(step)]
    assumed = dict.fromkeys(phrase for step in steps for phrase in step.verdict.assumes)
    said = f"{WORDS[lang].assumes}{':' if lang is Lang.EN else '：'} {', '.join(assumed)}"
    note = element("p", text(said), class_="mdderive-assumes") if assumed else ""
    return element("div", *rows, class_="mdderive-rows") + note


def _lines(checked: CheckedStep) -> Iterator[_Line]:
    step, written = checked.step, checked.written or Written()
    for row in written.lead:
        yield _Line(row.left or "", f"= {row.latex}", row.rule)
    left = "" if step.continued else step.left.text
    for row in written.rows:
        yield _Line(left, f"= {row.latex}", row.rule)
        left = ""
    right = f"{step.relation} {step.right.text}"
    yield _Line(left, right, written.rule, checked.verdict.outcome)


def _row(line: _Line, lang: Lang, rules_url: str) -> str:
    outcome = line.verdict
    meaning = WEB_WORDS[lang].outcomes[outcome] if outcome else ""
    sign = text(SIGNS[outcome]) if outcome else ""
    kind = f"mdderive-{outcome.value}" if outcome else "mdderive-added"
    return element(
        "div",
        element("span", formula(line.left) if line.left else "", class_="mdderive-left"),
        element("span", formula(line.right), class_="mdderive-right"),
        element("span", rule_html(line.rule, lang, rules_url), class_="mdderive-rule"),
        element("span", sign, class_="mdderive-sign", title=meaning, role="img", aria_label=meaning)
        if outcome
        else "",
        class_=f"mdderive-row {kind}",
    )


def rule_html(rule: str | None, lang: Lang, rules_url: str) -> str:
    """The name of a rule, with its reason for the pointer, linked to its place on the page of the
    rules."""
    if rule is None:
        return ""
    reason = rules()[rule].reason
    why = reason.zh if lang is Lang.ZH else reason.en
    name = text(rule_name(rule, lang))
    if not rules_url:
        return element("span", name, title=why)
    return element("a", name, href=f"{rules_url}#rule-{rule}", title=why)
