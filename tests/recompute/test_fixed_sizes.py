"""Where all sizes are numbers, agreement over symbolic entries is a proof."""

import pytest

from mdderive.evidence import JudgementOutcome
from mdderive.term import Problem, Property, Size
from tests.recompute.build import (
    apply,
    ask,
    d,
    det,
    gradient,
    inv,
    jacobian,
    minus,
    neg,
    num,
    of,
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
)

THREE = Size.of(3)
M = symbol("M", THREE, THREE)
K = symbol("K", THREE, THREE)
u = symbol("u", THREE)
softmax = apply("softmax", u)

EXACT: dict[str, Problem] = {
    "inverse": problem(prod(M, inv(M)), apply("identity", shape=M.shape)),
    "log det": problem(gradient(of("log", det(M)), M), tp(inv(M))),
    "differential": problem(d(inv(M)), neg(prod(inv(M), d(M), inv(M))), varying="M"),
    "softmax": problem(
        jacobian(softmax, u), minus(apply("diag", softmax), prod(softmax, tp(softmax)))
    ),
    "skew determinant at odd size": problem(det(K), num(0), K=(Property.SKEW,)),
    "norm": problem(gradient(apply("norm", u), u), apply("quotient", u, apply("norm", u))),
    "any function": problem(
        gradient(of(r"\phi", prod(s, t)), s),
        prod(t, of(r"\phi", prod(s, t), 1)),
        elementwise=(r"\phi",),
    ),
    "a power": problem(gradient(power(s, t), s), prod(t, power(s, plus(t, num(-1))))),
}

NOT_EXACT: dict[str, Problem] = {
    "a letter": problem(tr(prod(x, tp(x))), prod(tp(x), x)),
    "a sign is needed": problem(power(of("abs", s), 2), power(s, 2)),
    "positivity is needed": problem(of("log", prod(s, t)), plus(of("log", s), of("log", t))),
}


@pytest.mark.parametrize("name", EXACT)
def test_identities_at_fixed_sizes_are_exact(name: str) -> None:
    judgement = ask(EXACT[name])
    assert (judgement.outcome, judgement.exact) == (JudgementOutcome.AGREE, True)


@pytest.mark.parametrize("name", NOT_EXACT)
def test_others_only_agree(name: str) -> None:
    judgement = ask(NOT_EXACT[name])
    assert (judgement.outcome, judgement.exact) == (JudgementOutcome.AGREE, False)
