r"""What mdderive says, with the formulas in it typeset.

A phrase of an assumption is a formula with words around it: `X^\top X invertible`, `w \ne 0`,
`where A = B`. What stands in backquotes is how something is written, and stays so.
"""

import re

from mdderive.hosts.web.markup import element, formula, text

_WORD = r"(?:\(?[a-z]{3,}\b|[\u4e00-\u9fff])"
_WORDS_AROUND = re.compile(rf"(where )?(?![a-z]{{3,}} )(.+?)((?: {_WORD}.*)?)")


def spoken(words: str) -> str:
    """Words in which some are as the author would write them: in `code`."""
    pieces = words.split("`")
    if len(pieces) % 2 == 0:  # a backquote without its other
        return text(words)
    shown = (element("code", text(p)) if i % 2 else text(p) for i, p in enumerate(pieces))
    return "".join(shown)


def assumption(phrase: str) -> str:
    """The formula of the phrase typeset, the words as they are."""
    found = _WORDS_AROUND.fullmatch(phrase)
    before, middle, after = found.groups("") if found else ("", "", "")
    if not middle or not middle.isascii() or "`" in phrase:
        return spoken(phrase)
    return text(before) + formula(middle) + text(after)
