"""Each operator's meaning against NumPy on one random integer point."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from mdderive.operators import Grid, operators, scalar_functions
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.balls import ball
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.limits import Clock
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.term import Dimension, Shape, Term
from tests.recompute.build import (
    A,
    B,
    M,
    N,
    W,
    X,
    apply,
    det,
    eye,
    fill,
    inv,
    num,
    of,
    ones,
    power,
    problem,
    prod,
    s,
    tp,
    tr,
    x,
    zero,
)

Values = dict[str, np.ndarray]
RANDOM = np.random.default_rng(3)
SIZES = {"n": 3, "m": 2}
POINT: Values = {
    "A": RANDOM.integers(-4, 5, (3, 3)) + 9 * np.eye(3, dtype=int),
    "B": RANDOM.integers(-4, 5, (3, 3)),
    "X": RANDOM.integers(1, 5, (3, 3)),
    "W": RANDOM.integers(-4, 5, (2, 3)),
    "x": RANDOM.integers(1, 5, (3, 1)),
    "s": np.array([[3]]),
}


def softmax(values: np.ndarray) -> np.ndarray:
    return np.exp(values) / np.exp(values).sum()


CASES: dict[str, tuple[Term, Callable[[Values], Any]]] = {
    "sum": (apply("sum", A, B, A), lambda v: 2 * v["A"] + v["B"]),
    "beside": (apply("beside", A, x), lambda v: np.hstack([v["A"], v["x"]])),
    "stacked": (apply("stacked", A, W), lambda v: np.vstack([v["A"], v["W"]])),
    "negative": (apply("negative", A), lambda v: -v["A"]),
    "product": (prod(W, s, A, x), lambda v: 3 * v["W"] @ v["A"] @ v["x"]),
    "transpose": (tp(W), lambda v: v["W"].T),
    "trace": (tr(A), lambda v: np.trace(v["A"])),
    "determinant": (det(A), lambda v: np.linalg.det(v["A"])),
    "inverse": (inv(A), lambda v: np.linalg.inv(v["A"])),
    "power": (power(A, 3), lambda v: v["A"] @ v["A"] @ v["A"]),
    "hadamard": (apply("hadamard", A, B), lambda v: v["A"] * v["B"]),
    "hadamard_power": (apply("hadamard_power", X, num(-2)), lambda v: v["X"] ** -2.0),
    "hadamard_quotient": (apply("hadamard_quotient", A, X), lambda v: v["A"] / v["X"]),
    "quotient": (apply("quotient", W, s), lambda v: v["W"] / 3),
    "inner": (apply("inner", A, B), lambda v: (v["A"] * v["B"]).sum()),
    "kronecker": (apply("kronecker", W, A), lambda v: np.kron(v["W"], v["A"])),
    "vec": (apply("vec", W), lambda v: v["W"].T.reshape(-1, 1)),
    "diag": (apply("diag", x), lambda v: np.diag(v["x"][:, 0])),
    "diagonal": (apply("diagonal", A), lambda v: np.diag(v["A"]).reshape(-1, 1)),
    "norm": (apply("norm", W), lambda v: np.sqrt((v["W"] ** 2).sum())),
    "norm1": (apply("norm1", x), lambda v: abs(v["x"]).sum()),
    "power_sum": (apply("power_sum", x, num(3)), lambda v: (abs(v["x"]) ** 3.0).sum()),
    "softmax": (apply("softmax", x), lambda v: softmax(v["x"])),
    "logsumexp": (apply("logsumexp", x), lambda v: np.log(np.exp(v["x"]).sum())),
    "identity": (eye(), lambda v: np.eye(3)),
    "ones": (ones(), lambda v: np.ones((3, 1))),
    "zero": (zero(A), lambda v: np.zeros((3, 3))),
    "expm": (
        apply("expm", apply("diag", x)),
        lambda v: np.diag(np.exp(v["x"][:, 0].astype(float))),
    ),
    "commutation": (
        prod(
            apply("commutation", Dimension(M), Dimension(N), shape=Shape(M * N, M * N)),
            apply("vec", W),
        ),
        lambda v: v["W"].reshape(-1, 1),
    ),
    "fill": (fill(s, W), lambda v: np.full((2, 3), 3)),
}

FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "step": lambda u: np.heaviside(u, 0.5),
    "relu": lambda u: np.maximum(u, 0),
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "softplus": lambda u: np.log1p(np.exp(u)),
}

ELSEWHERE = {"application", "map", "differential", "gradient", "jacobian", "hessian"}
"""Tested by their own tests, below and in test_derivatives.py."""

WITH_INDICES = {"sum_over", "product_over", "family", "entry", "member", "delta"}
"""Tested in test_indexed.py."""


def evaluated(term: Term, values: Values) -> Grid:
    clock = Clock(5.0)

    def no_generic(name: str, order: int, argument: Any) -> Any:
        raise AssertionError(f"{name} is a known function")

    ring = Arithmetic(RealField(clock), no_generic, clock)
    grids = {
        name: tuple(tuple(Rational(int(entry)) for entry in row) for row in value)
        for name, value in values.items()
    }
    return Evaluator(problem(term, term), ring, SIZES, {}, clock).grid(term, grids)


def floats(grid: Grid) -> np.ndarray:
    return np.array([[float(ball(entry)) for entry in row] for row in grid])


def test_every_operator_has_a_case() -> None:
    assert set(operators()) <= set(CASES) | ELSEWHERE | WITH_INDICES
    assert set(scalar_functions()) <= set(FUNCTIONS)


@pytest.mark.parametrize("name", CASES)
def test_operators_mean_what_numpy_says(name: str) -> None:
    term, expected = CASES[name]
    found = floats(evaluated(term, POINT))
    np.testing.assert_allclose(found, np.reshape(expected(POINT), found.shape), rtol=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_mean_what_numpy_says(name: str) -> None:
    found = floats(evaluated(of(name, X), POINT))
    np.testing.assert_allclose(found, FUNCTIONS[name](POINT["X"].astype(float)), rtol=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("order", [1, 2])
def test_derivatives_of_functions_are_limits(name: str, order: int) -> None:
    """Central differences of the function of one order less."""
    step = Fraction(1, 10**6)
    exact = floats(evaluated(of(name, x, order), POINT))
    sides = [
        floats(evaluated(of(name, apply("sum", x, fill(num(h), x)), order - 1), POINT))
        for h in (step, -step)
    ]
    difference = (sides[0] - sides[1]) / (2 * float(step))
    np.testing.assert_allclose(exact, difference, rtol=1e-5, atol=1e-5)
