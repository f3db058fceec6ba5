"""Witnesses are small, complete, and right when worked out by hand."""

from fractions import Fraction

from mdderive.derivation import Witness
from mdderive.evidence import JudgementOutcome
from mdderive.term import Dimension, Problem, Property
from tests.recompute.build import (
    A,
    B,
    N,
    S,
    X,
    a,
    ask,
    d,
    det,
    gradient,
    inv,
    minus,
    num,
    of,
    plus,
    power,
    problem,
    prod,
    s,
    tp,
    tr,
    x,
)


def witness(question: Problem) -> Witness:
    judgement = ask(question)
    assert judgement.outcome == JudgementOutcome.REFUTED
    assert judgement.witness is not None
    return judgement.witness


def numbers(grid: tuple[tuple[str, ...], ...]) -> list[list[Fraction]]:
    return [[Fraction(entry) for entry in row] for row in grid]


def test_all_names_and_directions_are_given_with_small_entries() -> None:
    found = witness(problem(d(prod(X, A)), prod(A, d(X)), varying="X"))
    assert set(found.values) == {"X", "A", r"\mathrm{d}X"}
    entries = [abs(e) for grid in found.values.values() for row in numbers(grid) for e in row]
    assert max(entries) <= 1
    assert len(found.left) == 2


def test_the_values_shown_give_the_sides_shown() -> None:
    found = witness(problem(prod(A, B), prod(B, A)))
    left, right = numbers(found.values["A"]), numbers(found.values["B"])

    def times(p: list[list[Fraction]], q: list[list[Fraction]]) -> list[list[Fraction]]:
        columns = list(zip(*q, strict=True))
        return [[sum(u * v for u, v in zip(r, c, strict=True)) for c in columns] for r in p]

    assert times(left, right) == numbers(found.left)
    assert times(right, left) == numbers(found.right)


def test_properties_hold_at_the_witness() -> None:
    found = witness(problem(inv(S), S, S=(Property.POSITIVE_DEFINITE,)))
    (p, q), (r, t) = numbers(found.values["S"])
    assert q == r and p > 0 and p * t - q * r > 0


def test_size_one_is_named_where_only_it_shows_the_difference() -> None:
    judgement = ask(problem(det(prod(x, tp(x))), num(0)))
    assert judgement.outcome == JudgementOutcome.REFUTED
    assert r"n \ge 2" in judgement.reason
    other = ask(problem(det(X), num(0)))
    assert r"n \ge 2" not in other.reason


def test_irrational_sides_have_closed_form_and_decimals() -> None:
    found = witness(problem(of("exp", s), plus(num(1), s)))
    assert found.left == (("exp(1)",),) or found.left == (("exp(-1)",),)
    assert found.decimals["left"][0][0].startswith(("2.71828", "0.36787"))


def test_enough_decimals_to_see_the_difference() -> None:
    found = witness(problem(of("tanh", plus(num(50), power(s, 2))), num(1)))
    assert Fraction(found.decimals["left"][0][0]) < 1
    assert found.right == (("1",),)


def test_values_of_arbitrary_functions_are_given() -> None:
    gradient_without_chain = problem(
        gradient(prod(tp(a), of(r"\phi", x)), x), a, elementwise=(r"\phi",)
    )
    found = witness(gradient_without_chain)
    assert any(name.startswith(r"\phi'(") for name in found.values)


def test_large_sizes_are_used_where_small_ones_agree() -> None:
    """tr of the Cayley-Hamilton polynomial vanishes up to size 3."""
    square = prod(X, X)
    claim = problem(
        plus(
            power(tr(X), 4),
            prod(num(-6), power(tr(X), 2), tr(square)),
            prod(num(3), power(tr(square), 2)),
            prod(num(8), tr(X), tr(prod(X, X, X))),
            prod(num(-6), tr(prod(square, square))),
        ),
        num(0),
    )
    assert len(witness(claim).values["X"]) == 4


def test_least_sizes_are_tried() -> None:
    """A difference that shows from size 6 on only: a product of distances of n to 1, ..., 5."""
    zeros = [minus(Dimension(N), num(k)) for k in range(1, 6)]
    claim = problem(prod(*zeros), num(0))
    assert ask(claim).outcome == JudgementOutcome.AGREE
    assert ask(claim, least={"n": 6}).outcome == JudgementOutcome.REFUTED
