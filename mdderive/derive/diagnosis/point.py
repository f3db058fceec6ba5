"""The value of a term at one point, in floating point.

Operators mean what their `evaluate` says; derivatives are central differences with one step of
Richardson's extrapolation, D = (4 D(h/2) - D(h)) / 3, whose error is of order h^4. Values of
subterms are kept, so an edit costs only the nodes above it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mdderive.derivation import Scope
from mdderive.derive.diagnosis.floats import FloatRing, Undefined, combined, flipped
from mdderive.derive.diagnosis.indexed import OVER_AN_INDEX, gathered, refuse_outside
from mdderive.operators.record import Grid
from mdderive.operators.table import operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Property, Shape, Symbol, Term
from mdderive.term.walk import BINDERS

RING = FloatRing()
STEP = 2e-3
LARGEST = 100
"""Entries of a matrix above which the filter declines."""


@dataclass
class Point:
    """Sizes, a value for each free name and a direction for each that varies."""

    scope: Scope
    sizes: Mapping[str, int]
    values: Mapping[str, Grid]
    directions: Mapping[str, Grid]
    _known: dict[int, tuple[Term, Grid]] = field(default_factory=dict)

    def value(self, term: Term) -> Grid:
        """The matrix the term is here; Undefined if there is none."""
        known = self._known.get(id(term))
        if known is not None and known[0] is term:
            return known[1]
        try:
            grid = self._compute(term)
        except (OverflowError, ZeroDivisionError, ValueError) as error:
            raise Undefined(str(error)) from error
        self._known[id(term)] = (term, grid)
        return grid

    def _compute(self, term: Term) -> Grid:
        if isinstance(term, Number):
            return ((float(term.value),),)
        if isinstance(term, Dimension):
            return ((float(term.size.value(self.sizes)),),)
        if isinstance(term, Symbol):
            return self._named(term)
        if term.operator == "differential":
            return self._differential(term.args[0])
        if term.operator in BINDERS:
            return self._derivative(term)
        if term.operator == "map":
            return self._map(term)
        if term.operator == "application":
            args = [self.value(arg) for arg in term.args]
            return RING.application(str(term.data[0]), args, *self._shape(term))
        if term.operator in OVER_AN_INDEX:
            return self._over_index(term)
        record = operators().get(term.operator)
        if record is None or record.evaluate is None:
            raise Undefined(f"{term.operator} has no value here")
        args, shape = [self.value(arg) for arg in term.args], self._shape(term)
        if term.operator in ("entry", "member"):
            refuse_outside(term.operator, args, shape)
        return record.evaluate(RING, args, shape)

    def _over_index(self, term: Apply) -> Grid:
        body, index, count = term.args
        if not isinstance(index, Symbol):
            raise Undefined("an index that is no name")
        values = range(1, round(self.value(count)[0][0]) + 1)
        bodies = [self.beside({index.name: ((float(k),),)}).value(body) for k in values]
        return gathered(term.operator, bodies, self._shape(term))

    def _shape(self, term: Term) -> tuple[int, int]:
        rows, cols = term.shape.rows.value(self.sizes), term.shape.cols.value(self.sizes)
        if rows * cols > LARGEST:
            raise Undefined("too large for a filter")
        return rows, cols

    def _named(self, term: Symbol) -> Grid:
        if term.name in self.values:
            return self.values[term.name]
        if term.name in self.scope.values:
            return self.value(self.scope.values[term.name])
        raise Undefined(f"{term.name} has no value")

    def _map(self, term: Apply) -> Grid:
        name, order = str(term.data[0]), int(str(term.data[1]))
        function = scalar_functions().get(name)
        if function is None:
            return self._entrywise(term, lambda x: float(RING.generic(name, order, x)))
        if order == 0:
            return self._entrywise(term, lambda x: float(function.value(RING, x)))
        lower = changed_order(term, order - 1)
        if order == 1:
            return self.value(function.derivative(lower.args[0]))
        return self._entrywise(term, lambda x: self._slope(lower, x))

    def _slope(self, lower: Apply, x: float) -> float:
        """The derivative at x of the entrywise function that `lower` applies."""
        scalar = Symbol("?u", Shape(*(lower.shape.rows.of(1),) * 2))
        inner = Apply("map", (scalar,), scalar.shape, lower.data)
        return float(self._along(lambda t: self.beside({"?u": ((x + t,),)}).value(inner))[0][0])

    def _entrywise(self, term: Apply, function: Callable[[float], float]) -> Grid:
        return tuple(tuple(function(entry) for entry in row) for row in self.value(term.args[0]))

    def _differential(self, inner: Term) -> Grid:
        if isinstance(inner, Symbol) and inner.name not in self.scope.values:
            rows, cols = self._shape(inner)
            return self.directions.get(inner.name, ((0.0,) * cols,) * rows)
        return self._along(lambda t: self._moved(t).value(inner))

    def _moved(self, t: float) -> "Point":
        return self.beside(
            {name: combined(self.values[name], d, t) for name, d in self.directions.items()}
        )

    def beside(self, values: Mapping[str, Grid]) -> "Point":
        return Point(self.scope, self.sizes, {**self.values, **values}, self.directions)

    def _along(self, curve: Callable[[float], Grid]) -> Grid:
        """The derivative of a curve of matrices at 0."""

        def slope(h: float) -> Grid:
            up, down = curve(h), curve(-h)
            return tuple(
                tuple((x - y) / (2 * h) for x, y in zip(r, s, strict=True))
                for r, s in zip(up, down, strict=True)
            )

        coarse, fine = slope(STEP), slope(STEP / 2)
        return tuple(
            tuple((4 * x - y) / 3 for x, y in zip(r, s, strict=True))
            for r, s in zip(fine, coarse, strict=True)
        )

    def _derivative(self, term: Apply) -> Grid:
        body, variable, at = term.args
        name, stacked = _variable(variable)
        base = self.value(at)
        if stacked:
            base = self._unstacked(base, stacked)
        if term.operator == "hessian":
            slopes = [self._along(self._slopes(body, name, base, p))[0] for p in entries(base)]
            return self._rows_within(name, flipped(self._rows_within(name, slopes, base)), base)
        columns = [self._along(self._nudges(body, name, base, p)) for p in entries(base)]
        rows = flipped([[entry for (entry,) in column] for column in columns])
        if stacked or term.operator == "jacobian":
            found = self._rows_within(name, rows, base)
            return found if term.operator == "jacobian" else flipped(found)
        return self._within(name, across(rows[0], base))

    def _rows_within(self, name: str, rows: Sequence[Sequence[float]], base: Grid) -> Grid:
        """Rows that are each a gradient by vec(X), as `structured` wants it."""
        folded = (flipped(self._within(name, across(row, base))) for row in rows)
        return tuple(tuple(entry for column in grid for entry in column) for grid in folded)

    def _nudges(
        self, body: Term, name: str, base: Grid, place: tuple[int, int]
    ) -> Callable[[float], Grid]:
        """The body as one entry of the variable moves."""
        return lambda t: self.beside({name: nudged(base, place, t)}).value(body)

    def _slopes(
        self, body: Term, name: str, base: Grid, place: tuple[int, int]
    ) -> Callable[[float], Grid]:
        """The gradient of the body, as a row, as one entry of the variable moves."""

        def gradient(t: float) -> Grid:
            moved = nudged(base, place, t)
            slopes = [self._along(self._nudges(body, name, moved, p)) for p in entries(base)]
            return (tuple(slope[0][0] for slope in slopes),)

        return gradient

    def _unstacked(self, column: Grid, shape: Shape) -> Grid:
        rows = shape.rows.value(self.sizes)
        flat = [entry for (entry,) in column]
        return flipped(tuple(tuple(flat[k : k + rows]) for k in range(0, len(flat), rows)))

    def _within(self, name: str, gradient: Grid) -> Grid:
        """The gradient as `structured` wants it."""
        declared = self.scope.declarations.get(name)
        if self.scope.structured == "free" or declared is None:
            return gradient
        both = combined(gradient, flipped(gradient))
        if Property.DIAGONAL in declared.properties:
            return _masked(gradient, lambda i, j: float(i == j))
        if Property.SKEW in declared.properties:
            half = 0.5 if self.scope.structured == "space" else 1.0
            return _scaled(combined(gradient, flipped(gradient), -1.0), half)
        if not declared.properties & SYMMETRIC:
            return gradient
        if self.scope.structured == "space":
            return _scaled(both, 0.5)
        return _masked(both, lambda i, j: 0.5 if i == j else 1.0)


SYMMETRIC = frozenset(
    {Property.SYMMETRIC, Property.POSITIVE_DEFINITE, Property.POSITIVE_SEMIDEFINITE}
)


def changed_order(term: Apply, order: int) -> Apply:
    return Apply("map", term.args, term.shape, (term.data[0], order))


def _variable(variable: Term) -> tuple[str, Shape | None]:
    """Its name, and its own shape where the variable is vec of it."""
    match variable:
        case Symbol(name):
            return name, None
        case Apply("vec", (Symbol(name, shape),)):
            return name, shape
    raise Undefined("a derivative by an expression")


def entries(base: Grid) -> list[tuple[int, int]]:
    """All places of a matrix, column by column."""
    return [(i, j) for j in range(len(base[0])) for i in range(len(base))]


def across(row: Sequence[float], base: Grid) -> Grid:
    """Numbers in the order of `entries`, as a matrix like the base."""
    flat = iter(row)
    return flipped(tuple(tuple(next(flat) for _ in base) for _ in base[0]))


def nudged(base: Grid, place: tuple[int, int], t: float) -> Grid:
    i, j = place
    row = tuple(x + t if k == j else x for k, x in enumerate(base[i]))
    return (*base[:i], row, *base[i + 1 :])


def _scaled(a: Grid, scale: float) -> Grid:
    return tuple(tuple(scale * x for x in row) for row in a)


def _masked(a: Grid, weight: Callable[[int, int], float]) -> Grid:
    return tuple(tuple(weight(i, j) * x for j, x in enumerate(row)) for i, row in enumerate(a))
