"""A sentence in a language."""

from functools import cache

from mdderive.config import Lang
from mdderive.wording.chinese import PHRASES
from mdderive.wording.phrasebook import Phrasebook


@cache
def _chinese() -> Phrasebook:
    return Phrasebook(PHRASES)


def said(english: str, lang: Lang) -> str:
    """The sentence in the language; what has no translation stays as it is."""
    if lang is Lang.EN or not english:
        return english
    return _chinese().said(english) or english
