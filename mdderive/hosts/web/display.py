"""What stands below a display on a web page: a line with the verdicts, which opens to the steps,
and a box for each step that is wrong or could not be read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mdderive.checked import CheckedDerivation, CheckedStep
from mdderive.config import Lang
from mdderive.derivation import Outcome
from mdderive.hosts.web.markup import element, formula, sentence, text
from mdderive.hosts.web.phrases import spoken
from mdderive.hosts.web.sign import sign_html
from mdderive.hosts.web.steps import steps_html
from mdderive.hosts.web.witness import witness_html
from mdderive.reasons import Presented, presented
from mdderive.report.words import WORDS, counted

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
    steps = [
        presented(checked, derivation)
        for checked in derivation.steps
        if checked.step.display == display
    ]
    if not steps:
        return ""
    lang = derivation.lang
    boxes = [_box(shown.checked, lang) for shown in steps if _fails(shown.checked)]
    summary = element("summary", *_verdicts(steps, lang))
    details = element("details", summary, steps_html(steps, lang, rules_url))
    return element("div", *boxes, details, class_="mdderive", lang=lang.value)


def _fails(checked: CheckedStep) -> bool:
    return checked.verdict.outcome in (Outcome.REFUTED, Outcome.UNREADABLE)


def _verdicts(steps: Sequence[Presented], lang: Lang) -> Iterator[str]:
    counts = Counter(shown.checked.verdict.outcome for shown in steps)
    worst = next(outcome for outcome in _WORST if counts[outcome])
    said = counted({outcome.value: counts[outcome] for outcome in Outcome}, lang)
    added = any(shown.lead or shown.rows for shown in steps)
    more = WORDS[lang].steps_between if added else WORDS[lang].each_step
    yield sign_html(worst)
    yield text(f" {said} ")
    yield element("span", text(more), class_="mdderive-more")


def _box(checked: CheckedStep, lang: Lang) -> str:
    """What is wrong, for which values, and what is true."""
    verdict, words, step = checked.verdict, WORDS[lang], checked.step
    said = verdict.diagnostic
    message = said.message if said else words.meanings[verdict.outcome.value]
    title = element(
        "p",
        sign_html(verdict.outcome),
        f" {spoken(sentence(message), verdict.suggestion)}",
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
    true = f"{step.left.text} {step.relation} {verdict.suggestion}"
    if verdict.suggestion and verdict.mistake and verdict.mistake.way and said:
        parts.append(element("p", spoken(sentence(said.help), true), class_="mdderive-true"))
    elif verdict.suggestion:
        head = text(sentence(words.true) + words.colon)
        parts.append(element("p", head, formula(true), class_="mdderive-true"))
    elif said:
        parts.append(element("p", spoken(sentence(said.help)), class_="mdderive-fix"))
    kind = f"mdderive-box mdderive-{verdict.outcome.value}"
    return element("div", *parts, class_=kind, role="note")
