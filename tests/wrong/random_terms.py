"""Random lines: a random term on one side, the same term with a slip on the other, perhaps both
under a d or a derivative. About a third of them are true all the same."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from mdderive.operators import BadShape, apply, number
from mdderive.term import (
    COLUMN_OF,
    SCALAR,
    Declaration,
    Problem,
    Property,
    Shape,
    Size,
    Symbol,
    Term,
    symbols,
)
from tests.wrong.mutations import mutants

N, M = Size.letter("n"), Size.letter("m")
SQUARE = Shape(N, N)
NAMES: tuple[tuple[str, Shape, frozenset[Property]], ...] = (
    ("A", SQUARE, frozenset()),
    ("B", SQUARE, frozenset()),
    ("X", Shape(M, N), frozenset()),
    ("x", COLUMN_OF(N), frozenset()),
    ("y", COLUMN_OF(N), frozenset()),
    ("s", SCALAR, frozenset()),
    ("p", SCALAR, frozenset({Property.POSITIVE})),
    ("S", SQUARE, frozenset({Property.SYMMETRIC})),
    ("K", SQUARE, frozenset({Property.SKEW})),
    ("D", SQUARE, frozenset({Property.DIAGONAL})),
    ("Q", SQUARE, frozenset({Property.ORTHOGONAL})),
    ("P", SQUARE, frozenset({Property.PROJECTION})),
    ("V", SQUARE, frozenset({Property.POSITIVE_DEFINITE})),
)
DECLARATIONS = {
    **{name: Declaration(name, shape, properties) for name, shape, properties in NAMES},
    "\\phi": Declaration("\\phi", SCALAR, frozenset(), "elementwise"),
}
ONE_ARGUMENT = (
    *("transpose", "trace", "determinant", "inverse", "negative", "diag", "diagonal", "norm"),
    *("map", "power", "hadamard_power", "vec", "softmax", "logsumexp", "norm1"),
)
TWO_ARGUMENTS = (
    *("product", "product", "product", "sum", "sum", "hadamard", "inner", "kronecker"),
    "hadamard_quotient",
)
FUNCTIONS = (
    *("exp", "log", "tanh", "sigmoid", "softplus", "sin", "cos", "sqrt", "relu", "abs", "sign"),
    "\\phi",
)
POWERS = (2, 3, -1, -2)


def random_term(random: Random, depth: int) -> Term:
    """A term of at most that depth whose shape is one simple size by another."""
    while depth:
        try:
            term = _grown(random, depth)
        except BadShape:
            continue
        if len(term.shape.rows.terms) == 1 and len(term.shape.cols.terms) == 1:
            return term
    return _leaf(random)


def _leaf(random: Random) -> Term:
    kind = random.random()
    if kind < 0.85:
        name, shape, _ = random.choice(NAMES)
        return Symbol(name, shape)
    if kind < 0.9:
        return number(random.choice([2, 3, -1, Fraction(1, 2)]))
    if kind < 0.95:
        return apply("identity", shape=SQUARE)
    return apply("ones", shape=COLUMN_OF(N))


def _grown(random: Random, depth: int) -> Term:
    first = random_term(random, depth - 1)
    if random.random() < 0.6:
        second = random_term(random, random.randrange(depth))
        return apply(random.choice(TWO_ARGUMENTS), first, second)
    operator = random.choice(ONE_ARGUMENT)
    if operator == "map":
        return apply("map", first, data=(random.choice(FUNCTIONS), 0))
    if operator in ("power", "hadamard_power"):
        return apply(operator, first, number(random.choice(POWERS)))
    return apply(operator, first)


def random_line(seed: int) -> Iterator[Problem]:
    """One line or none: terms without names say nothing."""
    random = Random(seed)
    term = random_term(random, random.choice([1, 2, 2, 3]))
    names = sorted(symbols(term))
    slips = [other for _, other in mutants(term)]
    if not (names and slips):
        return
    other = random.choice(slips)
    name = random.choice(names)
    variable = Symbol(name, DECLARATIONS[name].shape)
    structured = random.choice(["free", "space"])
    match random.choice(["rewrite", "differential", "second", "derivative"]):
        case "differential":
            left, right = apply("differential", term), apply("differential", other)
            yield Problem(left, right, DECLARATIONS, frozenset(names), structured)
        case "second":
            left, right = (
                apply("differential", apply("differential", side)) for side in (term, other)
            )
            yield Problem(left, right, DECLARATIONS, frozenset({name}))
        case "derivative" if term.shape.is_scalar:
            left, right = (apply("gradient", side, variable, variable) for side in (term, other))
            yield Problem(left, right, DECLARATIONS, structured=structured)
        case "derivative" if term.shape.is_column and variable.shape.is_column:
            left, right = (apply("jacobian", side, variable, variable) for side in (term, other))
            yield Problem(left, right, DECLARATIONS)
        case _:
            yield Problem(term, other, DECLARATIONS)
