"""Terms in phrases: one pass over the templates, minus signs, brackets where they are needed."""

import pytest

from kernel.terms import (
    A,
    B,
    I,
    add,
    c,
    d,
    diag,
    dim,
    f,
    grad,
    inv,
    kron,
    mul,
    n,
    neg,
    norm,
    num,
    ones,
    over,
    power,
    sub,
    t,
    tr,
    x,
    y,
)
from mdderive.kernel.phrase import phrase
from mdderive.term import Symbol, Term


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (sub(mul(A, x), y), "A x - y"),
        (sub(mul(A, x), add(x, y)), "A x - (x + y)"),
        (add(neg(x), y), "-x + y"),
        (sub(x, sub(x, y)), "x - (x - y)"),
        (add(x, mul(num(-1), y)), "x + (-1) y"),
        (mul(t(ones), x), r"\mathbf{1}^\top x"),
        (inv(add(I, mul(A, B))), "(I + A B)^{-1}"),
        (power(add(c, num(1)), dim(n)), "(c + 1)^{n}"),
        (over(num("1/2"), c), r"\frac{\frac{1}{2}}{c}"),
        (tr(kron(A, B)), r"\operatorname{tr}(A \otimes B)"),
        (f("log", norm(x)), None),
        (mul(A, neg(x)), "A (-x)"),
        (mul(num(-2), x), "(-2) x"),
        (d(diag(x)), None),
        (grad(mul(t(x), x), x), None),
        (Symbol("{0}_1", c.shape), "{0}_1"),
        (mul(Symbol("{1}", c.shape), Symbol("a", c.shape)), "{1} a"),
    ],
)
def test_a_term_is_printed_as_one_writes_it(term: Term, wanted: str | None) -> None:
    assert wanted is None or phrase(term) == wanted
    assert "+ -" not in phrase(term)
