r"""Families in prose: `$x_i \in \mathbb R^d$ for $i = 1, \dots, n$`, or all members in a list.

The range may stand in the formula, after it in the same sentence, or below a set in that sentence
(`$\{(x_i, y_i)\}_{i=1}^n$`). A name takes only the range of the letter that it carries as a script.
"""

import re
from collections.abc import Iterator

from mdderive.notes.prose.sentences import RELATES, SIGN, Sentence
from mdderive.source import Fragment

_RANGE = re.compile(rf"[,(，（]? ?(?:for )?(?:all )?(?P<range>{RELATES})")
_DOTS = re.compile(r"\\l?c?dots|\.\.|…")
_UP_TO = re.compile(r"\s*(?P<letter>[a-z])\s*=\s*\d+\s*,?\s*(?:\\[lc]?dots|\.\.\.?|…)")
_BELOW_SET = re.compile(
    r"_\{?\s*(?P<letter>[a-z])\s*=\s*(?P<lower>\d)\s*\}?\s*\^\s*(?:\{(?P<upper>[^{}]+)\}|(?P<one>\w))"
)
_LISTED = re.compile(
    r"(?P<name>\\?[A-Za-z]+(?:\{\w\})?|\\[a-z]+\s?\w)(?P<open>[_^]\{?\(?)1(?P<close>\)?\}?)\s*,"
    r"(?:[^,]*\d[^,]*,)?\s*\\[lc]?dots\s*,\s*"
    r"(?P=name)[_^]\{?\(?(?P<upper>[A-Za-z])\)?\}?\s*(?=\\in(?![A-Za-z])|∈)"
)
_INDEX = re.compile(r"[_^]\{?[(\[]?(?P<letter>[a-z])[)\]]?\}?\s*(?:,|\\in(?![A-Za-z])|∈|$)")


def spread(sign: str, sentence: Sentence) -> Fragment:
    """The formula of a sign that declares, with the range that the sentence gives its index."""
    formula = sentence.formulas[sign]
    listed = _LISTED.match(formula.text)
    if listed is not None:
        return _from_list(formula, listed)
    after = _RANGE.match(sentence.text, sentence.text.index(sign) + 1)
    beside = sentence.formulas[after.group("range")] if after else None
    if beside is not None and _DOTS.search(beside.text):
        return Fragment.join((formula, Fragment.at(", ", beside.offset(0)), beside))
    carried = _INDEX.search(formula.text)
    if carried is None or _DOTS.search(formula.text):
        return formula
    for found in _ranges(sentence, carried.group("letter")):
        return Fragment.join((formula, Fragment.at(", ", found.offset(0)), found))
    return formula


def _from_list(formula: Fragment, found: re.Match[str]) -> Fragment:
    place = formula.offset(0)
    script = f"{found.group('open')}i{found.group('close')}"
    return Fragment.join(
        (
            formula.cut(found.start("name"), found.end("name")),
            Fragment.at(f"{script} ", place),
            formula.cut(found.end(), len(formula.text)),
            Fragment.at(rf", i = 1, \dots, {found.group('upper')}", place),
        )
    )


def _ranges(sentence: Sentence, letter: str) -> Iterator[Fragment]:
    """The ranges of a letter that stand anywhere in the sentence, in order."""
    for sign in SIGN.findall(sentence.text):
        formula = sentence.formulas[sign]
        found = _UP_TO.match(formula.text)
        if found is not None and found.group("letter") == letter:
            yield formula
        below = _BELOW_SET.search(formula.text)
        if below is not None and below.group("letter") == letter and "sum" not in formula.text:
            upper = below.group("upper") or below.group("one")
            text = rf"{letter} = {below.group('lower')}, \dots, {upper}"
            yield Fragment.at(text, formula.offset(below.start()))
