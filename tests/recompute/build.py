"""Short names for building terms and asking the judge."""

from collections.abc import Mapping
from fractions import Fraction

from mdderive.config import Budget
from mdderive.evidence import Judgement
from mdderive.operators import apply, number
from mdderive.recompute import judge
from mdderive.term import (
    SCALAR,
    Apply,
    Declaration,
    Fact,
    Number,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
    subterms,
)

N, M, ONE = Size.letter("n"), Size.letter("m"), Size.of(1)


def symbol(name: str, rows: Size = ONE, cols: Size = ONE) -> Symbol:
    return Symbol(name, Shape(rows, cols))


A, B, X, S = (symbol(name, N, N) for name in "ABXS")
W = symbol("W", M, N)
a, b, x = (symbol(name, N) for name in "abx")
y = symbol("y", M)
s, t = symbol("s"), symbol("t")


def prod(*args: Term) -> Apply:
    return apply("product", *args)


def plus(*args: Term) -> Apply:
    return apply("sum", *args)


def minus(left: Term, right: Term) -> Apply:
    return plus(left, neg(right))


def neg(term: Term) -> Apply:
    return apply("negative", term)


def tp(term: Term) -> Apply:
    return apply("transpose", term)


def tr(term: Term) -> Apply:
    return apply("trace", term)


def det(term: Term) -> Apply:
    return apply("determinant", term)


def inv(term: Term) -> Apply:
    return apply("inverse", term)


def had(*args: Term) -> Apply:
    return apply("hadamard", *args)


def power(base: Term, exponent: int | Fraction | Term) -> Apply:
    top = number(exponent) if isinstance(exponent, int | Fraction) else exponent
    return apply("power", base, top)


def of(name: str, term: Term, order: int = 0) -> Apply:
    return apply("map", term, data=(name, order))


def d(term: Term) -> Apply:
    return apply("differential", term)


def gradient(f: Term, variable: Symbol) -> Apply:
    return apply("gradient", f, variable, variable)


def jacobian(f: Term, variable: Term) -> Apply:
    return apply("jacobian", f, variable, variable)


def hessian(f: Term, variable: Term) -> Apply:
    return apply("hessian", f, variable, variable)


def eye(size: Size = N) -> Apply:
    return apply("identity", shape=Shape(size, size))


def ones(size: Size = N) -> Apply:
    return apply("ones", shape=Shape(size, ONE))


def zero(like: Term) -> Apply:
    return apply("zero", shape=like.shape)


def fill(value: Term, like: Term) -> Apply:
    return apply("fill", value, shape=like.shape)


def num(value: int | Fraction) -> Number:
    return number(value)


def fact(left: Term, relation: str, right: Term) -> Fact:
    return Fact(left, relation, right, f"{left} {relation} {right}")


def problem(
    left: Term,
    right: Term,
    varying: str = "",
    structured: str = "free",
    facts: tuple[Fact, ...] = (),
    sizes: Mapping[str, int] | None = None,
    elementwise: tuple[str, ...] = (),
    **properties: tuple[Property, ...],
) -> Problem:
    """Declares every symbol that occurs; keywords give properties by name."""
    terms = [left, right, *(side for f in facts for side in (f.left, f.right))]
    found = {p.name: p for term in terms for p in subterms(term) if isinstance(p, Symbol)}
    declarations = {
        name: Declaration(name, p.shape, frozenset(properties.get(name, ())))
        for name, p in found.items()
    }
    for name in elementwise:
        declarations[name] = Declaration(name, SCALAR, function="elementwise")
    moving = frozenset(varying.split())
    return Problem(left, right, declarations, moving, structured, facts, sizes or {})


def ask(
    question: Problem, seconds: float = 5.0, least: Mapping[str, int] | None = None
) -> Judgement:
    return judge(question, Budget(seconds=seconds), least or {})
