r"""The text of a LaTeX file as TeX sees it: paragraph by paragraph, without comments and without
what is verbatim.

TeX drops the rest of a line from `%` on, its line break and the white space that begins the next
line included, so nothing of them stands in a paragraph.
"""

import re
from collections.abc import Iterator

from mdderive.source import Fragment

VERBATIM = (
    r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment)\}.*?(?:\\end\{\1\}|\Z)"
    r"|\\verb\*?(?P<sign>[^A-Za-z\s*])[^\n]*?(?P=sign)"
)
_STOP = re.compile(
    rf"{VERBATIM}|\\.|(?P<blank>\n[ \t\r]*(?=\n))|(?P<comment>%[^\n]*(?:\n[ \t]*(?!\s)|\Z)?)", re.S
)


def visible_paragraphs(text: str) -> Iterator[Fragment]:
    """The paragraphs that hold anything, in order."""
    pieces: list[Fragment] = []
    start = 0
    for found in _STOP.finditer(text):
        hidden = found.group().startswith((r"\begin", r"\verb", "%"))
        if not hidden and found.group("blank") is None:
            continue
        pieces.append(Fragment.at(text[start : found.start()], start))
        start = found.end()
        if found.group("blank") is not None:
            yield from _joined(pieces)
            pieces = []
    yield from _joined([*pieces, Fragment.at(text[start:], start)])


def _joined(pieces: list[Fragment]) -> Iterator[Fragment]:
    if any(piece.text.strip() for piece in pieces):
        yield Fragment.join(piece for piece in pieces if piece.text)
