"""A term as an explicit SymPy matrix, for people who go on working with it in SymPy.

A matrix X becomes the entries X[i, j] of a `MatrixSymbol`, a scalar a `Symbol`. The result is an
explicit matrix and no `MatrixExpr`: SymPy has none for most of what a derivation holds
(differentials, gradients, Jacobians, vec, families), and none of its simplifications is then taken
on trust. What an operator does to entries is `Operator.evaluate`, as for the judge.

A differential is what its definition says, dF(X; dX) = d/dt F(X + t dX) at t = 0; a gradient, a
Jacobian and a Hessian are the derivatives of F(X + sum_k t_k E_k) by the t_k at 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Dummy, Function, ImmutableMatrix, Integer, MatrixSymbol, Symbol

from mdderive.explicit import NoExplicitForm, SizeError
from mdderive.operators import Grid, operators, scalar_functions
from mdderive.recompute.indexed import bodies, combined, refuse_outside, with_index
from mdderive.recompute.limits import Undefined, Unfinished
from mdderive.recompute.sampling import moving, names
from mdderive.recompute.structured import fold, space
from mdderive.recompute.sympy_ring import SympyRing, by_cases, grid_of
from mdderive.term import (
    INDEXED,
    Apply,
    Declaration,
    Dimension,
    Number,
    Problem,
    Property,
    Term,
    subterms,
)
from mdderive.term import Symbol as Name

Sizes = Mapping[str, int]
Values = Mapping[str, Grid]


def as_sympy(problem: Problem, sizes: Sizes) -> Any:
    """The left side of the problem at the given sizes: an expression if it is a scalar, else an
    `ImmutableMatrix`. Raises SizeError and NoExplicitForm."""
    _refuse_sizes(_letters(problem), sizes)
    free = problem.structured == "free"
    declared = problem.declarations
    values = {name: _entries(name, declared[name], sizes, True) for name in names(problem)}
    directions = {
        name: _entries(f"d{name}", declared[name], sizes, not free) for name in moving(problem)
    }
    try:
        grid = _Expressions(problem, sizes, directions).at(problem.left, values)
    except (Undefined, Unfinished) as error:
        raise NoExplicitForm(str(error)) from error
    return grid[0][0] if problem.left.shape.is_scalar else ImmutableMatrix(grid)


def _refuse_sizes(letters: frozenset[str], sizes: Sizes) -> None:
    missing = letters - sizes.keys()
    if missing:
        raise SizeError(f"no value is given for the size {', '.join(sorted(missing))}")
    wrong = [f"{letter} = {sizes[letter]}" for letter in sorted(letters) if sizes[letter] < 1]
    if wrong:
        raise SizeError(f"no matrix has the size {', '.join(wrong)}")


def _letters(problem: Problem) -> frozenset[str]:
    parts = tuple(subterms(problem.left))
    shapes = [problem.declarations[name].shape for name in names(problem)]
    shapes += [part.shape for part in parts]
    numbers = [part.size for part in parts if isinstance(part, Dimension)]
    sizes = [*numbers, *(size for shape in shapes for size in (shape.rows, shape.cols))]
    return frozenset(letter for size in sizes for letter in size.letters())


def _entries(name: str, declared: Declaration, sizes: Sizes, structured: bool) -> Grid:
    """X[i, j], with the equal, opposite and vanishing entries of a structured matrix."""
    if declared.shape.is_scalar:
        positive = True if Property.POSITIVE in declared.properties else None
        return ((Symbol(name, real=True, positive=positive),),)
    rows, cols = declared.shape.rows.value(sizes), declared.shape.cols.value(sizes)
    symbol, kind = MatrixSymbol(name, rows, cols), space(declared) if structured else None

    def entry(i: int, j: int) -> Any:
        if kind is None or (i == j and kind is not Property.SKEW):
            return symbol[i, j]
        if kind is Property.DIAGONAL or i == j:
            return Integer(0)
        mirrored = symbol[min(i, j), max(i, j)]
        return -mirrored if kind is Property.SKEW and i > j else mirrored

    return tuple(tuple(entry(i, j) for j in range(cols)) for i in range(rows))


@dataclass(frozen=True)
class _Expressions:
    """Evaluates the terms of one problem; `directions` holds dX for each name that varies."""

    problem: Problem
    sizes: Sizes
    directions: Values

    def at(self, term: Term, values: Values) -> Grid:
        match term:
            case Number(value):
                return ((SympyRing().number(value),),)
            case Dimension(size):
                return ((Integer(size.value(self.sizes)),),)
            case Name(name):
                declared = self.problem.declarations.get(name)
                known = declared.function if declared else None
                return ((SympyRing().pi(),),) if known == "pi" else values[name]
            case Apply("differential", (argument,)):
                return self._differential(argument, values)
            case Apply("gradient" | "jacobian" | "hessian"):
                return self._derivative(term, values)
            case Apply("map"):
                return self._map(term, values)
            case Apply("application"):
                return self._application(term, values)
            case Apply(operator) if operator in INDEXED:
                return self._over_index(term, values)
        return self._operator(term, values)

    def _operator(self, term: Apply, values: Values) -> Grid:
        evaluate = operators()[term.operator].evaluate
        if evaluate is None:
            raise Unfinished(f"{term.operator} has no meaning on explicit matrices")
        args = [self.at(arg, values) for arg in term.args]
        shape = self._shape(term)
        if term.operator in ("entry", "member"):
            refuse_outside(term, args, shape)
        return by_cases(SympyRing(), lambda ring: evaluate(ring, args, shape))

    def _shape(self, term: Apply) -> tuple[int, int]:
        return term.shape.rows.value(self.sizes), term.shape.cols.value(self.sizes)

    def _over_index(self, term: Apply, values: Values) -> Grid:
        def at(name: str, value: int) -> Grid:
            return self.at(term.args[0], with_index(values, name, ((Integer(value),),)))

        rows, cols = self._shape(term)
        neutral = Integer(int(term.operator == "product_over"))
        found = bodies(term, self.at(term.args[2], values), at)
        return combined(term.operator, found, ((neutral,) * cols,) * rows)

    def _differential(self, argument: Term, values: Values) -> Grid:
        if isinstance(argument, Name) and argument.name in self.directions:
            return self.directions[argument.name]
        t = Dummy("t")
        moved = {
            name: _plus(grid, t, self.directions[name]) if name in self.directions else grid
            for name, grid in values.items()
        }
        return _by(self.at(argument, moved), (t,))

    def _map(self, term: Apply, values: Values) -> Grid:
        """A function's value or derivative of some order, entry by entry."""
        name, order = str(term.data[0]), int(str(term.data[1]))
        declared = self.problem.declarations.get(name)
        record = scalar_functions().get(declared.function or name if declared else name)
        if record is None:
            grid = self.at(term.args[0], values)
            return tuple(tuple(SympyRing().generic(name, order, e) for e in row) for row in grid)
        u, value = Dummy("u", real=True), record.value
        one = by_cases(SympyRing(), lambda ring: ((value(ring, u),),))[0][0].diff(u, order)
        grid = self.at(term.args[0], values)
        return tuple(tuple(one.subs(u, entry) for entry in row) for row in grid)

    def _application(self, term: Apply, values: Values) -> Grid:
        """An undefined function of all entries of its arguments: one for each entry it has."""
        entries = [entry for arg in term.args for entry in _flat(self.at(arg, values))]
        name, (rows, cols) = str(term.data[0]), self._shape(term)

        def entry(i: int, j: int) -> Any:
            own = name if rows == cols == 1 else f"{name}[{i}, {j}]"
            return Function(own)(*entries)

        return tuple(tuple(entry(i, j) for j in range(cols)) for i in range(rows))

    def _derivative(self, term: Apply, values: Values) -> Grid:
        body, variable, at = term.args
        bound = _bound(variable)
        point = self.at(at, values)
        steps = tuple(Dummy("t") for row in point for _ in row)
        moved = _shaped([e + t for e, t in zip(_flat(point), steps, strict=True)], len(point[0]))
        if variable is not bound:
            moved = _unstacked(_flat(moved), bound.shape.rows.value(self.sizes))
        result = self.at(body, {**values, bound.name: moved})
        if term.operator == "gradient" and variable is bound:
            row = [_by(result, (t,), steps)[0][0] for t in steps]
            return self._fold(bound, _shaped(row, len(point[0])))
        if term.operator == "hessian":
            second = [[_by(result, (s, t), steps)[0][0] for t in steps] for s in steps]
            columns = zip(*(self._fold_row(variable, row) for row in second), strict=True)
            return tuple(zip(*(self._fold_row(variable, c) for c in columns), strict=True))
        rows = [[_by(((e,),), (t,), steps)[0][0] for t in steps] for e in _flat(result)]
        folded = tuple(self._fold_row(variable, row) for row in rows)
        return folded if term.operator == "jacobian" else tuple(zip(*folded, strict=True))

    def _fold(self, bound: Name, gradient: Grid) -> Grid:
        declared = self.problem.declarations.get(bound.name)
        return fold(gradient, declared, self.problem.structured)

    def _fold_row(self, variable: Term, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of derivatives by vec(X) is a gradient by X, stacked by columns."""
        bound = _bound(variable)
        if variable is bound:
            return tuple(row)
        rows = bound.shape.rows.value(self.sizes)
        folded = self._fold(bound, _unstacked(row, rows))
        return tuple(entry for column in zip(*folded, strict=True) for entry in column)


def _bound(variable: Term) -> Name:
    """The name that a derivative is by: the variable is X, or vec(X)."""
    match variable:
        case (Name() as bound) | Apply("vec", (Name() as bound,)):
            return bound
    raise Unfinished("a derivative by an expression has no explicit form")


def _by(grid: Grid, variables: Sequence[Any], steps: Sequence[Any] = ()) -> Grid:
    """The derivative of every entry by the variables one after the other, where all steps are 0."""
    matrix = ImmutableMatrix(grid)
    for variable in variables:
        matrix = matrix.diff(variable)
    return grid_of(matrix.subs(dict.fromkeys((*variables, *steps), 0)))


def _plus(grid: Grid, step: Any, direction: Grid) -> Grid:
    return grid_of(ImmutableMatrix(grid) + step * ImmutableMatrix(direction))


def _flat(grid: Grid) -> tuple[Any, ...]:
    return tuple(entry for row in grid for entry in row)


def _shaped(entries: Sequence[Any], width: int) -> Grid:
    return tuple(tuple(entries[i : i + width]) for i in range(0, len(entries), width))


def _unstacked(entries: Sequence[Any], rows: int) -> Grid:
    return tuple(zip(*_shaped(entries, rows), strict=True))
