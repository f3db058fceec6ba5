"""One row per spelling: LaTeX in, the term it must be out."""

import pytest
from reading import (
    STANDARD,
    A,
    B,
    C,
    T,
    X,
    add,
    apply,
    d,
    eye,
    fill,
    fn,
    had,
    inv,
    m,
    mul,
    n,
    neg,
    num,
    ones,
    power,
    s,
    steps,
    term,
    tr,
    u,
    x,
    y,
    zero,
)  # fmt: skip

from mdderive.term import Dimension, Size

SPELLINGS = [
    # transposes, inverses, powers
    (r"A^\top", T(A)),
    (r"A^T", T(A)),
    (r"A^{\mathrm T}", T(A)),
    (r"A^{\mathsf{T}}", T(A)),
    (r"A^\mathrm{T}", T(A)),
    (r"A^{\text{T}}", T(A)),
    (r"A^\intercal", T(A)),
    (r"A'", T(A)),
    (r"A^{\prime}", T(A)),
    (r"A^{TT}", T(T(A))),
    (r"{A}^{\top}", T(A)),
    (r"A^{-1}", inv(A)),
    (r"A^{-T}", T(inv(A))),
    (r"A^{-\top}", T(inv(A))),
    (r"A^{-\mathrm{T}}", T(inv(A))),
    (r"(A^\top)^{-1}", inv(T(A))),
    (r"A^2", power(A, 2)),
    (r"A^{-2}", power(A, -2)),
    (r"A^{1/2}", power(A, num("1/2"))),
    (r"A^{\frac12}", power(A, num("1/2"))),
    (r"A^n", power(A, Dimension(n))),
    (r"X^{\odot 2}", apply("hadamard_power", X, num(2))),
    (r"X^{\circ 2}", apply("hadamard_power", X, num(2))),
    (r"X^{\odot -1}", apply("hadamard_power", X, num(-1))),
    (r"x^2", apply("hadamard_power", x, num(2))),
    (r"s^2", power(s, 2)),
    (r"s^{-1}", power(s, -1)),
    # products and quotients
    (r"A B", mul(A, B)),
    (r"A \cdot B", mul(A, B)),
    (r"A \times B", mul(A, B)),
    (r"2 A B", mul(num(2), A, B)),
    (r"x^\top A y", mul(T(x), A, y)),
    (r"(A B) C", mul(mul(A, B), C)),
    (r"s \cdot -1", mul(s, num(-1))),
    (r"\frac{x}{s}", apply("quotient", x, s)),
    (r"x / s", apply("quotient", x, s)),
    (r"\frac12 A", mul(num("1/2"), A)),
    (r"\frac{1}{2} A", mul(num("1/2"), A)),
    (r"\tfrac 1 2 A", mul(num("1/2"), A)),
    (r"1/2 A", mul(num("1/2"), A)),
    (r"\frac1n A", mul(apply("quotient", num(1), Dimension(n)), A)),
    (r"0.5 A", mul(num("1/2"), A)),
    (r"12 A", mul(num(12), A)),
    # sums
    (r"A + B - C", add(A, B, neg(C))),
    (r"-A", neg(A)),
    (r"-2", num(-2)),
    (r"- A B", neg(mul(A, B))),
    (r"A + 0", add(A, zero(A))),
    (r"A + I", add(A, eye(n))),
    (r"x + \mathbf{1}", add(x, ones(n))),
    (r"x + \mathbf 1_n", add(x, ones(n))),
    (r"1 - x", add(fill(num(1), x), neg(x))),
    (r"s + x", add(fill(s, x), x)),
    (r"1 - \exp(A)", add(fill(num(1), A), neg(fn("exp", A)))),
    # entrywise signs
    (r"A \odot B", had(A, B)),
    (r"A \circ B", had(A, B)),
    (r"x \odot y \odot x", had(x, y, x)),
    (r"A \otimes X", apply("kronecker", A, X)),
    (r"x \oslash y", apply("hadamard_quotient", x, y)),
    (r"X^\top u \odot x", had(mul(T(X), u), x)),
    # traces, determinants, diag, vec
    (r"\operatorname{tr}(A B)", tr(mul(A, B))),
    (r"\mathrm{tr}(A)", tr(A)),
    (r"\text{tr}(A)", tr(A)),
    (r"\mbox{tr}(A)", tr(A)),
    (r"\tr(A)", tr(A)),
    (r"tr(A)", tr(A)),
    (r"\operatorname{Tr}[A]", tr(A)),
    (r"\operatorname{trace}\{A\}", tr(A)),
    (r"tr A B", tr(mul(A, B))),
    (r"\tr(A)^2", power(tr(A), 2)),
    (r"\tr(A)\tr(B)", mul(tr(A), tr(B))),
    (r"\det(A)", apply("determinant", A)),
    (r"\det A", apply("determinant", A)),
    (r"|A|", apply("determinant", A)),
    (r"\left|A\right|", apply("determinant", A)),
    (r"|A||B|", mul(apply("determinant", A), apply("determinant", B))),
    (r"\lvert A B \rvert", apply("determinant", mul(A, B))),
    (r"|s|", fn("abs", s)),
    (r"|x|", apply("norm", x)),
    (r"\operatorname{diag}(x)", apply("diag", x)),
    (r"\operatorname{diag}(A)", apply("diagonal", A)),
    (r"\operatorname{vec}(X)^\top", T(apply("vec", X))),
    # norms and inner products
    (r"\|x\|", apply("norm", x)),
    (r"\|x\|_2^2", power(apply("norm", x), 2)),
    (r"\|x\|^2_2", power(apply("norm", x), 2)),
    (r"||x||", apply("norm", x)),
    (r"\lVert x \rVert", apply("norm", x)),
    (r"\left\|x\right\|", apply("norm", x)),
    (r"\|X\|_F", apply("norm", X)),
    (r"\|X\|_{\mathrm F}", apply("norm", X)),
    (r"\|X\|^2", power(apply("norm", X), 2)),
    (r"\|x\|_1", apply("norm1", x)),
    (r"\|x\|_A^2", mul(T(x), A, x)),
    (r"\langle A, B\rangle", apply("inner", A, B)),
    (r"A : B", apply("inner", A, B)),
    (r"\langle A, B\rangle_F", apply("inner", A, B)),
    # functions
    (r"\exp(x)", fn("exp", x)),
    (r"\log x^\top x", fn("log", mul(T(x), x))),
    (r"\log s^2", fn("log", power(s, 2))),
    (r"\log(s)^2", power(fn("log", s), 2)),
    (r"\ln |A|", fn("log", apply("determinant", A))),
    (r"log s", fn("log", s)),
    (r"\log \det(A)", fn("log", apply("determinant", A))),
    (r"\sigma(x)", fn("sigmoid", x)),
    (r"\sigma'(x)", fn("sigmoid", x, 1)),
    (r"\sigma(X)^\top", T(fn("sigmoid", X))),
    (r"\phi(x)", fn(r"\phi", x)),
    (r"\phi''(x)", fn(r"\phi", x, 2)),
    (r"\phi^{\prime}(x)", fn(r"\phi", x, 1)),
    (r"\operatorname{softmax}(x)", apply("softmax", x)),
    (r"e^{s}", fn("exp", s)),
    (r"e^{-s^2}", fn("exp", neg(power(s, 2)))),
    (r"\sqrt{s}", fn("sqrt", s)),
    (r"\sqrt s", fn("sqrt", s)),
    (r"\sqrt[3]{s}", power(s, num("1/3"))),
    # differentials
    (r"\mathrm{d}A", d(A)),
    (r"\mathrm d A", d(A)),
    (r"{\rm d}A", d(A)),
    (r"\operatorname{d}A", d(A)),
    (r"dA", d(A)),
    (r"\partial A", d(A)),
    (r"\delta A", d(A)),
    (r"\mathrm{d}A\, B", mul(d(A), B)),
    (r"\mathrm{d}A^{-1}", d(inv(A))),
    (r"(\mathrm{d}A)^{-1}", inv(d(A))),
    (r"\mathrm{d}(A B)", d(mul(A, B))),
    (r"d[A B]", d(mul(A, B))),
    (r"\mathrm{d}\mathbf{A}", d(A)),
    (r"\mathrm{d}^2 A", d(d(A))),
    (r"\mathrm{d}|A|", d(apply("determinant", A))),
    (r"\mathrm{d}\tr(A)", d(tr(A))),
    (r"\mathrm{d}\|x\|_2", d(apply("norm", x))),
    # fonts, spaces, sizing, wrappers
    (r"\mathbf{x^\top A y}", mul(T(x), A, y)),
    (r"\boldsymbol x^\top \boldsymbol y", mul(T(x), y)),
    (r"\left(A + B\right) C", mul(add(A, B), C)),
    (r"\big(A\big) \, B", mul(A, B)),
    (r"\underbrace{A B}_{\text{two}} C", mul(A, B, C)),
    (r"\boxed{A B}", mul(A, B)),
    (r"A B % a comment", mul(A, B)),
    # built-in constants
    (r"I_n", eye(n)),
    (r"I_{n^2}", eye(n * n)),
    (r"\mathbf{I}_{m}", eye(m)),
    (r"E_n", eye(n)),
    (r"\mathbf{1}_{m \times n}", ones(m, n)),
    (r"\mathbf 1^\top x", mul(T(ones(n)), x)),
    (r"\mathbf{1}_{2n}", ones(n * Size.of(2))),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "wanted"), SPELLINGS)
def test_spelling(latex: str, wanted: object) -> None:
    assert term(latex) == wanted


def test_powers_of_a_scalar_by_a_scalar() -> None:
    assert term("s^{x^\\top y}") == power(s, mul(T(x), y))


def test_pi_is_a_positive_constant() -> None:
    value = term(r"t \pi")
    assert value.args[1].name == r"\pi"


LONGEST = (
    STANDARD + "\nx_1: R^n\nW_{ab}: R^{n x n}\nx_{12}: R\n" + r"\hat\mu: R" + "\nw^*: R^n\nx': R^n"
)


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"x_1", "x_1"),
        (r"x_{1}", "x_1"),
        (r"\mathbf{x}_1", "x_1"),
        (r"x_{12}", "x_{12}"),
        (r"W_{ a b }", "W_{ab}"),
        (r"\hat{\mu}", r"\hat{\mu}"),
        (r"\hat \mu", r"\hat{\mu}"),
        (r"w^{*}", "w^*"),
        (r"x'", "x'"),
        (r"x^{\prime}", "x"),
    ],
)
def test_names(latex: str, name: str) -> None:
    value = term(latex, LONGEST)
    while hasattr(value, "args"):
        value = value.args[0]
    assert value.name == name


def test_bold_and_plain_differ_only_if_both_are_declared() -> None:
    value = term(r"\mathbf{x}^\top x", STANDARD + "\n" + r"\mathbf{x}: R^n")
    assert {value.args[0].args[0].name, value.args[1].name} == {r"\mathbf{x}", "x"}
    assert term(r"\mathbf{x}^\top x") == mul(T(x), x)


@pytest.mark.parametrize(
    ("declaration", "latex", "wanted"),
    [
        ("T: R", "A^T", "power"),
        ("T: R^n", "A^T", "transpose"),
        ("d: R^n", "d^\\top x", "product"),
        ("e: R", "e^s", "power"),
        ("I: R^n", "I^\\top x", "product"),
        (r"\sigma: R", r"\sigma(s)", "product"),
        (r"\sigma: tanh", r"\sigma(s)", "map"),
        (r"\delta: R^n", r"\delta^\top x", "product"),
    ],
)
def test_declarations_shadow_what_is_built_in(declaration: str, latex: str, wanted: str) -> None:
    if wanted == "power" and latex == "A^T":
        latex = "s^T"
    assert term(latex, STANDARD + "\n" + declaration).operator == wanted


def test_a_size_letter_is_a_number_and_shadows_nothing() -> None:
    sized = "x: R^d\ns: R"
    assert term("d s", sized) == d(s)
    assert term(r"\frac{s}{d}", sized).args[1] == Dimension(Size.letter("d"))


@pytest.mark.parametrize(
    "latex",
    [r"d \tr(A)", r"d\log s", r"d \frac{s}{t}", r"d \sqrt s", r"d\|x\|", r"d\langle A, B\rangle",
     r"d \mathbf{A}", r"d{A}", r"d(A)", r"d|A|", r"d \nabla_x s"],
)  # fmt: skip
def test_a_plain_d_is_a_differential_before_any_operand(latex: str) -> None:
    (step,) = steps(rf"{latex} = {latex}")
    if step.problem is None:
        assert step.readings[0].left.operator == "differential"
    else:
        assert step.problem.code == "D504"


def test_a_plain_d_is_never_taken_for_a_number() -> None:
    (step,) = steps(r"\tr(A d) = \tr(A d)")
    assert step.problem is not None and step.problem.code == "D206"


@pytest.mark.parametrize(
    "latex",
    [r"\frac{{\partial s^2}}{{\partial s}}", r"\frac{{\partial {s^2}}}{\partial s}",
     r"{\partial s^2} / {\partial s}", r"\frac{ds^2}{ds}"],
)  # fmt: skip
def test_differentials_over_differentials_are_derivatives(latex: str) -> None:
    (step,) = steps(rf"{latex} = 2 s")
    assert step.problem is None
    assert step.readings[0].left.operator == "gradient"
