"""The judges share no rule: a kernel with one broken rule proves what the judge refutes.

Each case breaks one entry of the kernel's tables (a transpose dropped, a sign, a factor) and states
something false that the broken kernel proves. The sound kernel does not prove it, and the judge,
which is the same in both, shows a witness: so the fault would come out as a disagreement (D9).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import Any

import pytest

from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.kernel.differentiate import Derivation
from mdderive.operators import Einsum, operators, scalar_functions
from mdderive.recompute import judge
from mdderive.term import Problem, Shape, Term
from tests.kernel.terms import (
    A,
    I,
    Q,
    X,
    add,
    apply,
    c,
    d,
    det,
    diag,
    dim,
    f,
    had,
    inv,
    kron,
    m,
    matrix,
    mul,
    n,
    neg,
    num,
    ones,
    power,
    problem,
    s,
    t,
    tr,
    vec,
    x,
    y,
)

PROVE = import_module("mdderive.kernel.prove")
LOWER = import_module("mdderive.kernel.lower")
FUNCTIONS = import_module("mdderive.kernel.functions")
DETERMINANT = import_module("mdderive.kernel.determinant")

U = matrix("U", n, m)
K = apply("commutation", dim(n), dim(n), shape=Shape(n * n, n * n))
Im = apply("identity", shape=Shape(m, m))
sign = power(num(-1), dim(n))

INDEX_FORMS: list[tuple[str, Einsum, Term, Term]] = [
    ("transpose", Einsum("ij->ij"), t(A), A),
    ("trace", Einsum("ij->ab"), tr(A), mul(t(ones), A, ones)),
    ("negative", Einsum("ij->ij"), neg(A), A),
    ("vec", Einsum("ij->(ij)a"), vec(mul(x, t(y))), kron(x, y)),
    ("kronecker", Einsum("ij,kl->(ki)(lj)"), kron(x, y), vec(mul(x, t(y)))),
    ("diag", Einsum("ia->ij"), diag(x), mul(x, t(ones))),
    ("diagonal", Einsum("ij->ia"), diag(A), mul(A, ones)),
    ("identity", Einsum("->ij"), I, mul(ones, t(ones))),
    ("commutation", Einsum("->(ij)(ij)", sizes="ij"), mul(K, vec(A)), vec(A)),
]

LAWS: list[tuple[str, Term, Term, str]] = [
    ("inverse_cancelled", mul(inv(A), A), neg(I), ""),
    ("property_used", mul(t(Q), Q), neg(I), "Q orth"),
    ("roots_joined", mul(power(A, dim(m)), A), neg(power(A, add(dim(m), num(1)))), ""),
    ("orthogonal_determinant", power(det(Q), 2), num(-1), "Q orth"),
    ("generator_reduced", power(f("sign", c), 2), num(-1), ""),
    ("slots_identified", diag(f("exp", A)), neg(f("exp", diag(A))), ""),
    ("signs_reduced", power(sign, 2), num(-1), ""),
    ("exponentials_joined", mul(apply("expm", A), apply("expm", neg(A))), neg(I), ""),
]

DIFFERENTIALS: list[tuple[str, Term, Term]] = [
    ("_inverse", d(inv(A)), mul(inv(A), d(A), inv(A))),
    ("_determinant", d(det(A)), neg(mul(det(A), tr(mul(inv(A), d(A)))))),
    ("_chain", d(f("exp", A)), neg(had(f("exp", A), d(A)))),
    ("_power", d(power(c, s)), neg(mul(s, power(c, s), power(c, -1), d(c)))),
]


def _caught(
    question: Problem, breaks: Callable[[pytest.MonkeyPatch], None], patch: pytest.MonkeyPatch
) -> None:
    assert prove(question, Budget()).outcome is not ProofOutcome.PROVED
    with patch.context() as broken:
        breaks(broken)
        assert prove(question, Budget()).outcome is ProofOutcome.PROVED
        verdict = judge(question, Budget(), MappingProxyType({}))
    assert verdict.outcome is JudgementOutcome.REFUTED
    assert verdict.witness is not None


@pytest.mark.parametrize(("name", "form", "left", "right"), INDEX_FORMS)
def test_an_index_form(
    name: str, form: Einsum, left: Term, right: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {**operators(), name: replace(operators()[name], index_form=form)}
    _caught(
        problem(left, right),
        lambda patch: patch.setattr(LOWER, "operators", lambda: table),
        monkeypatch,
    )


def _negated(law: Any) -> Any:
    def broken(*args: Any) -> Any:
        found = law(*args)
        return None if found is None else [(monomial, -weight) for monomial, weight in found]

    return broken


@pytest.mark.parametrize(("name", "left", "right", "given"), LAWS)
def test_a_law(
    name: str, left: Term, right: Term, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(patch: pytest.MonkeyPatch) -> None:
        for table in ("BEFORE", "AFTER"):
            laws = getattr(PROVE, table)
            changed = tuple(_negated(law) if law.__name__ == name else law for law in laws)
            patch.setattr(PROVE, table, changed)

    _caught(problem(left, right, given), breaks, monkeypatch)


@pytest.mark.parametrize(("name", "left", "right"), DIFFERENTIALS)
def test_a_rule_of_differentiation(
    name: str, left: Term, right: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = getattr(Derivation, name)

    def breaks(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Derivation, name, lambda *args: sound(*args).scaled(-1))

    _caught(problem(left, right, "c pos", "A c"), breaks, monkeypatch)


@pytest.mark.parametrize("name", sorted(set(scalar_functions()) - {"sign", "step"}))
def test_the_derivative_of_a_function(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = scalar_functions()[name]
    wrong = replace(record, derivative=lambda u: neg(record.derivative(u)))
    table: Mapping[str, Any] = {**scalar_functions(), name: wrong}
    right = mul(neg(record.derivative(s)), d(s))
    _caught(
        problem(mul(f(name, s, 1), d(s)), right, "s pos", "s"),
        lambda patch: patch.setattr(FUNCTIONS, "scalar_functions", lambda: table),
        monkeypatch,
    )


def test_sylvesters_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = DETERMINANT.moves

    def breaks(patch: pytest.MonkeyPatch) -> None:
        def moves(*args: Any) -> Any:
            return [(scale.scaled(-1), block) for scale, block in sound(*args)]

        patch.setattr(DETERMINANT, "moves", moves)

    question = problem(det(add(I, mul(U, X))), neg(det(add(Im, mul(X, U)))))
    _caught(question, breaks, monkeypatch)
