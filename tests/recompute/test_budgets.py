"""Every judgement ends, soon after its budget at the latest, and says so if it is unfinished."""

from fractions import Fraction
from functools import reduce
from time import monotonic

import pytest

from mdderive.evidence import JudgementOutcome
from mdderive.term import Problem, Size, Term
from tests.recompute.build import (
    A,
    B,
    X,
    apply,
    ask,
    det,
    gradient,
    hessian,
    inv,
    num,
    of,
    plus,
    power,
    problem,
    prod,
    s,
    symbol,
    tp,
    tr,
    x,
)

LARGE = symbol("L", Size.of(40), Size.of(40))


def tower(height: int) -> Term:
    return reduce(lambda u, _: of("sigmoid", plus(u, of("exp", u))), range(height), s)


HARD: dict[str, Problem] = {
    "power of a matrix": problem(power(X, 10**9), X),
    "power of a power": problem(power(power(power(X, 900), 900), 900), X),
    "power of a number": problem(power(num(7), 10**12), num(1)),
    "root of a huge order": problem(power(s, Fraction(1, 10**9)), s),
    "tower": problem(gradient(tower(12), s), num(0)),
    "exponential tower": problem(reduce(lambda u, _: of("exp", u), range(9), s), num(0)),
    "sum of exponentials to a power": problem(
        power(plus(of("exp", s), of("sin", s), of("log", s)), 60), num(1)
    ),
    "large matrices": problem(tr(prod(LARGE, LARGE, LARGE)), num(0)),
    "derivative by many entries": problem(gradient(tr(prod(LARGE, LARGE)), LARGE), LARGE),
    "forty factors": problem(prod(*[A, B] * 20), prod(*[B, A] * 20)),
    "hessian of a deep network": problem(
        hessian(apply("logsumexp", of("tanh", prod(A, of("tanh", prod(B, x))))), x),
        apply("diag", x),
    ),
    "determinant of a product": problem(det(prod(*[A] * 9, inv(B))), num(1)),
}


@pytest.mark.parametrize("name", HARD)
def test_a_judgement_ends_near_its_budget(name: str) -> None:
    start = monotonic()
    judgement = ask(HARD[name], seconds=1.0)
    assert monotonic() - start < 4.0
    assert judgement.outcome in (JudgementOutcome.REFUTED, JudgementOutcome.UNFINISHED)
    assert judgement.outcome == JudgementOutcome.REFUTED or judgement.reason


def test_no_time_at_all_is_unfinished() -> None:
    judgement = ask(problem(tr(prod(A, B)), tr(prod(B, A))), seconds=0.0)
    assert judgement.outcome == JudgementOutcome.UNFINISHED
    assert judgement.reason


def test_layers_of_real_networks_are_written_out() -> None:
    rows, cols = Size.of(10), Size.of(784)
    weights, pixels, loss = symbol("W", rows, cols), symbol("x", cols), symbol("b", rows)
    score = prod(tp(loss), weights, pixels)
    claim = problem(gradient(score, pixels), prod(tp(weights), loss))
    assert ask(claim, seconds=20.0).outcome == JudgementOutcome.AGREE
    wrong = problem(gradient(score, pixels), prod(num(2), tp(weights), loss))
    assert ask(wrong, seconds=20.0).outcome == JudgementOutcome.REFUTED
