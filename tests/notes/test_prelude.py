r"""The author's macros, wherever the note defines them, and where it only speaks of them."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.notes import find
from mdderive.pipeline import check
from mdderive.source import Source

BLOCK = (
    "<!-- derive: X: R^{m x n}; a: R^m; b: R^n -->\n\n$$\nf = a\\Tsp X b = b\\Tsp X^\\top a\n$$\n"
)
TEX = BLOCK.replace("<!-- derive:", "% derive:").replace(" -->\n", "")
DEFINED = {
    "display": ("note.md", "$$\n\\newcommand{\\Tsp}{^\\top}\n$$\n\n" + BLOCK),
    "inline": ("note.md", "We write $\\def\\Tsp{^\\top}$ for it.\n\n" + BLOCK),
    "bare": ("note.md", "\\newcommand\\Tsp{^{\\mathsf T}}\n\n" + BLOCK),
    "quote": ("note.md", "> $$\n> \\gdef\\Tsp{\n> ^\\top}\n> $$\n\n" + BLOCK),
    "fence": ("note.md", "```math\n\\newcommand{\\Tsp}{^\\top}\n```\n\n" + BLOCK),
    "after": ("note.md", BLOCK + "\n$$\\renewcommand{\\Tsp}{^\\top}$$\n"),
    "preamble": ("a.tex", "\\newcommand{\\Tsp}{% raised\n  ^\\top}\n\n" + TEX),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), DEFINED.values(), ids=DEFINED)
def test_a_macro_of_the_note_holds_in_its_displays(path: str, text: str) -> None:
    steps = list(check(Source(path, text), Config()).steps)
    assert [step.verdict.outcome for step in steps] == [Outcome.GIVEN, Outcome.PROVED]


NOT_DEFINED = {
    "code": ("note.md", "```tex\n\\newcommand{\\Tsp}{^\\top}\n```\n\n" + BLOCK),
    "comment": ("note.md", "<!-- \\newcommand{\\Tsp}{^\\top} -->\n\n" + BLOCK),
    "tex comment": ("a.tex", "% \\newcommand{\\Tsp}{^\\top}\n\n" + TEX),
    "verbatim": ("a.tex", "\\begin{verbatim}\n\\def\\Tsp{^\\top}\n\\end{verbatim}\n" + TEX),
}


@pytest.mark.parametrize(("path", "text"), NOT_DEFINED.values(), ids=NOT_DEFINED)
def test_a_macro_that_is_only_shown_is_none(path: str, text: str) -> None:
    assert not find(Source(path, text), Config()).defaults
