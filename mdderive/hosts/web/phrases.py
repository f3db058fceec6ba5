r"""What mdderive says, with the formulas in it typeset.

A phrase of an assumption is a formula with words around it: `X^\top X invertible`, `w \ne 0`,
`where A = B`. In a message formulas stand among words, `true if A is symmetric; declare it, or
write (A + A^\top) x`: there a formula is a run of pieces that are not spelled, one of which
at least has a sign of LaTeX, or a single letter. What stands in backquotes is how something is
written, and stays so.
"""

import re
from collections.abc import Iterator

from mdderive.hosts.web.markup import element, formula, text

_WORD = r"(?:\(?[a-z]{3,}\b|[\u4e00-\u9fff])"
_WORDS_AROUND = re.compile(rf"(where )?(?![a-z]{{3,}} )(.+?)((?: {_WORD}.*)?)")

_PIECE = re.compile(r"([!-~]+?)((?<!\\)[;:,.]?)(?= |$|[^ -~])")
"""What stands between spaces and characters that are not ASCII, and the stop behind it."""
_LATEX = re.compile(r"[\\^_{}]")
_SPELLED = re.compile(r"(?<![(\[A-Za-z])[A-Za-z](?![A-Z]+\b)[A-Za-z]+|[a-z]{2,}|[A-Za-z]{4,}")
_SIZES = re.compile(r"\S+ x \S+")

_Run = list[re.Match[str]]


def spoken(words: str, known: str | None = None) -> str:
    """Words in which some are as the author would write them, in `code`, and formulas typeset;
    `known` is one that may stand in them."""
    pieces = words.split("`")
    if len(pieces) % 2 == 0:  # a backquote without its other
        return text(words)
    shown = (
        element("code", text(piece)) if i % 2 else _with_known(piece, known)
        for i, piece in enumerate(pieces)
    )
    return "".join(shown)


def _with_known(words: str, known: str | None) -> str:
    before, found, after = words.partition(known) if known and len(known) > 1 else (words, "", "")
    return _typeset(before) + (formula(found) if found else "") + _typeset(after)


def _typeset(words: str) -> str:
    shown, at = [], 0
    for run in _runs(words):
        start, end = run[0].start(), run[-1].end(1)
        if _is_formula(words[start:end]):
            shown += [text(words[at:start]), formula(words[start:end])]
            at = end
    return "".join([*shown, text(words[at:])])


def _is_formula(run: str) -> bool:
    if run.count("{") != run.count("}") or _SIZES.fullmatch(run):
        return False
    return bool(_LATEX.search(run)) or (len(run) == 1 and run.isalpha())


def _runs(words: str) -> Iterator[_Run]:
    """Stretches of pieces that aren't spelled; a stop ends one. The article begins none."""
    run: _Run = []
    for piece in _PIECE.finditer(words):
        if run and piece.start() != run[-1].end(1) + 1:
            yield run
            run = []
        if _LATEX.search(piece[1]) or not _SPELLED.search(piece[1]):
            run += [piece] if run or piece[1] != "a" else []
        elif run:
            yield run
            run = []
    if run:
        yield run


def assumption(phrase: str) -> str:
    """The formula of the phrase typeset, the words as they are."""
    found = _WORDS_AROUND.fullmatch(phrase)
    before, middle, after = found.groups("") if found else ("", "", "")
    if not middle or not middle.isascii() or "`" in phrase:
        return spoken(phrase)
    return text(before) + formula(middle) + text(after)
