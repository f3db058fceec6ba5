"""SymPy's own matrix calculus, for comparison: f over `MatrixSymbol`s of any size, `f.diff(X)`.

The answer is put into numbers at random points and held to the value of the true gradient there, by
the tests' NumPy evaluator. SymPy gives some answers that are wrong and says nothing of it (the
derivative of log(det X) is 0), so each answer is right, wrong, or none: only right ones are timed.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import reduce
from operator import add, mul
from time import perf_counter
from typing import Any

import numpy as np
import sympy as sp

from mdderive.term import Apply, Dimension, Number, Problem, Size, Symbol, Term
from tests.wrong.numpy_points import draw
from tests.wrong.numpy_truth import Point, Unsupported, evaluate
from tests.wrong.plain import claim

TRIALS = 12
POINTS = 4
SAME = 1e-6

FAILS = (
    TypeError, ValueError, AttributeError, NotImplementedError, LookupError, NameError, SyntaxError,
    RuntimeError,
)  # fmt: skip
"""What SymPy raises where it has no answer, or can't print it for NumPy."""


class Answer(StrEnum):
    """What `.diff` says; NONE where it raises, or gives what has no number."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "no answer"


def gradient_of(problem: Problem) -> tuple[Term, Symbol] | None:
    """(f, X), where the step says what the gradient of f by X itself is."""
    match problem.left:
        case Apply("gradient", (f, Symbol() as variable, at)) if at == variable:
            structured = problem.declarations[variable.name].properties
            return None if structured else (f, variable)
    return None


def differentiated(problem: Problem) -> tuple[float, Answer]:
    """The milliseconds that SymPy takes for the gradient, and what it is worth. Raises
    NotImplementedError for an f that has no form in SymPy's matrix expressions."""
    found = gradient_of(problem)
    if found is None:
        raise NotImplementedError("no gradient by a name")
    start = perf_counter()
    f, variable = written(found[0]), written(found[1])
    try:
        made = f.diff(variable)
    except FAILS:
        return 0.0, Answer.NONE
    spent = (perf_counter() - start) * 1000
    return spent, _worth(made, problem)


def written(term: Term) -> Any:
    """The term in SymPy's matrix expressions; a 1 x 1 matrix is a scalar by its trace."""
    match term:
        case Number(value):
            return sp.Rational(value.numerator, value.denominator)
        case Dimension(size):
            return _size(size)
        case Symbol(name, shape):
            if shape.is_scalar:
                return sp.Symbol(name, real=True)
            return sp.MatrixSymbol(name, _size(shape.rows), _size(shape.cols))
        case Apply("map", (inner,), _, (name, 0)) if hasattr(sp, str(name)):
            function = getattr(sp, str(name))
            value = written(inner)
            return function(value) if inner.shape.is_scalar else value.applyfunc(function)
        case Apply("identity" | "ones" | "zero", (), shape):
            return CONSTANT[term.operator](_size(shape.rows), _size(shape.cols))
        case Apply(operator, args) if operator in FORMS:
            return FORMS[operator](args)
    raise NotImplementedError(getattr(term, "operator", "a term"))


def _scalar(value: Any) -> Any:
    return sp.Trace(value) if getattr(value, "is_Matrix", False) else value


CONSTANT: Mapping[str, Callable[[Any, Any], Any]] = {
    "identity": lambda rows, cols: sp.Identity(rows),
    "ones": sp.OneMatrix,
    "zero": sp.ZeroMatrix,
}


def _transpose(args: Sequence[Term]) -> Any:
    value = written(args[0])
    return value if args[0].shape.is_scalar else value.T


def _power(args: Sequence[Term]) -> Any:
    base, exponent = args
    if base.shape.is_scalar:
        return _scalar(written(base)) ** written(exponent)
    return written(base) ** written(exponent)


def _sum(args: Sequence[Term]) -> Any:
    parts = [written(arg) for arg in args]
    mixed = len({getattr(part, "is_Matrix", False) for part in parts}) > 1
    return reduce(add, map(_scalar, parts) if mixed else parts)


FORMS: Mapping[str, Callable[[Sequence[Term]], Any]] = {
    "sum": _sum,
    "product": lambda args: reduce(mul, map(written, args)),
    "power": _power,
    "negative": lambda args: -written(args[0]),
    "transpose": _transpose,
    "trace": lambda args: sp.Trace(written(args[0])),
    "determinant": lambda args: sp.Determinant(written(args[0])),
    "inverse": lambda args: written(args[0]).inv(),
    "inner": lambda args: sp.Trace(written(args[0]).T * written(args[1])),
    "norm": lambda args: sp.sqrt(sp.Trace(written(args[0]).T * written(args[0]))),
    "quotient": lambda args: written(args[0]) / _scalar(written(args[1])),
    "hadamard": lambda args: sp.HadamardProduct(*map(written, args)),
    "hadamard_power": lambda args: sp.HadamardPower(*map(written, args)),
    "kronecker": lambda args: sp.KroneckerProduct(*map(written, args)),
    "diag": lambda args: sp.DiagMatrix(written(args[0])),
}


def _size(size: Size) -> Any:
    total: Any = sp.Integer(0)
    for monomial, coefficient in size.terms:
        letters = (_letter(letter) ** exponent for letter, exponent in monomial)
        total += coefficient * reduce(mul, letters, sp.Integer(1))
    return total


def _letter(name: str) -> Any:
    return sp.Symbol(name, integer=True, positive=True)


def _worth(made: Any, problem: Problem) -> Answer:
    """Right if it has the value of the true gradient at every point that is tried."""
    asked = claim(problem)
    seen = 0
    for trial in range(TRIALS):
        point = draw(asked, np.random.default_rng([2, trial]))
        try:
            true = evaluate(asked["right"], point).real
            value = _number(made, problem, point)
        except (Unsupported, np.linalg.LinAlgError):
            continue
        if value is None:
            return Answer.NONE
        if not np.isfinite(true).all():
            continue
        if not _same(value, true):
            return Answer.WRONG
        seen += 1
        if seen == POINTS:
            break
    return Answer.RIGHT if seen else Answer.NONE


def _same(value: Any, true: Any) -> bool:
    """Whether the entries agree; a bare 0 stands for a matrix of zeros."""
    if value.size == true.size:
        value = value.reshape(true.shape)
    elif value.size != 1:
        return False
    return bool(np.max(np.abs(value - true)) <= SAME * (1 + np.max(np.abs(true))))


def _number(made: Any, problem: Problem, point: Point) -> Any:
    """The value of SymPy's answer at a point; None where it can't be put into numbers."""
    if made.has(sp.Derivative):
        return None
    if made == 0 or isinstance(made, sp.ZeroMatrix):
        return np.zeros(1)
    names: list[Any] = [_letter(letter) for letter in point.sizes]
    values: list[Any] = list(point.sizes.values())
    for name, declared in problem.declarations.items():
        if name in point.values:
            names.append(written(Symbol(name, declared.shape)))
            value = point.values[name]
            values.append(value.item() if declared.shape.is_scalar else value)
    try:
        return np.asarray(sp.lambdify(names, made, "numpy")(*values), dtype=float)
    except FAILS:
        return None
