"""True and false statements, and the traps that a hasty judge falls into."""

from fractions import Fraction

import pytest

from mdderive.evidence import JudgementOutcome
from mdderive.term import Dimension, Fact, Problem, Property
from tests.recompute.build import (
    ONE,
    A,
    B,
    M,
    N,
    S,
    W,
    X,
    a,
    apply,
    ask,
    d,
    det,
    eye,
    fact,
    fill,
    gradient,
    had,
    hessian,
    inv,
    jacobian,
    minus,
    neg,
    num,
    of,
    ones,
    plus,
    power,
    problem,
    prod,
    s,
    symbol,
    t,
    tp,
    tr,
    x,
    y,
    zero,
)

HALF = Fraction(1, 2)
sigmoid, softplus = of("sigmoid", x), of("softplus", x)
softmax = apply("softmax", x)
vec_x = apply("vec", X)

hot = symbol("e", N)

TRUE = {
    "trace rotates": problem(tr(prod(A, X)), tr(prod(X, A))),
    "gradient of a trace": problem(gradient(tr(prod(A, X)), X), tp(A)),
    "gradient of log det": problem(gradient(of("log", det(X)), X), tp(inv(X))),
    "differential of an inverse": problem(d(inv(X)), neg(prod(inv(X), d(X), inv(X))), varying="X"),
    "d of a constant": problem(d(prod(A, X)), prod(A, d(X)), varying="X"),
    "second differential": problem(
        d(d(of("log", det(X)))), neg(tr(prod(inv(X), d(X), inv(X), d(X)))), varying="X"
    ),
    "d of d X": problem(d(d(X)), zero(X), varying="X"),
    "d of a gradient": problem(d(gradient(tr(prod(X, X)), X)), prod(num(2), tp(d(X))), varying="X"),
    "hessian of a quadratic": problem(hessian(prod(tp(x), A, x), x), plus(A, tp(A))),
    "hessian of log-sum-exp": problem(
        hessian(apply("logsumexp", x), x),
        minus(apply("diag", softmax), prod(softmax, tp(softmax))),
    ),
    "hessian of a norm": problem(
        hessian(apply("norm", x), x),
        apply(
            "quotient",
            minus(eye(), apply("quotient", prod(x, tp(x)), prod(tp(x), x))),
            apply("norm", x),
        ),
    ),
    "jacobian by vec": problem(
        jacobian(apply("vec", prod(A, X)), vec_x), apply("kronecker", eye(), A)
    ),
    "jacobian of softmax": problem(
        jacobian(softmax, x), minus(apply("diag", softmax), prod(softmax, tp(softmax)))
    ),
    "sigmoid is odd about a half": problem(plus(sigmoid, of("sigmoid", neg(x))), ones()),
    "log of sigmoid": problem(of("log", sigmoid), neg(of("softplus", neg(x)))),
    "softmax by log-sum-exp": problem(of("exp", minus(x, fill(apply("logsumexp", x), x))), softmax),
    "angles add": problem(
        of("sin", plus(s, t)),
        plus(prod(of("sin", s), of("cos", t)), prod(of("cos", s), of("sin", t))),
    ),
    "log of a product": problem(of("log", prod(s, t)), plus(of("log", s), of("log", t))),
    "log det of a product": problem(
        of("log", det(prod(A, B))), plus(of("log", det(A)), of("log", det(B)))
    ),
    "norm is a root": problem(apply("norm", x), power(prod(tp(x), x), HALF)),
    "norm of a multiple": problem(apply("norm", prod(s, A)), prod(of("abs", s), apply("norm", A))),
    "skew and orthogonal": problem(prod(S, S), neg(eye()), S=(Property.SKEW, Property.ORTHOGONAL)),
    "power rule": problem(gradient(power(s, t), s), prod(t, power(s, plus(t, num(-1))))),
    "relu and step": problem(gradient(prod(tp(a), of("relu", x)), x), had(a, of("step", x))),
    "any function": problem(
        hessian(prod(tp(a), of(r"\phi", x)), x),
        apply("diag", had(a, of(r"\phi", x, 2))),
        elementwise=(r"\phi",),
    ),
    "space: gradient is symmetric": problem(
        gradient(tr(prod(A, X)), X),
        prod(num(HALF), plus(A, tp(A))),
        structured="space",
        X=(Property.SYMMETRIC,),
    ),
    "entries: cookbook": problem(
        gradient(tr(prod(A, X)), X),
        minus(plus(A, tp(A)), had(eye(), A)),
        structured="entries",
        X=(Property.SYMMETRIC,),
    ),
    "free: property holds at the point": problem(
        gradient(prod(tp(a), X, a), X), prod(a, tp(a)), X=(Property.SYMMETRIC,)
    ),
    "space: dX is symmetric": problem(
        d(X), tp(d(X)), varying="X", structured="space", X=(Property.SYMMETRIC,)
    ),
    "size as a number": problem(tr(eye()), Dimension(N)),
}

FALSE = {
    "skew is singular, at odd sizes only": problem(det(S), num(0), S=(Property.SKEW,)),
    "orthogonal has determinant 1": problem(det(S), num(1), S=(Property.ORTHOGONAL,)),
    "outer product is singular, but for size 1": problem(det(prod(x, tp(x))), num(0)),
    "space: A itself": problem(
        gradient(tr(prod(A, X)), X), tp(A), structured="space", X=(Property.SYMMETRIC,)
    ),
    "free: dX is not symmetric": problem(d(X), tp(d(X)), varying="X", X=(Property.SYMMETRIC,)),
    "close to 1": problem(of("tanh", plus(num(50), power(s, 2))), num(1)),
    "root of a square": problem(power(power(s, 2), HALF), s),
    "relu without its step": problem(gradient(prod(tp(a), of("relu", x)), x), a),
    "third derivative of any function": problem(of(r"\phi", x, 3), zero(x), elementwise=(r"\phi",)),
    "a gradient with wrong entries off the diagonal": problem(
        gradient(tr(X), X), prod(ones(), tp(ones()))
    ),
    "a transpose lost": problem(gradient(of("log", det(X)), X), inv(X)),
    "a factor lost": problem(gradient(prod(tp(x), x), x), x),
    "semidefinite is not invertible": problem(
        prod(tp(x), S, x),
        plus(prod(tp(x), S, x), apply("quotient", num(1), num(10**30))),
        S=(Property.POSITIVE_SEMIDEFINITE,),
    ),
    "projection is symmetric": problem(S, tp(S), S=(Property.PROJECTION,)),
    "holds up to size 3 only": problem(
        plus(
            power(tr(X), 4),
            prod(num(-6), power(tr(X), 2), tr(prod(X, X))),
            prod(num(3), power(tr(prod(X, X)), 2)),
            prod(num(8), tr(X), tr(prod(X, X, X))),
            prod(num(-6), tr(prod(X, X, X, X))),
        ),
        num(0),
    ),
    "every product of rows": problem(prod(tp(W), W), prod(tp(W), W, tp(W), W)),
    "commutes": problem(prod(A, B), prod(B, A)),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_agree(name: str) -> None:
    judgement = ask(TRUE[name])
    assert judgement.outcome == JudgementOutcome.AGREE, judgement
    assert judgement.witness is None


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name: str) -> None:
    judgement = ask(FALSE[name])
    assert judgement.outcome == JudgementOutcome.REFUTED, judgement
    witness = judgement.witness
    assert witness is not None and witness.left != witness.right


NOWHERE = {
    "(A - A)^-1": problem(inv(minus(A, A)), eye()),
    "contradiction": problem(s, s, facts=(fact(s, ">", num(0)), fact(s, "<", num(0)))),
    "log of a negative number": problem(of("log", neg(power(s, 2))), num(0)),
    "skew and invertible at size 1": problem(
        det(symbol("K", ONE, ONE)), num(0), K=(Property.SKEW, Property.INVERTIBLE)
    ),
    "inverse of a rank one matrix at fixed size": problem(
        inv(prod(symbol("u", ONE + ONE), tp(symbol("u", ONE + ONE)))), eye(ONE + ONE)
    ),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_holds_nowhere_never_agrees(name: str) -> None:
    judgement = ask(NOWHERE[name])
    assert judgement.outcome == JudgementOutcome.NO_POINT, judgement
    assert judgement.reason


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        (problem(prod(inv(prod(W, tp(W))), W, tp(W)), eye(M)), r"m \le n"),
        (problem(prod(inv(prod(tp(W), W)), tp(W), W), eye()), r"m \ge n"),
    ],
)
def test_needed_size_conditions_are_listed(question: Problem, assumed: str) -> None:
    judgement = ask(question)
    assert judgement.outcome == JudgementOutcome.AGREE
    assert assumed in judgement.assumes


def test_facts_are_used() -> None:
    w = symbol("w", N)
    normal = fact(prod(tp(W), W, w), "=", prod(tp(W), y))
    solved = problem(w, prod(inv(prod(tp(W), W)), tp(W), y), facts=(normal,))
    assert ask(solved).outcome == JudgementOutcome.AGREE
    unsound = problem(prod(W, w), y, facts=(normal,))
    assert ask(unsound).outcome == JudgementOutcome.REFUTED


@pytest.mark.parametrize(
    "given",
    [
        fact(power(s, 2), "=", num(1)),
        fact(s, "=", num(-1)),
        fact(plus(s, num(1)), "=", num(0)),
    ],
    ids=["square", "value", "linear"],
)
def test_equations_hold_at_the_points(given: Fact) -> None:
    assert ask(problem(power(s, 2), num(1), facts=(given,))).outcome == JudgementOutcome.AGREE


def test_sizes_below_a_bound_are_not_tried() -> None:
    judgement = ask(problem(tr(A), tr(tp(A)), sizes={"n": 2}))
    assert judgement.outcome == JudgementOutcome.AGREE
    assert min(sizes["n"] for sizes in judgement.sizes) == 2


def test_one_hot_vectors_are_found() -> None:
    facts = (fact(had(hot, hot), "=", hot), fact(prod(tp(ones()), hot), "=", num(1)))
    claim = problem(prod(tp(hot), hot), num(1), facts=facts)
    assert ask(claim).outcome == JudgementOutcome.AGREE


def test_eigenvectors_are_not_taken_for_zero() -> None:
    """S w = t w is solved by w = 0 at random S and t; that proves nothing of w."""
    eigen = fact(prod(S, x), "=", prod(t, x))
    zero_only = problem(x, zero(x), facts=(eigen,), S=(Property.SYMMETRIC,))
    assert ask(zero_only).outcome == JudgementOutcome.REFUTED
    scaled = problem(prod(num(2), S, x), prod(num(2), t, x), facts=(eigen,))
    assert ask(scaled).outcome == JudgementOutcome.AGREE


def test_conclusions_that_combine_premises_follow() -> None:
    lam = symbol("L", N, N)
    premise = fact(plus(prod(num(-2), A, tp(A), X), prod(num(2), X, lam)), "=", zero(X))
    follows = problem(prod(A, tp(A), X), prod(X, lam), facts=(premise,), L=(Property.DIAGONAL,))
    assert ask(follows).outcome == JudgementOutcome.AGREE
    other = problem(prod(A, tp(A), X), prod(lam, X), facts=(premise,), L=(Property.DIAGONAL,))
    assert ask(other).outcome != JudgementOutcome.AGREE
