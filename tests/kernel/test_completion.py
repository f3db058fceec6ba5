"""Inverses of sums and facts: what the completion must find, what it must not, and every rule it
makes checked on numbers."""

import numpy as np
import pytest

from kernel.numeric import close, random_point, value
from kernel.terms import (
    A,
    B,
    I,
    S,
    X,
    add,
    apply,
    c,
    dim,
    f,
    grad,
    had,
    hpower,
    inv,
    m,
    matrix,
    mul,
    n,
    neg,
    num,
    ones,
    over,
    problem,
    sub,
    t,
    tr,
    u,
    vector,
    x,
    y,
)
from mdderive.config import Budget
from mdderive.kernel import ProofOutcome, prove
from mdderive.kernel.completion import completed
from mdderive.kernel.laws import AFTER, AFTER_COMPLETED, BEFORE, BEFORE_COMPLETED
from mdderive.kernel.lower import Lowering
from mdderive.kernel.network import Kind, Network
from mdderive.kernel.workspace import Workspace
from mdderive.term import Fact, Shape, Term

U, V, W = matrix("U", n, m), matrix("V", m, n), matrix("W", m, m)
Im = apply("identity", shape=Shape(m, m))
w = vector("w")
inner = inv(add(inv(W), mul(V, inv(A), U)))
rank_one = add(num(1), mul(t(y), inv(A), x))
gain = mul(A, t(X), inv(add(mul(X, A, t(X)), W)))
left_over = sub(I, mul(gain, X))
normal = mul(t(X), X)

TRUE: list[tuple[Term, Term, str]] = [
    (mul(inv(add(I, mul(U, V))), U), mul(U, inv(add(Im, mul(V, U)))), ""),
    (inv(add(A, mul(U, W, V))), sub(inv(A), mul(inv(A), U, inner, V, inv(A))), ""),
    (
        inv(add(A, mul(x, t(y)))),
        sub(inv(A), over(mul(inv(A), x, t(y), inv(A)), rank_one)),
        "",
    ),
    (sub(inv(A), inv(B)), mul(inv(A), sub(B, A), inv(B)), ""),
    (inv(add(inv(A), inv(B))), mul(A, inv(add(A, B)), B), ""),
    (
        mul(inv(add(normal, mul(c, I))), t(X)),
        mul(t(X), inv(add(mul(X, t(X)), mul(c, Im)))),
        "",
    ),
    (mul(inv(add(A, B)), B, inv(A)), mul(inv(A), B, inv(add(A, B))), ""),
    (
        add(mul(left_over, A, t(left_over)), mul(gain, W, t(gain))),
        mul(left_over, A),
        "",
    ),
    (
        tr(mul(had(A, B), mul(inv(add(I, mul(U, V))), U, V))),
        tr(mul(had(A, B), mul(U, inv(add(Im, mul(V, U))), V))),
        "",
    ),
    (
        sub(dim(n), tr(inv(add(I, mul(U, V))))),
        sub(dim(m), tr(inv(add(Im, mul(V, U))))),
        "",
    ),
    (
        tr(mul(inv(add(I, mul(U, V))), U, V)),
        tr(mul(inv(add(Im, mul(V, U))), V, U)),
        "",
    ),
]

FALSE: list[tuple[Term, Term, str]] = [
    (mul(inv(add(I, mul(U, V))), U), mul(U, inv(add(Im, mul(V, U, V, U)))), ""),
    (inv(add(A, mul(U, W, V))), add(inv(A), mul(inv(A), U, inner, V, inv(A))), ""),
    (inv(add(A, mul(U, W, V))), sub(inv(A), mul(inv(A), U, W, V, inv(A))), ""),
    (
        inv(add(A, mul(x, t(y)))),
        sub(inv(A), over(mul(inv(A), y, t(x), inv(A)), rank_one)),
        "",
    ),
    (inv(add(A, B)), mul(inv(A), sub(I, mul(B, inv(A)))), ""),
    (mul(inv(add(A, B)), A), mul(A, inv(add(A, B))), ""),
    (mul(inv(add(A, B)), A), mul(A, inv(add(A, B))), "A sym, B sym"),
    (inv(add(inv(A), inv(B))), mul(A, inv(add(A, B)), A), ""),
    (
        add(mul(left_over, A, t(left_over)), mul(gain, W, t(gain))),
        mul(A, left_over),
        "A sym, W sym",
    ),
    (inv(add(A, t(A))), mul(num("1/2"), inv(A)), ""),
    (tr(inv(add(I, mul(U, V)))), tr(inv(add(Im, mul(V, U)))), ""),
    (sub(dim(m), tr(inv(add(I, mul(U, V))))), sub(dim(n), tr(inv(add(Im, mul(V, U))))), ""),
    (mul(A, inv(sub(A, S)), S), mul(S, inv(sub(S, A)), A), ""),
    (mul(inv(mul(A, B)), add(A, B)), add(inv(A), inv(B)), ""),
]


@pytest.mark.parametrize("statement", TRUE)
def test_identities_of_inverses_are_found(statement: tuple[Term, Term, str]) -> None:
    assert prove(problem(*statement), Budget()).outcome is ProofOutcome.PROVED


@pytest.mark.parametrize("statement", FALSE)
def test_look_alikes_are_not(statement: tuple[Term, Term, str]) -> None:
    assert prove(problem(*statement), Budget()).outcome is not ProofOutcome.PROVED


SIZES = {"n": 2, "m": 3}


def _entries(network: Network, values: dict[str, np.ndarray]) -> np.ndarray:
    """A network on numbers, by one einsum for each monomial; only symbols and inverses occur."""
    total: np.ndarray | float = 0.0
    for monomial, coefficient in network.terms.items():
        letters = "abcdefghijklmnopqrstuvwxyz"
        operands = [(letters[i], np.ones(s.value(SIZES))) for i, s in enumerate(monomial.sizes)]
        scale = float(coefficient)
        for atom, slots, exponent in monomial.factors:
            operands.append(("".join(letters[s] for s in slots), _atom(atom, values) ** exponent))
        axes = [letters[i] for axis in monomial.axes for i in axis]
        out = "".join(dict.fromkeys(axes))
        spec = ",".join(letter for letter, _ in operands) + "->" + out
        value = scale * np.einsum(spec, *(array for _, array in operands))
        total = total + (np.diag(value) if len(out) < len(axes) else value)
    return np.asarray(total)


def _atom(atom: object, values: dict[str, np.ndarray]) -> np.ndarray:
    kind, arguments = atom.kind, atom.arguments  # type: ignore[attr-defined]
    if kind is Kind.SYMBOL:
        return values[atom.data[0]]  # type: ignore[attr-defined]
    if kind is Kind.DIMENSION:
        return np.asarray(SIZES[atom.data[0]])  # type: ignore[attr-defined]
    inside = _entries(arguments[0], values)
    return np.linalg.inv(inside) if kind is Kind.INVERSE else inside


@pytest.mark.parametrize("statement", TRUE + FALSE)
def test_every_rule_holds_on_numbers(statement: tuple[Term, Term, str]) -> None:
    question = problem(*statement)
    work = Workspace(
        Budget(seconds=20, monomials=40_000), question.declarations, "free", BEFORE, AFTER
    )
    sides = [Lowering(work, question)(side) for side in (question.left, question.right)]
    again = work.again(BEFORE_COMPLETED, AFTER_COMPLETED, frozenset())
    rules = completed(again, sides, [])
    assert rules
    draw = np.random.default_rng(7)
    values = {}
    for name, declared in question.declarations.items():
        sizes = [s.value(SIZES) for s in (declared.shape.rows, declared.shape.cols)]
        value = draw.normal(size=[size for size in sizes if size > 1]) + 0.1
        values[name] = value + value.T if declared.properties else value
    for rule in rules:
        lead = _entries(Network(2, {rule.lead: 1}), values)
        assert np.allclose(lead, _entries(rule.rest, values), atol=1e-6), rule.lead


FACT = "a fact"
zero_column = apply("zero", shape=w.shape)


@pytest.mark.parametrize(
    ("left", "right", "given", "fact", "proved"),
    [
        (w, mul(inv(normal), t(X), u), "", (mul(normal, w), mul(t(X), u)), True),
        (mul(X, w), u, "", (mul(normal, w), mul(t(X), u)), False),
        (mul(t(ones), y), num(1), "", (mul(t(ones), y), num(1)), True),
        (mul(t(y), A, y), num(1), "", (mul(t(ones), y), num(1)), False),
        (had(y, y, x), x, "", (hpower(y, 2), ones), True),
        (y, ones, "", (hpower(y, 2), ones), False),
        (mul(A, A, A, A), I, "", (mul(A, A), I), True),
        (mul(A, B), I, "", (mul(A, A), I), False),
        (A, B, "", (add(x, neg(x)), ones), False),
        (
            grad(mul(t(y), neg(f("log", apply("softmax", x)))), x),
            sub(apply("softmax", x), y),
            "",
            (mul(t(ones), y), num(1)),
            True,
        ),
        # a fact about the variable holds at the point, not around it
        (grad(mul(t(ones), w), w), zero_column, "", (mul(t(ones), w), num(1)), False),
    ],
)
def test_facts(left: Term, right: Term, given: str, fact: tuple[Term, Term], proved: bool) -> None:
    facts = (Fact(fact[0], "=", fact[1], FACT),)
    answer = prove(problem(left, right, given, "w x", facts=facts), Budget())
    assert (answer.outcome is ProofOutcome.PROVED) == proved
    assert answer.outcome is not ProofOutcome.DIFFERENT
    assert FACT in answer.assumes or not proved


@pytest.mark.parametrize("statement", FALSE)
def test_the_look_alikes_are_false(statement: tuple[Term, Term, str]) -> None:
    question = problem(*statement)
    point = random_point(question.declarations, frozenset(), SIZES, 3)
    assert not close(value(question.left, point), value(question.right, point))
