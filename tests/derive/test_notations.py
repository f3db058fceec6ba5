"""Notations of derivatives and of matrices that are written out, judged from the note on: each true
row beside one that is false."""

import pytest

from mdderive.config import Budget, Config
from mdderive.derive.judging import judge_steps
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source

ROTATION = r"M &= \begin{bmatrix} \cos s & -\sin s \\ \sin s & \cos s \end{bmatrix} \\ "
SYMMETRIC = r"M &= \begin{bmatrix} a & b \\ b & c \end{bmatrix} \\ "
BLOCKS = r"M &= \begin{pmatrix} A & X \\ & A \end{pmatrix} \\ "

CASES = (
    # the derivative of a matrix by a number has the shape of the matrix
    ("A, B: R^{m x n}\ns: R", r"Y &= A + s B \\ \frac{\partial Y}{\partial s} &= B", True),
    ("A, B: R^{m x n}\ns: R", r"Y &= A + s^2 B \\ \frac{\partial Y}{\partial s} &= s B", False),
    (
        "A: R^{n x n}\ns: R",
        r"F &= A + s I \\ \frac{\partial F^{-1}}{\partial s} &= -F^{-1} F^{-1}",
        True,
    ),
    ("A: R^{n x n}\ns: R", r"F &= A + s I \\ \frac{\partial F^{-1}}{\partial s} &= -F^{-1}", False),
    # primes and subscripts
    ("x, y: R", r"f(x) &= x^3 \\ f'(x) &= 3 x^2", True),
    ("x, y: R", r"f(x) &= x^3 \\ f'(y^2) &= 3 y^4", True),
    ("x, y: R", r"f(x) &= x^3 \\ f'(y^2) &= 6 y^5", False),
    ("x, y: R", r"f(x) &= y x^3 \\ f''(y) &= 6 y^2", True),
    ("x, y: R", r"f(x) &= y x^3 \\ f''(y) &= 4 y^3", False),
    ("a, x: R^n", r"f &= a^\top x \\ \partial_x f &= a", True),
    ("a, x: R^n", r"f &= a^\top x \\ \partial_x f &= a^\top", False),
    # matrices that are written out
    ("a, b, c: R", SYMMETRIC + r"|M| &= a c - b^2", True),
    ("a, b, c: R", SYMMETRIC + r"|M| &= a c + b^2", False),
    ("a, b, c: R", SYMMETRIC + r"\begin{vmatrix} a & b \\ b & c \end{vmatrix} &= |M|", True),
    ("a, b, c: R", SYMMETRIC + r"M^\top &= M", True),
    ("a, b, c: R", SYMMETRIC + r"M^\top &= -M", False),
    ("s: R", ROTATION + r"M^\top M &= I", True),
    ("s: R", ROTATION + r"M M &= I", False),
    (
        "A, X: R^{n x n}",
        BLOCKS + r"M^2 &= \begin{pmatrix} A^2 & A X + X A \\ 0 & A^2 \end{pmatrix}",
        True,
    ),
    (
        "A, X: R^{n x n}",
        BLOCKS + r"M^2 &= \begin{pmatrix} A^2 & 2 A X \\ 0 & A^2 \end{pmatrix}",
        False,
    ),
)


@pytest.mark.parametrize(("declarations", "rows", "true"), CASES)
def test_notations(declarations: str, rows: str, true: bool) -> None:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    text = f"<!-- derive\n{declarations}\n-->\n\n$$\n{display}\n$$\n"
    result = read(find(Source("note.md", text), Config()).blocks, Config())
    judges = Judges(prove, judge)
    found = judge_steps(result.scope, result.steps, judges, Budget(seconds=30))[-1].outcome
    assert found in ("proved", "tested") if true else found in ("refuted", "unreadable")
    assert true or found == "refuted" or "x f" in rows
