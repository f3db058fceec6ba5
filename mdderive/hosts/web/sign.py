"""One sign for each verdict; what it means is said to those who don't see it."""

from mdderive.config import Lang
from mdderive.derivation import Outcome
from mdderive.hosts.web.markup import element, text
from mdderive.report.words import SIGNS, WORDS


def sign_html(outcome: Outcome) -> str:
    """The sign where the verdict stands beside it in words."""
    kind = f"mdderive-sign mdderive-{outcome.value}"
    return element("span", text(SIGNS[outcome]), class_=kind, aria_hidden="true")


def speaking_sign(outcome: Outcome, lang: Lang) -> str:
    """The sign where nothing else says the verdict."""
    meaning = WORDS[lang].meanings[outcome.value]
    kind = f"mdderive-sign mdderive-{outcome.value}"
    sign = text(SIGNS[outcome])
    return element("span", sign, class_=kind, title=meaning, role="img", aria_label=meaning)
