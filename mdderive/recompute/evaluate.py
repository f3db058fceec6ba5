"""What a term is on explicit matrices.

The operators say what they do (`Operator.evaluate`, `ScalarFunction.value`); here stands only what
a derivative is. A differential evaluates its argument at X + e dX and takes what stands beside e.
A gradient evaluates f with the bound variable at its value plus one infinitesimal per basis
direction; the coefficients are the partial derivatives. See `jet.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mdderive.operators import Grid, operators, scalar_functions
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.indexed import bodies, combined, refuse_outside, with_index
from mdderive.recompute.jet import coefficient, monomial, shifted
from mdderive.recompute.limits import MOST_DIRECTIONS, Clock, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, rational
from mdderive.recompute.structured import fold
from mdderive.recompute.watch import Watch
from mdderive.term import INDEXED, Apply, Dimension, Number, Problem, Symbol, Term


@dataclass
class Values:
    """The names' values at one place of the evaluation, with what has been computed there."""

    of: Mapping[str, Grid]
    seen: dict[int, Grid] = field(default_factory=dict)


class Evaluator:
    """Evaluates the terms of one problem at one point. `directions` holds dX for each name that
    varies; `depth` counts the differentiations under way, each of which has its own group of
    infinitesimals."""

    def __init__(
        self,
        problem: Problem,
        ring: Arithmetic,
        sizes: Mapping[str, int],
        directions: Mapping[str, Grid],
        clock: Clock,
        watch: Watch | None = None,
    ) -> None:
        self.problem = problem
        self.ring = ring
        self.sizes = sizes
        self.directions = directions
        self.clock = clock
        self.watch = watch

    def grid(self, term: Term, values: Mapping[str, Grid]) -> Grid:
        """The term's entries; Undefined, Unfinished where there are none."""
        try:
            return self._at(term, Values(values), 0)
        except ZeroDivisionError as error:
            raise Undefined("a division by 0") from error

    def _at(self, term: Term, values: Values, depth: int) -> Grid:
        self.clock.check()
        if isinstance(term, Number):
            return ((rational(term.value),),)
        if isinstance(term, Dimension):
            return ((Rational(term.size.value(self.sizes)),),)
        if isinstance(term, Symbol):
            return self._named(term.name, values)
        known = values.seen.get(id(term))
        if known is None:
            known = values.seen[id(term)] = self._apply(term, values, depth)
        return known

    def _named(self, name: str, values: Values) -> Grid:
        declared = self.problem.declarations.get(name)
        if declared is not None and declared.function == "pi":
            return ((self.ring.pi(),),)
        return values.of[name]

    def _apply(self, term: Apply, values: Values, depth: int) -> Grid:
        match term:
            case Apply("power", (Apply("norm", (inside,)), Number(2))):
                return _square(self._at(inside, values, depth))
        match term.operator:
            case "differential":
                return self._differential(term.args[0], values, depth)
            case "gradient":
                return self._gradient(term, values, depth)
            case "jacobian":
                return self._jacobian(term, values, depth)
            case "hessian":
                return self._hessian(term, values, depth)
            case "map":
                return self._map(term, values, depth)
            case operator if operator in INDEXED:
                return self._over_index(term, values, depth)
        args = [self._at(arg, values, depth) for arg in term.args]
        shape = (term.shape.rows.value(self.sizes), term.shape.cols.value(self.sizes))
        if term.operator == "application":
            return self.ring.application(str(term.data[0]), args, shape)
        evaluate = operators()[term.operator].evaluate
        if evaluate is None:
            raise Unfinished(f"{term.operator} has no meaning on explicit matrices")
        self._noted(term, args)
        if term.operator in ("entry", "member"):
            refuse_outside(term, args, shape)
        return evaluate(self.ring, args, shape)

    def _noted(self, term: Apply, args: Sequence[Grid]) -> None:
        if self.watch is not None and term in self.watch.sites:
            self.watch.note(term, args[0])

    def _over_index(self, term: Apply, values: Values, depth: int) -> Grid:
        """A sum, product or family: its body at each value of the index."""

        def at(name: str, value: int) -> Grid:
            inside = with_index(values.of, name, ((Rational(value),),))
            return self._at(term.args[0], Values(inside), depth)

        found = bodies(term, self._at(term.args[2], values, depth), at)
        rows, cols = term.shape.rows.value(self.sizes), term.shape.cols.value(self.sizes)
        neutral = Rational(int(term.operator == "product_over"))
        return combined(term.operator, found, ((neutral,) * cols,) * rows)

    def _differential(self, term: Term, values: Values, depth: int) -> Grid:
        if isinstance(term, Symbol) and term.name in self.directions:
            return self.directions[term.name]
        step = monomial(depth, 1)
        moved = {
            name: _along(grid, step, self.directions[name]) if name in self.directions else grid
            for name, grid in values.of.items()
        }
        return _beside(self._at(term, Values(moved), depth + 1), depth, 1)

    def _gradient(self, term: Apply, values: Values, depth: int) -> Grid:
        point, result = self._moved(term, values, depth, 1)
        column = tuple(coefficient(result[0][0], depth, k + 1) for k in range(_count(point)))
        variable = term.args[1]
        if isinstance(variable, Apply):
            return tuple((entry,) for entry in self._fold_row(variable, column))
        return self._fold(variable, _shaped(column, len(point[0])))

    def _jacobian(self, term: Apply, values: Values, depth: int) -> Grid:
        point, result = self._moved(term, values, depth, 1)
        size = range(_count(point))
        rows = tuple(tuple(coefficient(row[0], depth, k + 1) for k in size) for row in result)
        return tuple(self._fold_row(term.args[1], row) for row in rows)

    def _hessian(self, term: Apply, values: Values, depth: int) -> Grid:
        point, result = self._moved(term, values, depth, 2)
        variable, size = term.args[1], range(_count(point))
        firsts = [coefficient(result[0][0], depth, i + 1) for i in size]
        rows = tuple(tuple(coefficient(r, depth + 1, j + 1) for j in size) for r in firsts)
        folded = tuple(self._fold_row(variable, row) for row in rows)
        columns = tuple(self._fold_row(variable, row) for row in zip(*folded, strict=True))
        return tuple(zip(*columns, strict=True))

    def _moved(self, term: Apply, values: Values, depth: int, times: int) -> tuple[Grid, Grid]:
        """The point of a derivative, and its body there plus `times` groups of infinitesimals."""
        body, variable, at = term.args
        point = self._at(at, values, depth)
        if _count(point) > MOST_DIRECTIONS:
            raise Unfinished(f"a derivative by {_count(point)} entries is over budget")
        groups = tuple(range(depth, depth + times))
        rows = _bound(variable).shape.rows.value(self.sizes)
        return point, self._at(body, _moving(values, variable, point, groups, rows), depth + times)

    def _fold(self, variable: Term, gradient: Grid) -> Grid:
        name = _bound(variable).name
        return fold(gradient, self.problem.declarations.get(name), self.problem.structured)

    def _fold_row(self, variable: Term, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row of a Jacobian by vec(X) is a gradient by X, its entries stacked by columns."""
        if isinstance(variable, Symbol):
            return row
        rows = _bound(variable).shape.rows.value(self.sizes)
        folded = self._fold(variable, _unstacked(row, rows))
        return tuple(entry for column in zip(*folded, strict=True) for entry in column)

    def _map(self, term: Apply, values: Values, depth: int) -> Grid:
        """f or its derivative of some order: with one infinitesimal per order, f(u + e_1 + ... +
        e_k) has the k-th derivative beside e_1 ... e_k."""
        name, order = str(term.data[0]), int(str(term.data[1]))
        grid = self._at(term.args[0], values, depth)
        self._noted(term, [grid])
        declared = self.problem.declarations.get(name)
        known = declared.function if declared is not None and declared.function else name
        record = scalar_functions().get(known)

        def one(entry: Any) -> Any:
            if record is None:
                return self.ring.generic(name, order, entry)
            for k in range(order):
                entry = shifted(entry, monomial(depth + k, 1), Rational(1))
            value = record.value(self.ring, entry)
            for k in range(order):
                value = coefficient(value, depth + k, 1)
            return value

        return tuple(tuple(one(entry) for entry in row) for row in grid)


def _square(grid: Grid) -> Grid:
    """The square of a norm: the root need not be taken."""
    squares = [entry * entry for row in grid for entry in row]
    return ((sum(squares[1:], squares[0]),),)


def _along(grid: Grid, step: int, direction: Grid) -> Grid:
    return tuple(
        tuple(shifted(x, step, h) for x, h in zip(r, s, strict=True))
        for r, s in zip(grid, direction, strict=True)
    )


def _beside(grid: Grid, group: int, index: int) -> Grid:
    return tuple(tuple(coefficient(entry, group, index) for entry in row) for row in grid)


def _bound(variable: Term) -> Symbol:
    """The name that a derivative is by: the variable is X, or vec(X)."""
    match variable:
        case Symbol():
            return variable
        case Apply("vec", (Symbol() as inner,)):
            return inner
    raise Unfinished("a derivative by an expression")


def _moving(
    values: Values, variable: Term, point: Grid, groups: tuple[int, ...], rows: int
) -> Values:
    """The values with the bound variable at its point plus every infinitesimal of the groups;
    `rows` are those of X where the point is vec(X)."""
    width = len(point[0])

    def entry(value: Any, place: int) -> Any:
        for group in groups:
            value = shifted(value, monomial(group, place), Rational(1))
        return value

    grid = tuple(
        tuple(entry(value, i * width + j + 1) for j, value in enumerate(row))
        for i, row in enumerate(point)
    )
    if isinstance(variable, Apply):
        grid = _unstacked(tuple(row[0] for row in grid), rows)
    return Values({**values.of, _bound(variable).name: grid})


def _count(grid: Grid) -> int:
    return len(grid) * len(grid[0])


def _shaped(entries: tuple[Any, ...], width: int) -> Grid:
    return tuple(entries[i : i + width] for i in range(0, len(entries), width))


def _unstacked(entries: tuple[Any, ...], rows: int) -> Grid:
    columns = [entries[i : i + rows] for i in range(0, len(entries), rows)]
    return tuple(zip(*columns, strict=True))
