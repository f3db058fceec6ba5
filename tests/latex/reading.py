"""Reading in tests: a declaration text and a formula to steps, and short names for terms."""

from collections.abc import Hashable
from fractions import Fraction

from blocks import blocks, note

from mdderive.config import Config
from mdderive.derivation import Step
from mdderive.latex import ReadDerivation, read
from mdderive.operators import apply
from mdderive.term import Apply, Number, Shape, Size, Symbol, Term

STANDARD = r"""A, B, C: R^{n x n}
X, Y: R^{m x n}
x, y: R^n
u: R^m
s, t: R
\phi: elementwise"""

m, n, one = Size.letter("m"), Size.letter("n"), Size.of(1)
A, B, C = (Symbol(name, Shape(n, n)) for name in "ABC")
X, Y = (Symbol(name, Shape(m, n)) for name in "XY")
x, y = (Symbol(name, Shape(n, one)) for name in "xy")
u = Symbol("u", Shape(m, one))
s, t = (Symbol(name, Shape(one, one)) for name in "st")


def reading(
    formula: str, declarations: str = STANDARD, config: Config | None = None
) -> ReadDerivation:
    return read(blocks(note(declarations, formula)), config or Config())


def steps(formula: str, declarations: str = STANDARD) -> tuple[Step, ...]:
    return reading(formula, declarations).steps


def term(formula: str, declarations: str = STANDARD) -> Term:
    """The value of a name defined as the formula, which must have one reading."""
    (step,) = steps(rf"q_0 = {formula}", declarations)
    assert step.problem is None, step.problem
    (found,) = step.readings
    return found.right


def problem(formula: str, declarations: str = STANDARD) -> str:
    """The code that says why the only step has no reading."""
    (step,) = steps(formula, declarations)
    return step.problem.code if step.problem else ""


def assumes(formula: str, declarations: str = STANDARD) -> str:
    (step,) = steps(rf"q_0 = {formula}", declarations)
    return "; ".join(step.readings[0].assumes)


def labels(formula: str, declarations: str = STANDARD) -> list[str]:
    """The labels of the readings of a claim."""
    (step,) = steps(formula, declarations)
    assert step.problem is None, step.problem
    return [one.label for one in step.readings]


def tr(a: Term) -> Apply:
    return apply("trace", a)


def T(a: Term) -> Apply:
    return apply("transpose", a)


def mul(*args: Term) -> Apply:
    return apply("product", *args)


def add(*args: Term) -> Apply:
    return apply("sum", *args)


def neg(a: Term) -> Apply:
    return apply("negative", a)


def had(*args: Term) -> Apply:
    return apply("hadamard", *args)


def inv(a: Term) -> Apply:
    return apply("inverse", a)


def d(a: Term) -> Apply:
    return apply("differential", a)


def power(a: Term, k: object) -> Apply:
    return apply("power", a, k if not isinstance(k, int) else num(k))  # type: ignore[arg-type]


def fn(name: str, a: Term, order: int = 0) -> Apply:
    data: tuple[Hashable, ...] = (name, order)
    return apply("map", a, data=data)


def num(value: object) -> Number:
    return Number(Fraction(str(value)))


def ones(rows: Size, cols: Size = one) -> Apply:
    return apply("ones", shape=Shape(rows, cols))


def eye(size: Size) -> Apply:
    return apply("identity", shape=Shape(size, size))


def zero(like: Term) -> Apply:
    return apply("zero", shape=like.shape)


def fill(a: Term, like: Term) -> Apply:
    return apply("fill", a, shape=like.shape)
