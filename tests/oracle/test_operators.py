"""One oracle over the whole table of operators: the three meanings that each record gives must be
one meaning. A new operator's file is tested here by being there.

* the index form against `evaluate`: einsum over explicit matrices, or the term that the operator
  abbreviates, evaluated in its place;
* the record's differential against the kernel's own and the judge's jets, first and second order;
* parse of print is the term.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from mdderive.config import Budget
from mdderive.derivation import Scope
from mdderive.evidence import JudgementOutcome, ProofOutcome
from mdderive.kernel import prove
from mdderive.latex import parse_term, to_latex
from mdderive.operators import LINEAR, Defined, Einsum, apply, operators, scalar_functions
from mdderive.recompute import judge
from mdderive.term import (
    COLUMN_OF,
    SCALAR,
    Apply,
    Declaration,
    Dimension,
    Number,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
    subterms,
)

N, M = Size.letter("n"), Size.letter("m")
SHAPES = {"A": Shape(N, N), "B": Shape(N, N), "X": Shape(M, N)}
SHAPES |= {"x": COLUMN_OF(N), "y": COLUMN_OF(N), "s": SCALAR}
POSITIVE = frozenset({Property.POSITIVE})
DECLARATIONS = {
    name: Declaration(name, shape, POSITIVE if name in "xys" else frozenset())
    for name, shape in SHAPES.items()
}
SCOPE = Scope(declarations=DECLARATIONS)
BUDGET = Budget(seconds=60.0)
SIZES = {"n": 3, "m": 2}


WITH_INDICES = {"sum_over", "product_over", "family", "entry", "member", "delta"}
"""Tested by `tests/kernel/test_indexed.py`, which the judge's tests share."""

DECLARED = {"application"}
"""Needs a declared function: `tests/derive/test_undefined_functions.py`."""


BLOCKS = {"beside", "stacked"}
"""An index over several blocks is beyond the kernel: the judge alone decides."""


def _samples() -> Iterator[Any]:
    for name, operator in operators().items():
        assert operator.samples or name in WITH_INDICES | DECLARED, name
        for sample in operator.samples:
            yield pytest.param(sample, id=f"{name}: {sample}")


SAMPLES = list(_samples())

# -- explicit matrices in floating point, for `evaluate` and for einsum alike


class Floats:
    """The ring of floats; what the samples need of it."""

    def number(self, value: Fraction) -> float:
        return float(value)

    def exp(self, x: float) -> float:
        return float(np.exp(x))

    def log(self, x: float) -> float:
        return float(np.log(x))

    def sin(self, x: float) -> float:
        return float(np.sin(x))

    def cos(self, x: float) -> float:
        return float(np.cos(x))

    def power(self, x: float, exponent: Any) -> float:
        return float(x) ** float(exponent)

    def positive(self, x: float) -> bool:
        return x > 0

    def matrix_power(self, a: Any, exponent: Any) -> Any:
        if len(a) == 1:
            return ((float(a[0][0]) ** float(exponent),),)
        return _grid(np.linalg.matrix_power(np.array(a), int(exponent)))

    def matrix_exp(self, a: Any) -> Any:
        values, vectors = np.linalg.eig(np.array(a))
        return _grid((vectors * np.exp(values) @ np.linalg.inv(vectors)).real)

    def inverse(self, a: Any) -> Any:
        return _grid(np.linalg.inv(np.array(a)))

    def determinant(self, a: Any) -> float:
        return float(np.linalg.det(np.array(a)))


def _grid(array: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(e) for e in row) for row in array)


def _explicit(shape: Shape) -> tuple[int, int]:
    return shape.rows.value(SIZES), shape.cols.value(SIZES)


def value(term: Term) -> np.ndarray:
    """The term at fixed values, by the records' `evaluate`."""
    match term:
        case Number(v):
            return np.array([[float(v)]])
        case Dimension(size):
            return np.array([[float(size.value(SIZES))]])
        case Symbol(name, shape):
            random = np.random.default_rng(sum(map(ord, name)))
            return random.uniform(0.5, 1.5, _explicit(shape)) + 2 * np.eye(*_explicit(shape))
        case Apply("map", (inner,), _, (name, 0)):
            function = scalar_functions()[str(name)].value
            return np.vectorize(lambda u: function(Floats(), u))(value(inner))
    assert isinstance(term, Apply)
    evaluate = operators()[term.operator].evaluate
    assert evaluate is not None, term.operator
    arguments = [_grid(value(arg)) for arg in term.args]
    return np.array(evaluate(Floats(), arguments, _explicit(term.shape)))


def by_index_form(term: Apply) -> np.ndarray | None:
    """The same by the record's index form; None where the kernel has a chapter of its own."""
    form = operators()[term.operator].index_form
    if isinstance(form, Defined):
        return value(form.term(term.args, term.shape))
    if not isinstance(form, Einsum):
        return None
    before, after = form.letters([arg.shape for arg in term.args]).split("->")
    arrays = [value(arg) for arg in term.args]
    if form.sizes:
        known = {x: int(size[0, 0]) for x, size in zip(form.sizes, arrays, strict=True)}
        return _einsum([], after, [], _explicit(term.shape), known)
    inputs = before.split(",") if term.args else []
    shape = _explicit(term.shape)
    return float(form.coefficient) * _einsum(inputs, after, arrays, shape, {})


def _einsum(
    inputs: Sequence[str],
    after: str,
    arrays: Sequence[np.ndarray],
    shape: tuple[int, int],
    sizes: dict[str, int],
) -> np.ndarray:
    """Output letters that no argument carries are ones; a repeated one is a diagonal."""
    letters = after.replace("(", "").replace(")", "")
    given = set("".join(inputs))
    free = [letter for letter in dict.fromkeys(letters) if letter not in given]
    for spec, array in zip(inputs, arrays, strict=True):
        sizes |= dict(zip(spec, array.shape, strict=True))
    groups = [after] if not after else _groups(after)
    for group, length in zip(groups, shape, strict=True):
        known = int(np.prod([sizes[c] for c in group if c in sizes]))
        for letter in group:
            if letter in free:
                sizes.setdefault(letter, length // known)
    operands = [*arrays, *(np.ones(sizes[letter]) for letter in free)]
    spec = ",".join([*inputs, *free])
    distinct = "".join(dict.fromkeys(letters))
    result = np.einsum(f"{spec}->{distinct}", *operands)
    return _spread(result, distinct, letters).reshape(shape)


def _spread(array: np.ndarray, distinct: str, letters: str) -> np.ndarray:
    """Axes of one letter are one index: i -> ii is a diagonal."""
    lengths = dict(zip(distinct, array.shape, strict=True))
    result = np.zeros([lengths[letter] for letter in letters])
    for index in np.ndindex(*array.shape):
        at = dict(zip(distinct, index, strict=True))
        result[tuple(at[letter] for letter in letters)] = array[index]
    return result


def _groups(after: str) -> list[str]:
    found, rest = [], after
    while rest:
        end = rest.index(")") + 1 if rest[0] == "(" else 1
        found.append(rest[:end].strip("()"))
        rest = rest[end:]
    return found


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_index_form_is_what_evaluate_does(sample: str) -> None:
    for part in subterms(parse_term(sample, SCOPE)):
        if isinstance(part, Apply) and operators()[part.operator].evaluate is not None:
            expected = by_index_form(part)
            if expected is not None:
                np.testing.assert_allclose(value(part), expected, rtol=1e-9, atol=1e-9)


# -- differentials


def structural(term: Term) -> Term:
    """d of the term by the records' own rules, all names varying."""
    if isinstance(term, Symbol):
        return apply("differential", term)
    if not isinstance(term, Apply) or not term.args:
        return apply("zero", shape=term.shape)
    if term.operator == "differential":
        inner = term.args[0]
        if isinstance(inner, Symbol):
            return apply("zero", shape=term.shape)
        return structural(structural(inner))
    if term.operator == "map":
        name, order = term.data
        assert order == 0
        prime = scalar_functions()[str(name)].derivative(term.args[0])
        return apply("hadamard", prime, structural(term.args[0]))
    rule = operators()[term.operator].differential
    ds = [structural(arg) for arg in term.args]
    if rule == LINEAR:
        places = range(len(ds))
        return apply("sum", *(_with(term, i, ds[i]) for i in places))
    assert callable(rule), term.operator
    return rule(term.args, ds)


def _with(term: Apply, place: int, d: Term) -> Term:
    args = (*term.args[:place], d, *term.args[place + 1 :])
    return apply(term.operator, *args, data=term.data, shape=term.shape)


BINDERS = frozenset({"gradient", "jacobian", "hessian"})


NO_CLOSED_FORM = frozenset({"expm"})
"""Only the trace of it has a differential: `tests/kernel/test_exponential.py`."""


def differentiable(sample: str) -> bool:
    parts = [p for p in subterms(parse_term(sample, SCOPE)) if isinstance(p, Apply)]
    return all(p.operator not in BINDERS | NO_CLOSED_FORM for p in parts)


@pytest.mark.parametrize("sample", [s for s in SAMPLES if differentiable(s.values[0])])
@pytest.mark.parametrize("order", [1, 2])
def test_three_differentials_are_one(sample: str, order: int) -> None:
    term = parse_term(sample, SCOPE)
    left, right = term, term
    for _ in range(order):
        left, right = apply("differential", left), structural(right)
    problem = Problem(left, right, DECLARATIONS, varying=frozenset(SHAPES))
    blocks = isinstance(term, Apply) and term.operator in BLOCKS
    wanted = ProofOutcome.UNDECIDED if blocks else ProofOutcome.PROVED
    assert prove(problem, BUDGET).outcome == wanted
    assert judge(problem, BUDGET, {}).outcome == JudgementOutcome.AGREE


@pytest.mark.parametrize("sample", [s for s in SAMPLES if differentiable(s.values[0])])
def test_a_wrong_differential_is_not_passed(sample: str) -> None:
    """The oracle can fail: twice the differential is not the differential."""
    term = parse_term(sample, SCOPE)
    right = apply("sum", structural(term), structural(term))
    problem = Problem(apply("differential", term), right, DECLARATIONS, varying=frozenset(SHAPES))
    zero = Problem(right, apply("zero", shape=term.shape), DECLARATIONS, frozenset(SHAPES))
    if prove(zero, BUDGET).outcome != ProofOutcome.PROVED:
        assert prove(problem, BUDGET).outcome != ProofOutcome.PROVED
        assert judge(problem, BUDGET, {}).outcome == JudgementOutcome.REFUTED


@pytest.mark.parametrize("sample", SAMPLES)
def test_parse_of_print_is_the_term(sample: str) -> None:
    term = parse_term(sample, SCOPE)
    assert parse_term(to_latex(term, SCOPE), SCOPE) == term


@pytest.mark.parametrize("name", sorted(scalar_functions()))
@pytest.mark.parametrize("shape", [SCALAR, COLUMN_OF(N), Shape(M, N)])
def test_the_derivative_of_a_function_is_the_slope_of_its_value(name: str, shape: Shape) -> None:
    """f' as the record states it, against the judge's jets of the record's value; and f by the
    record's `algebraic`, where it has one."""
    function = scalar_functions()[name]
    u = Symbol("u", shape)
    declared = {"u": Declaration("u", shape, POSITIVE if function.domain else frozenset())}
    mapped = apply("map", u, data=(name, 0))
    slope = apply("hadamard", function.derivative(u), apply("differential", u))
    asked = [(apply("differential", mapped), slope)]
    if function.algebraic is not None:
        asked.append((mapped, function.algebraic(u)))
    for left, right in asked:
        problem = Problem(left, right, declared, varying=frozenset({"u"}))
        assert prove(problem, BUDGET).outcome == ProofOutcome.PROVED
        assert judge(problem, BUDGET, {}).outcome == JudgementOutcome.AGREE
