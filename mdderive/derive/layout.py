r"""A derivative whose right side has the shape of the other layout: \partial f/\partial x = a^T.

The two sides cannot be equal. If the transposed right side is the derivative, the row is refuted
for its layout, and both sides at one point are the witness; otherwise it is a product or formula of
the wrong shape, which has no verdict.
"""

from collections.abc import Mapping
from dataclasses import replace as changed

from mdderive.config import Budget
from mdderive.derivation import Mistake, Outcome, Reading, Scope, Step, Verdict, Witness
from mdderive.derive.edits.build import transposed
from mdderive.derive.edits.layout import other_layout, use_other
from mdderive.derive.verdicts import judge_terms, problem_of
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import NO_SIZES, Judges
from mdderive.operators import apply
from mdderive.term import Shape, Term

APART = (2, 3)
"""Sizes at which the sides of a witness are seen to have different shapes."""


def is_turned(reading: Reading) -> bool:
    """Whether the sides have different shapes, one that of the other transposed."""
    return reading.left.shape != reading.right.shape


def judge_turned(
    reading: Reading, step: Step, scope: Scope, judges: Judges, budget: Budget
) -> Verdict:
    """Refuted if the transposed right side is right, without a verdict otherwise."""
    left, right = reading.left, transposed(reading.right)
    found = judge_terms(left, right, scope, judges, budget, step.span)
    if found.outcome not in (Outcome.PROVED, Outcome.TESTED):
        sides = f"the left side is {left.shape}, the right side {reading.right.shape}"
        return Verdict(Outcome.UNREADABLE, diagnostic=Diagnostic("D304", sides, step.right.span()))
    latex = step.left.text
    title = other_layout(scope.layout, left, latex)
    message = title.zh if scope.lang == "zh" else title.en
    return Verdict(
        Outcome.REFUTED,
        assumes=found.assumes,
        sizes=found.sizes[:1],
        witness=_witness(left, scope, judges, budget),
        mistake=Mistake("layout", message, step.right.span(), use_other(scope.layout, left, latex)),
        diagnostic=Diagnostic("D401", message, step.right.span()),
    )


def _witness(left: Term, scope: Scope, judges: Judges, budget: Budget) -> Witness | None:
    """The derivative and its transpose at a point where it is not 0."""
    nothing = apply("zero", shape=left.shape)
    asked = changed(problem_of(left, nothing, scope), sizes=_apart(left.shape))
    found = judges.judge(asked, budget, NO_SIZES).witness
    if found is None:
        return None
    decimals = dict(found.decimals)
    if "left" in decimals:
        decimals["right"] = tuple(zip(*decimals["left"], strict=True))
    else:
        decimals.pop("right", None)
    return changed(found, right=tuple(zip(*found.left, strict=True)), decimals=decimals)


def _apart(shape: Shape) -> Mapping[str, int]:
    """Bounds under which rows and columns differ, where they are letters."""
    bounds: dict[str, int] = {}
    for size, least in zip((shape.rows, shape.cols), APART, strict=True):
        for letter in size.letters():
            bounds.setdefault(letter, least)
    return bounds
