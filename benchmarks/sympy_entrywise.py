"""The obvious alternative, for comparison: explicit 3x3 matrices of symbols, `simplify` of the
difference. It is what a reader of SymPy's manual would write first; it proves nothing for other
sizes.

Operators mean here what their records' `evaluate` says, over SymPy expressions.
"""

from fractions import Fraction
from typing import Any

import sympy as sp

from mdderive.operators import Grid, operators, scalar_functions
from mdderive.term import Apply, Dimension, Number, Problem, Shape, Symbol, Term

SIZE = 3


class SymbolicRing:
    """SymPy expressions as the ring of `Operator.evaluate`."""

    def number(self, value: Fraction) -> Any:
        return sp.Rational(value.numerator, value.denominator)

    exp = staticmethod(sp.exp)
    log = staticmethod(sp.log)
    sin = staticmethod(sp.sin)
    cos = staticmethod(sp.cos)

    def power(self, x: Any, exponent: Any) -> Any:
        return x ** (self.number(exponent) if isinstance(exponent, Fraction) else exponent)

    def positive(self, x: Any) -> bool:
        raise NotImplementedError("a symbol has no sign")

    def generic(self, name: str, order: int, x: Any) -> Any:
        u = sp.Dummy()
        function = sp.Function(name)(u)
        return (function.diff(u, order) if order else function).subs(u, x)

    def matrix_power(self, a: Grid, exponent: Any) -> Grid:
        return _grid(sp.Matrix(a) ** exponent)

    def inverse(self, a: Grid) -> Grid:
        return _grid(sp.Matrix(a).inv())

    def determinant(self, a: Grid) -> Any:
        return sp.Matrix(a).det()


def _grid(matrix: sp.Matrix) -> Grid:
    return tuple(tuple(row) for row in matrix.tolist())


class Entrywise:
    """One problem on explicit symbols; every size letter is 3."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.ring = SymbolicRing()

    def holds(self) -> bool:
        """Whether `simplify` reduces every entry of the difference to 0."""
        left, right = self.value(self.problem.left), self.value(self.problem.right)
        pairs = zip(left, right, strict=True)
        return all(sp.simplify(a - b) == 0 for r, s in pairs for a, b in zip(r, s, strict=True))

    def shape(self, shape: Shape) -> tuple[int, int]:
        sizes = dict.fromkeys(shape.letters(), SIZE)
        return shape.rows.value(sizes), shape.cols.value(sizes)

    def symbol(self, name: str, shape: Shape) -> Grid:
        rows, cols = self.shape(shape)
        return tuple(
            tuple(sp.Symbol(f"{name}_{i}{j}", positive=True) for j in range(cols))
            for i in range(rows)
        )

    def value(self, term: Term) -> Grid:
        match term:
            case Number(value):
                return ((self.ring.number(value),),)
            case Dimension(size):
                return ((sp.Integer(size.value(dict.fromkeys(size.letters(), SIZE))),),)
            case Symbol(name, shape):
                return self.symbol(name, shape)
            case Apply("differential", (inner,), _, _):
                return self.differential(inner)
            case Apply("gradient", (f, variable, _), _, _):
                return self.derivatives(f, variable)
            case Apply("map", (inner,), _, (name, order)):
                return self.entrywise(str(name), int(str(order)), self.value(inner))
            case Apply(operator, args, shape, _):
                evaluate = operators()[operator].evaluate
                if evaluate is None:
                    raise NotImplementedError(operator)
                return evaluate(self.ring, [self.value(a) for a in args], self.shape(shape))
        raise NotImplementedError(term)

    def entrywise(self, name: str, order: int, grid: Grid) -> Grid:
        u = sp.Dummy()
        known = scalar_functions().get(name)
        raw = known.value(self.ring, u) if known else self.ring.generic(name, 0, u)
        function = raw.diff(u, order) if order else raw
        return tuple(tuple(function.subs(u, entry) for entry in row) for row in grid)

    def differential(self, inner: Term) -> Grid:
        grid = self.value(inner)
        pairs = [
            (entry, sp.Symbol(f"d{entry.name}"))
            for name, declaration in self.problem.declarations.items()
            if name in self.problem.varying
            for row in self.symbol(name, declaration.shape)
            for entry in row
        ]
        return tuple(
            tuple(sum((entry.diff(x) * dx for x, dx in pairs), sp.Integer(0)) for entry in row)
            for row in grid
        )

    def derivatives(self, f: Term, variable: Term) -> Grid:
        ((value,),) = self.value(f)
        return tuple(tuple(value.diff(x) for x in row) for row in self.value(variable))


def holds(problem: Problem) -> bool:
    """left = right, by SymPy on 3x3 symbols."""
    return Entrywise(problem).holds()
