"""A conclusion that is a combination of its premises, where no point satisfies the premises.

X X^T W = W L holds at no point that could be drawn: the columns of W would have to be eigenvectors.
But that it follows from -2 X X^T W + 2 W L = 0 shows anywhere: its left - right is a fixed rational
combination of those of the premises and their transposes, at points that need not satisfy them. The
coefficients are solved for at the first points and have to fit all others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from mdderive.evidence import Judgement, JudgementOutcome
from mdderive.operators import apply
from mdderive.recompute import sizes as size_choices
from mdderive.recompute.compare import sides
from mdderive.recompute.draws import Draw, Mood, Numbers
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished
from mdderive.recompute.rationals import Rational, solved
from mdderive.recompute.real import RealField
from mdderive.recompute.sampling import sample
from mdderive.recompute.sizes import Sizes
from mdderive.term import Problem, Term

POINTS_PER_CHOICE = 2
ATTEMPTS = 6
FITTED = 2
"""The points whose entries determine the coefficients."""


def follows(problem: Problem, numbers: Numbers, clock: Clock) -> Judgement | None:
    """AGREE if the conclusion is such a combination at the full quota of points; None says nothing.
    The facts that are not equations have to hold at the points."""
    premises = [fact for fact in problem.facts if fact.relation == "="]
    shape = problem.left.shape
    pairs = [(f.left, f.right) for f in premises if f.left.shape == shape]
    pairs += [
        (apply("transpose", f.left), apply("transpose", f.right))
        for f in premises
        if f.left.shape.transposed == shape and not shape.is_scalar
    ]
    if not pairs:
        return None
    # The premises' names need values, but the premises need not hold: each side equals itself.
    mentioned = [replace(f, right=f.left) for f in premises]
    mentioned += [replace(f, left=f.right) for f in premises]
    others = [f for f in problem.facts if f.relation != "="]
    free = replace(problem, facts=(*others, *mentioned))
    names = size_choices.letters(problem)
    tried = size_choices.required(problem, names, {})
    tables, held = [], []
    for sizes in tried:
        found = list(_residuals(free, pairs, sizes, numbers, clock))
        tables += found
        held += [sizes] if found else []
    if len(tables) < 3 * FITTED or not _is_fixed_combination(tables):
        return None
    assumes = tuple(f"{fact.latex}" for fact in premises)
    return Judgement(JudgementOutcome.AGREE, sizes=tuple(held), assumes=assumes)


def _residuals(
    problem: Problem,
    pairs: Sequence[tuple[Term, Term]],
    sizes: Sizes,
    numbers: Numbers,
    clock: Clock,
) -> Iterator[list[tuple[Any, ...]]]:
    """Tables at points of these sizes: one row per entry, the premises' residuals and then the
    conclusion's."""
    if not size_choices.allowed(problem, sizes):
        return
    random, found = Random(11), 0
    for _ in range(ATTEMPTS):
        try:
            point = sample(problem, sizes, Draw(random, numbers, Mood.FREE), clock)
            columns = [
                _entries(sides(replace(problem, left=a, right=b), point, RealField(clock), clock))
                for a, b in [*pairs, (problem.left, problem.right)]
            ]
        except (Rejected, Undefined, Unfinished):
            clock.check()
            continue
        if all(isinstance(entry, Rational) for column in columns for entry in column):
            found += 1
            yield list(zip(*columns, strict=True))
        if found == POINTS_PER_CHOICE:
            return


def _entries(both: tuple[Any, Any]) -> list[Any]:
    left, right = both
    return [a - b for r, s in zip(left, right, strict=True) for a, b in zip(r, s, strict=True)]


def _is_fixed_combination(tables: list[list[tuple[Any, ...]]]) -> bool:
    """Whether one set of coefficients, found from the first tables, fits all of them."""
    first = [row for table in tables[:FITTED] for row in table]
    coefficients = solved(first)
    if coefficients is None:
        return False
    return all(
        row[-1] == sum((c * e for c, e in zip(coefficients, row[:-1], strict=True)), Rational(0))
        for table in tables
        for row in table
    )
