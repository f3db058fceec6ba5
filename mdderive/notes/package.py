r"""`\usepackage{mdderive}`: a LaTeX note that has it gets rows set by the commands of that package.

`\mdderiverow` sets what was written out between the author's rows in grey, `\mdderiverule` the name
of a rule small. A note without the package gets plain amsmath, and needs nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from mdderive.derivation import AnnotationLine
from mdderive.notes.visible import visible_paragraphs
from mdderive.source import Fragment

PACKAGE_FILE = "mdderive.sty"
_KEY = "package"
_LOADS = re.compile(
    r"\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]*\]\s*)?\{(?:[^{}]*,)?\s*mdderive\s*(?:,[^{}]*)?\}"
)
_MEANING = r"\newcommand{\mdderiverow}[1]{#1}\newcommand{\mdderiverule}[1]{\text{#1}}"
"""What its commands mean to a reader who doesn't see grey."""


@dataclass(frozen=True)
class Style:
    """How a written row, and the reason of a row, are set."""

    row: str
    reason: str


PLAIN = Style("{}", r"\text{{{}}}")
PACKAGE = Style(r"\mdderiverow{{{}}}", r"\mdderiverule{{{}}}")


def package_file() -> str:
    """The text of `mdderive.sty`."""
    return files("mdderive.notes").joinpath(PACKAGE_FILE).read_text(encoding="utf-8")


def loads_package(text: str) -> bool:
    """Whether a LaTeX note loads the package."""
    return any(package_lines(visible_paragraphs(text)))


def package_lines(paragraphs: Iterable[Fragment]) -> Iterator[AnnotationLine]:
    """The defaults of a note that loads the package: that it does, and the package's macros."""
    for paragraph in paragraphs:
        found = _LOADS.search(paragraph.text)
        if found is not None:
            place = paragraph.cut(*found.span())
            meaning = Fragment(_MEANING, place.runs[:1])
            yield AnnotationLine("option", place, _KEY, place)
            yield AnnotationLine("option", meaning, "macro", meaning)
            return


def style(defaults: Iterable[AnnotationLine]) -> Style:
    """How rows are set under these defaults."""
    return PACKAGE if any(line.key == _KEY for line in defaults) else PLAIN
