"""Fixed sizes: where every size is a number, the identity over symbolic entries is a proof.

Every entry of every name is a generator that stands for any number, shared by equal entries of a
symmetric, skew or diagonal matrix. If left - right reduces to 0, the equation holds wherever both
sides exist. Whatever needs a sign, a domain or an equation between entries is not decided here.
"""

from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.field import Generator, show
from mdderive.recompute.limits import Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.recompute.sampling import moving, names
from mdderive.recompute.structured import space
from mdderive.term import Declaration, Problem, Property

SHARE = 0.5
"""The part of the remaining time that the attempt may take."""

WORK = 300_000


def holds_over_symbols(problem: Problem, clock: Clock) -> bool:
    """True is a proof for these sizes; False says nothing."""
    own = Clock(max(0.0, clock.left()) * SHARE)
    field = RealField(own, symbolic=True, work=WORK)
    try:
        values = {
            name: _symbols(field, name, problem.declarations[name], True) for name in names(problem)
        }
        free = problem.structured == "free"
        directions = {
            name: _symbols(field, rf"\mathrm{{d}}{name}", problem.declarations[name], not free)
            for name in moving(problem)
        }
        arbitrary = _Arbitrary(field)
        ring = Arithmetic(field, arbitrary, own)
        evaluator = Evaluator(problem, ring, {}, directions, own)
        left, right = (evaluator.grid(side, values) for side in (problem.left, problem.right))
    except (Undefined, Unfinished):
        return False
    pairs = [(a, b) for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True)]
    return all(a - b == 0 for a, b in pairs)


class _Arbitrary:
    """An arbitrary function's values: one generator for each entry, derivative and
    argument."""

    def __init__(self, field: RealField) -> None:
        self._field = field
        self._known: dict[tuple[str, int, tuple[int, ...], str], Any] = {}

    def __call__(
        self, name: str, entry: int, positions: tuple[int, ...], argument: tuple[Any, ...]
    ) -> Any:
        key = (name, entry, positions, ", ".join(map(show, argument)))
        if key not in self._known:
            named = f"{name}_{entry}_{positions}({key[3]})"
            self._known[key] = self._field.new(Generator(named, None))
        return self._known[key]


def _symbols(field: RealField, name: str, declared: Declaration, structured: bool) -> Grid:
    """One generator per free entry."""
    rows, cols = declared.shape.rows.value({}), declared.shape.cols.value({})
    kind = space(declared) if structured else None
    known: dict[tuple[int, int], Any] = {}

    def fresh(i: int, j: int) -> Any:
        if (i, j) not in known:
            known[i, j] = field.new(Generator(f"{name}[{i + 1},{j + 1}]", None))
        return known[i, j]

    def entry(i: int, j: int) -> Any:
        if kind is None or (i == j and kind is not Property.SKEW):
            return fresh(i, j)
        if kind is Property.DIAGONAL or i == j:
            return Rational(0)
        sign = -1 if kind is Property.SKEW and i > j else 1
        return fresh(min(i, j), max(i, j)) * sign

    return tuple(tuple(entry(i, j) for j in range(cols)) for i in range(rows))
