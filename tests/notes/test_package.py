r"""`\usepackage{mdderive}` asks for rows that the package sets; nothing else does."""

import pytest

from mdderive.config import Config
from mdderive.derivation import Outcome
from mdderive.notes import loads_package, package_file
from mdderive.pipeline import build, check
from mdderive.source import Source

PAPER = r"""\documentclass{article}
\usepackage{amsmath}
%s
\begin{document}
Text $x$ that stays.   %% with a comment
%% derive
%% X: R^{m x n}
%% y: R^m
%% w: R^n
%% wrt: w
\begin{align}
  f &= \|X w - y\|^2 \\
  \mathrm{d}f &= 2 (X w - y)^\top X\, \mathrm{d}w = 2 (X^\top (X w - y))^\top \mathrm{d}w \\
  \frac{\partial f}{\partial w} &= 2 X^\top (X w - y)
\end{align}
\begin{verbatim}
\usepackage{mdderive}
\end{verbatim}
\end{document}
"""


@pytest.mark.parametrize(
    ("line", "loads"),
    [
        (r"\usepackage{mdderive}", True),
        (r"\usepackage[x]{ mdderive }", True),
        (r"\usepackage{bm,mdderive,color}", True),
        (r"\IfFileExists{mdderive.sty}{\usepackage{mdderive}}{}", True),
        (r"\RequirePackage{mdderive}", True),
        ("", False),
        (r"% \usepackage{mdderive}", False),
        (r"\usepackage{mdderived}", False),
        (r"\usepackage{notmdderive}", False),
        (r"\newcommand{\mdderive}{mdderive}", False),
    ],
)
def test_a_note_asks_for_the_package(line: str, loads: bool) -> None:
    note = PAPER % line
    assert loads_package(note) is loads
    built = build(Source("paper.tex", note), Config())
    assert not built.checked.has_problem
    for command in (r"\mdderiverow{", r"\mdderiverule{"):
        assert (command in built.text) is loads
    assert (r"\text{read off the gradient}" in built.text) is not loads


def test_what_is_written_with_the_package_is_read_and_not_built_further() -> None:
    note = PAPER % r"\usepackage{mdderive}"
    once = build(Source("paper.tex", note), Config()).text
    again = build(Source("paper.tex", once), Config())
    assert again.text == once and not again.checked.has_problem
    assert len(list(again.checked.steps)) > len(list(check(Source("n.tex", note), Config()).steps))


def test_a_wrong_row_in_grey_is_still_refuted() -> None:
    wrong = (PAPER % r"\usepackage{mdderive}").replace("&= 2 X^", r"&\mdderiverow{= 3 X^")
    wrong = wrong.replace("(X w - y)\n\\end", "(X w - y)}\n\\end")
    outcomes = [s.verdict.outcome for s in check(Source("paper.tex", wrong), Config()).steps]
    assert outcomes[-1] is Outcome.REFUTED


def test_text_outside_the_displays_stays_byte_for_byte() -> None:
    note = (PAPER % r"\usepackage{mdderive}").replace("\n", "\r\n")
    built = build(Source("paper.tex", note), Config()).text
    begin, end = r"\begin{align}", r"\end{align}"
    for one, other in zip(note.split(begin), built.split(begin), strict=True):
        assert one.split(end)[-1] == other.split(end)[-1]
    assert "\n" not in built.replace("\r\n", "")


def test_the_package_defines_the_commands_that_are_written() -> None:
    for command in (r"\mdderiverow}", r"\mdderiverule}", r"\ProvidesPackage{mdderive}"):
        assert command in package_file()
