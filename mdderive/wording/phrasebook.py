"""Sentences with gaps and their translations.

A phrase is a sentence in which `{}` stands for a piece of the note (a name, a formula, a size),
which is the same in every language, and `{said}` for another phrase. A sentence is translated by
the phrase that it is an instance of; of several, by the one that leaves the least to its gaps. The
translation takes the gaps in their order, or by number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

_GAP = re.compile(r"\{(said)?\}")
_PLACE = re.compile(r"\{(\d*)\}")
_DEPTH = 6
_HEAD = 4
"""Letters by which phrases are sorted, so that few are tried."""


class Phrasebook:
    """The phrases of one language, by their English."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases

    def said(self, english: str, depth: int = _DEPTH) -> str | None:
        """The sentence in this language; None if no phrase fits."""
        known = self._phrases.get(english)
        if known is not None and "{" not in known:
            return known
        for phrase in self._near(english):
            found = self._as(phrase, english, depth)
            if found is not None:
                return found
        return None

    def _near(self, english: str) -> Iterator[str]:
        """Phrases that begin like the sentence; those with little in gaps first."""
        yield from self._by_head.get(english[:_HEAD], ())
        yield from self._by_head.get("", ())

    @cached_property
    def _by_head(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for phrase in sorted(self._phrases, key=lambda p: (-len(_GAP.sub("", p)), p)):
            head = phrase[:_HEAD]
            found.setdefault("" if "{" in head or len(head) < _HEAD else head, []).append(phrase)
        return {head: tuple(phrases) for head, phrases in found.items()}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        if phrase not in self._patterns:
            literal = [re.escape(piece) for piece in _GAP.split(phrase)[::2]]
            self._patterns[phrase] = re.compile("(.+?)".join(literal), re.S)
        return self._patterns[phrase]

    def _as(self, phrase: str, english: str, depth: int) -> str | None:
        """The translation of the sentence as an instance of the phrase."""
        match = self._pattern(phrase).fullmatch(english) if depth else None
        if match is None:
            return None
        gaps: list[str] = []
        for marker, text in zip(_GAP.findall(phrase), match.groups(), strict=True):
            said = self.said(text, depth - 1) if marker else text
            if said is None:
                return None
            gaps.append(said)
        return _filled(self._phrases[phrase], gaps)


def _filled(translation: str, gaps: Sequence[str]) -> str:
    order = iter(gaps)
    return _PLACE.sub(lambda found: gaps[int(found[1])] if found[1] else next(order), translation)
