r"""Functions that are declared but not defined, `\ell: R^m -> R`: their derivatives, the chain rule
through them, facts about their gradients; each true row beside false ones."""

import pytest

from mdderive.config import Budget, Config
from mdderive.derive.judging import judge_steps
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source

PROVED, REFUTED, UNREADABLE = "proved", "refuted", "unreadable"

LAYER = "W: R^{m x n}\nx: R^n\nb: R^m\n\\ell: R^m -> R\nz = W x + b"
DELTA = LAYER + "\n\\frac{\\partial \\ell}{\\partial z} = \\delta"
LOSS = r"L &= \ell(W x + b) \\ "
NETWORK = (
    "W_1: R^{m x n}\nW_2: R^{k x m}\nx: R^n\n\\ell: R^k -> R\n\\sigma: elementwise\n"
    "z_1 = W_1 x\na_1 = \\sigma(z_1)\nz_2 = W_2 a_1\n"
    "\\delta_2 = \\frac{\\partial \\ell}{\\partial z_2}"
)
TWO = "x: R^p\ng: R^p -> R^k\nF: R^k x R^p -> R^q\nv = g(x)\ny = F(v, x)\n"
FIELD = "x: R^n\nA: R^{m x n}\ng: R^m -> R^k\n"
MATRIX = "X: R^{m x n}\nA: R^{m x m}\nf: R^{m x n} -> R\n"
SAMPLES = "x_i: R^n, i = 1..N\ny_i: R, i = 1..N\nw: R^n\n\\ell: R x R -> R\n\\phi: R -> R\n"

KNOWN = LAYER + "\n\\frac{\\partial \\ell}{\\partial z} = b"

CASES = (
    # one layer: dL/dW is what arrives, times what came in
    (
        LAYER,
        LOSS + r"\frac{\partial L}{\partial W} &= \frac{\partial \ell}{\partial z} x^\top",
        PROVED,
    ),
    (LAYER, LOSS + r"\frac{\partial L}{\partial b} &= \nabla \ell(z)", PROVED),
    (LAYER, LOSS + r"\frac{\partial L}{\partial x} &= W^\top \ell'(W x + b)", PROVED),
    (LAYER, LOSS + r"\frac{\partial L}{\partial x} &= W^\top \nabla \ell(W x)", REFUTED),
    (LAYER, LOSS + r"\frac{\partial L}{\partial x} &= W^\top \nabla \ell(b)", REFUTED),
    (LAYER, LOSS + r"\nabla_x^2 L &= W^\top \nabla^2 \ell(z) W", PROVED),
    (LAYER, LOSS + r"\nabla_x^2 L &= W^\top W", REFUTED),
    (LAYER, r"\ell''(z) &= \ell''(z)^\top", PROVED),
    (LAYER, r"\mathrm{d}\ell &= \frac{\partial \ell}{\partial z}^\top \mathrm{d}z", PROVED),
    (
        "wrt: W, b\n" + LAYER,
        r"\mathrm{d}\ell &= \frac{\partial \ell}{\partial z}^\top \mathrm{d}b",
        REFUTED,
    ),
    (LAYER, LOSS + r"L &= \ell", PROVED),
    # a gradient that is given a name
    (DELTA, LOSS + r"\frac{\partial L}{\partial W} &= \delta x^\top", PROVED),
    (DELTA, LOSS + r"\frac{\partial \ell}{\partial x} &= W^\top \delta", PROVED),
    (DELTA, LOSS + r"\frac{\partial L}{\partial x} &= 2 W^\top \delta", REFUTED),
    (DELTA, LOSS + r"\mathrm{d}L &= \delta^\top \mathrm{d}z", PROVED),
    (DELTA, LOSS + r"\mathrm{d}\delta &= 0", REFUTED),
    # a gradient that is known at the point only: its branches are not covered
    (KNOWN, LOSS + r"\nabla_x L &= W^\top b", UNREADABLE),
    (KNOWN, LOSS + r"\nabla_x L &= W^\top z", REFUTED),
    (KNOWN, LOSS + r"\nabla_x^2 L &= 0", REFUTED),
    (
        DELTA + "\n\\frac{\\partial \\ell}{\\partial z} = \\delta + \\mathbf{1}",
        LOSS + r"\nabla_x L &= W^\top \delta",
        UNREADABLE,
    ),
    # two layers
    (NETWORK, r"\frac{\partial \ell}{\partial W_2} &= \delta_2 a_1^\top", PROVED),
    (
        NETWORK,
        r"\frac{\partial \ell}{\partial z_1} &= (W_2^\top \delta_2) \odot \sigma'(z_1)",
        PROVED,
    ),
    (NETWORK, r"\frac{\partial \ell}{\partial z_1} &= W_2^\top \delta_2", REFUTED),
    (
        NETWORK,
        r"\frac{\partial \ell}{\partial W_1} &= ((W_2^\top \delta_2) \odot \sigma'(z_1)) x^\top",
        PROVED,
    ),
    # several arguments: a bare function's derivative is partial
    (
        TWO,
        r"\frac{\partial y}{\partial x^\top} &= \frac{\partial F}{\partial v^\top} "
        r"\frac{\partial g}{\partial x^\top} + \frac{\partial F}{\partial x^\top}",
        PROVED,
    ),
    (TWO, r"\frac{\partial y}{\partial x^\top} &= \frac{\partial F}{\partial x^\top}", REFUTED),
    (
        TWO,
        r"\mathrm{d}y &= \frac{\partial F}{\partial v^\top} \mathrm{d}v "
        r"+ \frac{\partial F}{\partial x^\top} \mathrm{d}x",
        PROVED,
    ),
    # a function with several entries
    (FIELD, r"\frac{\partial g(A x)}{\partial x^\top} &= g'(A x)^\top A", PROVED),
    ("layout: numerator\n" + FIELD, r"\frac{\partial g(A x)}{\partial x} &= g'(A x) A", PROVED),
    (FIELD, r"\frac{\partial g(A x)}{\partial x^\top} &= g'(x)^\top A", UNREADABLE),
    (FIELD, r"f &= g(A x)^\top g(A x) \\ \nabla_x f &= 2 A^\top g'(A x) g(A x)", PROVED),
    (FIELD, r"f &= g(A x)^\top g(A x) \\ \nabla_x f &= A^\top g'(A x) g(A x)", REFUTED),
    # a function of a matrix
    (MATRIX, r"\frac{\partial f(A X)}{\partial X} &= A^\top \nabla f(A X)", PROVED),
    (MATRIX, r"\frac{\partial f(A X)}{\partial X} &= A \nabla f(A X)", REFUTED),
    (MATRIX, r"\mathrm{d}f(A X) &= \operatorname{tr}(\nabla f(A X)^\top A\, \mathrm{d}X)", PROVED),
    # sums over samples
    (
        SAMPLES,
        r"L &= \sum_i \phi(w^\top x_i) \\ \nabla_w L &= \sum_i \phi'(w^\top x_i) x_i",
        PROVED,
    ),
    (
        SAMPLES,
        r"L &= \sum_i \ell(w^\top x_i, y_i) \\ "
        r"\mathrm{d}L &= \sum_j \mathrm{d}\ell(w^\top x_j, y_j)",
        PROVED,
    ),
    (
        SAMPLES,
        r"L &= \sum_i \ell(w^\top x_i, y_i) \\ L &= \sum_i \ell(y_i, w^\top x_i)",
        REFUTED,
    ),
    # what is not said
    (LAYER, r"\frac{\partial \ell(z)}{\partial z} &= \ell(z, z)", UNREADABLE),
    (LAYER, r"\ell(x) &= 0", UNREADABLE),
    ("x, y: R^n\n\\ell: R^n -> R", r"f &= \ell(x) + \ell(y) \\ f &= 2 \ell", UNREADABLE),
    ("x: R^n\n\\ell: R^n -> R", r"f &= \ell'''(x)", UNREADABLE),
    ("x: R^n\n\\ell_i: R^n -> R, i = 1..N", r"f &= \ell_1(x)", UNREADABLE),
)


@pytest.mark.parametrize(("declarations", "rows", "wanted"), CASES)
def test_undefined_functions(declarations: str, rows: str, wanted: str) -> None:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    source = Source("note.md", f"<!-- derive\n{declarations}\n-->\n\n$$\n{display}\n$$\n")
    config = Config(budget=Budget(seconds=30.0))
    found = read(find(source, config).blocks, config)
    verdicts = judge_steps(found.scope, found.steps, Judges(prove, judge), config.budget)
    assert str(verdicts[-1].outcome) == wanted, verdicts[-1]
