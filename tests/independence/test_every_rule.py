"""The judge shares no rule with the kernel: each function of it that states a rule is broken in
turn, and what the broken kernel then proves of a false statement, the judge refutes.

A law or a network comes out with the other sign; a condition (definite, commuting, whole) is always
met. The sound kernel proves none of these statements.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import mdderive.kernel
from mdderive.config import Budget
from mdderive.evidence import JudgementOutcome
from mdderive.kernel import ProofOutcome, prove
from mdderive.kernel import laws as LAW_TABLES
from mdderive.kernel.network import Network
from mdderive.recompute import judge
from mdderive.term import Shape, Term
from tests.independence.test_broken_kernel import LAWS
from tests.kernel.terms import (
    A,
    B,
    I,
    S,
    add,
    apply,
    c,
    det,
    diag,
    dim,
    f,
    had,
    hpower,
    inv,
    kron,
    m,
    matrix,
    mul,
    n,
    neg,
    num,
    over,
    power,
    problem,
    s,
    sub,
    t,
    tr,
    x,
    y,
)

Break = Callable[[Any], Any]

MODULES = [
    import_module(f"mdderive.kernel.{found.name}")
    for found in iter_modules(mdderive.kernel.__path__)
]
TABLES = ("BEFORE", "AFTER", "BEFORE_COMPLETED", "AFTER_COMPLETED")

N, U, W = matrix("N", m, m), matrix("U", n, m), matrix("W", m, n)
Im = apply("identity", shape=Shape(m, m))
half = num("1/2")


def expm(argument: Term) -> Term:
    return apply("expm", argument)


def _law(sound: Any) -> Any:
    """A law with the other sign."""

    def broken(*args: Any) -> Any:
        found = sound(*args)
        return None if found is None else [(monomial, -weight) for monomial, weight in found]

    return broken


def _net(sound: Any) -> Any:
    """A network with the other sign."""

    def broken(*args: Any) -> Any:
        found = sound(*args)
        return None if found is None else found.scaled(-1)

    return broken


def _yes(sound: Any) -> Any:
    """A condition that is always met."""
    return lambda *args: True


def _reversed(sound: Any) -> Any:
    return lambda network: list(reversed(sound(network)))


def _sorted_slots(sound: Any) -> Any:
    """All slots of an entry alike."""
    return lambda factor, slots: (tuple(sorted(slots)), 1)


def _nothing_left(sound: Any) -> Any:
    return lambda work, network: Network(network.axes, {})


rank_one = add(num(1), mul(t(y), inv(A), x))
total = add(c, s)
exp_s = f("exp", s)

RULES: list[tuple[str, Break, Term, Term, str]] = [
    (
        "entry_laws.group_expanded",
        _law,
        power(total, num("3/2")),
        neg(mul(total, power(total, half))),
        "",
    ),
    ("entry_laws.group_reduced", _law, over(s, total), sub(over(c, total), num(1)), ""),
    (
        "entry_laws.group_parted",
        _law,
        over(f("exp", neg(s)), add(num(1), exp_s)),
        sub(over(num(1), add(num(1), exp_s)), f("exp", neg(s))),
        "",
    ),
    (
        "laws.rules_applied",
        _law,
        mul(inv(add(I, mul(U, W))), U),
        neg(mul(U, inv(add(Im, mul(W, U))))),
        "",
    ),
    ("inverse.inverse", _net, inv(mul(A, B)), neg(mul(inv(B), inv(A))), ""),
    ("inverse._diagonal_inverse", _net, inv(diag(x)), neg(diag(hpower(x, -1))), ""),
    ("inverse._kronecker_inverse", _net, inv(kron(A, N)), neg(kron(inv(A), inv(N))), ""),
    (
        "inverse._updated",
        _net,
        inv(add(A, mul(x, t(y)))),
        sub(over(mul(inv(A), x, t(y), inv(A)), rank_one), inv(A)),
        "",
    ),
    ("chains.chain", _reversed, inv(mul(A, B)), mul(inv(A), inv(B)), ""),
    ("determinant.determinant", _net, det(mul(A, B)), neg(mul(det(A), det(B))), ""),
    (
        "determinant._of_kronecker",
        _net,
        det(kron(A, N)),
        neg(mul(power(det(A), dim(m)), power(det(N), dim(n)))),
        "",
    ),
    ("determinant._of_exponential", _net, det(expm(A)), neg(f("exp", tr(A))), ""),
    ("determinant._positive_diagonal", _yes, f("log", det(A)), tr(f("log", A)), ""),
    ("determinant._odd_size", _yes, det(S), num(0), "S skew"),
    ("roots._is_projection", _yes, power(A, dim(m)), A, ""),
    ("exponential.expm", _net, expm(mul(c, I)), neg(mul(f("exp", c), I)), ""),
    (
        "exponential._of_kronecker_sum",
        _net,
        expm(add(kron(A, Im), kron(I, N))),
        neg(kron(expm(A), expm(N))),
        "",
    ),
    ("exponential._similar", _net, expm(mul(B, A, inv(B))), neg(mul(B, expm(A), inv(B))), ""),
    ("exponential.commute", _yes, mul(expm(A), expm(B)), expm(add(A, B)), ""),
    ("positive.nonnegative", _yes, power(power(c, 2), half), c, ""),
    ("positive.definite", _yes, power(power(A, 2), half), A, ""),
    ("positive.is_orthogonal", _yes, inv(A), t(A), ""),
    ("positive.is_unit", _yes, power(det(A), 2), num(1), ""),
    ("entrywise.power", _net, hpower(had(x, y), -1), neg(had(hpower(x, -1), hpower(y, -1))), ""),
    ("functions.mapped", _net, f("exp", total), neg(mul(f("exp", c), exp_s)), ""),
    ("multiplied.vanishes_multiplied", _yes, inv(add(A, B)), add(inv(A), inv(B)), ""),
    ("decide.cleared", _nothing_left, mul(A, B), mul(B, A), ""),
    ("canonical.least", _sorted_slots, mul(A, t(A)), mul(A, A), ""),
]


def _broken(name: str, breaks: Break, patch: pytest.MonkeyPatch) -> None:
    """The rule broken wherever the kernel uses it."""
    home, function = name.split(".")
    sound = getattr(import_module(f"mdderive.kernel.{home}"), function)
    unsound = breaks(sound)
    for module in MODULES:
        if getattr(module, function, None) is sound:
            patch.setattr(module, function, unsound)
        for table in TABLES:
            if hasattr(module, table):
                laws = [unsound if law is sound else law for law in getattr(module, table)]
                patch.setattr(module, table, tuple(laws))


@pytest.mark.parametrize(("name", "breaks", "left", "right", "given"), RULES)
def test_a_rule(
    name: str,
    breaks: Break,
    left: Term,
    right: Term,
    given: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = problem(left, right, given)
    assert prove(question, Budget()).outcome is not ProofOutcome.PROVED
    with monkeypatch.context() as patch:
        _broken(name, breaks, patch)
        assert prove(question, Budget()).outcome is ProofOutcome.PROVED
        assert judge(question, Budget(), {}).outcome is JudgementOutcome.REFUTED


def test_every_law_is_broken() -> None:
    laws = {law.__name__ for table in TABLES for law in getattr(LAW_TABLES, table)}
    assert laws <= {name for name, *_ in LAWS} | {name.split(".")[1] for name, *_ in RULES}
