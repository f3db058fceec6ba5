"""Short names for building terms in tests: `mul(A, t(B))`; sizes n, m; A, B square."""

from fractions import Fraction

from mdderive.config import Budget
from mdderive.kernel import Proof, prove
from mdderive.kernel.interning import distinct_subterms
from mdderive.operators import apply, number
from mdderive.term import (
    SCALAR,
    Apply,
    Declaration,
    Dimension,
    Fact,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
)

ONE = Size.of(1)
n, m, p, q = (Size.letter(letter) for letter in "nmpq")


def matrix(name: str, rows: Size = n, cols: Size = n) -> Symbol:
    return Symbol(name, Shape(rows, cols))


def vector(name: str, size: Size = n) -> Symbol:
    return Symbol(name, Shape(size, ONE))


def scalar(name: str) -> Symbol:
    return Symbol(name, SCALAR)


A, B, C, D, S, Q = (matrix(name) for name in "ABCDSQ")
X, Y = matrix("X", m, n), matrix("Y", m, n)
x, y, z, a, b = (vector(name) for name in "xyzab")
u, v = vector("u", m), vector("v", m)
c, s, r = scalar("c"), scalar("s"), scalar("r")
I = apply("identity", shape=Shape(n, n))  # noqa: E741
ones = apply("ones", shape=Shape(n, ONE))
zero = apply("zero", shape=Shape(n, n))


def num(value: int | str | Fraction) -> Term:
    return number(Fraction(value))


def mul(*args: Term) -> Apply:
    return apply("product", *args)


def add(*args: Term) -> Apply:
    return apply("sum", *args)


def neg(arg: Term) -> Apply:
    return apply("negative", arg)


def sub(left: Term, right: Term) -> Apply:
    return add(left, neg(right))


def t(arg: Term) -> Apply:
    return apply("transpose", arg)


def tr(arg: Term) -> Apply:
    return apply("trace", arg)


def inv(arg: Term) -> Apply:
    return apply("inverse", arg)


def det(arg: Term) -> Apply:
    return apply("determinant", arg)


def had(*args: Term) -> Apply:
    return apply("hadamard", *args)


def kron(left: Term, right: Term) -> Apply:
    return apply("kronecker", left, right)


def vec(arg: Term) -> Apply:
    return apply("vec", arg)


def diag(arg: Term) -> Apply:
    """diag of a column, or the diagonal of a matrix."""
    return apply("diag" if arg.shape.is_column else "diagonal", arg)


def power(base: Term, exponent: int | str | Term) -> Apply:
    e = exponent if not isinstance(exponent, int | str) else num(exponent)
    return apply("power", base, e)


def hpower(base: Term, exponent: int | str | Term) -> Apply:
    e = exponent if not isinstance(exponent, int | str) else num(exponent)
    return apply("hadamard_power", base, e)


def over(top: Term, bottom: Term) -> Apply:
    return apply("quotient", top, bottom)


def norm(arg: Term) -> Apply:
    return apply("norm", arg)


def f(name: str, arg: Term, order: int = 0) -> Apply:
    return apply("map", arg, data=(name, order))


def fill(value: int, like: Term) -> Apply:
    return apply("fill", num(value), shape=like.shape)


def dim(size: Size) -> Term:
    return Dimension(size)


def d(arg: Term) -> Apply:
    return apply("differential", arg)


def grad(function: Term, variable: Term, at: Term | None = None) -> Apply:
    return apply("gradient", function, variable, at or variable)


def jac(function: Term, variable: Term, at: Term | None = None) -> Apply:
    return apply("jacobian", function, variable, at or variable)


def hess(function: Term, variable: Term, at: Term | None = None) -> Apply:
    return apply("hessian", function, variable, at or variable)


PROPERTIES = {
    "sym": Property.SYMMETRIC,
    "skew": Property.SKEW,
    "diag": Property.DIAGONAL,
    "orth": Property.ORTHOGONAL,
    "pd": Property.POSITIVE_DEFINITE,
    "proj": Property.PROJECTION,
    "pos": Property.POSITIVE,
    "inv": Property.INVERTIBLE,
}


def problem(
    left: Term,
    right: Term,
    given: str = "",
    varying: str = "",
    structured: str = "free",
    facts: tuple[Fact, ...] = (),
) -> Problem:
    """`given` is "A sym, Q orth": properties by name; `varying` names what varies."""
    properties: dict[str, set[Property]] = {}
    for part in filter(None, given.split(", ")):
        name, *words = part.split()
        properties[name] = {PROPERTIES[word] for word in words}
    declarations = {}
    for side in (left, right):
        for term in distinct_subterms(side):
            if isinstance(term, Symbol):
                declarations[term.name] = Declaration(
                    term.name, term.shape, frozenset(properties.get(term.name, ()))
                )
            if isinstance(term, Apply) and term.operator == "map" and term.data[0] == "phi":
                declarations["phi"] = Declaration("phi", SCALAR, frozenset(), "elementwise")
    return Problem(left, right, declarations, frozenset(varying.split()), structured, facts)


def proof(left: Term, right: Term, given: str = "", varying: str = "", **more: object) -> Proof:
    return prove(problem(left, right, given, varying, **more), Budget())  # type: ignore[arg-type]
