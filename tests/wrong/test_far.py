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
from mdderive.pipeline import check
from mdderive.source import Source

Sides = Callable[[], tuple[object, object]]

PATIENT = Config(budget=Budget(seconds=30.0))
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


def outcomes(declarations: str, rows: str) -> list[Outcome]:
    display = f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$"
    note = f"<!-- derive\n{declarations}\n-->\n\n{display}\n"
    return [step.verdict.outcome for step in check(Source("far.md", note), PATIENT).steps]


@pytest.mark.parametrize(("declarations", "rows", "sides"), SIZES)
def test_large_sizes_are_not_overlooked(declarations: str, rows: str, sides: Sides) -> None:
    left, right = sides()
    assert not np.allclose(np.asarray(left, float), np.asarray(right, float))
    assert outcomes(declarations, rows)[-1] not in GOOD
