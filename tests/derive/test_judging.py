"""The table of `judging.py`: what is said for each pair of answers of the two judges."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mdderive.config import Budget, Config
from mdderive.derivation import Outcome, Scope, Step, Witness
from mdderive.derive.judging import judge_steps, problem_of
from mdderive.evidence import Judgement, JudgementOutcome, Judges, Proof, ProofOutcome
from mdderive.kernel import prove
from mdderive.latex import read
from mdderive.notes import find
from mdderive.recompute import judge
from mdderive.source import Source
from mdderive.term import Problem

BUDGET = Budget()
WITNESS = Witness({}, (("1",),), (("2",),))


def read_note(declarations: str, rows: str) -> tuple[Scope, tuple[Step, ...]]:
    display = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    text = f"<!-- derive\n{declarations}\n-->\n\n$$\n{display}\n$$\n"
    blocks = find(Source("note.md", text), Config()).blocks
    result = read(blocks, Config())
    return result.scope, result.steps


def outcomes(declarations: str, rows: str) -> list[str]:
    scope, steps = read_note(declarations, rows)
    return [v.outcome for v in judge_steps(scope, steps, Judges(prove, judge), BUDGET)]


def answering(proof: ProofOutcome, *answers: tuple[JudgementOutcome, bool]) -> Judges:
    """Judges that answer as told; the SymPy judge one answer after the other."""
    left = list(answers)

    def one(
        problem: Problem, budget: Budget, least: Mapping[str, int], alone: bool = False
    ) -> Judgement:
        outcome, exact = left.pop(0) if len(left) > 1 else left[0]
        return Judgement(outcome, exact, witness=WITNESS)

    return Judges(lambda problem, budget: Proof(proof), one)


AGREE, REFUTED = JudgementOutcome.AGREE, JudgementOutcome.REFUTED
NO_POINT, UNFINISHED = JudgementOutcome.NO_POINT, JudgementOutcome.UNFINISHED
PROVED, UNDECIDED = ProofOutcome.PROVED, ProofOutcome.UNDECIDED
DIFFERENT, OVER = ProofOutcome.DIFFERENT, ProofOutcome.OVER_BUDGET


@pytest.mark.parametrize(
    ("proof", "answers", "outcome", "code"),
    [
        (PROVED, [(AGREE, False)], Outcome.PROVED, None),
        (UNDECIDED, [(AGREE, True)], Outcome.PROVED, None),
        (DIFFERENT, [(AGREE, True)], Outcome.PROVED, None),
        (UNDECIDED, [(AGREE, False)], Outcome.TESTED, None),
        (UNDECIDED, [(REFUTED, False)], Outcome.REFUTED, "D401"),
        (OVER, [(REFUTED, False)], Outcome.REFUTED, "D401"),
        (DIFFERENT, [(AGREE, False), (REFUTED, False)], Outcome.REFUTED, "D401"),
        (DIFFERENT, [(AGREE, False), (AGREE, False)], Outcome.UNREADABLE, "D502"),
        (OVER, [(AGREE, False)], Outcome.UNREADABLE, "D502"),
        (PROVED, [(REFUTED, False)], Outcome.UNREADABLE, "D901"),
        (PROVED, [(UNFINISHED, False)], Outcome.UNREADABLE, "D502"),
        (PROVED, [(NO_POINT, False)], Outcome.UNREADABLE, "D503"),
    ],
)
def test_verdict_table(
    proof: ProofOutcome,
    answers: list[tuple[JudgementOutcome, bool]],
    outcome: Outcome,
    code: str | None,
) -> None:
    scope, steps = read_note("A, B: R^{n x n}", r"\operatorname{tr}(A B) &= \operatorname{tr}(B A)")
    (verdict,) = judge_steps(scope, steps, answering(proof, *answers), BUDGET)
    assert verdict.outcome is outcome
    assert (verdict.diagnostic and verdict.diagnostic.code) == code


@pytest.mark.parametrize(
    ("main", "fallback", "outcome"),
    [
        (True, True, Outcome.PROVED),
        (False, True, Outcome.UNREADABLE),
        (False, False, Outcome.REFUTED),
    ],
)
def test_what_the_author_may_have_meant(main: bool, fallback: bool, outcome: Outcome) -> None:
    scope, steps = read_note("A, B: R^{n x n}", r"\operatorname{tr}(A B) &= \operatorname{tr}(B A)")
    (true,) = steps[0].readings
    _, (step,) = read_note(
        "A, B: R^{n x n}", r"\operatorname{tr}(A B) &= \operatorname{tr}(A^\top B)"
    )
    (false,) = step.readings
    first = replace(true if main else false, label="first")
    second = replace(true if fallback else false, label="second", fallback=True)
    step = replace(steps[0], readings=(first, second))
    (verdict,) = judge_steps(scope, [step], Judges(prove, judge), BUDGET)
    assert verdict.outcome is outcome


LEAST_SQUARES = "X: R^{m x n}\nw: R^n\ny: R^m\nwrt: w"
HYPOTHESIS = r"f &= \|Xw - y\|^2 \\ \frac{\partial f}{\partial w} &= 0 \\ "


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (r"X^\top X w &= X^\top y", "proved"),
        (r"w &= (X^\top X)^{-1} X^\top y", "proved"),
        (r"w^\top X^\top &= y^\top X (X^\top X)^{-1} X^\top", "proved"),
        (r"X w &= y", "refuted"),
        (r"X^\top X w &= 2 X^\top y", "refuted"),
        (r"w &= (X^\top X)^{-1} X^\top (y + X w)", "refuted"),
        (r"\frac{\partial f}{\partial w} &= X^\top (X w - y)", "refuted"),
        (r"\frac{\partial f}{\partial w} &= 2 X^\top (X w - y)", "proved"),
    ],
)
def test_rows_after_a_hypothesis(row: str, outcome: str) -> None:
    assert outcomes(LEAST_SQUARES, HYPOTHESIS + row) == ["given", "given", outcome]


def test_a_row_after_a_refuted_one_is_also_compared_with_the_start() -> None:
    rows = r"\operatorname{tr}(A B) &= \operatorname{tr}(A B^\top) \\ &= \operatorname{tr}(B A)"
    scope, steps = read_note("A, B: R^{n x n}", rows)
    first, second = judge_steps(scope, steps, Judges(prove, judge), BUDGET)
    assert (first.outcome, second.outcome) == (Outcome.REFUTED, Outcome.REFUTED)
    assert any("row 1" in note and "equals the chain's start" in note for note in second.assumes)


def test_a_derivative_by_a_name_the_definition_lacks_is_a_slip() -> None:
    rows = r"f &= a^\top x \\ \frac{\partial f}{\partial z} &= 0"
    scope, steps = read_note("a, x, z: R^n", rows)
    _, verdict = judge_steps(scope, steps, Judges(prove, judge), BUDGET)
    assert verdict.diagnostic is not None
    assert verdict.diagnostic.code == "D504"


@pytest.mark.parametrize(
    ("declarations", "rows", "warned"),
    [
        ("X, Y: R^{n x n}", r"\mathrm{d}(XY) &= X \mathrm{d}Y", 1),
        ("X, Y: R^{n x n}\nwrt: Y", r"\mathrm{d}(XY) &= X \mathrm{d}Y", 0),
        ("X: R^{n x n} constant\nY: R^{n x n}", r"\mathrm{d}(XY) &= X \mathrm{d}Y", 0),
        ("X, Y: R^{n x n}", r"\mathrm{d}(XY) &= \mathrm{d}X\, Y + X \mathrm{d}Y", 0),
        (
            "X, Y: R^{n x n}",
            r"f &= \operatorname{tr}(X Y) \\ \mathrm{d}f &= \operatorname{tr}(X \mathrm{d}Y)",
            1,
        ),
    ],
)
def test_names_without_a_d_are_named(declarations: str, rows: str, warned: int) -> None:
    scope, steps = read_note(declarations, rows)
    verdicts = judge_steps(scope, steps, Judges(prove, judge), BUDGET)
    assert verdicts[-1].outcome is Outcome.PROVED
    assert [d.code for v in verdicts for d in v.warnings] == ["D601"] * warned


def test_a_derivative_that_vanishes_by_a_slip_is_no_hypothesis() -> None:
    rows = r"f &= a^\top x \\ \frac{\partial f}{\partial z} &= 0"
    assert outcomes("a, x, z: R^n", rows) == ["given", "unreadable"]


READINGS = {
    "free": r"A^\top",
    "space": r"\frac{1}{2} (A + A^\top)",
    "entries": r"A + A^\top - \operatorname{diag}(\operatorname{diag}(A))",
}


@pytest.mark.parametrize("used", sorted(READINGS))
@pytest.mark.parametrize("stated", sorted(READINGS))
def test_the_three_readings_of_a_symmetric_variable(used: str, stated: str) -> None:
    declarations = f"X: R^{{n x n}} symmetric\nA: R^{{n x n}}\nwrt: X\nstructured: {used}"
    gradient = READINGS[stated]
    rows = rf"f &= \operatorname{{tr}}(A X) \\ \frac{{\partial f}}{{\partial X}} &= {gradient}"
    scope, steps = read_note(declarations, rows)
    _, verdict = judge_steps(scope, steps, Judges(prove, judge), BUDGET)
    assert any(note.endswith(("independently", "space", "entries")) for note in verdict.assumes)
    if used == stated:
        assert verdict.outcome is Outcome.PROVED
    else:
        assert verdict.outcome is Outcome.REFUTED
        assert verdict.mistake is not None
        assert f"structured: {stated}" in verdict.mistake.message


def weakened(problem: Problem, budget: Budget) -> Proof:
    """A kernel that never proves, but lists what it lists."""
    return replace(prove(problem, budget), outcome=UNDECIDED)


@pytest.mark.parametrize(
    ("declarations", "rows"),
    [
        ("A: R^{n x n}\nC: R^{n x n}", r"A^{-1} C C^{-1} &= A^{-1}"),
        ("x: R^n\nt: R", r"x + \frac{x}{t - 1} &= \frac{x}{t - 1} + x"),
        ("x: R^n\nA: R^{n x n}", r"\nabla_x (x^\top A x) &= (A + A^\top) x"),
    ],
)
def test_a_tested_row_lists_what_a_proved_one_lists(declarations: str, rows: str) -> None:
    scope, steps = read_note(declarations, rows)
    (proved,) = judge_steps(scope, steps, Judges(prove, judge), BUDGET)
    (tested,) = judge_steps(scope, steps, Judges(weakened, judge), BUDGET)
    assert (proved.outcome, tested.outcome) == (Outcome.PROVED, Outcome.TESTED)
    assert proved.assumes and set(proved.assumes) <= set(tested.assumes)


def test_without_a_proof_the_kernel_lists_what_points_have_to_satisfy() -> None:
    scope, (step,) = read_note(
        "s, t, u: R\nt \\ne 5\nu \\ne 6", r"\frac{|s|}{t - 1} &= \frac{s}{t - 1}"
    )
    (reading,) = step.readings
    found = prove(problem_of(reading.left, reading.right, scope), BUDGET)
    assert found.outcome is not PROVED
    assert {r"t - 1 \ne 0", r"t \ne 5"} <= set(found.assumes)
    assert r"u \ne 6" not in found.assumes
