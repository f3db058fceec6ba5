"""The decidable fragment both ways, by the thousand: a random polynomial term against itself
rewritten by true laws is proved; against a different one it is disproved, and the judge finds a
witness where the kernel says one must be. Seeded; a slow tail of the judge's is bounded by a count.
"""

import random
from collections import Counter
from collections.abc import Callable
from types import MappingProxyType

import pytest

from kernel import pairs
from kernel.terms import (
    ONE,
    A,
    B,
    I,
    S,
    X,
    Y,
    add,
    diag,
    had,
    m,
    mul,
    n,
    neg,
    num,
    ones,
    problem,
    sub,
    t,
    tr,
    u,
    v,
    x,
    y,
)
from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.operators import apply
from mdderive.recompute import judge
from mdderive.term import SCALAR, Apply, Shape, Term, transform

SQUARE, WIDE, COLUMN = Shape(n, n), Shape(m, n), Shape(n, ONE)
GIVEN = ("", "S sym", "S skew", "S diag")
LEAVES = {
    (n, n): [A, B, S, I],
    (m, n): [X, Y],
    (n, m): [t(X), t(Y)],
    (m, m): [mul(X, t(Y))],
    (n, ONE): [x, y, ones],
    (m, ONE): [u, v],
    (ONE, n): [t(x), t(y)],
    (ONE, m): [t(u), t(v)],
    (ONE, ONE): [num(2), mul(t(x), y), tr(A)],
}
BUDGET = Budget(seconds=5)


def _term(draw: random.Random, shape: Shape, depth: int) -> Term:
    if depth == 0:
        return draw.choice(LEAVES[shape.rows, shape.cols])

    def part(of: Shape) -> Term:
        return _term(draw, of, depth - 1)

    inner = draw.choice([n, m])
    choices: list[Callable[[], Term]] = [
        lambda: draw.choice([add, sub])(part(shape), part(shape)),
        lambda: mul(part(Shape(shape.rows, inner)), part(Shape(inner, shape.cols))),
        lambda: mul(part(SCALAR), part(shape)),
        lambda: had(part(shape), part(shape)),
        lambda: t(part(shape.transposed)),
        lambda: neg(part(shape)),
    ]
    if shape.is_scalar:
        choices += [lambda: tr(part(SQUARE)), lambda: apply("inner", part(WIDE), part(WIDE))]
    elif shape == SQUARE:
        choices += [lambda: diag(part(COLUMN)), lambda: had(part(SQUARE), I)]
    elif shape == COLUMN:
        choices += [lambda: diag(part(SQUARE))]
    return draw.choice(choices)()


def _rewritten(draw: random.Random, term: Term) -> Term:
    """The same term by true laws, a law at about every other place."""

    def law(node: Term) -> Term:
        if not isinstance(node, Apply) or draw.random() < 0.3:
            return node
        match node.operator, node.args:
            case "sum" | "hadamard", args:
                return Apply(node.operator, tuple(reversed(args)), node.shape)
            case "transpose", (Apply(operator="product", args=factors),):
                return mul(*(t(factor) for factor in reversed(factors)))
            case "trace", (Apply(operator="product", args=factors),):
                if not any(factor.shape.is_scalar for factor in factors):
                    return tr(mul(*factors[1:], factors[0]))
            case "trace", (inside,):
                return tr(t(inside))
            case "inner", (one, other):
                return mul(t(ones), diag(mul(t(other), one)))
            case "negative", (one,):
                return mul(num(-1), one)
            case "product", (one, Apply(operator="sum", args=terms)):
                return add(*(mul(one, term) for term in terms))
            case "diag", (column,):
                return had(mul(column, t(ones)), I)
        return t(t(node))

    return transform(term, law)


def _shape(draw: random.Random) -> Shape:
    return draw.choice([SCALAR, SCALAR, SQUARE, WIDE, COLUMN])


Pair = tuple[Term, Term]


def _same(draw: random.Random) -> Pair:
    left = _term(draw, _shape(draw), draw.choice([2, 3]))
    return left, _rewritten(draw, left)


def _same_pairs(draw: random.Random) -> Pair:
    left = pairs.random_term(draw, draw.choice(pairs.TYPES), draw.choice([1, 2, 3]))
    return left, pairs.rewritten(draw, left)


def _other(draw: random.Random) -> Pair:
    shape = _shape(draw)
    left, right = (_term(draw, shape, draw.choice([1, 2])) for _ in range(2))
    return left, right


def _other_pairs(draw: random.Random) -> Pair:
    kind = draw.choice(pairs.TYPES)
    left, right = (pairs.random_term(draw, kind, draw.choice([1, 2])) for _ in range(2))
    return left, right


def _mutant(draw: random.Random) -> Pair:
    left = pairs.random_term(draw, draw.choice(pairs.TYPES), draw.choice([1, 2]))
    return left, pairs.rewritten(draw, pairs.mutated(draw, left))


TRUE = {"plain axes": (_same, 1500), "pairs of axes": (_same_pairs, 1500)}
PAIRS = {
    "plain axes": (_other, 1200),
    "pairs of axes": (_other_pairs, 600),
    "one name exchanged": (_mutant, 1200),
}


@pytest.mark.parametrize("how", TRUE)
def test_what_is_true_is_proved(how: str, capsys: pytest.CaptureFixture[str]) -> None:
    make, count = TRUE[how]
    draw = random.Random(f"true {how}")
    for _ in range(count):
        question = problem(*make(draw), draw.choice(GIVEN))
        assert prove(question, BUDGET).outcome is ProofOutcome.PROVED, question
    with capsys.disabled():
        print(f"\nequal by true laws, {how}: {count} tried, {count} proved")


@pytest.mark.parametrize("how", PAIRS)
def test_what_is_different_has_a_witness(how: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A pair that the kernel proves equal must be so for the judge as well; a pair it calls
    different must be refuted wherever the judge gets through."""
    make, count = PAIRS[how]
    draw = random.Random(f"different {how}")
    said: Counter[str] = Counter()
    for _ in range(count):
        question = problem(*make(draw), draw.choice(GIVEN))
        proof = prove(question, BUDGET)
        assert proof.outcome in (ProofOutcome.PROVED, ProofOutcome.DIFFERENT), question
        answer = judge(question, BUDGET, MappingProxyType(dict(proof.least))).outcome
        if answer is JudgementOutcome.UNFINISHED:
            said["unreadable"] += 1
            continue
        equal = proof.outcome is ProofOutcome.PROVED
        wanted = JudgementOutcome.AGREE if equal else JudgementOutcome.REFUTED
        assert answer is wanted, question
        said["proved" if equal else "refuted"] += 1
    with capsys.disabled():
        listed = ", ".join(f"{said[k]} {k}" for k in ("proved", "refuted", "unreadable"))
        print(f"\nrandom pairs, {how}: {count} tried, {listed}")
    assert said["unreadable"] <= 0.02 * count
