"""What stands below a display on a web page: a line with the verdicts, which opens to the steps,
and a box for each step that is wrong or could not be read."""

from collections import Counter
from collections.abc import Iterator

from mdderive.checked import CheckedDerivation, CheckedStep
from mdderive.config import Lang
from mdderive.derivation import Outcome
from mdderive.hosts.web.markup import element, formula, text
from mdderive.hosts.web.steps import steps_html
from mdderive.hosts.web.witness import witness_html
from mdderive.hosts.web.words import SIGNS, WEB_WORDS
from mdderive.report.words import WORDS

_WORST = (
    Outcome.REFUTED,
    Outcome.UNREADABLE,
    Outcome.TESTED,
    Outcome.PROVED,
    Outcome.GIVEN,
)
"""The sign of a display is that of its worst step; definitions alone are marked as given."""


def display_html(derivation: CheckedDerivation, display: int, rules_url: str = "") -> str:
    """The HTML for one display of a derivation; empty if the display holds no step."""
    steps = [checked for checked in derivation.steps if checked.step.display == display]
    if not steps:
        return ""
    lang = derivation.lang
    boxes = [_box(checked, lang) for checked in steps if _fails(checked)]
    summary = element("summary", *_verdicts(steps, lang))
    details = element("details", summary, steps_html(derivation, display, rules_url))
    return element(
        "div", *boxes, details, class_="mdderive", lang="zh" if lang is Lang.ZH else "en"
    )


def _fails(checked: CheckedStep) -> bool:
    return checked.verdict.outcome in (Outcome.REFUTED, Outcome.UNREADABLE)


def _verdicts(steps: list[CheckedStep], lang: Lang) -> Iterator[str]:
    counts = Counter(checked.verdict.outcome for checked in steps)
    worst = next(outcome for outcome in _WORST if counts[outcome])
    words, names = WEB_WORDS[lang], WORDS[lang].outcomes
    head = words.step if len(steps) == 1 else words.steps.format(len(steps))
    said = [names[outcome.value].format(counts[outcome]) for outcome in Outcome if counts[outcome]]
    kind = f"mdderive-sign mdderive-{worst.value}"
    yield element("span", text(SIGNS[worst]), class_=kind, aria_hidden="true")
    yield text(f" {head}{words.joiner.join(said)} ")
    yield element("span", text(words.shown), class_="mdderive-more")


def _box(checked: CheckedStep, lang: Lang) -> str:
    """What is wrong, for which values, and what is true."""
    verdict, words, step = checked.verdict, WEB_WORDS[lang], checked.step
    said = verdict.diagnostic
    message = said.message if said else words.outcomes[verdict.outcome]
    title = element(
        "p",
        element("span", text(SIGNS[verdict.outcome]), class_="mdderive-sign", aria_hidden="true"),
        text(f" {message}"),
        class_="mdderive-title",
    )
    claim = element(
        "p",
        formula(f"{step.left.text} {step.relation} {step.right.text}"),
        class_="mdderive-claim",
    )
    parts = [title, claim]
    if verdict.witness:
        parts.append(witness_html(verdict.witness, words))
    if verdict.suggestion:
        true = formula(f"{step.left.text} {step.relation} {verdict.suggestion}")
        colon = "：" if lang is Lang.ZH else ": "
        parts.append(element("p", text(words.write + colon), true, class_="mdderive-true"))
    elif said and said.fix:
        parts.append(element("p", text(said.fix), class_="mdderive-fix"))
    kind = f"mdderive-box mdderive-{verdict.outcome.value}"
    return element("div", *parts, class_=kind, role="note")
