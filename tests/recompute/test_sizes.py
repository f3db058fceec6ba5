"""Choices of sizes: all letters at small values, every two apart, bounds kept."""

from itertools import combinations

import pytest

from mdderive.evidence import JudgementOutcome
from mdderive.recompute.sizes import covered, letters, required, tied
from mdderive.term import Dimension, Size
from tests.recompute.build import (
    A,
    N,
    W,
    apply,
    ask,
    fact,
    gradient,
    num,
    ones,
    problem,
    prod,
    s,
    symbol,
    tp,
    tr,
    x,
)

BARE = problem(num(1), num(1))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9])
def test_required_sizes_cover_all_letters(count: int) -> None:
    names = tuple("abcdefghi"[:count])
    choices = required(BARE, names, {})
    assert covered(names, choices)
    for name in names:
        assert {choice[name] for choice in choices} == {1, 2, 3}
    for one, other in combinations(names, 2):
        assert any(choice[one] != choice[other] for choice in choices)
    assert len(choices) >= 3


def test_bounds_are_kept() -> None:
    bounded = problem(num(1), num(1), sizes={"n": 2})
    assert {choice["n"] for choice in required(bounded, ("n",), {})} == {2, 3, 4}


def test_least_sizes_are_tried_together() -> None:
    """Letters that are 3 one at a time only would miss a difference that needs both."""
    choices = required(BARE, ("m", "n"), {"m": 3, "n": 3})
    assert {"m": 3, "n": 3} in choices


def test_letters_of_names_and_numbers_are_found() -> None:
    assert letters(problem(tr(prod(W, tp(W))), num(0))) == ("m", "n")
    assert letters(problem(Dimension(Size.letter("k")), num(0))) == ("k",)
    assert letters(BARE) == ()


def test_sizes_that_work_are_told_apart() -> None:
    held, failed = [{"m": 1, "n": 2}, {"m": 2, "n": 2}], [{"m": 3, "n": 2}]
    assert r"m \le n" in tied(("m", "n"), held, failed)
    assert tied(("m", "n"), held, []) == ()
    assert tied(("n",), [{"n": 2}, {"n": 4}], [{"n": 1}, {"n": 3}]) == ("n even",)


def test_sizes_without_entries_are_left_out() -> None:
    smaller = symbol("v", N - Size.of(1))
    claim = problem(gradient(prod(tp(smaller), smaller), smaller), prod(num(2), smaller))
    judgement = ask(claim)
    assert judgement.outcome == JudgementOutcome.AGREE
    assert min(sizes["n"] for sizes in judgement.sizes) == 2
    wrong = ask(problem(gradient(prod(tp(smaller), smaller), smaller), smaller))
    assert wrong.outcome == JudgementOutcome.REFUTED


def test_facts_about_sizes_bar_the_others() -> None:
    two = fact(Dimension(N), "=", num(2))
    assert ask(problem(tr(A), num(0), facts=(two,))).outcome == JudgementOutcome.REFUTED
    judgement = ask(problem(prod(tp(x), ones()), prod(tp(ones()), x), facts=(two,)))
    assert judgement.outcome == JudgementOutcome.AGREE
    assert {sizes["n"] for sizes in judgement.sizes} == {2}


def test_a_formula_that_confuses_two_sizes_is_refuted() -> None:
    m = Size.letter("m")
    total = prod(tp(ones(m)), W, ones(N))
    mixed = problem(prod(total, Dimension(N)), prod(total, Dimension(m)), sizes={"m": 1})
    assert ask(mixed).outcome == JudgementOutcome.REFUTED
    square = problem(apply("norm", s), apply("norm", apply("negative", s)), sizes={})
    assert ask(square).outcome == JudgementOutcome.AGREE
