"""Slips of every kind are named, and the formula offered is proved by both judges."""

from dataclasses import dataclass, replace

import pytest

from mdderive.config import Budget, Lang
from mdderive.derivation import Kind, Outcome, Reading, Scope, Step, Verdict
from mdderive.derive.diagnosis import diagnose, diagnose_steps
from mdderive.derive.edits import EDITS, KINDS
from mdderive.derive.judging import judge_terms
from mdderive.evidence import Judges
from mdderive.kernel import prove
from mdderive.operators.apply import apply, number
from mdderive.recompute import judge
from mdderive.source import Fragment, Span
from mdderive.term import Symbol, Term, subterms
from tests.derive.formulas import (
    column,
    d,
    grad,
    inv,
    minus,
    plus,
    scope,
    symbol,
    t,
    times,
    tr,
    two,
)

JUDGES = Judges(prove, judge)
BUDGET = Budget()
A, B, C, D, X = (symbol(name) for name in "ABCDX")
a, b, x = (column(name) for name in "abx")
REFUTED = Verdict(Outcome.REFUTED)


def entrywise(name: str, term: Term) -> Term:
    return apply("map", term, data=(name, 0))


def step(left: Term, right: Term) -> Step:
    text = Fragment.at("l = r", 0)
    reading = Reading(left, right)
    return Step(Kind.REWRITE, "=", Span(0, 5), text, text, 0, 0, False, readings=(reading,))


@dataclass(frozen=True)
class Slip:
    kind: str
    left: Term
    wrong: Term
    right: Term
    scope: Scope


SLIPS = (
    Slip(
        "layout",
        grad(times(t(a), X, b), X),
        times(b, t(a)),
        times(a, t(b)),
        scope(a, b, X, varying="X"),
    ),
    Slip(
        "transpose",
        grad(times(t(x), A, x), x),
        times(plus(A, A), x),
        times(plus(t(A), A), x),
        scope(A, x, varying="x"),
    ),
    Slip(
        "order",
        d(times(X, A)),
        times(A, d(X)),
        times(d(X), A),
        scope(A, X, varying="X"),
    ),
    Slip(
        "order",
        grad(tr(times(A, X, X, X)), X),
        t(plus(times(apply("power", X, two), A), times(A, X, X), times(X, X, A))),
        t(plus(times(X, A, X), times(A, X, X), times(X, X, A))),
        scope(A, X, varying="X"),
    ),
    Slip(
        "kronecker-order",
        apply("jacobian", apply("vec", times(A, X)), apply("vec", X), apply("vec", X)),
        apply("kronecker", A, apply("identity", shape=A.shape)),
        apply("kronecker", apply("identity", shape=A.shape), A),
        scope(A, X, varying="X"),
    ),
    Slip(
        "rotation",
        tr(times(A, B, C, X, D)),
        tr(times(A, X, B, D, C)),
        tr(times(A, B, C, X, D)),
        scope(A, B, C, D, X, varying=""),
    ),
    Slip(
        "hadamard",
        d(times(X, X)),
        plus(times(d(X), X), apply("hadamard", X, d(X))),
        plus(times(d(X), X), times(X, d(X))),
        scope(X, varying="X"),
    ),
    Slip(
        "hadamard",
        times(A, apply("hadamard", B, C)),
        apply("hadamard", times(A, B), C),
        times(A, apply("hadamard", B, C)),
        scope(A, B, C, varying=""),
    ),
    Slip(
        "hadamard",
        apply("hadamard", times(A, B), C),
        times(A, apply("hadamard", B, C)),
        apply("hadamard", times(A, B), C),
        scope(A, B, C, varying=""),
    ),
    Slip(
        "hadamard",
        grad(tr(times(A, t(X), apply("hadamard_quotient", X, B))), X),
        apply("hadamard_quotient", plus(times(X, A), times(X, t(A))), B),
        plus(
            times(apply("hadamard_quotient", X, B), A),
            apply("hadamard_quotient", times(X, t(A)), B),
        ),
        scope(A, B, X, varying="X"),
    ),
    Slip(
        "symmetry",
        grad(times(t(x), A, x), x),
        times(two, A, x),
        times(plus(A, t(A)), x),
        scope(A, x, varying="x"),
    ),
    Slip(
        "sign",
        d(inv(X)),
        times(inv(X), d(X), inv(X)),
        minus(times(inv(X), d(X), inv(X))),
        scope(X, varying="X"),
    ),
    Slip("factor", grad(times(t(x), x), x), x, times(two, x), scope(x, varying="x")),
    Slip(
        "power",
        grad(apply("quotient", number(1), apply("norm", x)), x),
        minus(apply("quotient", x, apply("power", apply("norm", x), two))),
        minus(apply("quotient", x, apply("power", apply("norm", x), number(3)))),
        scope(x, varying="x"),
    ),
    Slip(
        "inverse",
        d(inv(X)),
        minus(times(X, d(X), inv(X))),
        minus(times(inv(X), d(X), inv(X))),
        scope(X, varying="X"),
    ),
    Slip(
        "derivative",
        d(entrywise("sin", x)),
        apply("hadamard", entrywise("sin", x), d(x)),
        apply("hadamard", entrywise("cos", x), d(x)),
        scope(x, varying="x"),
    ),
    Slip(
        "lost-factor",
        grad(apply("norm", x), x),
        x,
        apply("quotient", x, apply("norm", x)),
        scope(x, varying="x"),
    ),
    Slip(
        "lost-term",
        d(times(X, A, X)),
        times(d(X), A, X),
        plus(times(d(X), A, X), times(X, A, d(X))),
        scope(A, X, varying="X"),
    ),
    Slip(
        "lost-term",
        d(times(X, A)),
        plus(times(d(X), A), times(X, A)),
        times(d(X), A),
        scope(A, X, varying="X"),
    ),
    Slip(
        "lost-term",
        apply("power", plus(A, B), two),
        plus(times(A, A), times(two, A, B), times(B, B)),
        plus(times(A, A), times(A, B), times(B, A), times(B, B)),
        scope(A, B, varying=""),
    ),
    Slip(
        "lost-d",
        d(tr(times(t(A), X))),
        tr(times(t(A), X)),
        tr(times(t(A), d(X))),
        scope(A, X, varying="X"),
    ),
    Slip(
        "lost-trace",
        d(times(tr(X), X)),
        plus(times(tr(d(X)), X), times(X, d(X))),
        plus(times(tr(d(X)), X), times(tr(X), d(X))),
        scope(X, varying="X"),
    ),
    Slip(
        "diag",
        grad(tr(apply("hadamard", A, X)), X),
        A,
        apply("diag", apply("diagonal", A)),
        scope(A, X, varying="X"),
    ),
    Slip(
        "elementwise",
        apply("hadamard", A, A),
        apply("power", A, two),
        apply("hadamard_power", A, two),
        scope(A, varying=""),
    ),
    Slip(
        "other",
        d(times(X, A)),
        times(d(X), B),
        times(d(X), A),
        scope(A, B, X, varying="X"),
    ),
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.kind)
def test_a_slip_is_named_and_mended(slip: Slip) -> None:
    found = diagnose(step(slip.left, slip.wrong), REFUTED, slip.scope, JUDGES, BUDGET)
    assert found.mistake is not None and found.right is not None
    assert found.mistake.kind == slip.kind
    verdict = judge_terms(slip.left, found.right, slip.scope, JUDGES, BUDGET, Span(0, 5))
    assert verdict.outcome is Outcome.PROVED
    agrees = judge_terms(slip.right, found.right, slip.scope, JUDGES, BUDGET, Span(0, 5))
    assert agrees.outcome is Outcome.PROVED


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.kind)
def test_what_is_offered_is_written_in_the_names_of_the_note(slip: Slip) -> None:
    found = diagnose(step(slip.left, slip.wrong), REFUTED, slip.scope, JUDGES, BUDGET)
    assert found.right is not None
    names = {node.name for node in subterms(found.right) if isinstance(node, Symbol)}
    assert names <= set(slip.scope.declarations)


def test_the_table_of_slips_covers_every_kind() -> None:
    assert {slip.kind for slip in SLIPS} == set(KINDS)
    assert {edit.kind for edit in EDITS} == set(KINDS) - {"sign"}  # a factor of -1


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.REFUTED])
def test_only_refuted_steps_are_diagnosed(outcome: Outcome) -> None:
    wrong = step(d(times(X, A)), times(A, d(X)))
    found = diagnose(wrong, Verdict(outcome), scope(A, X, varying="X"), JUDGES, BUDGET)
    assert found.mistake is None and found.right is None


def test_messages_come_in_the_language_of_the_note() -> None:
    chinese = replace(scope(A, x, varying="x"), lang=Lang.ZH)
    found = diagnose(
        step(grad(times(t(x), A, x), x), times(two, A, x)), REFUTED, chinese, JUDGES, BUDGET
    )
    assert found.mistake is not None
    assert "对称" in found.mistake.message


def test_the_span_is_that_of_the_part_at_fault() -> None:
    place = Span(7, 8)
    marked = replace(X, span=place)
    wrong = step(d(inv(X)), minus(times(marked, d(X), inv(X))))
    found = diagnose(wrong, REFUTED, scope(X, varying="X"), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.span == place


def test_names_with_values_are_kept() -> None:
    f, names = symbol("f", "1", "1"), scope(A, x, varying="x")
    defined = replace(names, values={"f": times(t(x), A, x)})
    found = diagnose(step(grad(f, x), times(two, f, x)), REFUTED, defined, JUDGES, BUDGET)
    assert found.mistake is not None  # no small edit is wanted here, only an answer


def test_a_hopeless_step_is_other_and_ends() -> None:
    wrong = step(times(A, B, A), plus(times(B, X), times(X, X, t(B)), C))
    found = diagnose(
        wrong, REFUTED, scope(A, B, C, X, varying=""), JUDGES, replace(BUDGET, seconds=0.5)
    )
    assert found.mistake is not None and found.mistake.kind == "other"
    assert found.right == times(A, B, A)  # nothing else is known of it


def test_a_property_that_nobody_declared_is_named() -> None:
    identity = apply("identity", shape=A.shape)
    found = diagnose(step(times(A, t(A)), identity), REFUTED, scope(A, varying=""), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind == "other"
    assert "A is orthogonal" in found.mistake.message


def test_a_row_that_mends_the_chain_is_no_new_mistake() -> None:
    start, wrong, right = d(times(X, A)), times(A, d(X)), times(d(X), A)
    found = diagnose(
        step(wrong, right), REFUTED, scope(A, X, varying="X"), JUDGES, BUDGET, start=start
    )
    assert found.mistake is not None and "an earlier row is wrong" in found.mistake.message
    assert found.right is None


def test_nothing_is_edited_where_zero_is_claimed() -> None:
    zero = apply("zero", shape=x.shape)
    found = diagnose(step(times(A, x), zero), REFUTED, scope(A, x, varying=""), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind == "other"
    assert found.right is None


def test_several_wrong_numbers_are_found_at_once() -> None:
    left = d(times(X, A, X))
    wrong = minus(plus(times(d(X), A, X), times(X, A, d(X))))
    found = diagnose(step(left, wrong), REFUTED, scope(A, X, varying="X"), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind == "sign"
    uneven = plus(times(two, d(X), A, X), minus(times(X, A, d(X))))
    found = diagnose(step(left, uneven), REFUTED, scope(A, X, varying="X"), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind in ("sign", "factor")
    assert found.right is not None


def test_a_chain_is_diagnosed_row_by_row() -> None:
    start, wrong, right = d(times(X, A)), times(A, d(X)), times(d(X), A)
    first, second = step(start, wrong), replace(step(wrong, right), continued=True)
    names = scope(A, X, varying="X")
    found = diagnose_steps((first, second), (REFUTED, REFUTED), names, JUDGES, BUDGET)
    assert [one.mistake.kind for one in found if one.mistake] == ["order", "other"]
    assert found[1].right is None
    proved = Verdict(Outcome.PROVED)
    found = diagnose_steps((first, second), (proved, REFUTED), names, JUDGES, BUDGET)
    assert [one.mistake.kind for one in found if one.mistake] == ["order"]


def test_a_row_after_a_hypothesis_is_mended_where_the_hypothesis_holds() -> None:
    tall, y = symbol("M", "m", "n"), column("y", "m")
    names = scope(tall, x, y, varying="x")
    residual = plus(times(tall, x), minus(y))
    stationary = step(times(t(tall), residual), apply("zero", shape=x.shape))
    hypothesis = replace(stationary, kind=Kind.HYPOTHESIS)
    right = times(inv(times(t(tall), tall)), t(tall), y)
    wrong = step(x, minus(right))
    verdicts = (Verdict(Outcome.GIVEN), REFUTED)
    _, found = diagnose_steps((hypothesis, wrong), verdicts, names, JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind == "sign"
    assert found.right == right


@pytest.mark.parametrize(
    ("latex", "way"),
    [(r"\frac{\partial f}{\partial X}", "set `layout: numerator`"), (r"\nabla_X f", "")],
)
def test_a_nabla_has_one_shape_in_every_layout(latex: str, way: str) -> None:
    claimed = step(grad(times(t(a), X, b), X), times(b, t(a)))
    claimed = replace(claimed, left=Fragment.at(latex, 0))
    found = diagnose(claimed, REFUTED, scope(a, b, X, varying="X"), JUDGES, BUDGET)
    assert found.mistake is not None and found.mistake.kind == "layout"
    assert found.mistake.way == way
    assert ("every layout" in found.mistake.message) == (not way)
