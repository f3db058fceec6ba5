"""The third opinion itself, on values known by hand."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.wrong.numpy_points import Truth, truth
from tests.wrong.numpy_truth import Array, Node, Point, Unsupported, evaluate

ONE = (((), 1),)
N = (((("n", 1),), 1),)
A_VALUE = np.array([[1.0, 2.0], [0.0, 3.0]])
X_VALUE = np.array([[1.0], [-2.0]])
H_VALUE = np.array([[0.5], [1.0]])


def name(symbol: str, rows: Any = N, cols: Any = ONE) -> Node:
    return "symbol", (rows, cols), (symbol,), ()


def op(operator: str, rows: Any, cols: Any, *args: Node, data: tuple[Any, ...] = ()) -> Node:
    return operator, (rows, cols), data, args


x = name("x")
A = name("A", N, N)
XT = op("transpose", ONE, N, x)
QUADRATIC = op("product", ONE, ONE, XT, A, x)
DET = op("determinant", ONE, ONE, A)
POINT = Point({"x": X_VALUE, "A": A_VALUE}, {"x": H_VALUE}, {"n": 2})

SYMMETRIC = A_VALUE + A_VALUE.T


@dataclass(frozen=True)
class Known:
    label: str
    node: Node
    value: Array


CASES = (
    Known("quadratic form", QUADRATIC, np.array([[9.0]])),
    Known("its gradient", op("gradient", N, ONE, QUADRATIC, x, x), SYMMETRIC @ X_VALUE),
    Known("its Hessian", op("hessian", N, N, QUADRATIC, x, x), SYMMETRIC),
    Known(
        "its differential",
        op("differential", ONE, ONE, QUADRATIC),
        H_VALUE.T @ SYMMETRIC @ X_VALUE,
    ),
    Known(
        "its second differential",
        op("differential", ONE, ONE, op("differential", ONE, ONE, QUADRATIC)),
        H_VALUE.T @ SYMMETRIC @ H_VALUE,
    ),
    Known("the differential of a constant", op("differential", N, N, A), np.zeros(A_VALUE.shape)),
    Known(
        "a Jacobian",
        op("jacobian", N, N, op("map", N, ONE, x, data=("tanh", 0)), x, x),
        np.diag(1 - np.tanh(X_VALUE[:, 0]) ** 2),
    ),
    Known(
        "the gradient of a determinant, by Cramer",
        op("gradient", N, N, DET, A, A),
        np.array([[3.0, 0.0], [-2.0, 1.0]]),
    ),
    Known("vec stacks columns", op("vec", N, ONE, A), np.array([[1.0], [0.0], [2.0], [3.0]])),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_known_values(case: Known) -> None:
    assert evaluate(case.node, POINT).real == pytest.approx(case.value, abs=1e-9)


def test_an_unknown_operator_is_not_guessed() -> None:
    with pytest.raises(Unsupported):
        evaluate(op("permanent", ONE, ONE, A), POINT)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ([], Truth.FALSE),
        (["symmetric"], Truth.EQUIVALENT),
        (["positive definite"], Truth.EQUIVALENT),
        (["skew"], Truth.FALSE),
    ],
)
def test_declared_properties_hold_at_the_points(properties: list[str], expected: Truth) -> None:
    claim = {
        "left": op("transpose", N, N, A),
        "right": A,
        "declarations": {"A": {"shape": (N, N), "properties": properties, "function": None}},
        "varying": [],
        "structured": "free",
        "facts": [],
        "least": {},
    }
    assert truth(claim) is expected


def test_what_is_nowhere_defined_is_unclear() -> None:
    nothing = op("sum", N, N, A, op("negative", N, N, A))
    claim = {
        "left": op("inverse", N, N, nothing),
        "right": A,
        "declarations": {"A": {"shape": (N, N), "properties": [], "function": None}},
        "varying": [],
        "structured": "free",
        "facts": [],
        "least": {},
    }
    assert truth(claim) is Truth.UNCLEAR
