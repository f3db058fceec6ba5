"""The decidable fragment both ways, by the thousand: a random polynomial term against itself
rewritten by true laws is proved; against a different one it is disproved, and the judge finds a
witness where the kernel says one must be. Seeded; a slow tail of the judge's is bounded by a count.
"""

import random
from collections.abc import Callable
from types import MappingProxyType

import pytest

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


@pytest.mark.parametrize("seed", range(15))
def test_what_is_true_is_proved(seed: int) -> None:
    draw = random.Random(f"true {seed}")
    for _ in range(100):
        left = _term(draw, _shape(draw), draw.choice([2, 3]))
        question = problem(left, _rewritten(draw, left), draw.choice(GIVEN))
        assert prove(question, BUDGET).outcome is ProofOutcome.PROVED, question


@pytest.mark.parametrize("seed", range(15))
def test_what_is_different_has_a_witness(seed: int) -> None:
    """A pair that the kernel proves equal must be so for the judge as well; a pair it calls
    different must be refuted wherever the judge gets through."""
    draw = random.Random(f"different {seed}")
    unfinished = 0
    for _ in range(100):
        shape = _shape(draw)
        left, right = (_term(draw, shape, draw.choice([1, 2])) for _ in range(2))
        question = problem(left, right, draw.choice(GIVEN))
        proof = prove(question, BUDGET)
        assert proof.outcome in (ProofOutcome.PROVED, ProofOutcome.DIFFERENT), question
        answer = judge(question, BUDGET, MappingProxyType(dict(proof.least))).outcome
        equal = proof.outcome is ProofOutcome.PROVED
        wanted = JudgementOutcome.AGREE if equal else JudgementOutcome.REFUTED
        unfinished += answer is JudgementOutcome.UNFINISHED
        assert answer in (wanted, JudgementOutcome.UNFINISHED), question
    assert unfinished <= 2
