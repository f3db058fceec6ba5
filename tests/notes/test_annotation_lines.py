"""Each line of an annotation is an option, a declaration or a fact; the first that fits wins."""

import pytest

from mdderive.diagnostics import Diagnostic
from mdderive.notes.annotation import OPTIONS, read_line, read_lines
from mdderive.source import Fragment

LINES = {
    "X: R^{m x n}": "declaration",
    "X, Y: R^{m x n} symmetric": "declaration",
    r"X \in \mathbb{R}^{m \times n}": "declaration",
    "X ∈ ℝ^{m×n}": "declaration",
    "x_i: R^d, i = 1..N": "declaration",
    r"\sigma: sigmoid": "declaration",
    r"\ell: R^m -> R": "declaration",
    "layout: R^n": "declaration",
    r"detail: \mathbb{R}^2": "declaration",
    "d: R": "declaration",
    r"f = a^\top X b": "fact",
    "f := x": "fact",
    "X_{i,:} = x_i^\\top": "fact",
    r"X_{ij} = (x_i)_j": "fact",
    r"x \ne 0": "fact",
    r"n \ge 2": "fact",
    r"\mathbb 1\{i \in S\} = 1": "fact",
    r"s = \int x": "fact",
    r"a = b : c": "fact",
    r"a \triangleq b : c": "fact",
    "layout: numerator": "layout",
    "structured: entries": "structured",
    "lang: zh": "lang",
    "detail: high": "detail",
    "continue: yes": "continue",
    "wrt: X, W": "wrt",
    r"macro: \Tsp = \top": "macro",
    r"\newcommand{\Tsp}{\top}": "macro",
    r"\renewcommand*{\vec}[1]{\mathbf{#1}}": "macro",
    r"\def\R{\mathbb R}": "macro",
    r"\DeclareMathOperator{\Tr}{tr}": "macro",
    r"\delta: R^n": "declaration",
}


@pytest.mark.parametrize(("text", "kind"), LINES.items())
def test_the_first_reading_that_fits_wins(text: str, kind: str) -> None:
    entry = read_line(Fragment.at(text, 0))
    assert not isinstance(entry, Diagnostic)
    assert (entry.key if entry.kind == "option" else entry.kind) == kind
    assert entry.text.text == text


ILLEGAL = {
    "layout: sideways": "the option `layout` can't be `sideways`",
    "layout: numeratr": "the option `layout` can't be `numeratr`; did you mean `numerator`?",
    "detail: Low": "the option `detail` can't be `Low`; did you mean `low`?",
    "continue: no": "the option `continue` can't be `no`",
    "wrt:": "the option `wrt` can't be empty",
    "layuot: numerator": "unknown option `layuot`; did you mean `layout`?",
    "Lang: zh": "unknown option `Lang`; did you mean `lang`?",
}


@pytest.mark.parametrize(("text", "message"), ILLEGAL.items())
def test_a_near_miss_of_an_option_is_no_declaration(text: str, message: str) -> None:
    entry = read_line(Fragment.at(text, 5))
    assert isinstance(entry, Diagnostic)
    assert (entry.code, entry.message) == ("D123", message)
    assert entry.span is not None and entry.span.start >= 5


@pytest.mark.parametrize("word", [word for word, values in OPTIONS.items() if values])
def test_every_value_of_an_option_is_legal(word: str) -> None:
    for value in OPTIONS[word] or ():
        entry = read_line(Fragment.at(f"{word}: {value}", 0))
        assert not isinstance(entry, Diagnostic) and entry.value is not None
        assert (entry.key, entry.value.text) == (word, value)


def test_semicolons_separate_outside_brackets() -> None:
    text = r"A: R^{n x n}; p(x; \theta) = 1 ;; a\;b = 2；wrt: A"
    lines, problems = read_lines([Fragment.at(text, 0)])
    assert problems == ()
    parts = ["A: R^{n x n}", r"p(x; \theta) = 1", r"a\;b = 2", "wrt: A"]
    assert [line.text.text for line in lines] == parts
    assert [line.text.offset(0) for line in lines] == [text.index(part) for part in parts]
