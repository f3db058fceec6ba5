"""What a term is worth in floating point: the third opinion, which shares nothing with mdderive.

A term comes as a plain node `(operator, shape, data, args)`: `shape` is a pair of sizes, a size a
list of (monomial, coefficient), a monomial a list of (letter, exponent). Nothing here imports
mdderive, so a mistake in its operators cannot hide here.

Derivatives are taken numerically. Along a direction H, f'(X)[H] = Im f(X + i h H) / h with
h = 1e-30 (the complex step, exact to rounding for analytic f). A body that holds derivatives itself
is differentiated by the five-point central difference instead, since complex steps don't nest; a
difference that changes with the step has crossed a kink or a pole and counts as undefined.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from tests.wrong.numpy_functions import FUNCTIONS, UNDEFINED, Array, entry_power, root

Node = tuple[str, tuple[Any, Any], tuple[Any, ...], tuple[Any, ...]]
TINY = 1e-30
STEP = 1e-3
SMOOTH = 1e-5
STEEP = 1e15
"""A slope above this is a pole."""

DERIVATIVES = frozenset({"differential", "gradient", "jacobian", "hessian"})


class Unsupported(Exception):
    """The node means something that plain NumPy does not say."""


@dataclass(frozen=True)
class Point:
    """Where a term is evaluated: values of names, directions of those that vary, sizes of the
    letters, for each entrywise function symbol its derivatives of every order, and for each other
    one (`fields`) its entries at a vector of all entries of its arguments. `tangent` maps a matrix
    of the shape of a name to the nearest direction in which that name may move."""

    values: Mapping[str, Array]
    directions: Mapping[str, Array]
    sizes: Mapping[str, int]
    functions: Mapping[str, Callable[[int, Array], Array]] = field(default_factory=dict)
    tangent: Mapping[str, Callable[[Array], Array]] = field(default_factory=dict)
    fields: Mapping[str, Callable[[Array, int], Array]] = field(default_factory=dict)


def size_of(size: Any, sizes: Mapping[str, int]) -> int:
    """The number a symbolic size is worth."""
    total = 0
    for monomial, coefficient in size:
        for letter, exponent in monomial:
            coefficient *= sizes[letter] ** exponent
        total += coefficient
    return total


def shape_of(node: Node, point: Point) -> tuple[int, int]:
    rows, cols = node[1]
    return size_of(rows, point.sizes), size_of(cols, point.sizes)


def evaluate(node: Node, point: Point) -> Array:
    """The matrix that the node is worth at the point; nan where it is not defined."""
    operator, _, data, args = node
    match operator:
        case "number":
            return np.array([[float(Fraction(*data))]])
        case "dimension":
            return np.array([[float(size_of(data[0], point.sizes))]])
        case "symbol":
            return point.values[data[0]]
        case "identity":
            return np.eye(*shape_of(node, point))
        case "application":
            entries = np.concatenate([evaluate(arg, point).ravel() for arg in args])
            rows, cols = shape_of(node, point)
            return point.fields[data[0]](entries, rows * cols).reshape(rows, cols)
        case "ones":
            return np.ones(shape_of(node, point))
        case "zero":
            return np.zeros(shape_of(node, point))
        case "fill":
            return evaluate(args[0], point)[0, 0] * np.ones(shape_of(node, point))
        case "map":
            return _function(data[0], point)(int(data[1]), evaluate(args[0], point))
        case "differential":
            return _differential(args[0], point)
        case "gradient" | "jacobian" | "hessian":
            return _derivative(operator, args, point)
    if operator not in OPERATORS:
        raise Unsupported(operator)
    return np.asarray(OPERATORS[operator](*(evaluate(arg, point) for arg in args)))


def _holds_derivative(node: Node) -> bool:
    return node[0] in DERIVATIVES or any(_holds_derivative(arg) for arg in node[3])


def _along(f: Callable[[complex], Array], analytic: bool) -> Array:
    """d/dt f(t) at t = 0."""
    if analytic:
        slope = f(1j * TINY).imag / TINY
        return np.where(abs(slope) < STEEP, slope, UNDEFINED)
    one, two, four = (f(k * STEP) - f(-k * STEP) for k in (1, 2, 4))
    fine, coarse = (8 * one - two) / (12 * STEP), (8 * two - four) / (24 * STEP)
    smooth = np.isfinite(f(0.0)) & (abs(fine - coarse) < SMOOTH * (1 + abs(fine)))
    return np.where(smooth, fine, UNDEFINED)


def _differential(body: Node, point: Point) -> Array:
    if body[0] == "symbol":
        name = body[2][0]
        return point.directions.get(name, np.zeros(point.values[name].shape))

    def moved(t: complex) -> Array:
        values = {name: point.values[name] + t * h for name, h in point.directions.items()}
        return evaluate(body, replace(point, values={**point.values, **values}))

    return _along(moved, not _holds_derivative(body))


def _derivative(operator: str, args: tuple[Node, ...], point: Point) -> Array:
    """Gradient, Jacobian or Hessian of body by variable at a place, one direction at a time. The
    variable is a name or vec of a name; it is bound in the body."""
    body, variable, at = args
    name, stacked = _variable(variable)
    place = evaluate(at, point)
    base = place.reshape(shape_of(variable[3][0], point), order="F") if stacked else place

    def value(x: Array) -> Array:
        return evaluate(body, replace(point, values={**point.values, name: x}))

    analytic = not _holds_derivative(body)
    if operator == "jacobian":
        return _by(value, base, analytic)[:, 0, :]
    if operator == "gradient":
        flat = _by(value, base, analytic)[0, 0, :]
        gradient = flat.reshape(base.shape, order="F")
        return point.tangent.get(name, lambda g: g)(gradient).reshape(place.shape, order="F")
    return _by(lambda x: _by(value, x, analytic)[0, 0, :], base, False)


def _by(f: Callable[[Array], Array], base: Array, analytic: bool) -> Array:
    """The derivatives of f by the entries of its argument, columns first, along the last axis."""

    def column(k: int) -> Array:
        h = np.zeros(base.size)
        h[k] = 1.0
        direction = h.reshape(base.shape, order="F")
        return _along(lambda t: f(base + t * direction), analytic)

    return np.stack([column(k) for k in range(base.size)], axis=-1)


def _variable(variable: Node) -> tuple[str, bool]:
    if variable[0] == "symbol":
        return variable[2][0], False
    if variable[0] == "vec" and variable[3][0][0] == "symbol":
        return variable[3][0][2][0], True
    raise Unsupported(f"a derivative by {variable[0]}")


def _product(*factors: Array) -> Array:
    result = factors[0]
    for factor in factors[1:]:
        if result.shape == (1, 1) or factor.shape == (1, 1):
            result = result * factor
        else:
            result = result @ factor
    return result


def _power(base: Array, exponent: Array) -> Array:
    k = exponent[0, 0]
    if base.shape == (1, 1):
        return entry_power(base, k)
    if k.imag or k.real != round(k.real):
        raise Unsupported("a fractional power of a matrix")
    whole = round(k.real)
    root = _inverse(base) if whole < 0 else base
    return np.asarray(np.linalg.matrix_power(root, abs(whole)))


def _inverse(a: Array) -> Array:
    """The inverse; a matrix that is singular but for rounding has none."""
    if not np.isfinite(a).all() or np.linalg.cond(a.real) > 1e9:
        raise np.linalg.LinAlgError("singular")
    return np.asarray(np.linalg.inv(a))


def _sum_of(values: Array) -> Array:
    return np.array([[values.sum()]])


def _commutation(m: int, n: int) -> Array:
    """The permutation that takes vec of an m x n matrix, column by column, to row by row."""
    return np.eye(m * n)[np.arange(m * n).reshape(m, n, order="F").reshape(-1)]


def _softmax(x: Array) -> Array:
    return np.asarray(np.exp(x) / np.exp(x).sum())


OPERATORS: Mapping[str, Callable[..., Array]] = {
    "sum": lambda *terms: sum(terms[1:], terms[0]),
    "negative": lambda a: -a,
    "product": _product,
    "hadamard": lambda *factors: np.prod(np.stack(factors), axis=0),
    "hadamard_quotient": lambda a, b: a / b,
    "hadamard_power": lambda a, k: entry_power(a, k[0, 0]),
    "quotient": lambda a, s: a / s[0, 0],
    "transpose": lambda a: a.T,
    "trace": lambda a: _sum_of(np.diag(a)),
    "inner": lambda a, b: _sum_of(a * b),
    "determinant": lambda a: np.array([[np.linalg.det(a)]]),
    "inverse": _inverse,
    "power": _power,
    "kronecker": lambda a, b: np.kron(a, b),
    "vec": lambda a: a.reshape(-1, 1, order="F"),
    "commutation": lambda m, n: _commutation(*(int(np.real(size).item()) for size in (m, n))),
    "diag": lambda v: np.diag(v[:, 0]),
    "diagonal": lambda a: np.diag(a).reshape(-1, 1),
    "norm": lambda a: root(0, _sum_of(a * a)),
    "norm1": lambda v: _sum_of(FUNCTIONS["abs"](0, v)),
    "softmax": _softmax,
    "logsumexp": lambda v: np.array([[np.log(np.exp(v).sum())]]),
}


def _function(name: str, point: Point) -> Callable[[int, Array], Array]:
    if name in point.functions:
        return point.functions[name]
    if name not in FUNCTIONS:
        raise Unsupported(f"the function {name}")
    return FUNCTIONS[name]
