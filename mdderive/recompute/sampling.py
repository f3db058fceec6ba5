"""Points: values for all names of a step that satisfy its declarations and facts.

Names are drawn freely first. Then `name = term` facts set their names, equations that are linear in
one symbol are solved for it, a few ways to satisfy other equations are tried (entries 1 and -1,
entries 0 and 1, orthonormal columns), and every fact is checked at the end. A point that fails is
Rejected.
"""

from collections.abc import Mapping
from fractions import Fraction

from mdderive.operators import Grid
from mdderive.recompute.draws import Draw, attempt, has
from mdderive.recompute.equations import Facts, satisfy
from mdderive.recompute.inequalities import put_within
from mdderive.recompute.limits import Clock, Rejected
from mdderive.recompute.point import Point
from mdderive.recompute.spectra import roots, with_spectrum
from mdderive.recompute.structured import space
from mdderive.term import (
    Apply,
    Fact,
    Number,
    Problem,
    Property,
    Symbol,
    Term,
    subterms,
    symbols,
)


def names(problem: Problem) -> tuple[str, ...]:
    """The names that need a value, in the order of their declaration."""
    found = symbols(problem.left) | symbols(problem.right)
    for fact in problem.facts:
        found |= symbols(fact.left) | symbols(fact.right)
    return tuple(
        name
        for name, declared in problem.declarations.items()
        if name in found and declared.function is None
    )


def moving(problem: Problem) -> tuple[str, ...]:
    """The names whose direction dX the step depends on."""
    terms = [problem.left, problem.right]
    terms += [side for fact in problem.facts for side in (fact.left, fact.right)]
    if not any(_differentiates(part) for term in terms for part in subterms(term)):
        return ()
    present = {p.name for term in terms for p in subterms(term) if isinstance(p, Symbol)}
    return tuple(name for name in problem.declarations if name in problem.varying & present)


def _differentiates(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator == "differential"


def sample(problem: Problem, sizes: Mapping[str, int], draw: Draw, clock: Clock) -> Point:
    """A point at these sizes; raises Rejected with the reason where this draw gives none."""
    point = drawn(problem, sizes, draw)
    if problem.facts:
        put_within(Facts(problem, point, clock))
        satisfy(problem, point, clock)
        check_declared(problem, point)
    return point


def drawn(problem: Problem, sizes: Mapping[str, int], draw: Draw) -> Point:
    """A point that satisfies the declarations, but perhaps not the facts."""
    taken = roots(problem)
    values = {name: _value(problem, name, sizes, draw, taken.get(name)) for name in names(problem)}
    directions = {}
    for name in moving(problem):
        declared = problem.declarations[name]
        kind = None if problem.structured == "free" else space(declared)
        rows, cols = declared.shape.rows.value(sizes), declared.shape.cols.value(sizes)
        directions[name] = draw.direction(rows, cols, kind)
    return Point(sizes, values, directions, draw)


def _value(
    problem: Problem, name: str, sizes: Mapping[str, int], draw: Draw, root: int | None
) -> Grid:
    """A value of the name; `root` is given where it stands under a function of a matrix."""
    declared = problem.declarations[name]
    rows, cols = declared.shape.rows.value(sizes), declared.shape.cols.value(sizes)
    if rows < 1 or cols < 1:
        raise Rejected(f"{name} would have no entries")
    properties, negative = declared.properties, False
    for fact in problem.facts:
        relation = _sign(fact, name)
        if relation in (">", ">="):
            properties = properties | {Property.POSITIVE}
        negative = negative or relation in ("<", "<=")
    if root is not None and rows == cols and rows > 1:
        return attempt(lambda: with_spectrum(draw, rows, properties, root))
    grid = attempt(lambda: draw.matrix(rows, cols, properties))
    return tuple(tuple(-abs(e) for e in row) for row in grid) if negative else grid


def _sign(fact: Fact, name: str) -> str | None:
    """The relation of a fact that compares just this name with 0."""
    flipped = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
    for side, other, relation in (
        (fact.left, fact.right, fact.relation),
        (fact.right, fact.left, flipped.get(fact.relation)),
    ):
        zero = other == Number(Fraction(0)) or (
            isinstance(other, Apply) and other.operator == "zero"
        )
        if isinstance(side, Symbol) and side.name == name and zero:
            return relation
    return None


def check_declared(problem: Problem, point: Point) -> None:
    """Values that were changed still must be what is declared; raises Rejected."""
    for name, grid in point.values.items():
        properties = problem.declarations[name].properties
        for wanted in sorted(properties):
            if not has(grid, wanted, Property.DIAGONAL in properties):
                raise Rejected(f"no value of {name} that satisfies the facts is {wanted}")
