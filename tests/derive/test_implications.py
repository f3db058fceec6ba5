r"""Rows that follow from others: each implication beside look-alikes that are false."""

import pytest

from mdderive.config import Budget, Config
from mdderive.derive.judging import judge_steps
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source


def outcomes(declarations: str, rows: str) -> list[str]:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    text = f"<!-- derive\n{declarations}\n-->\n\n$$\n{display}\n$$\n"
    blocks = find(Source("note.md", text), Config()).blocks
    result = read(blocks, Config())
    assert not result.diagnostics, result.diagnostics
    found = judge_steps(result.scope, result.steps, Judges(prove, judge), Budget(seconds=30))
    return [str(verdict.outcome) for verdict in found]


SQUARE = "A, B, C: R^{n x n}\nP: R^{n x n}\nx, y, b: R^n\ns, t: R"
LEAST = "X: R^{m x n}\nw: R^n\ny: R^m\nwrt: w"
SOLVE = """K: R^{n x n} invertible
M, B: R^{n x p}
N: R^{p x n}
S: R^{n x n} symmetric invertible
x, u: R^n"""


@pytest.mark.parametrize(
    ("declarations", "rows", "expected"),
    [
        (SQUARE, r"A B = B A &\implies A B A = A A B", "given proved"),
        (SQUARE, r"A B = B A &\implies A B A = A B B", "given refuted"),
        (SQUARE, r"A B = B A &\implies A^2 B = B A^2", "given proved"),
        (SQUARE, r"A P A = A &\implies A P A P = A P", "given proved"),
        (SQUARE, r"A P A = A &\implies A P = I", "given refuted"),
        (SQUARE, r"A = B, B = C &\implies A = C", "given given proved"),
        (SQUARE, r"A = B, B = C &\implies A = C^\top", "given given refuted"),
        (SQUARE, r"A x = b &\implies x^\top A^\top = b^\top", "given proved"),
        (SQUARE, r"A x = b &\implies x = A^{-1} b", "given proved"),
        (SQUARE, r"A x = b &\implies x = A^{-\top} b", "given refuted"),
        (SQUARE, r"A x = B x &\implies A = B", "given refuted"),
        (SQUARE, r"A x = 0 &\implies x = 0", "given refuted"),
        (SQUARE, r"s x = 0 &\implies x = 0", "given refuted"),
        (SQUARE, r"x = y \\ \therefore A x &= A y", "given proved"),
        (SQUARE, r"A x = A y &\implies x = y", "given refuted"),
        (SQUARE, r"x = y &\iff y = x", "given proved"),
        (SQUARE, r"x = y &\iff A x = A y", "given refuted"),
        (SQUARE, r"2 x = 4 y &\iff x = 2 y", "given proved"),
        (SQUARE, r"s^2 = 4 &\implies s = 2", "given refuted"),
        (SQUARE, r"s^2 = 4 &\implies s^4 = 16", "given proved"),
        ("s: R positive", r"s^2 = 4 &\implies s = 2", "given tested"),
        ("s: R positive", r"s^2 = 4 &\implies s = -2", "given refuted"),
        ("s: R", r"(s - 1) (s^2 - 2) = 0 &\implies s = 1", "given unreadable"),
        ("s: R positive", r"(s - 1) (s^2 - 2) = 0 &\implies s = 1", "given unreadable"),
        ("s: R", r"(s - 1) (s^2 + 2) = 0 &\implies s = 1", "given tested"),
        ("s: R", r"(s - 1) (s - 3) = 0 &\implies s = 1", "given refuted"),
        (SQUARE, r"s^2 = t^2 &\implies s = t", "given refuted"),
        (SQUARE, r"s^2 = t^2 &\implies s = -t", "given refuted"),
        (SQUARE, r"A^2 = I &\implies A = I", "given refuted"),
        (SQUARE, r"A^2 = B^2 &\implies A = B", "given refuted"),
        (SQUARE, r"A B = B A &\implies A = B", "given refuted"),
        (SQUARE, r"\|x\|^2 = \|y\|^2 &\implies x = y", "given refuted"),
        (SQUARE, r"s = t + 1 &\implies s^2 = t^2 + 2 t + 1", "given proved"),
        (SQUARE, r"s = t + 1 &\implies s^2 = t^2 + 1", "given refuted"),
        (
            SQUARE,
            r"\operatorname{tr}(A B) = \operatorname{tr}(B A) &\implies A = B",
            "proved refuted",
        ),
        (SOLVE, r"K M + B = 0 &\implies M = -K^{-1} B", "given proved"),
        (SOLVE, r"K M + B = 0 &\implies M = K^{-1} B", "given refuted"),
        (SOLVE, r"K M + B = 0 &\implies M = -K^{-\top} B", "given refuted"),
        (SOLVE, r"N K = B^\top &\implies N = B^\top K^{-1}", "given proved"),
        (SOLVE, r"N K = B^\top &\implies N = B^\top K", "given refuted"),
        (SOLVE, r"S^{-1} (x - u) = 0 &\implies x = u", "given proved"),
        (SOLVE, r"S (x - u) = 0 \\ &\implies x - u = 0 \\ &\implies x = u", "given tested tested"),
        (LEAST, r"X^\top X w = X^\top y &\implies X w = y", "given refuted"),
        (LEAST, r"X^\top X w = X^\top y &\implies w = (X^\top X)^{-1} X^\top y", "given proved"),
        (
            LEAST,
            r"f &= \|X w - y\|^2 \\ \frac{\partial f}{\partial w} &= 2 X^\top (X w - y) = 0 \\"
            r"\Rightarrow X^\top X \hat w &= X^\top y \\ \hat w &= (X^\top X)^{-1} X^\top y",
            "given proved given proved proved",
        ),
        (
            LEAST,
            r"f &= \|X w - y\|^2 \\ \frac{\partial f}{\partial w} &= 0 \\"
            r"w^* &= (X^\top X)^{-1} X^\top y \\ w^* &= (X X^\top)^{-1} X y",
            "given given proved unreadable",
        ),
        (
            LEAST,
            r"f &= \|X w - y\|^2 \\ \frac{\partial f}{\partial w} &= 0 \\ \hat w &= X^\top y",
            "given given refuted",
        ),
        (LEAST, r"f &= \|X w - y\|^2 \implies \nabla_w f = 2 X^\top (X w - y)", "given proved"),
        (LEAST, r"f &= \|X w - y\|^2 \implies \nabla_w f = X^\top (X w - y)", "given refuted"),
    ],
)
def test_implications(declarations: str, rows: str, expected: str) -> None:
    assert outcomes(declarations, rows) == expected.split()


@pytest.mark.parametrize(
    "rows",
    [
        r"s^2 = s + 2 &\implies s = -1",
        r"\|x\| = 1 &\implies x \odot x \odot x = x",
        r"\frac{\partial}{\partial x} (x^\top A x) &= 0",
        r"A B = A \implies \mathrm{d}A B = \mathrm{d}A",
        r"A = A + 1_{n \times n} &\implies B = C",
    ],
)
def test_what_does_not_follow_never_passes(rows: str) -> None:
    assert outcomes(SQUARE, rows)[-1] in ("refuted", "unreadable")


def test_a_refuted_row_is_never_a_premise() -> None:
    rows = r"C &= A B \\ C = B A &\implies A B = B A"
    assert outcomes("A, B: R^{n x n}", rows) == ["given", "refuted", "unreadable"]
