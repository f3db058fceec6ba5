"""An oracle: terms on numbers, derivatives by central differences in 60 digits. It shares no rule
with the kernel, only what the operators say they do to explicit matrices."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from mpmath import mp, mpf

from mdderive.operators import Defined, operators, scalar_functions
from mdderive.term import Apply, Declaration, Dimension, Number, Property, Symbol, Term

Grid = tuple[tuple[Any, ...], ...]
STEP = mpf(10) ** -15


class Floats:
    """The ring the operators compute in."""

    def number(self, value: Fraction) -> Any:
        return mpf(value.numerator) / value.denominator

    def exp(self, x: Any) -> Any:
        return mp.exp(x)

    def log(self, x: Any) -> Any:
        if x <= 0:
            raise ZeroDivisionError
        return mp.log(x)

    def sin(self, x: Any) -> Any:
        return mp.sin(x)

    def cos(self, x: Any) -> Any:
        return mp.cos(x)

    def positive(self, x: Any) -> bool:
        return x > 0

    def generic(self, name: str, order: int, x: Any) -> Any:
        # phi(x) = sin(2 x) + x^3 + x^2: neither odd nor even, and nothing special to it
        if order == 0:
            return mp.sin(2 * x) + x**3 + x**2
        return mp.diff(lambda at: self.generic(name, 0, at), x, order)

    def power(self, x: Any, exponent: Any) -> Any:
        e = (
            mpf(exponent.numerator) / exponent.denominator
            if isinstance(exponent, Fraction)
            else exponent
        )
        if x <= 0 and e != int(e):
            raise ZeroDivisionError
        return x ** int(e) if e == int(e) else x**e

    def matrix_power(self, a: Grid, exponent: Any) -> Grid:
        if len(a) == 1:
            return ((self.power(a[0][0], exponent),),)
        matrix = mp.matrix([list(row) for row in a])
        if exponent != int(exponent):  # the principal power, by eigenvalues
            values, vectors = mp.eig(matrix)
            powers = mp.diag([value ** (mpf(1) * exponent) for value in values])
            return _grid((vectors * powers * vectors**-1).apply(mp.re))
        return _grid(matrix ** int(exponent))

    def inverse(self, a: Grid) -> Grid:
        if abs(self.determinant(a)) < mpf(10) ** -25:
            raise ZeroDivisionError
        return _grid(mp.matrix([list(row) for row in a]) ** -1)

    def determinant(self, a: Grid) -> Any:
        return mp.det(mp.matrix([list(row) for row in a]))


def _grid(matrix: Any) -> Grid:
    return tuple(tuple(matrix[i, j] for j in range(matrix.cols)) for i in range(matrix.rows))


@dataclass(frozen=True)
class Point:
    """Values of all names, directions of those that vary, sizes."""

    values: Mapping[str, Grid]
    directions: Mapping[str, Grid]
    sizes: Mapping[str, int]
    functions: Mapping[str, str]


def value(term: Term, point: Point) -> Grid:
    """The matrix a term is at a point."""
    ring = Floats()
    match term:
        case Number(value=number):
            return ((ring.number(number),),)
        case Dimension(size=size):
            return ((mpf(size.value(point.sizes)),),)
        case Symbol(name=name):
            return point.values[name]
    assert isinstance(term, Apply)
    if term.operator == "differential":
        return _central(lambda t: value(term.args[0], _moved(point, t)))
    if term.operator in ("gradient", "jacobian", "hessian"):
        return _derivative(term, point)
    args = [value(arg, point) for arg in term.args]
    shape = (term.shape.rows.value(point.sizes), term.shape.cols.value(point.sizes))
    if term.operator == "map":
        name, order = term.data
        return tuple(
            tuple(_function(str(name), int(order), x, point) for x in row) for row in args[0]
        )
    record = operators()[term.operator]
    if record.evaluate is None and isinstance(record.index_form, Defined):
        return value(record.index_form.term(term.args, term.shape), point)
    assert record.evaluate is not None
    return record.evaluate(ring, args, shape)


def _function(name: str, order: int, x: Any, point: Point) -> Any:
    name = point.functions.get(name, name)
    record = scalar_functions().get(name)
    if record is None:
        return Floats().generic(name, order, x)
    if order == 0:
        return record.value(Floats(), x)
    up, down = (_function(name, order - 1, x + s * STEP, point) for s in (1, -1))
    return (up - down) / (2 * STEP)


def _moved(point: Point, t: Any) -> Point:
    values = dict(point.values)
    for name, direction in point.directions.items():
        values[name] = _plus(values[name], direction, t)
    return replace(point, values=values)


def _plus(one: Grid, other: Grid, t: Any) -> Grid:
    return tuple(
        tuple(a + t * b for a, b in zip(r, s, strict=True)) for r, s in zip(one, other, strict=True)
    )


def _central(f: Any) -> Grid:
    up, down = f(STEP), f(-STEP)
    return tuple(
        tuple((a - b) / (2 * STEP) for a, b in zip(r, s, strict=True))
        for r, s in zip(up, down, strict=True)
    )


def _derivative(term: Apply, point: Point) -> Grid:
    body, variable, at = term.args
    by_vec = isinstance(variable, Apply)
    if isinstance(variable, Apply):
        variable, at = variable.args[0], at.args[0]  # type: ignore[union-attr]
    assert isinstance(variable, Symbol)
    name = variable.name
    base = value(at, point)
    point = replace(point, values={**point.values, name: base})
    rows, cols = len(base), len(base[0])
    places = [(i, j) for i in range(rows) for j in range(cols)]
    if by_vec:
        places = [(i, j) for j in range(cols) for i in range(rows)]

    def along(place: tuple[int, int], f: Any) -> Any:
        def shifted(p: Point, t: Any) -> Point:
            basis = tuple(tuple(mpf((i, j) == place) for j in range(cols)) for i in range(rows))
            return replace(p, values={**p.values, name: _plus(p.values[name], basis, t)})

        return lambda p: _central(lambda t: f(shifted(p, t)))

    plain = lambda p: value(body, p)  # noqa: E731
    if term.operator == "jacobian":
        columns = [[x for (x,) in along(place, plain)(point)] for place in places]
        return tuple(zip(*columns, strict=True))
    if term.operator == "hessian":
        return tuple(
            tuple(along(one, along(other, plain))(point)[0][0] for other in places)
            for one in places
        )
    found = {place: along(place, plain)(point)[0][0] for place in places}
    return tuple(tuple(found[i, j] for j in range(cols)) for i in range(rows))


def random_point(
    declarations: Mapping[str, Declaration],
    varying: frozenset[str],
    sizes: Mapping[str, int],
    seed: int,
    space: bool = False,
) -> Point:
    """Values inside the declared sets, directions for what varies."""
    mp.dps = 60
    draw = random.Random(seed)
    values = {
        d.name: _structured(d, sizes, draw) for d in declarations.values() if d.function is None
    }
    directions = {
        name: _structured(
            declarations[name] if space else replace(declarations[name], properties=frozenset()),
            sizes,
            draw,
        )
        for name in sorted(varying)
    }
    functions = {d.name: d.function for d in declarations.values() if d.function}
    return Point(values, directions, sizes, {k: str(v) for k, v in functions.items()})


def _structured(d: Declaration, sizes: Mapping[str, int], draw: random.Random) -> Grid:
    rows, cols = d.shape.rows.value(sizes), d.shape.cols.value(sizes)
    has = d.properties.__contains__
    positive = has(Property.POSITIVE)

    def entry() -> Any:
        number = mpf(draw.randint(-(10**6), 10**6)) / 10**6
        return abs(number) + mpf(1) / 10 if positive else number

    a = [[entry() for _ in range(cols)] for _ in range(rows)]
    if has(Property.DIAGONAL):
        a = [[a[i][j] if i == j else mpf(0) for j in range(cols)] for i in range(rows)]
    if has(Property.SYMMETRIC):
        a = [[a[max(i, j)][min(i, j)] for j in range(cols)] for i in range(rows)]
    if has(Property.SKEW):
        a = [[a[i][j] - a[j][i] for j in range(cols)] for i in range(rows)]
    if has(Property.POSITIVE_DEFINITE) or has(Property.POSITIVE_SEMIDEFINITE):
        m = mp.matrix(a)
        a = _grid(m * m.T + mp.eye(rows) / 5)  # type: ignore[assignment]
    if has(Property.ORTHOGONAL):
        q, _ = mp.qr(mp.matrix(a))
        a = _grid(q)  # type: ignore[assignment]
    if has(Property.PROJECTION):
        m = mp.matrix(a)
        half = mp.diag([mpf(i % 2) for i in range(rows)])
        a = _grid(m * half * m**-1)  # type: ignore[assignment]
    return tuple(tuple(row) for row in a)


def close(left: Grid, right: Grid) -> bool:
    """Equal up to what central differences lose."""
    return all(
        abs(a - b) <= mpf(10) ** -10 * (1 + abs(a) + abs(b))
        for r, s in zip(left, right, strict=True)
        for a, b in zip(r, s, strict=True)
    )
