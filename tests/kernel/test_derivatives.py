"""Differentials, gradients, Jacobians and Hessians: right ones proved, slips not; each also under
structured variables, where free, space and entries differ."""

from collections.abc import Iterator

import pytest

from kernel.numeric import close, random_point, value
from kernel.terms import (
    A,
    B,
    I,
    S,
    X,
    a,
    add,
    b,
    c,
    d,
    det,
    diag,
    f,
    fill,
    grad,
    had,
    hess,
    hpower,
    inv,
    jac,
    kron,
    m,
    matrix,
    mul,
    neg,
    norm,
    num,
    ones,
    over,
    power,
    problem,
    sub,
    t,
    tr,
    u,
    vec,
    vector,
    x,
    y,
    z,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.operators import apply
from mdderive.term import Shape, Term

Case = tuple[Term, Term, str, str]
In = I
Im = apply("identity", shape=Shape(m, m))
quad = mul(t(x), A, x)
residual = sub(mul(X, x), u)
xx = mul(t(x), x)
rayleigh = over(quad, xx)
logistic = f("sigmoid", x)
shifted = inv(add(A, B))

TRUE: list[Case] = [
    (d(mul(A, B)), add(mul(d(A), B), mul(A, d(B))), "", "A B"),
    (d(mul(A, B)), mul(d(A), B), "", "A"),
    (d(inv(A)), neg(mul(inv(A), d(A), inv(A))), "", "A"),
    (d(det(A)), mul(det(A), tr(mul(inv(A), d(A)))), "", "A"),
    (d(f("log", det(A))), tr(mul(inv(A), d(A))), "", "A"),
    (d(d(inv(A))), mul(num(2), inv(A), d(A), inv(A), d(A), inv(A)), "", "A"),
    (d(d(A)), apply("zero", shape=A.shape), "", "A"),
    (d(quad), mul(t(x), add(A, t(A)), d(x)), "", "x"),
    (d(quad), mul(num(2), t(x), A, d(x)), "A sym", "x"),
    (d(power(A, 3)), add(mul(d(A), A, A), mul(A, d(A), A), mul(A, A, d(A))), "", "A"),
    (d(f("phi", mul(A, x))), had(f("phi", mul(A, x), 1), mul(A, d(x))), "", "x"),
    (d(kron(A, X)), add(kron(d(A), X), kron(A, d(X))), "", "A X"),
    (d(norm(x)), over(mul(t(x), d(x)), norm(x)), "", "x"),
    (d(over(c, det(A))), neg(mul(over(c, det(A)), tr(mul(inv(A), d(A))))), "", "A"),
    (grad(quad, x), mul(add(A, t(A)), x), "", "x"),
    (grad(mul(t(residual), residual), x), mul(num(2), t(X), residual), "", "x"),
    (grad(mul(t(residual), residual), X), mul(num(2), residual, t(x)), "", "X"),
    (
        grad(rayleigh, x),
        mul(over(num(2), mul(t(x), x)), sub(mul(A, x), mul(rayleigh, x))),
        "A sym",
        "x",
    ),
    (grad(tr(mul(A, shifted)), A), sub(t(shifted), t(mul(shifted, A, shifted))), "", "A"),
    (grad(mul(t(a), f("exp", mul(A, x))), A), mul(had(a, f("exp", mul(A, x))), t(x)), "", "A"),
    (grad(apply("norm1", x), x), f("sign", x), "", "x"),
    (grad(mul(t(y), f("relu", x)), x), had(y, f("step", x)), "", "x"),
    (grad(mul(t(ones), hpower(x, "3/2")), x), mul(num("3/2"), hpower(x, "1/2")), "", "x"),
    (grad(power(c, 3), c), mul(num(3), c, c), "", "c"),
    (grad(f("exp", mul(c, c)), c), mul(num(2), c, f("exp", mul(c, c))), "", "c"),
    (jac(mul(A, x), x), A, "", "x"),
    (jac(apply("softmax", x), x), sub(diag(s_ := apply("softmax", x)), mul(s_, t(s_))), "", "x"),
    (jac(vec(mul(A, S, B)), vec(S)), kron(t(B), A), "", "S"),
    (jac(vec(inv(A)), vec(A)), neg(kron(t(inv(A)), inv(A))), "", "A"),
    (
        jac(f("sigmoid", x), x),
        diag(had(f("sigmoid", x), sub(fill(1, x), f("sigmoid", x)))),
        "",
        "x",
    ),
    (hess(quad, x), add(A, t(A)), "", "x"),
    (hess(power(mul(t(x), x), 2), x), add(mul(num(4), t(x), x, In), mul(num(8), x, t(x))), "", "x"),
    (hess(apply("logsumexp", x), x), sub(diag(s_), mul(s_, t(s_))), "", "x"),
    (hess(tr(mul(t(X), S_m := matrix("M", m, m), X)), vec(X)), kron(In, add(S_m, t(S_m))), "", "X"),
    # a derivative at a point that is no name
    (grad(mul(t(z), z), z, mul(A, x)), mul(num(2), A, x), "", "x"),
    (grad(mul(t(z), A, z), z, f("exp", x)), mul(add(A, t(A)), f("exp", x)), "", "x"),
    (d(grad(mul(t(z), z), z, mul(A, x))), mul(num(2), A, d(x)), "", "x"),
    # structure comes back only after differentiating
    (grad(tr(mul(A, A)), A), mul(num(2), A), "A sym", "A"),
    (grad(f("log", det(A)), A), inv(A), "A pd", "A"),
    (grad(mul(t(a), A, b), A), mul(a, t(b)), "A sym", "A"),
    (grad(tr(mul(A, A)), A), mul(num(-2), A), "A skew", "A"),
    (grad(mul(t(x), A, x), A), mul(x, t(x)), "A diag", "A"),
    (grad(tr(mul(t(A), B, A)), A), mul(add(B, t(B)), A), "A orth", "A"),
]

FALSE: list[Case] = [
    (d(mul(A, B)), mul(d(A), B), "", "A B"),
    (d(mul(A, B)), add(mul(d(A), B), mul(d(B), A)), "", "A B"),
    (d(inv(A)), neg(mul(inv(A), inv(A), d(A))), "", "A"),
    (d(inv(A)), neg(mul(inv(A), d(A), t(inv(A)))), "", "A"),
    (d(det(A)), tr(mul(inv(A), d(A))), "", "A"),
    (d(det(A)), mul(det(A), tr(mul(t(inv(A)), d(A)))), "", "A"),
    (d(quad), mul(num(2), t(x), A, d(x)), "", "x"),
    (d(quad), mul(num(2), t(x), A, d(x)), "", "x A"),
    (d(power(A, 2)), mul(num(2), A, d(A)), "", "A"),
    (d(mul(t(A), A)), mul(num(2), t(A), d(A)), "", "A"),
    # dA of a symmetric A has free entries of its own
    (d(A), t(d(A)), "A sym", "A"),
    (tr(mul(A, d(A))), tr(mul(t(d(A)), A)), "", "A"),
    (grad(quad, x), mul(num(2), A, x), "", "x"),
    (grad(quad, A), mul(A, x, t(x)), "", "A"),
    (grad(tr(mul(A, B)), A), B, "", "A"),
    (grad(f("log", det(A)), A), inv(A), "", "A"),
    (grad(det(A), A), mul(det(A), inv(A)), "", "A"),
    (grad(norm(x), x), over(x, mul(t(x), x)), "", "x"),
    (grad(mul(t(y), f("relu", x)), x), had(y, f("relu", x)), "", "x"),
    (jac(f("exp", mul(A, x)), x), mul(A, diag(f("exp", mul(A, x)))), "", "x"),
    (jac(apply("softmax", x), x), diag(apply("softmax", x)), "", "x"),
    (jac(vec(mul(A, S, B)), vec(S)), kron(A, t(B)), "", "S"),
    (hess(quad, x), mul(num(2), A), "", "x"),
    (hess(f("phi", mul(t(a), x)), x), mul(f("phi", mul(t(a), x), 1), a, t(a)), "", "x"),
    (grad(mul(t(z), z), z, mul(A, x)), mul(num(2), t(A), A, x), "", "x"),
    (grad(mul(t(a), A, b), A), mul(num("1/2"), add(mul(a, t(b)), mul(b, t(a)))), "A sym", "A"),
    (grad(tr(mul(A, A)), A), mul(num(2), A), "A skew", "A"),
]


def _seen(case: Case, structured: str = "free") -> Iterator[bool]:
    left, right, given, varying = case
    question = problem(left, right, given, varying)
    for sizes in ({"n": 2, "m": 3}, {"n": 3, "m": 2}):
        point = random_point(
            question.declarations, question.varying, sizes, 1, structured == "space"
        )
        try:
            yield close(value(left, point), value(right, point))
        except (ZeroDivisionError, ValueError):
            continue


@pytest.mark.parametrize("case", TRUE)
def test_right_derivatives_are_proved(case: Case) -> None:
    assert set(_seen(case)) <= {True}
    assert prove(problem(*case), Budget()).outcome is ProofOutcome.PROVED


@pytest.mark.parametrize("case", FALSE)
def test_slips_are_not_proved(case: Case) -> None:
    assert False in set(_seen(case))
    assert prove(problem(*case), Budget()).outcome is not ProofOutcome.PROVED


GRADIENT = grad(mul(t(a), A, b), A)
HALVES = mul(num("1/2"), add(mul(a, t(b)), mul(b, t(a))))


@pytest.mark.parametrize(
    ("left", "right", "given", "structured", "proved"),
    [
        (GRADIENT, HALVES, "A sym", "space", True),
        (GRADIENT, mul(a, t(b)), "A sym", "space", False),
        (GRADIENT, sub(add(mul(a, t(b)), mul(b, t(a))), diag(had(a, b))), "A sym", "entries", True),
        (GRADIENT, mul(a, t(b)), "A sym", "entries", False),
        (GRADIENT, mul(num("1/2"), sub(mul(a, t(b)), mul(b, t(a)))), "A skew", "space", True),
        (GRADIENT, diag(had(a, b)), "A diag", "space", True),
        (d(A), t(d(A)), "A sym", "space", True),
        (d(A), neg(t(d(A))), "A skew", "space", True),
        (d(A), t(d(A)), "A sym", "entries", False),
        (d(A), t(d(A)), "A orth", "space", False),
    ],
)
def test_structured_variables(
    left: Term, right: Term, given: str, structured: str, proved: bool
) -> None:
    outcome = prove(problem(left, right, given, "A", structured), Budget()).outcome
    assert (outcome is ProofOutcome.PROVED) == proved


def test_a_direction_is_no_variable_of_the_derivative() -> None:
    w = vector("w")
    left, right = grad(d(mul(t(w), w)), w), mul(num(2), d(w))
    assert prove(problem(left, right, "", "w"), Budget()).outcome is ProofOutcome.PROVED
