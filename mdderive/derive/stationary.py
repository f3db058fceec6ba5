"""A formula set to 0 that is the derivative of a scalar of the derivation, without saying so.

After `tr(M) = ...` notes write `-2 (H P)^T + 2 K (H P H^T + R) = 0`. By the letter that is a claim,
and false for most K. But where the formula is the gradient of a scalar that an earlier row speaks
of, or a simple multiple of it, it is the hypothesis that this derivative vanishes. Both judges have
to say that it is the gradient, and the name it is by has to vary in the derivation or to be solved
for in a later row; where that is open, the row is unreadable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed
from fractions import Fraction
from itertools import islice

from mdderive.config import Budget
from mdderive.derivation import Kind, Outcome, Scope, Step, Verdict
from mdderive.derive.unfold import unfold
from mdderive.derive.verdicts import judge_terms
from mdderive.diagnostics import Diagnostic
from mdderive.evidence import Judges
from mdderive.operators import apply, number
from mdderive.term import Apply, Number, Symbol, Term, subterms, symbols
from mdderive.term.walk import BINDERS

FACTORS = tuple(Fraction(n, d) for n, d in ((1, 1), (2, 1), (-1, 1), (-2, 1), (1, 2), (-1, 2)))
"""The gradient may have been divided by a number on the way."""

MOST_PAIRS = 6
"""How many scalars and names a formula is compared with."""


def as_hypothesis(
    place: int, steps: Sequence[Step], scope: Scope, judges: Judges, budget: Budget
) -> Verdict | None:
    """The verdict on a refuted `A = 0` if A is a derivative of a scalar of an earlier row."""
    step, before = steps[place], steps[:place]
    zeroed = _set_to_zero(step)
    if zeroed is None:
        return None
    for derivative, name, stated in islice(_candidates(zeroed, before, scope), MOST_PAIRS):
        for factor in FACTORS:
            multiple = apply("product", number(factor), zeroed)
            found = judge_terms(derivative, multiple, scope, judges, budget, step.span)
            if found.outcome is Outcome.PROVED:
                sought = stated or _is_sought(name, steps[place + 1 :], scope)
                return _given(name, found) if sought else _open(name, step)
    if any(one.kind is Kind.GRADIENT and one.problem is not None for one in before):
        message = "this may set a derivative to 0 that could not be read"
        return Verdict(Outcome.UNREADABLE, diagnostic=Diagnostic("D208", message, step.span))
    return None


def _candidates(
    zeroed: Term, before: Sequence[Step], scope: Scope
) -> Iterator[tuple[Term, str, bool]]:
    """Derivatives that the formula may be, each with the name it is by and whether an earlier row
    states it."""
    for step in reversed(before):
        for reading in step.readings[:1]:
            left = reading.left
            if step.kind is Kind.GRADIENT and left.shape == zeroed.shape:
                by = next((p.args[1] for p in subterms(left) if _is_gradient(p)), None)  # type: ignore[union-attr]
                if isinstance(by, Symbol):
                    yield left, by.name, True
    for scalar, variable in _pairs(zeroed, before, scope):
        yield apply("gradient", scalar, variable, variable), variable.name, False


def _is_gradient(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "gradient"


def _is_sought(name: str, after: Sequence[Step], scope: Scope) -> bool:
    """Whether a name is what the derivation differentiates by, or solves for later."""
    if scope.varying:
        return name in scope.varying
    sides = (reading.left for step in after for reading in step.readings)
    return any(isinstance(side, Symbol) and side.name == name for side in sides)


def _given(name: str, found: Verdict) -> Verdict:
    how = f"this is a derivative by {name}, which is set to 0"
    return Verdict(Outcome.GIVEN, assumes=(*found.assumes, how))


def _open(name: str, step: Step) -> Verdict:
    message = f"this holds for some values only: where a derivative by {name} is 0"
    fix = rf"If that is meant, write `\frac{{\partial f}}{{\partial {name}}} = ... = 0`."
    said = Diagnostic("D208", message, step.span, fix=fix)
    return Verdict(Outcome.UNREADABLE, diagnostic=said)


def _set_to_zero(step: Step) -> Term | None:
    """A of a row `A = 0` or `0 = A` that claims nothing else."""
    plain = step.kind in (Kind.REWRITE, Kind.IMPLICATION) and not step.link and not step.continued
    if not plain or len(step.readings) != 1:
        return None
    left, right = step.readings[0].left, step.readings[0].right
    if _is_zero(right):
        return left
    return right if _is_zero(left) else None


def _is_zero(term: Term) -> bool:
    if isinstance(term, Number):
        return term.value == 0
    return isinstance(term, Apply) and term.operator == "zero"


def _pairs(zeroed: Term, before: Sequence[Step], scope: Scope) -> Iterator[tuple[Term, Symbol]]:
    """The scalars of earlier rows that hold a name with a value, the latest first, each with the
    names it may have been differentiated by."""
    names = sorted(symbols(zeroed))
    for scalar in dict.fromkeys(_scalars(before, scope)):
        inside = symbols(unfold(scalar, scope.values))
        for name in names:
            declared = scope.declarations.get(name)
            free = declared is not None and declared.function is None and name not in scope.values
            if declared is not None and free and name in inside and declared.shape == zeroed.shape:
                yield scalar, Symbol(name, declared.shape)


def _scalars(before: Sequence[Step], scope: Scope) -> Iterator[Term]:
    for step in reversed(before):
        for reading in step.readings:
            side = reading.left
            derived = any(
                isinstance(p, Apply) and p.operator in (*BINDERS, "differential")
                for p in subterms(side)
            )
            if side.shape.is_scalar and not derived and symbols(side) & scope.values.keys():
                yield side


def supposed(step: Step, chain: Sequence[tuple[Step, Verdict]]) -> Step:
    """The hypothesis of a row that sets a chain to 0: the row itself where all rows before it hold,
    otherwise that the derivative which the chain begins with is 0."""
    sound = all(verdict.outcome in (Outcome.PROVED, Outcome.TESTED) for _, verdict in chain)
    if step.supposes is None or not chain or (sound and step.readings):
        return step
    return changed(step, readings=(step.supposes,), left=chain[0][0].left)
