"""Random statements: a random term against itself rewritten by true laws, and against a mutant.

Whatever the kernel proves must hold on numbers, whatever it disproves must fail on numbers at the
sizes it names, and a term rewritten by true laws must be proved.
"""

import random
from collections import Counter

import pytest

from kernel.numeric import close, random_point, value
from kernel.terms import (
    ONE,
    A,
    B,
    I,
    S,
    X,
    Y,
    add,
    c,
    d,
    det,
    diag,
    f,
    fill,
    grad,
    had,
    hpower,
    inv,
    m,
    matrix,
    mul,
    n,
    neg,
    norm,
    num,
    ones,
    over,
    power,
    problem,
    s,
    sub,
    t,
    tr,
    u,
    v,
    x,
    y,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.operators import apply
from mdderive.term import SCALAR, Apply, Problem, Shape, Size, Term, subterms, transform

COLUMN, SQUARE, WIDE = Shape(n, ONE), Shape(n, n), Shape(m, n)
FUNCTIONS = ("exp", "sigmoid", "tanh", "sin", "phi", "relu", "softplus", "cos")
LEAVES: dict[tuple[Size, Size], list[Term]] = {
    (n, n): [A, B, S, I],
    (m, n): [X, Y],
    (n, m): [t(X), t(Y)],
    (m, m): [matrix("M", m, m)],
    (n, ONE): [x, y, ones],
    (m, ONE): [u, v],
    (ONE, n): [t(x), t(y)],
    (ONE, m): [t(u)],
    (ONE, ONE): [c, s, num(2)],
}
GIVEN = ("S sym", "S skew", "S diag", "S sym, A orth", "S proj", "S pd", "S orth")


class Maker:
    """Random terms of a shape."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def leaf(self, shape: Shape) -> Term:
        return self.draw.choice(LEAVES[shape.rows, shape.cols])

    def make(self, shape: Shape, depth: int) -> Term:
        if depth == 0:
            return self.leaf(shape)
        choices = [self.total, self.product, self.entrywise, self.leaf_or_function]
        if shape.is_scalar:
            choices += [self.scalar, self.scalar]
        elif shape.is_square:
            choices += [self.square]
        return self.draw.choice(choices)(shape, depth - 1)

    def total(self, shape: Shape, depth: int) -> Term:
        one, other = self.make(shape, depth), self.make(shape, depth)
        return self.draw.choice([add, sub])(one, other)

    def product(self, shape: Shape, depth: int) -> Term:
        inner = self.draw.choice([n, m])
        return self.draw.choice(
            [
                lambda: mul(
                    self.make(Shape(shape.rows, inner), depth),
                    self.make(Shape(inner, shape.cols), depth),
                ),
                lambda: mul(self.make(SCALAR, depth), self.make(shape, depth)),
                lambda: t(self.make(shape.transposed, depth)),
            ]
        )()

    def entrywise(self, shape: Shape, depth: int) -> Term:
        return had(self.make(shape, depth), self.make(shape, depth))

    def leaf_or_function(self, shape: Shape, depth: int) -> Term:
        if self.draw.random() < 0.4:
            return self.leaf(shape)
        return f(self.draw.choice(FUNCTIONS), self.make(shape, depth))

    def scalar(self, shape: Shape, depth: int) -> Term:
        return self.draw.choice(
            [
                lambda: tr(self.make(SQUARE, depth)),
                lambda: apply("inner", self.make(WIDE, depth), self.make(WIDE, depth)),
                lambda: det(self.make(SQUARE, depth)),
                lambda: norm(self.make(COLUMN, depth)),
                lambda: over(self.make(SCALAR, depth), self.make(SCALAR, depth)),
            ]
        )()

    def square(self, shape: Shape, depth: int) -> Term:
        return self.draw.choice(
            [
                lambda: diag(self.make(Shape(shape.rows, ONE), depth)),
                lambda: inv(add(self.make(shape, depth), self.leaf(shape))),
                lambda: power(self.make(shape, depth), self.draw.choice([2, 3])),
            ]
        )()

    def rewritten(self, term: Term) -> Term:
        """The same by laws that are true."""

        def law(node: Term) -> Term:
            if not isinstance(node, Apply):
                return node
            match node.operator, node.args:
                case "sum" | "hadamard", args:
                    return Apply(node.operator, tuple(reversed(args)), node.shape)
                case "transpose", (Apply(operator="product", args=factors),):
                    return Apply("product", tuple(t(g) for g in reversed(factors)), node.shape)
                case "trace", (inside,):
                    return tr(t(inside))
                case "inner", (one, other):
                    return tr(mul(t(one), other))
                case "inverse", (base,):
                    return t(inv(t(base)))
                case "map", (argument,) if node.data[0] == "sigmoid":
                    return hpower(add(fill(1, argument), f("exp", neg(argument))), -1)
                case "map", (argument,) if node.data[0] == "tanh":
                    twice = f("sigmoid", mul(num(2), argument))
                    return sub(mul(num(2), twice), fill(1, argument))
            return node

        return transform(term, law)

    def mutated(self, term: Term) -> Term:
        """One place changed: transposed, doubled or exchanged."""
        target = self.draw.choice(list(subterms(term)))

        def change(node: Term) -> Term:
            if node != target:
                return node
            if node.shape.is_square and not node.shape.is_scalar and self.draw.random() < 0.5:
                return t(node)
            if self.draw.random() < 0.5:
                return mul(num(2), node)
            return self.leaf(node.shape)

        return transform(term, change)


def _statement(draw: random.Random) -> tuple[bool, Problem]:
    """(whether it is true by construction, the statement)."""
    maker = Maker(draw)
    shape = draw.choice([SQUARE, SCALAR, SCALAR, WIDE, COLUMN])
    left = maker.make(shape, draw.choice([2, 3]))
    true = draw.random() < 0.4
    right = maker.rewritten(left if true else maker.mutated(left))
    varying = ""
    if draw.random() < 0.3:
        left, right, varying = d(left), d(right), "A X S"
    elif shape.is_scalar and draw.random() < 0.6:
        variable = draw.choice([A, x, X, S])
        left, right, varying = grad(left, variable), grad(right, variable), variable.name
    return true, problem(left, right, draw.choice(GIVEN), varying)


def _seen(question: Problem, sizes: dict[str, int], seeds: range) -> set[bool]:
    found = set()
    varying = frozenset(name for name in question.varying if name in question.declarations)
    for seed in seeds:
        point = random_point(question.declarations, varying, sizes, seed)
        try:
            found.add(close(value(question.left, point), value(question.right, point)))
        except (ZeroDivisionError, ValueError, OverflowError):
            continue
    return found


@pytest.mark.parametrize("seed", range(6))
def test_verdicts_agree_with_numbers(seed: int) -> None:
    draw = random.Random(seed)
    counts: Counter[object] = Counter()
    for _ in range(40):
        true, question = _statement(draw)
        proof = prove(question, Budget())
        counts[true, proof.outcome] += 1
        if proof.outcome is ProofOutcome.PROVED:
            assert _seen(question, {"n": 2, "m": 3}, range(2)) <= {True}, question
        if proof.outcome is ProofOutcome.DIFFERENT:
            sizes = {letter: max(2, proof.least.get(letter, 1)) for letter in "nm"}
            if max(sizes.values()) <= 4:
                assert _seen(question, sizes, range(2)) != {True}, question
        assert not (true and proof.outcome is ProofOutcome.DIFFERENT), question
    right = sum(count for (true, _), count in counts.items() if true)
    assert counts[True, ProofOutcome.PROVED] >= 0.8 * right
