"""What a formula was read as, against what it means, computed by hand in NumPy.

Both judges trust the reader, so a misreading would go through both. Here each formula stands beside
a NumPy expression that a person wrote for it, and the term that was read is evaluated by
`numpy_truth`, which knows nothing of LaTeX.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from mdderive.config import Config
from mdderive.derivation import Step
from mdderive.latex import read
from mdderive.notes import find
from mdderive.source import Source
from tests.wrong.numpy_truth import Array, Point, evaluate
from tests.wrong.plain import plain

RANDOM = np.random.default_rng(7)
M, N = 2, 3
DECLARATIONS = r"""
A, B, C: R^{n x n}
X, Y: R^{m x n}
x, y, z: R^n
u: R^m
s, t: R
\sigma: sigmoid
wrt: A, X, x, s
"""
VALUES: dict[str, Array] = {
    **{name: RANDOM.uniform(0.2, 1.5, (N, N)) for name in "ABC"},
    **{name: RANDOM.uniform(0.2, 1.5, (M, N)) for name in "XY"},
    **{name: RANDOM.uniform(0.2, 1.5, (N, 1)) for name in "xyz"},
    "u": RANDOM.uniform(0.2, 1.5, (M, 1)),
    **{name: RANDOM.uniform(0.2, 1.5, (1, 1)) for name in "st"},
}
DIRECTIONS = {name: RANDOM.uniform(-1, 1, VALUES[name].shape) for name in ("A", "X", "x", "s")}
POINT = Point(VALUES, DIRECTIONS, {"m": M, "n": N})
v = SimpleNamespace(**VALUES)
d = SimpleNamespace(**DIRECTIONS)


def sigmoid(a: Array) -> Array:
    return 1 / (1 + np.exp(-a))


inv, det, trace = np.linalg.inv, np.linalg.det, np.trace
SIG = sigmoid(v.x)

CASES: tuple[tuple[str, Callable[[], Any]], ...] = (
    (r"A B", lambda: v.A @ v.B),
    (r"A \cdot B", lambda: v.A @ v.B),
    (r"A^\top B", lambda: v.A.T @ v.B),
    (r"A^T B", lambda: v.A.T @ v.B),
    (r"A^{\mathsf{T}} B", lambda: v.A.T @ v.B),
    (r"A' B", lambda: v.A.T @ v.B),
    (r"(A B)^\top", lambda: v.B.T @ v.A.T),
    (r"A B^\top", lambda: v.A @ v.B.T),
    (r"A^{-1} B", lambda: inv(v.A) @ v.B),
    (r"A^{-\top} B", lambda: inv(v.A).T @ v.B),
    (r"A^{-T}", lambda: inv(v.A).T),
    (r"(A + B)^{-1}", lambda: inv(v.A + v.B)),
    (r"A + B^{-1}", lambda: v.A + inv(v.B)),
    (r"A^2", lambda: v.A @ v.A),
    (r"A^{-2}", lambda: inv(v.A) @ inv(v.A)),
    (r"A^{\odot 2}", lambda: v.A * v.A),
    (r"A^{\circ 2}", lambda: v.A * v.A),
    (r"A - B - C", lambda: v.A - v.B - v.C),
    (r"A - (B - C)", lambda: v.A - v.B + v.C),
    (r"-A B", lambda: -(v.A @ v.B)),
    (r"-x^\top A x", lambda: -(v.x.T @ v.A @ v.x)),
    (r"2 A + 3 B", lambda: 2 * v.A + 3 * v.B),
    (r"\frac{1}{2} A B", lambda: v.A @ v.B / 2),
    (r"\frac{A B}{s}", lambda: v.A @ v.B / v.s),
    (r"\frac{s}{t} A", lambda: v.s / v.t * v.A),
    (r"A / s", lambda: v.A / v.s),
    (r"\frac{1}{s} t", lambda: v.t / v.s),
    (r"A \odot B", lambda: v.A * v.B),
    (r"(A B) \odot C", lambda: (v.A @ v.B) * v.C),
    (r"A \odot B + C", lambda: v.A * v.B + v.C),
    (r"A (B \odot C)", lambda: v.A @ (v.B * v.C)),
    (r"A \oslash B", lambda: v.A / v.B),
    (r"A \otimes B", lambda: np.kron(v.A, v.B)),
    (r"\operatorname{vec}(X)", lambda: v.X.T.reshape(-1, 1)),
    (r"\operatorname{vec}(X)^\top", lambda: v.X.T.reshape(1, -1)),
    (r"\operatorname{diag}(x)", lambda: np.diag(v.x[:, 0])),
    (r"\operatorname{diag}(A)", lambda: np.diag(v.A).reshape(-1, 1)),
    (r"\operatorname{diag}(x) A", lambda: v.x * v.A),
    (r"A \operatorname{diag}(x)", lambda: v.A * v.x.T),
    (r"\operatorname{tr}(A)", lambda: trace(v.A)),
    (r"\operatorname{tr}(A)^2", lambda: trace(v.A) ** 2),
    (r"\operatorname{tr}(A^2)", lambda: trace(v.A @ v.A)),
    (r"\operatorname{tr} A B", lambda: trace(v.A @ v.B)),
    (r"\operatorname{tr}(A) B", lambda: trace(v.A) * v.B),
    (r"\tr(A B)", lambda: trace(v.A @ v.B)),
    (r"\mathrm{tr}(A^\top B)", lambda: (v.A * v.B).sum()),
    (r"\langle A, B \rangle", lambda: (v.A * v.B).sum()),
    (r"A : B", lambda: (v.A * v.B).sum()),
    (r"|A|", lambda: det(v.A)),
    (r"|A|^{-1}", lambda: 1 / det(v.A)),
    (r"|A| |B|", lambda: det(v.A) * det(v.B)),
    (r"|A B|", lambda: det(v.A @ v.B)),
    (r"|s|", lambda: abs(v.s)),
    (r"|x|", lambda: np.linalg.norm(v.x)),
    (r"|A| x", lambda: det(v.A) * v.x),
    (r"\det A B", lambda: det(v.A @ v.B)),
    (r"\det(A) B", lambda: det(v.A) * v.B),
    (r"\|x\|", lambda: np.linalg.norm(v.x)),
    (r"\|x\|^2", lambda: (v.x**2).sum()),
    (r"\|x\|_2^2", lambda: (v.x**2).sum()),
    (r"||x - y||^2", lambda: ((v.x - v.y) ** 2).sum()),
    (r"\lVert x \rVert", lambda: np.linalg.norm(v.x)),
    (r"\|A\|_F^2", lambda: (v.A**2).sum()),
    (r"\|A\|^2", lambda: (v.A**2).sum()),
    (r"\|x\|_1", lambda: abs(v.x).sum()),
    (r"\|x\|_A^2", lambda: v.x.T @ v.A @ v.x),
    (r"x^\top A y", lambda: v.x.T @ v.A @ v.y),
    (r"x x^\top", lambda: v.x @ v.x.T),
    (r"x^\top y x", lambda: (v.x.T @ v.y) * v.x),
    (r"x y^\top z", lambda: v.x * (v.y.T @ v.z)),
    (r"u^\top X x", lambda: v.u.T @ v.X @ v.x),
    (r"(x^\top y)^2", lambda: (v.x.T @ v.y) ** 2),
    (r"\exp(x)", lambda: np.exp(v.x)),
    (r"\exp(-x)", lambda: np.exp(-v.x)),
    (r"\exp(x^\top y)", lambda: np.exp(v.x.T @ v.y)),
    (r"e^{s}", lambda: np.exp(v.s)),
    (r"\log s t", lambda: np.log(v.s * v.t)),
    (r"\log(s) t", lambda: np.log(v.s) * v.t),
    (r"\log s^2", lambda: np.log(v.s**2)),
    (r"\log|A^\top A|", lambda: np.log(det(v.A.T @ v.A))),
    (r"\ln s", lambda: np.log(v.s)),
    (r"\sqrt{s}", lambda: np.sqrt(v.s)),
    (r"s^{1/2}", lambda: np.sqrt(v.s)),
    (r"s^{-1}", lambda: 1 / v.s),
    (r"\tanh(A x)", lambda: np.tanh(v.A @ v.x)),
    (r"\sigma(x)", lambda: SIG),
    (r"\sigma(x)^\top y", lambda: SIG.T @ v.y),
    (r"\sigma'(x)", lambda: SIG * (1 - SIG)),
    (r"\sigma''(x)", lambda: SIG * (1 - SIG) * (1 - 2 * SIG)),
    (r"1 - \sigma(x)", lambda: 1 - SIG),
    (r"\sigma(x) \odot (1 - \sigma(x))", lambda: SIG * (1 - SIG)),
    (r"A \sigma(x)", lambda: v.A @ SIG),
    (r"\operatorname{softmax}(x)", lambda: np.exp(v.x) / np.exp(v.x).sum()),
    (r"\operatorname{logsumexp}(x)", lambda: np.log(np.exp(v.x).sum())),
    (r"\operatorname{relu}(x - y)", lambda: np.maximum(v.x - v.y, 0)),
    (r"\operatorname{softplus}(s)", lambda: np.log(1 + np.exp(v.s))),
    (r"A + I", lambda: v.A + np.eye(N)),
    (r"s I_n", lambda: v.s * np.eye(N)),
    (r"\mathbf{1}^\top x", lambda: v.x.sum()),
    (r"X \mathbf{1}", lambda: v.X.sum(axis=1, keepdims=True)),
    (r"\mathbf{1}_m \mathbf{1}_n^\top", lambda: np.ones((M, N))),
    (r"n\, s", lambda: N * v.s),
    (r"\frac{1}{m} X x", lambda: v.X @ v.x / M),
    (r"\mathrm{d}A\, B", lambda: d.A @ v.B),
    (r"\mathrm{d}(A B)", lambda: d.A @ v.B),
    (r"\mathrm{d}A^\top", lambda: d.A.T),
    (r"\mathrm{d}A^\top B", lambda: d.A.T @ v.B),
    (r"(\mathrm{d}A)^\top B", lambda: d.A.T @ v.B),
    (r"\mathrm{d}A^{-1}", lambda: -inv(v.A) @ d.A @ inv(v.A)),
    (r"\mathrm{d}(A^2)", lambda: d.A @ v.A + v.A @ d.A),
    (r"\mathrm{d}|A|", lambda: det(v.A) * trace(inv(v.A) @ d.A)),
    (r"\mathrm{d}\log|A^\top A|", lambda: 2 * trace(inv(v.A) @ d.A)),
    (r"\mathrm{d}\operatorname{tr}(A B)", lambda: trace(d.A @ v.B)),
    (r"\mathrm{d}\|x\|^2", lambda: 2 * v.x.T @ d.x),
    (r"\mathrm{d}\exp(x)", lambda: np.exp(v.x) * d.x),
    (r"\operatorname{tr}(B\, \mathrm{d}A)", lambda: trace(v.B @ d.A)),
    (r"\mathrm{d}x^\top A x", lambda: d.x.T @ v.A @ v.x),
    (r"\mathrm{d}^2 (x^\top B x)", lambda: 2 * d.x.T @ v.B @ d.x),
    (r"\frac{\partial (x^\top B x)}{\partial x}", lambda: (v.B + v.B.T) @ v.x),
    (r"\frac{\partial (x^\top B x)}{\partial x^\top}", lambda: v.x.T @ (v.B + v.B.T)),
    (r"\frac{\partial (B x)}{\partial x^\top}", lambda: v.B),
    (r"\frac{\partial (B x)}{\partial x}", lambda: v.B.T),
    (r"\frac{\partial^2 (x^\top B x)}{\partial x\, \partial x^\top}", lambda: v.B + v.B.T),
    (r"\nabla_x (x^\top B x)", lambda: (v.B + v.B.T) @ v.x),
    (r"\frac{\partial}{\partial x} x^\top B x", lambda: (v.B + v.B.T) @ v.x),
    (r"\nabla_A \operatorname{tr}(B A)", lambda: v.B.T),
)


UNCLEAR = (
    r"A B \odot C",
    r"A \otimes B \odot C",
    r"\|A\|_2",
    r"\|A\|",
    r"e^{A}",
    r"\sqrt{A}",
    r"\sigma^{-1}(x)",
    r"\frac{A}{B}",
    r"A / B",
    r"A + s",
    r"A + 1",
    r"x + A",
    r"A X",
    r"x y",
    r"\operatorname{tr}(X)",
    r"|X|",
    r"X^{-1}",
    r"X^2",
    r"\sum_i",
    r"A B)",
    r"(A B",
    r"A \odot",
    r"A ^",
    r"A \mystery B",
)


def step_of(formula: str) -> Step:
    text = f"<!-- derive\n{DECLARATIONS}-->\n\n$$\nF = {formula}\n$$\n"
    (step,) = read(find(Source("note.md", text), Config()).blocks, Config()).steps
    return step


@pytest.mark.parametrize(("formula", "meaning"), CASES, ids=[formula for formula, _ in CASES])
def test_a_formula_means_what_it_says(formula: str, meaning: Callable[[], Any]) -> None:
    step = step_of(formula)
    assert step.problem is None, step.problem
    value = evaluate(plain(step.readings[0].right), POINT).real
    assert value == pytest.approx(np.atleast_2d(meaning()), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("formula", UNCLEAR)
def test_what_has_no_one_meaning_is_not_guessed(formula: str) -> None:
    step = step_of(formula)
    assert step.problem is not None, step.readings
