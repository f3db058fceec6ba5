"""Gradients, Jacobians and Hessians: which binder, which way up in which layout."""

import pytest
from reading import T, apply, d, mul, n, reading, s, steps, t, x

from mdderive.term import Apply, Shape, Size, Symbol, Term

DECLARED = r"A: R^{n x n}; X: R^{m x n}; x, y: R^n; u: R^m; s, t: R; r: R^{1 x n}"
DEFINED = r"f = x^\top A x + \tr(X^\top X) \\ g = X x \\ F = X \operatorname{diag}(x) \\ h = t s \\"


def right(formula: str, layout: str = "denominator") -> Term:
    found = reading(rf"{DEFINED} q_0 = {formula}", f"{DECLARED}\nlayout: {layout}")
    step = found.steps[-1]
    assert step.problem is None, step.problem
    return step.readings[0].right


def code(formula: str) -> str:
    found = reading(rf"{DEFINED} q_0 = {formula}", DECLARED).steps[-1].problem
    return found.code if found else ""


def gradient(f: Term, by: Term) -> Apply:
    return apply("gradient", f, by, by)


f = Symbol("f", Shape(Size.of(1), Size.of(1)))
g = Symbol("g", Shape(Size.letter("m"), Size.of(1)))
F = Symbol("F", Shape(Size.letter("m"), n))
X = Symbol("X", Shape(Size.letter("m"), n))
JACOBIAN = apply("jacobian", g, x, x)


@pytest.mark.parametrize(
    ("latex", "layout", "wanted"),
    [
        (r"\frac{\partial f}{\partial x}", "denominator", gradient(f, x)),
        (r"\frac{\partial f}{\partial x}", "mixed", gradient(f, x)),
        (r"\frac{\partial f}{\partial x}", "numerator", T(gradient(f, x))),
        (r"\frac{\partial f}{\partial X}", "numerator", T(gradient(f, X))),
        (r"\frac{\partial f}{\partial x^\top}", "denominator", T(gradient(f, x))),
        (r"\frac{\partial f}{\partial x^\top}", "numerator", T(gradient(f, x))),
        (r"\nabla_x f", "denominator", gradient(f, x)),
        (r"\nabla_x f", "numerator", gradient(f, x)),
        (r"\frac{\partial g}{\partial x^\top}", "denominator", JACOBIAN),
        (r"\frac{\partial g}{\partial x^\top}", "numerator", JACOBIAN),
        (r"\frac{\partial g}{\partial x}", "denominator", T(JACOBIAN)),
        (r"\frac{\partial g}{\partial x}", "numerator", JACOBIAN),
        (r"\frac{\partial g}{\partial x}", "mixed", JACOBIAN),
        (r"\frac{\partial h}{\partial t}", "numerator", gradient(mul(t, s), t)),
    ],
)
def test_layout(latex: str, layout: str, wanted: Term) -> None:
    found = right(latex, layout)
    if "h" in latex:
        assert isinstance(found, Apply) and found.operator == "gradient"
    else:
        assert found == wanted


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial f}{\partial x}",
        r"\frac{df}{dx}",
        r"\frac{\mathrm{d}f}{\mathrm{d}x}",
        r"\frac{\mathrm d f}{\mathrm d x}",
        r"\dfrac{\partial f}{\partial \mathbf{x}}",
        r"\partial f / \partial x",
        r"\frac{\partial}{\partial x} f",
        r"\frac{\partial}{\partial x} (f)",
        r"\nabla_x f",
        r"\nabla_{x} f",
        r"\nabla_{\mathbf{x}} f",
        r"\frac{\partial (f)}{\partial x}",
    ],
)
def test_spellings_of_a_gradient(latex: str) -> None:
    assert right(latex) == gradient(f, x)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial^2 f}{\partial x\, \partial x^\top}",
        r"\frac{\partial^2 f}{\partial x \partial x^T}",
        r"\nabla^2_x f",
        r"\nabla_x^2 f",
        r"\frac{\partial^2 f}{\partial x^2}",
    ],
)
def test_spellings_of_a_hessian(latex: str) -> None:
    assert right(latex) == apply("hessian", f, x, x)


def test_a_jacobian_between_vecs() -> None:
    vec = apply("vec", X)
    wanted = apply("jacobian", apply("vec", F), vec, vec)
    latex = r"\frac{\partial \operatorname{vec}(F)}{\partial \operatorname{vec}(X)^\top}"
    assert right(latex) == wanted
    hessian = (
        r"\frac{\partial^2 f}{\partial \operatorname{vec}(X)\, \partial \operatorname{vec}(X)^\top}"
    )
    assert right(hessian) == apply("hessian", f, vec, vec)


def test_a_numerator_may_hold_an_expression() -> None:
    found = right(r"\frac{\partial x^\top A x}{\partial x}")
    assert found == gradient(mul(T(x), Symbol("A", Shape(n, n)), x), x)


def test_an_operator_takes_the_whole_following_product() -> None:
    found = right(r"\frac{\partial}{\partial x} x^\top A x + f x")
    assert isinstance(found, Apply) and found.operator == "sum"
    assert found.args[0] == gradient(mul(T(x), Symbol("A", Shape(n, n)), x), x)
    assert right(r"\nabla_x (x^\top x)") == gradient(mul(T(x), x), x)


def test_nabla_takes_a_name_with_a_value_alone() -> None:
    assert right(r"\nabla_x f^\top y").operator == "product"
    assert right(r"(\nabla_x f)^\top y") == right(r"\nabla_x f^\top y")


def test_nabla_without_a_subscript() -> None:
    found = reading(r"f = x^\top x \\ \nabla f = 2 x", "x: R^n\nwrt: x").steps
    assert found[1].readings[0].left.operator == "gradient"
    found = reading(r"f(x) = x^\top x \\ \nabla f(x) = 2 x \\ \nabla^2 f = 2 I", "x: R^n").steps
    assert [step.problem for step in found] == [None] * 3
    assert code(r"\nabla f") == "D205"


def test_a_derivative_by_a_name_that_has_a_value() -> None:
    found = reading(
        r"z = X x \\ L = z^\top z \\ \frac{\partial L}{\partial z} = 2 z", DECLARED
    ).steps[2]
    assert found.readings[0].left == apply(
        "gradient", Symbol("L", s.shape), Symbol("z", g.shape), Symbol("z", g.shape)
    )


def test_a_derivative_by_an_expression_needs_it_to_be_all_there_is() -> None:
    declared = r"S: R^{n x n} positive definite; x: R^n; v: R positive"
    ok = reading(r"f = x^\top S^{-1} x \\ \frac{\partial f}{\partial S^{-1}} = x x^\top", declared)
    assert ok.steps[1].problem is None
    variable = ok.steps[1].readings[0].left.args[1]
    assert variable.name in ok.scope.declarations
    both = r"f = x^\top S^{-1} x + x^\top S x \\ \frac{\partial f}{\partial S^{-1}} = x x^\top"
    assert reading(both, declared).steps[1].problem is None
    bad = reading(r"f = x^\top S^{2} S x \\ \frac{\partial f}{\partial S^{2}} = x x^\top", declared)
    assert bad.steps[1].problem.code == "D205"


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\mathrm{d}k", "D209"),
        (r"\frac{\partial k}{\partial x}", "D209"),
        (r"\nabla_x k", "D209"),
        (r"\frac{\partial h}{\partial x}", "D504"),
        (r"\frac{\partial F}{\partial X}", "D205"),
        (r"\frac{\partial f}{x}", "D205"),
    ],
)
def test_what_cannot_be_differentiated(latex: str, wanted: str) -> None:
    assert code(latex) == wanted


def test_what_varies() -> None:
    def varying(formula: str, declared: str = DECLARED) -> frozenset[str]:
        return reading(formula, declared).scope.varying

    assert varying(r"\mathrm{d}(X x) = X\, \mathrm{d}x") == {"x"}
    assert varying(r"f = x^\top A x \\ \mathrm{d}f = 2 x^\top A\, \mathrm{d}x") == {"x"}
    assert varying(r"z = X x \\ L = z^\top u \\ \mathrm dL = u^\top \mathrm dz") == {"X", "x"}
    assert varying(r"\frac{\partial x^\top A x}{\partial x} = 2 A x") == {"x"}
    assert varying(r"\mathrm dx = \mathrm dx", DECLARED + "\nwrt: x, A") == {"x", "A"}


def test_order_two_differentials() -> None:
    (step,) = steps(r"\mathrm{d}^2 s = \mathrm{d}(\mathrm{d} s)", DECLARED)
    assert step.readings[0].left == step.readings[0].right == d(d(s))


def test_a_derivative_of_an_explicit_constant_is_zero() -> None:
    (step,) = steps(r"\frac{\partial (u^\top u)}{\partial x} = 0", DECLARED)
    assert step.problem is None
