r"""The author's own macros: `\newcommand` and its like, wherever a note holds them.

In a LaTeX preamble, or in Markdown in a display or paragraph of its own, they hold for the whole
note. Here only the paragraphs that define something are found; another room reads them.
"""

import re
from collections.abc import Iterable, Iterator

from mdderive.derivation import AnnotationLine
from mdderive.source import Fragment

_DEFINES = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareMathOperator|def|gdef)(?![A-Za-z])"
)


def macro_lines(paragraphs: Iterable[Fragment]) -> Iterator[AnnotationLine]:
    """Those of the paragraphs that define macros, each from its first definition on."""
    for paragraph in paragraphs:
        first = _DEFINES.search(paragraph.text)
        if first is not None:
            found = paragraph.cut(first.start(), len(paragraph.text))
            yield AnnotationLine("option", found, "macro", found)
