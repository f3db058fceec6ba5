"""What declared properties see to is no assumption; what they don't see to is one."""

import pytest

from mdderive.config import Budget
from mdderive.kernel import prove
from mdderive.term import Property, Term
from tests.recompute.build import (
    A,
    B,
    M,
    N,
    S,
    W,
    det,
    eye,
    inv,
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
    x,
)

DEFINITE = {"S": (Property.POSITIVE_DEFINITE,)}
SEMI = {"S": (Property.POSITIVE_SEMIDEFINITE,)}
SYMMETRIC = {"S": (Property.SYMMETRIC,)}
ORTHOGONAL = {"A": (Property.ORTHOGONAL,)}
POSITIVE = {"s": (Property.POSITIVE,)}
V = symbol("V", N, M)
between = prod(W, S, tp(W))
around = prod(A, S, tp(A))


def log_det(term: Term) -> Term:
    return of("log", det(term))


@pytest.mark.parametrize(
    ("term", "properties", "expected"),
    [
        (inv(S), DEFINITE, ()),
        (inv(S), SEMI, ("S invertible",)),
        (inv(S), SYMMETRIC, ("S invertible",)),
        (log_det(S), DEFINITE, ()),
        (log_det(S), SEMI, (r"\det(S) > 0",)),
        (log_det(inv(S)), DEFINITE, ()),
        (log_det(A), ORTHOGONAL, (r"\det(A) > 0",)),
        (inv(plus(between, eye(M))), DEFINITE, ()),
        (inv(plus(between, eye(M))), SEMI, ()),
        (inv(plus(between, eye(M))), SYMMETRIC, (r"W S W^\top + I invertible",)),
        (inv(between), DEFINITE, (r"W S W^\top invertible",)),
        (inv(prod(W, S, V)), DEFINITE, ("W S V invertible",)),
        (inv(around), DEFINITE | ORTHOGONAL, ()),
        (inv(around), DEFINITE, (r"A S A^\top invertible",)),
        (inv(around), SEMI | ORTHOGONAL, (r"A S A^\top invertible",)),
        (inv(prod(A, S, A)), DEFINITE | ORTHOGONAL, ("A S A invertible",)),
        (inv(plus(S, prod(tp(B), B))), DEFINITE, ()),
        (inv(plus(S, B)), DEFINITE, ("S + B invertible",)),
        (inv(plus(S, prod(num(-1), eye()))), DEFINITE, ("S + (-1) I invertible",)),
        (inv(prod(s, S)), DEFINITE | POSITIVE, ()),
        (inv(prod(s, S)), DEFINITE, ("s S invertible",)),
        (log_det(prod(s, S)), DEFINITE | POSITIVE, ()),
        (inv(prod(tp(A), A)), {}, (r"A^\top A invertible",)),
        (inv(prod(tp(A), A)), {"A": (Property.INVERTIBLE,)}, ()),
        (power(det(A), -1), {"A": (Property.INVERTIBLE,)}, ()),
        (power(det(A), -1), {}, (r"\det(A) \ne 0",)),
        (power(prod(tp(x), S, x), -1), DEFINITE, (r"x^\top S x \ne 0",)),
        (of("log", prod(s, t)), POSITIVE, ("s t > 0",)),
    ],
)
def test_assumptions(
    term: Term, properties: dict[str, tuple[Property, ...]], expected: tuple[str, ...]
) -> None:
    same = problem(term, term, **properties)
    assert prove(same, Budget()).assumes == expected
