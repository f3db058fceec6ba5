"""Statements that are false only where random points and small sizes do not come: at large sizes,
far away, in a narrow window, on one branch of what is given. None may pass.

Each comes with what NumPy finds both sides to be at one place where they differ.
"""

from collections.abc import Callable
from math import prod

import numpy as np
import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome
from mdderive.derive.judging import judge_steps
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source

Sides = Callable[[], tuple[object, object]]

PATIENT = Budget(seconds=20.0)
GOOD = {Outcome.PROVED, Outcome.TESTED, Outcome.GIVEN}


def falling(n: int, k: int) -> int:
    return prod(n - i for i in range(1, k + 1))


def norm(n: int) -> float:
    return float(np.linalg.norm(np.arange(1.0, n + 1)))


SIZES: tuple[tuple[str, str, Sides], ...] = (
    ("x: R^n", r"(n-1)(n-2)(n-3)(n-4)(n-5) \|x\| &= 0", lambda: (falling(6, 5) * norm(6), 0)),
    (
        "x: R^n",
        r"(n-1)(n-2)(n-3)(n-4)(n-5)(n-6)(n-7)(n-8) \|x\| &= 0",
        lambda: (falling(9, 8) * norm(9), 0),
    ),
    (
        "X: R^{n x n}",
        r"(\operatorname{tr}(I_n)-1)(n-2)(n-3)(n-4)(n-5) |X X^\top + I_n| &= 0",
        lambda: (falling(6, 5) * np.linalg.det(2 * np.eye(6)), 0),
    ),
    (
        "X: R^{m x n}",
        r"(m-1)(m-2)(m-3)(m-4)(m-5)(n-1)(n-2)(n-3)(n-4)(n-5) \|X\|_F &= 0",
        lambda: (falling(6, 5) ** 2 * np.linalg.norm(np.eye(6)), 0),
    ),
    (
        "x: R^n",
        r"\frac{\|x\|}{n} &= \frac{\|x\|(n + (n-1)(n-2)(n-3)(n-4)(n-5))}{n^2}",
        lambda: (norm(6) / 6, norm(6) * (6 + falling(6, 5)) / 36),
    ),
    ("x: R^n", r"2^n \|x\| &= \|x\| (n^2 - n + 2)", lambda: (16 * norm(4), norm(4) * 14)),
    (
        "x: R^n",
        r"\|x\| |2 I_n| &= \|x\| (2+2(n-1)+(n-1)(n-2)+\frac{(n-1)(n-2)(n-3)}{3}"
        r"+\frac{(n-1)(n-2)(n-3)(n-4)}{12})",
        lambda: (64 * norm(6), norm(6) * (2 + 10 + 20 + 20 + 10)),
    ),
    ("x: R^n", r"\sum_{i=1}^n \delta_{i7} x_i \|x\| &= 0", lambda: (7 * norm(7), 0)),
)


def relu(u: float) -> float:
    return max(u, 0.0)


KINKS: tuple[tuple[str, str, Sides], ...] = (
    ("x: R", r"\sqrt{(x-1000)^2} &= 1000 - x", lambda: (1.0, -1.0)),
    ("x: R", r"\sqrt{x^2 - 2000 x + 1000000} &= 1000 - x", lambda: (1.0, -1.0)),
    ("x: R", r"\operatorname{sign}(e^x - 10^9) &= -1", lambda: (np.sign(np.exp(30.0) - 1e9), -1)),
    ("x: R", r"\operatorname{relu}(1-(x-7)^2) &= 0", lambda: (relu(1.0), 0)),
    ("x: R", r"\operatorname{relu}(e^{-x} - e^{20}) &= 0", lambda: (np.exp(21) - np.exp(20), 0)),
    ("x: R", r"\operatorname{relu}(\sin(x) - \frac{999}{1000}) &= 0", lambda: (0.001, 0)),
    ("x: R", r"\operatorname{relu}(1-(e^x-7)^2) &= 0", lambda: (1.0, 0)),
    ("x: R", r"\operatorname{relu}(\frac{1}{x-8} - 10^6) &= 0", lambda: (1e6, 0)),
    (
        "x: R",
        r"\operatorname{relu}(x-100) \operatorname{relu}(101-x) &= 0",
        lambda: (relu(100.5 - 100) * relu(101 - 100.5), 0),
    ),
    (
        "x, y: R",
        r"\operatorname{relu}(x-100) \operatorname{relu}(101-x)"
        r"\operatorname{relu}(y-200) \operatorname{relu}(201-y) &= 0",
        lambda: (0.5**4, 0),
    ),
    ("x, y: R", r"\operatorname{relu}(1-(x-7)^2 - (y-900)^2) &= 0", lambda: (1.0, 0)),
    ("x: R", r"|x - 10^6| &= 10^6 - x", lambda: (1.0, -1.0)),
    ("x: R", r"|x-3| + |x-\frac{301}{100}| &= |2x-\frac{601}{100}|", lambda: (0.01, 0.0)),
    (
        "x: R",
        r"\operatorname{sign}(x) \operatorname{sign}(x - 10^{-9}) &= 1",
        lambda: (np.sign(5e-10) * np.sign(5e-10 - 1e-9), 1),
    ),
    (
        "x: R^n",
        r"\|x - 1000 \mathbf 1\|_1 &= 1000 n - \mathbf 1^\top x",
        lambda: (abs(1001 - 1000), 1000 - 1001),
    ),
    (
        "x: R^n",
        r"|\|x\|^2 - 10^{14}| &= 10^{14} - \|x\|^2",
        lambda: (abs(4e14 - 1e14), 1e14 - 4e14),
    ),
    ("X: R^{n x n}", r"\operatorname{relu}(|X| - 10^9) &= 0", lambda: (relu(2e9 - 1e9), 0)),
    (
        "X: R^{n x n}",
        r"\operatorname{relu}(1 - \|X - 40 I_n\|_F^2) &= 0",
        lambda: (relu(1 - np.linalg.norm(40 * np.eye(2) - 40 * np.eye(2))), 0),
    ),
    ("x: R^n", r"\operatorname{relu}(n-9) \|x\| &= 0", lambda: (norm(10), 0)),
)

SINGULAR = np.array([[0.0, 1.0], [0.0, 0.0]])

BRANCHES: tuple[tuple[str, str, Sides], ...] = (
    ("A: R^{n x n}\nx: R^n\nA x = 0", r"|A| &= 0", lambda: (np.linalg.det(np.eye(2)), 0)),
    ("A: R^{n x n}\nx: R^n\nA x = 0", r"x &= 0", lambda: ([1.0, 0.0], [0.0, 0.0])),
    ("S: R^{n x n} symmetric\nx: R^n\nS x = 0", r"|S| &= 0", lambda: (1.0, 0.0)),
    ("x, y, z: R\nx y = x z", r"y &= z", lambda: (1.0, 2.0)),
    ("x, y: R\n(x-1000)^2 (y-3) = 0", r"y &= 3", lambda: (4.0, 3.0)),
    ("x, y: R\n(x^2-2) (y-3) = 0", r"y &= 3", lambda: (4.0, 3.0)),
    ("x, y: R\n(e^x-2) (y-3) = 0", r"y &= 3", lambda: (4.0, 3.0)),
    ("x, y: R\nx^2 = y^2", r"x &= y", lambda: (1.0, -1.0)),
    ("x, y: R\nx y = 0", r"x &= 0", lambda: (1.0, 0.0)),
    ("x, y: R\n\\cos(x) = \\cos(y)", r"x &= y", lambda: (1.0, -1.0)),
    ("x, y, z: R\nx^2 + y^2 = z^2", r"z &= x + y", lambda: (5.0, 7.0)),
    ("x: R^n\nx \\odot x = x", r"x &= \mathbf 1", lambda: (0.0, 1.0)),
    ("D: R^{n x n} diagonal\nu: R^n\nD u = u", r"D &= I_n", lambda: (np.diag([1, 2]), np.eye(2))),
    ("A, B: R^{n x n}\nA B = 0", r"|A| &= 0", lambda: (1.0, 0.0)),
    (
        "A, B: R^{n x n}\nA B = 0",
        r"\operatorname{tr}(A) \operatorname{tr}(B) &= 0",
        lambda: (np.trace(np.diag([1, 0])) * np.trace(np.diag([0, 1])), 0),
    ),
    ("A, B: R^{n x n}\nA B = A", r"B &= I_n", lambda: (np.diag([1, 0]), np.eye(2))),
    ("A: R^{n x n}\nA^2 = 0", r"A &= 0", lambda: (SINGULAR, 0 * SINGULAR)),
    ("A: R^{n x n}\nA^2 = I_n", r"|A| &= 1", lambda: (np.linalg.det(np.diag([1, -1])), 1)),
    (
        "A: R^{n x n}\nx: R^n\ns: R\nA x = s x",
        r"|A - s I_n| &= 0",
        lambda: (np.linalg.det(np.eye(2)), 0),
    ),
    ("x, y, z: R\n(x-1)(y-2) = 0\n(z-1)(y-2) = 0", r"x &= z", lambda: (3.0, 4.0)),
)

TRUE_BRANCHES: tuple[tuple[str, str], ...] = (
    ("x, y: R\nx^2 = y^2", r"|x| &= |y|"),
    ("A, B: R^{n x n}\nA B = 0", r"|A| |B| &= 0"),
    ("x, y: R\n(x - 1)(y - 2) = 0\n(x - 1)(y - 5) = 0", r"x &= 1"),
    ("A: R^{n x n} invertible\nx: R^n\nA x = 0", r"x &= 0"),
    ("x, y: R\nx^3 = y^3", r"x &= y"),
)

BOTH_SIDES: tuple[tuple[str, str], ...] = (
    ("x: R", r"\operatorname{relu}(|x|-5) &= \operatorname{relu}(x-5) + \operatorname{relu}(-x-5)"),
    ("x: R", r"\sqrt{x^2} &= |x|"),
    ("x: R", r"|x|\operatorname{sign}(x) &= x"),
    ("A: R^{n x n} positive definite\nx: R^n", r"|x^\top A x| &= x^\top A x"),
)


def outcomes(declarations: str, rows: str) -> list[Outcome]:
    display = f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$"
    note = f"<!-- derive\n{declarations}\n-->\n\n{display}\n"
    config = Config()
    reading = read(find(Source("far.md", note), config).blocks, config)
    found = judge_steps(reading.scope, reading.steps, Judges(prove, judge), PATIENT)
    return [verdict.outcome for verdict in found]


@pytest.mark.parametrize(("declarations", "rows", "sides"), SIZES)
def test_large_sizes_are_not_overlooked(declarations: str, rows: str, sides: Sides) -> None:
    left, right = sides()
    assert not np.allclose(np.asarray(left, float), np.asarray(right, float))
    assert outcomes(declarations, rows)[-1] not in GOOD


@pytest.mark.parametrize(("declarations", "rows", "sides"), KINKS)
def test_both_sides_of_a_kink_are_met(declarations: str, rows: str, sides: Sides) -> None:
    left, right = sides()
    assert not np.allclose(np.asarray(left, float), np.asarray(right, float))
    assert outcomes(declarations, rows)[-1] not in GOOD


@pytest.mark.parametrize(("declarations", "rows"), BOTH_SIDES)
def test_what_holds_on_both_sides_of_a_kink_is_read(declarations: str, rows: str) -> None:
    assert outcomes(declarations, rows)[-1] in GOOD


@pytest.mark.parametrize(("declarations", "rows", "sides"), BRANCHES)
def test_all_branches_of_what_is_given_are_met(declarations: str, rows: str, sides: Sides) -> None:
    """NumPy's sides are those at a point that satisfies what is given."""
    left, right = sides()
    assert not np.allclose(np.asarray(left, float), np.asarray(right, float))
    assert outcomes(declarations, rows)[-1] not in GOOD


@pytest.mark.parametrize(("declarations", "rows"), TRUE_BRANCHES)
def test_what_holds_on_all_branches_is_read(declarations: str, rows: str) -> None:
    assert outcomes(declarations, rows)[-1] in GOOD


def test_two_exponentials_that_differ_are_no_equal_facts() -> None:
    """Both sides of a fact are computed in one field: exp(-1) and exp(1) are two generators."""
    assert outcomes("x, y: R\n\\exp(x) = \\exp(y)", "x &= y")[-1] is not Outcome.REFUTED


LEAST = "x: R\n\\mu: R\nf = (x + \\mu)^2"


@pytest.mark.parametrize(
    ("declarations", "rows"),
    [
        ("x: R^n\n(x)^2 = 1", r"x &= \mathbf 1"),  # the fact has no reading: x may be -1
        ("x: R^n\n(x)^2 \\foo = 1", r"x &= \mathbf 1"),
        (LEAST, r"\frac{\partial f}{\partial \mu} &= 0 \\ \hat{\mu}_{ML} &= x"),
        (LEAST, r"\frac{\partial f}{\partial \mu} &= 0 \\ \mu^*_{ML} &= x"),
        (LEAST, r"\frac{\partial f}{\partial \mu} &= 0 \\ \hat{\mu}_{\text{ML}} &= x"),
        (LEAST, r"\frac{\partial f}{\partial \mu} &= 0 \\ \mu_{ML} &= x"),
    ],
)
def test_a_conclusion_is_no_definition(declarations: str, rows: str) -> None:
    assert outcomes(declarations, rows)[-1] not in GOOD
