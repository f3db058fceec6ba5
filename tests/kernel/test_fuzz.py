"""Whatever well-typed term it is asked about, the kernel answers: it never raises.

Terms are grown from any operator of the table that takes one or two arguments, with zeros, ones,
sizes and numbers among the leaves, and may stand under a d, a second d or a derivative.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.terms import (
    ONE,
    A,
    B,
    I,
    Q,
    S,
    X,
    apply,
    c,
    d,
    dim,
    grad,
    hess,
    jac,
    m,
    n,
    num,
    ones,
    problem,
    s,
    u,
    x,
    y,
    zero,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.operators import BadShape, scalar_functions
from mdderive.term import Shape, Symbol, Term

LEAVES: tuple[Term, ...] = (
    *(A, B, I, Q, S, X, x, y, u, c, s, ones, zero, dim(n), dim(m * n), num(2), num("-1/2"), num(0)),
    apply("zero", shape=Shape(n, ONE)),
    apply("identity", shape=Shape(n * m, n * m)),
    apply("commutation", dim(n), dim(m), shape=Shape(n * m, n * m)),
)
ONE_ARGUMENT = (
    *(
        "transpose",
        "trace",
        "determinant",
        "inverse",
        "negative",
        "diag",
        "diagonal",
        "norm",
        "vec",
    ),
    *("vec", "softmax", "logsumexp", "norm1", "expm", "map", "power", "hadamard_power"),
)
TWO_ARGUMENTS = (
    *("product", "sum", "hadamard", "inner", "kronecker", "quotient", "hadamard_quotient"),
    *("beside", "stacked"),
)
EXPONENTS = (num(0), num(1), num(2), num(-1), num(-2), num("1/2"), dim(n), c)
VARIABLES: tuple[Symbol, ...] = (A, S, X, x, c)
GIVEN = (
    "",
    "S sym, Q orth",
    "S skew, Q proj",
    "S pd, Q diag, c pos",
    "A sym, B inv, S diag, x pos",
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    grown: list[Term] = [draw(st.sampled_from(LEAVES)) for _ in range(4)]
    for _ in range(draw(st.integers(1, 6))):
        one, other = draw(st.sampled_from(grown)), draw(st.sampled_from([*grown, *LEAVES]))
        operator = draw(st.sampled_from(ONE_ARGUMENT + TWO_ARGUMENTS))
        try:
            grown.append(_applied(draw, operator, one, other))
        except BadShape:
            continue
    return grown[-1]


def _applied(draw: st.DrawFn, operator: str, one: Term, other: Term) -> Term:
    if operator == "map":
        name = draw(st.sampled_from([*sorted(scalar_functions()), "phi"]))
        return apply("map", one, data=(name, draw(st.integers(0, 2))))
    if operator in ("power", "hadamard_power"):
        return apply(operator, one, draw(st.sampled_from(EXPONENTS)))
    return apply(operator, one, other) if operator in TWO_ARGUMENTS else apply(operator, one)


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    terms(),
    terms(),
    st.sampled_from(GIVEN),
    st.sampled_from(("plain", "d", "dd", "derivative", "hessian")),
    st.sampled_from(VARIABLES),
    st.sampled_from(("free", "space", "entries")),
)
def test_every_question_is_answered(
    left: Term, other: Term, given: str, kind: str, variable: Symbol, structured: str
) -> None:
    right = other if other.shape == left.shape else left
    if kind == "d":
        left, right = d(left), d(right)
    elif kind == "dd":
        left, right = d(d(left)), d(d(right))
    elif kind == "derivative" and left.shape.is_scalar:
        left, right = grad(left, variable), grad(right, variable)
    elif kind == "derivative" and left.shape.is_column and variable.shape.is_column:
        left, right = jac(left, variable), jac(right, variable)
    elif kind == "hessian" and left.shape.is_scalar and variable.shape.is_column:
        left, right = hess(left, variable), hess(right, variable)
    question = problem(left, right, given, "A S X x c", structured)
    assert isinstance(prove(question, Budget(seconds=1)).outcome, ProofOutcome)
