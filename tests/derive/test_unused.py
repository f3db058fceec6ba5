"""Notes about declared properties that nothing rests on, and no note wherever something might."""

import pytest

from mdderive.config import Config
from mdderive.pipeline import check
from mdderive.source import Source

BARE = "A: R^{n x n} symmetric\nB: R^{n x n}\nx: R^n\n"

# (annotation, rows, the names and properties that are noted)
CASES = (
    (BARE, r"\operatorname{tr}(A B) &= \operatorname{tr}(B A)", {"A symmetric"}),
    (BARE, r"\operatorname{tr}(A B) &= \operatorname{tr}(A B^\top)", set()),
    # One row of two rests on it.
    (BARE, r"A B x &= (A B) x \\ A B &= (B^\top A)^\top", set()),
    # Nothing is said where a row is refuted, tested, unreadable or given.
    (BARE, r"A B &= B A \\ A + B &= B + A", set()),
    (BARE, r"f &= x^\top A x", set()),
    (BARE, r"A B & \le B A \\ A + B &= B + A", set()),
    # Domains: an inverse, a logarithm, a denominator, a root, a definition that no row uses.
    ("A, B: R^{n x n} invertible", r"A^{-1} + B &= B + A^{-1}", {"B invertible"}),
    ("A: R^{n x n} invertible", r"C &= A^{-1} \\ C + A &= A + C", set()),
    ("A: R^{n x n} invertible", r"C &= A^{-1} \\ A + A &= 2 A", set()),
    ("s: R positive\nx: R^n", r"\log(s) x &= x \log(s) \\ \frac{x}{s} &= s^{-1} x", set()),
    ("s, t: R positive", r"\sqrt{s} + t &= t + \sqrt{s}", {"t positive"}),
    ("P: R^{n x n} positive definite", r"\log |P^{-1}| &= -\log |P|", set()),
    # It makes a determinant positive, an inverse exist, or a denominator differ from 0.
    ("S: R^{n x n} positive definite\nt: R", r"t \log|S| &= \log|S| t", set()),
    (
        "S: R^{n x n} positive definite\nC: R^{m x n}",
        r"(C S C^\top + I)^{-1} (C S C^\top + I) &= I",
        set(),
    ),
    (
        "S: R^{n x n} positive semidefinite\nC: R^{m x n}",
        r"C^\top (I + C S C^\top)^{-1} &= (I + C^\top C S)^{-1} C^\top",
        set(),
    ),
    ("A: R^{n x n} invertible\nt: R", r"\frac{t}{|A|} &= |A|^{-1} t", set()),
    # A semidefinite matrix need have no inverse; its determinant need not be positive.
    (
        "S: R^{n x n} positive definite\nx: R^n",
        r"\sqrt{x^\top x} &= \|x\|",
        {"S positive definite"},
    ),
    # What follows from another property is used with it.
    ("P: R^{n x n} symmetric, positive definite", r"P^{-1} P &= I", set()),
    ("P: R^{n x n} symmetric, positive definite", r"P^{-\top} P &= I", set()),
    # One property would do for the other: neither is superfluous by itself.
    ("A, B: R^{n x n} symmetric", r"\operatorname{tr}(A B) &= \operatorname{tr}(A B^\top)", set()),
    # The structure of a variable says how it moves.
    (
        "X: R^{n x n} symmetric\nA: R^{n x n} symmetric",
        r"f &= \operatorname{tr}(A X) \\ \frac{\partial f}{\partial X} &= A^\top",
        {"A symmetric"},
    ),
    # Equations between what is given may need it.
    ("S: R^{n x n} skew\nx, y: R^n\ny = S x", r"y + S x &= 2 y", {"S skew"}),
    ("S: R^{n x n} skew\nx: R^n\nS x = 0", r"x + x &= 2 x", set()),
    # What is held constant is no property of a value, and a name with a value has its own.
    ("A: R^{n x n} constant", r"A + A &= 2 A", set()),
    # A name that no row mentions.
    (BARE, r"B x + x &= x + B x", {"A symmetric"}),
)


@pytest.mark.parametrize(("annotation", "rows", "noted"), CASES)
def test_notes(annotation: str, rows: str, noted: set[str]) -> None:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    source = Source("note.md", f"<!-- derive\n{annotation}\n-->\n\n$$\n{display}\n$$\n")
    found = check(source, Config(strict=True))
    said = [one for one in found.diagnostics if one.code == "D616"]
    names = {one.message.split(",")[0].replace("`", "").replace("is declared ", "") for one in said}
    assert names == noted, found.diagnostics
    places = {source.text[one.span.start : one.span.end] for one in said if one.span}
    assert places == {name.split()[0] for name in noted}


def test_a_note_is_no_problem() -> None:
    note = "<!-- derive: A: R^{n x n} symmetric -->\n\n$$\nA + A = 2 A\n$$\n"
    found = check(Source("note.md", note), Config(strict=True))
    assert [(d.code, d.severity.value) for d in found.diagnostics] == [("D616", "note")]
    assert not found.has_problem


def test_settings_of_the_document_are_not_noted() -> None:
    front = "---\nderive:\n  declare: ['A: R^{n x n} symmetric']\n---\n\n"
    note = front + "<!-- derive: x: R^n -->\n\n$$\nA x + x = x + A x\n$$\n"
    assert not check(Source("note.md", note), Config()).diagnostics
