"""The caret marks the smallest wrong place in what the author wrote: the factor, the sign, the
transpose; over several rows and displays, through macros, beside Chinese punctuation."""

import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.pipeline import check
from mdderive.source import Source

PATIENT = Config(budget=Budget(seconds=60.0))
ALIGNED = "$$\n\\begin{{aligned}}\n{}\n\\end{{aligned}}\n$$\n"

# (what it is about, the annotation, the display, what is marked)
CASES: tuple[tuple[str, str, str, str], ...] = (
    (
        "a factor in one of several rows",
        "A: R^{n x n}; x: R^n; wrt: x",
        r"f &= x^\top A x \\ \mathrm{d}f &= x^\top (A + A^\top) \mathrm{d}x \\"
        "\n"
        r"\nabla f &= (A + A) x \\ &= (A + A) x",
        "A",
    ),
    (
        "a sign at the beginning of the second line",
        "b, x: R^n; wrt: x",
        r"\nabla (x^\top x + b^\top x) &= 2 x \\" "\n" r"&\quad - b",
        "-",
    ),
    (
        "a leading sign",
        "b, x: R^n; wrt: x",
        r"\nabla (b^\top x) &= - b",
        "-",
    ),
    (
        "a sign that is missing",
        "b, x: R^n; wrt: x",
        r"\nabla (-b^\top x) &= b",
        "b",
    ),
    (
        "a transpose too many, by a macro",
        "macro: \\T = ^\\top; A, X: R^{n x n}; wrt: X",
        r"\nabla \operatorname{tr}(A\T X) &= A\T",
        r"A\T",
    ),
    (
        "inside the argument of a macro",
        "\\newcommand{\\both}[1]{(#1 + #1^\\top)}; A, B, C: R^{n x n}",
        r"A B + \both{C} &= B A + \both{C}",
        "B",
    ),
    (
        "a factor before full-width punctuation",
        "A: R^{m x n}; x: R^n; b: R^m; wrt: x",
        r"\nabla \|A x - b\|^2 &= 3 A^\top (A x - b)，",
        "3",
    ),
    (
        "an exponent",
        "t: R; wrt: t",
        r"\frac{\partial}{\partial t} t^4 &= 4 t^4。",
        "t^4",
    ),
    (
        "a name in bold",
        "\\mathbf{A}, \\mathbf{B}: R^{n x n}",
        r"(\mathbf{A} \mathbf{B})' &= \mathbf{B}' \mathbf{A}",
        r"\mathbf{A}",
    ),
    (
        "two factors under a trace that are swapped",
        "A, B, C: R^{n x n}",
        r"\operatorname{tr}(A B C) &= \operatorname{tr}(A C B)",
        "A",
    ),
    (
        "an inverse that is missing in a sum",
        "S: R^{n x n} invertible; A: R^{n x n}",
        r"S^{-1} A + A S^{-1} &= S^{-1} A + A S",
        "S",
    ),
    (
        "the derivative of a function",
        "x, c: R^n; \\phi: elementwise; wrt: x",
        r"\nabla (c^\top \phi(x)) &= c \odot \phi(x)",
        r"\phi(x)",
    ),
    (
        "the name that would have to be symmetric",
        "A: R^{n x n}; x: R^n; wrt: x",
        r"\nabla (x^\top A x) &= 2 A x",
        "A",
    ),
)


@pytest.mark.parametrize(("about", "names", "rows", "marked"), CASES, ids=[c[0] for c in CASES])
@pytest.mark.parametrize("prefix", ["", "> ", "\t"], ids=["plain", "quoted", "after a list"])
def test_the_caret(about: str, names: str, rows: str, marked: str, prefix: str) -> None:
    block = "<!-- derive\n" + names.replace("; ", "\n") + "\n-->\n\n" + ALIGNED.format(rows)
    lead = "1. text\n\n" if prefix == "\t" else ""
    text = lead + "".join(f"{prefix}{line}\n" for line in block.split("\n"))
    steps = list(check(Source("note.md", text), PATIENT).steps)
    wrong = next(step for step in steps if step.verdict.outcome is Outcome.REFUTED)
    assert wrong.verdict.diagnostic is not None and wrong.verdict.diagnostic.span is not None
    span = wrong.verdict.diagnostic.span
    assert text[span.start : span.end] == marked
