"""The printer: what each shape of term looks like, and that no brackets get lost."""

from fractions import Fraction

import pytest

from mdderive.config import Layout
from mdderive.derivation import Scope
from mdderive.latex.printer import to_latex
from mdderive.operators import apply, number
from mdderive.term import COLUMN_OF, SCALAR, Dimension, Shape, Size, Symbol, Term

N, M = Size.letter("n"), Size.letter("m")
A, B = Symbol("A", Shape(N, N)), Symbol("B", Shape(N, N))
X = Symbol("X", Shape(M, N))
x, y = Symbol("x", COLUMN_OF(N)), Symbol("y", COLUMN_OF(N))
s = Symbol("s", SCALAR)
xi = Symbol("x^{(i)}", COLUMN_OF(N))
dX, dx = apply("differential", X), apply("differential", x)


def t(term: Term) -> Term:
    return apply("transpose", term)


def mul(*terms: Term) -> Term:
    return apply("product", *terms)


def add(*terms: Term) -> Term:
    return apply("sum", *terms)


def minus(term: Term) -> Term:
    return apply("negative", term)


HALF = number(Fraction(1, 2))
TALL = apply("quotient", mul(t(x), x), s)

CASES = [
    (mul(t(x), A, y), r"x^\top A y"),
    (mul(dX, x), r"\mathrm{d}X\, x"),
    (mul(X, dx), r"X\, \mathrm{d}x"),
    (mul(t(dx), A, dx), r"(\mathrm{d}x)^\top A\, \mathrm{d}x"),
    (apply("differential", mul(A, B)), r"\mathrm{d}(A B)"),
    (apply("differential", t(X)), r"\mathrm{d}(X^\top)"),
    (apply("differential", apply("differential", s)), r"\mathrm{d}^2 s"),
    (t(apply("inverse", A)), r"A^{-\top}"),
    (apply("inverse", t(A)), r"(A^\top)^{-1}"),
    (apply("inverse", mul(A, B)), r"(A B)^{-1}"),
    (t(apply("inverse", add(A, B))), r"(A + B)^{-\top}"),
    (t(xi), r"(x^{(i)})^\top"),
    (apply("power", A, number(2)), "A^2"),
    (apply("power", s, number(Fraction(-3, 2))), "s^{-3/2}"),
    (apply("hadamard_power", x, number(-1)), r"x^{\odot -1}"),
    (mul(HALF, x), r"\frac{1}{2} x"),
    (mul(number(2), add(A, B)), "2 (A + B)"),
    (mul(number(2), number(3), A), r"2 \cdot 3 A"),
    (mul(A, minus(B)), "A (-B)"),
    (minus(mul(A, B)), "-A B"),
    (minus(add(A, B)), "-(A + B)"),
    (add(A, minus(B), A), "A - B + A"),
    (add(A, add(A, B)), "A + (A + B)"),
    (mul(mul(t(x), y), x), r"(x^\top y) x"),
    (apply("hadamard", mul(A, B), A), r"(A B) \odot A"),
    (apply("kronecker", A, t(B)), r"A \otimes B^\top"),
    (apply("trace", mul(A, B)), r"\operatorname{tr}(A B)"),
    (apply("trace", mul(TALL, A)), r"\operatorname{tr}\left(\frac{x^\top x}{s} A\right)"),
    (mul(add(TALL, s), A), r"\left(\frac{x^\top x}{s} + s\right) A"),
    (apply("power", TALL, number(2)), r"\left(\frac{x^\top x}{s}\right)^2"),
    (apply("norm", x), r"\|x\|"),
    (apply("power", apply("norm", X), number(2)), r"\|X\|_F^2"),
    (apply("inner", A, B), r"\langle A, B \rangle"),
    (apply("identity", shape=A.shape), "I_n"),
    (apply("ones", shape=COLUMN_OF(Size.of(2) * N)), r"\mathbf{1}_{2 n}"),
    (apply("map", x, data=("sigmoid", 1)), r"\sigma'(x)"),
    (apply("map", s, data=("sqrt", 0)), r"\sqrt{s}"),
    (t(apply("map", A, data=("tanh", 0))), r"\tanh(A)^\top"),
    (add(apply("fill", number(1), shape=x.shape), minus(x)), "1 - x"),
    (apply("gradient", s, X, X), r"\frac{\partial s}{\partial X}"),
    (apply("gradient", mul(t(x), x), x, x), r"\frac{\partial (x^\top x)}{\partial x}"),
    (apply("jacobian", mul(A, x), x, x), r"\frac{\partial (A x)}{\partial x^\top}"),
    (
        apply("hessian", s, apply("vec", X), apply("vec", X)),
        r"\frac{\partial^2 s}"
        r"{\partial \operatorname{vec}(X)\, \partial \operatorname{vec}(X)^\top}",
    ),
    (mul(Dimension(N + Size.of(1)), A), "(n + 1) A"),
    (mul(Dimension(N), A), "n A"),
]


@pytest.mark.parametrize(("term", "latex"), CASES, ids=[latex for _, latex in CASES])
def test_prints(term: Term, latex: str) -> None:
    assert to_latex(term) == latex


def test_spells_as_the_author_does() -> None:
    scope = Scope(spelling={"transpose": "T", "differential": "d", "X": r"\mathbf{X}"})
    assert to_latex(mul(t(dX), X), scope) == r"(d\mathbf{X})^T \mathbf{X}"
    upright = Scope(spelling={"transpose": r"\mathrm{T}"})
    assert to_latex(t(x), upright) == r"x^{\mathrm{T}}"


def test_a_gradient_is_not_turned_over_by_the_layout() -> None:
    scope = Scope(layout=Layout.NUMERATOR)
    assert to_latex(apply("gradient", s, X, X), scope) == r"\nabla_{X} s"
