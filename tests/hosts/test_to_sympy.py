"""`to_sympy` over the tables of operators and functions: with numbers put in for its symbols, what
it gives is what NumPy computes by itself. Of an operator that has no explicit form it says so."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

import mdderive
from mdderive.operators import operators, scalar_functions
from mdderive.rules import GROUND
from tests.wrong.numpy_truth import Array, Point, evaluate
from tests.wrong.plain import plain

SIZES = {"m": 2, "n": 3, "N": 2}
GROUND_TOO = (*GROUND, r"\phi: elementwise", "z_i: R^n, i = 1..N", r"\ell: R^n -> R")
Values = Mapping[str, Array]


def linear(v: Array) -> Any:
    """What stands in for the undefined function."""
    return sum((k + 2) * entry for k, entry in enumerate(np.ravel(v)))


BY_HAND: dict[str, dict[str, Callable[[Values], Any]]] = {
    "application": {
        r"\ell(A x)": lambda v: linear(v["A"] @ v["x"]),
        r"\nabla_x \ell(x)": lambda v: np.array([[2], [3], [4]]),
        r"\frac{\partial \ell(A x)}{\partial x}": lambda v: v["A"].T @ [[2], [3], [4]],
    },
    "beside": {r"\begin{bmatrix} A & B \end{bmatrix}": lambda v: np.hstack([v["A"], v["B"]])},
    "stacked": {r"\begin{bmatrix} A \\ B \end{bmatrix}": lambda v: np.vstack([v["A"], v["B"]])},
    "delta": {
        r"\sum_{i=1}^n \sum_{j=1}^n \delta_{ij} A_{ij}": lambda v: np.trace(v["A"]),
        r"\sum_{i=1}^n \sum_{j=1}^n \delta_{ij} x_i": lambda v: v["x"].sum(),
    },
    "entry": {r"\sum_{i=1}^n A_{ii} x_i": lambda v: np.diag(v["A"]) @ v["x"][:, 0]},
    "family": {"A z_i": lambda v: v["A"] @ v["z_i"]},
    "member": {
        r"\sum_{i=1}^N z_i": lambda v: v["z_i"].sum(axis=1, keepdims=True),
        r"z_2": lambda v: v["z_i"][:, 1:2],
    },
    "product_over": {r"\prod_{i=1}^n x_i": lambda v: v["x"].prod()},
    "sum_over": {r"\sum_{i=1}^n x_i A": lambda v: v["x"].sum() * v["A"]},
    "power_sum": {
        r"\|x\|_3^3": lambda v: (abs(v["x"]) ** 3).sum(),
        r"\|A x\|_4^4": lambda v: ((v["A"] @ v["x"]) ** 4).sum(),
    },
}
WITHOUT = {"expm": (r"\operatorname{expm}(A)", r"\operatorname{tr}(\operatorname{expm}(A))")}
"""No explicit form."""


def formula(latex: str) -> mdderive.Formula:
    lines = "\n".join(GROUND_TOO)
    note = f"<!-- derive\n{lines}\n-->\n\n$$\n{latex} = {latex}\n$$\n"
    [equation] = mdderive.equations(mdderive.check(note))
    return equation.left


def point(read: mdderive.Formula) -> Point:
    rng = np.random.default_rng(7)
    declared = read.scope.declarations.items()
    shapes = {
        name: (d.shape.rows.value(SIZES), d.shape.cols.value(SIZES))
        for name, d in declared
        if not d.function
    }
    values = {name: rng.uniform(0.4, 1.6, shape) for name, shape in shapes.items()}
    values["S"] = values["S"] + values["S"].T
    directions = {name: rng.uniform(-1, 1, shape) for name, shape in shapes.items()}
    return Point(values, directions, SIZES)


def at(read: mdderive.Formula, where: Point) -> Array:
    """What `to_sympy` gives, with the numbers put in."""
    given = read.to_sympy(SIZES)
    matrix = given if isinstance(given, sympy.MatrixBase) else sympy.Matrix([[given]])
    known = {
        name: grid
        for values, d in ((where.values, ""), (where.directions, "d"))
        for name, grid in ((d + name, grid) for name, grid in values.items())
    }

    def number(entry: Any) -> float:
        chosen = entry.replace(lambda e: isinstance(e, AppliedUndef), lambda e: linear(e.args))
        chosen = chosen.doit()
        put = {e: known[str(e.args[0])][e.i, e.j] for e in chosen.atoms(MatrixElement)}
        put |= {e: known[e.name][0, 0] for e in chosen.atoms(sympy.Symbol) if e.name in known}
        return float(chosen.xreplace({e: sympy.Float(x) for e, x in put.items()}).doit())

    return np.array(
        [[number(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)]
    )


SAMPLES = [
    pytest.param(sample, id=f"{name}: {sample}")
    for name, operator in operators().items()
    if name not in {*BY_HAND, *WITHOUT}
    for sample in operator.samples
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_an_operator_is_what_numpy_makes_of_it(sample: str) -> None:
    read = formula(sample)
    where = point(read)
    expected = evaluate(plain(read.term), where)
    np.testing.assert_allclose(at(read, where), np.real(expected), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("name", scalar_functions())
def test_a_function_and_its_slope_are_what_numpy_makes_of_them(name: str) -> None:
    call = f"{scalar_functions()[name].latex}(X)"
    for sample in (call, f"\\mathrm{{d}}{call}"):
        read = formula(sample)
        where = point(read)
        expected = np.real(evaluate(plain(read.term), where))
        np.testing.assert_allclose(at(read, where), expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(
    ("sample", "expected"),
    [(sample, value) for table in BY_HAND.values() for sample, value in table.items()],
)
def test_an_index_or_a_block_is_what_numpy_makes_of_it(
    sample: str, expected: Callable[[Values], Any]
) -> None:
    read = formula(sample)
    where = point(read)
    values = dict(where.values)
    np.testing.assert_allclose(at(read, where), np.atleast_2d(expected(values)), rtol=1e-9)


@pytest.mark.parametrize("name", WITHOUT)
def test_what_has_no_explicit_form_is_a_typed_error(name: str) -> None:
    for sample in WITHOUT[name]:
        with pytest.raises(mdderive.NoExplicitForm):
            formula(sample).to_sympy(SIZES)


@pytest.mark.parametrize(
    ("sample", "sizes", "said"),
    [
        ("X", {"m": 2}, "no value is given for the size n"),
        (r"\operatorname{tr}(A^m)", {"n": 2}, "size m"),
        (r"\frac{1}{N} s", {}, "size N"),
        ("x", {"n": 0}, "no matrix has the size n = 0"),
    ],
)
def test_a_size_that_is_missing_or_none_is_a_typed_error(
    sample: str, sizes: dict[str, int], said: str
) -> None:
    with pytest.raises(mdderive.SizeError, match=said):
        formula(sample).to_sympy(sizes)
