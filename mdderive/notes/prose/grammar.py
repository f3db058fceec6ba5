"""What a language has for saying something of a formula."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mdderive.notes.prose.sentences import DECLARES, NAME

NAMED = NAME[:-1] + DECLARES[1:]


@dataclass(frozen=True)
class Grammar:
    """The patterns of one language, for sentences with one sign for each formula.

    `clause_end` parts a sentence into clauses. A clause says something of the properties of
    a name only if one of `whole` matches all of it; of its shape, if one of `within` is found in
    it; an `aside` in brackets says something of the properties of the name before it. Groups of
    all: `names`, `size`, `noun`, and `adjectives...`, in which the words of
    `properties` are looked for. A sentence that begins with `introduces` declares its names anew.

    A sentence with a word of `condition` says nothing at all; one with a word of `doubt` says
    nothing of properties; one with a word of `denial` takes back the properties that it speaks of,
    and so does a heading with a word of `general`.

    What stands before a colon introduces what holds if all of it matches `lead_in`; a sentence that
    matches `label` whole is a label, and one with `withdraws` takes back what was supposed before.
    """

    tight: bool  # no spaces between words
    clause_end: re.Pattern[str]
    whole: tuple[re.Pattern[str], ...]
    within: tuple[re.Pattern[str], ...]
    aside: tuple[re.Pattern[str], ...]
    properties: Mapping[str, str]
    nouns: Mapping[str, str]
    introduces: re.Pattern[str]
    condition: re.Pattern[str]
    doubt: re.Pattern[str]
    denial: re.Pattern[str]
    general: re.Pattern[str]
    lead_in: re.Pattern[str]
    label: re.Pattern[str]
    withdraws: re.Pattern[str]

    def seen(self, text: str) -> str:
        """The sentence as the patterns see it."""
        return text.replace(" ", "") if self.tight else text

    def properties_in(self, text: str) -> frozenset[str]:
        """The properties whose words stand in the text, the longest word first."""
        return frozenset(self.properties[found] for found in self._words.findall(text))

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile(alternatives(self.properties))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
