"""The solutions of given equations come in branches, and random ones lie on one of them.

Of A x = 0 with a random A only x = 0 is met; of x y = x z with a random x only y = z. So points are
also drawn with many zeros and small whole numbers, and solved in random order: for any symbol in
which the equations are affine, or for one entry of one, as any rational root of the polynomial that
they are in it. x = 0, a singular A, both roots of x^2 = 3 x occur then.

What is drawn so covers all branches only of some equations (`uncovered` names those of others):

* affine in a symbol whose coefficients are constant, as in s = T, or of full rank because the names
  in them are declared invertible: there is one branch;
* affine in every symbol it mentions, as A B = A, x^T y = 0;
* a polynomial with rational roots in every entry, as y^2 = 1, (x - 2)^2 (y - 3) = 0;
* X^T X = I and P^2 = P, whose solutions there is a recipe for.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.affine import affine_part, affine_root, moved
from mdderive.recompute.draws import Draw, Mood, fine
from mdderive.recompute.equations import REGULAR, Facts, mentioned
from mdderive.recompute.inequalities import put_within
from mdderive.recompute.limits import Clock, Rejected, Undefined
from mdderive.recompute.point import Point
from mdderive.recompute.polynomial import along, common_roots, splits
from mdderive.recompute.rationals import Rational, rank
from mdderive.recompute.sampling import check_declared, drawn
from mdderive.recompute.sizes import Sizes
from mdderive.recompute.structured import basis, space
from mdderive.term import Apply, Fact, Number, Problem, Term, subterms

Slope = list[tuple[Any, ...]]

STEPS = 8
"""How often a point is corrected before it counts as no solution."""

PROBES = 10
"""At how many points it is looked what kind of equation a fact is."""


def few(random: Random) -> Any:
    """Small whole numbers, half of them 0."""
    return Rational(random.choice((0, 0, 0, 0, 1, -1, 1, 2)))


def equations(problem: Problem) -> list[Fact]:
    return [fact for fact in problem.facts if fact.relation == "="]


def branch_point(problem: Problem, sizes: Sizes, random: Random, clock: Clock) -> Point:
    """A point on any branch; raises Rejected where this draw gives none."""
    point = drawn(problem, sizes, Draw(random, few, Mood.FREE))
    generous = drawn(problem, sizes, Draw(random, fine, Mood.FREE))
    for name, grid in point.values.items():
        if random.random() < 0.3:
            point.values[name] = generous.values[name]
        elif random.random() < 0.2:
            point.values[name] = tuple(tuple(entry * 0 for entry in row) for row in grid)
    facts = Facts(problem, point, clock)
    put_within(facts)
    open_facts = equations(problem)
    for _ in range(STEPS):
        wrong = [fact for fact in open_facts if any(facts.residual(fact))]
        if not wrong:
            break
        _corrected(facts, open_facts, random.choice(wrong), random)
    for fact in problem.facts:
        facts.check(fact)
    check_declared(problem, point)
    return point


def _corrected(facts: Facts, equal: Sequence[Fact], wrong: Fact, random: Random) -> None:
    """Solves all equations that mention one name of a wrong one for it, or for one entry of it."""
    names = sorted(mentioned(wrong) & facts.point.values.keys())
    if not names:
        raise Rejected(f"{wrong.latex} is false")
    name = random.choice(names)
    stack = [fact for fact in equal if name in mentioned(fact)]
    if random.random() < 0.5 and _whole(facts, stack, name, random):
        return
    _one_entry(facts, stack, name, random)


def _directions(facts: Facts, name: str) -> tuple[Grid, ...]:
    grid = facts.point.values[name]
    return basis(len(grid), len(grid[0]), space(facts.problem.declarations[name]))


def _whole(facts: Facts, stack: Sequence[Fact], name: str, random: Random) -> bool:
    line = _Line(facts, stack, name, _directions(facts, name))
    step = affine_root(line.at, len(line.directions), random)
    line.back()
    if step is not None:
        line.at(step)
    return step is not None


def _one_entry(facts: Facts, stack: Sequence[Fact], name: str, random: Random) -> None:
    line = _Line(facts, stack, name, (random.choice(_directions(facts, name)),))
    polys = along(line.to)
    line.back()
    if polys is not None and (roots := common_roots(polys)):
        line.at([_rational(random.choice(roots))])


def _rational(value: Fraction) -> Any:
    return Rational(value.numerator, value.denominator)


class _Line:
    """The equations as functions of steps along some directions of one name."""

    def __init__(
        self, facts: Facts, stack: Sequence[Fact], name: str, directions: tuple[Grid, ...]
    ) -> None:
        self.facts, self.stack, self.name = facts, stack, name
        self.directions = directions
        self.home = facts.point.values[name]

    def at(self, step: Sequence[Any]) -> list[Any]:
        self.facts.point.values[self.name] = moved(self.home, step, self.directions)
        return [entry for fact in self.stack for entry in self.facts.residual(fact)]

    def to(self, t: Fraction) -> list[Any]:
        """The equations at a step along the only direction."""
        return self.at([_rational(t)])

    def back(self) -> None:
        self.facts.point.values[self.name] = self.home


# -- which equations are covered


def uncovered(problem: Problem, sizes: Sizes, random: Random, clock: Clock) -> str:
    """The first equation of whose solutions a branch may have been missed; "" if there is none."""
    for fact in equations(problem):
        if not (_has_recipe(fact) or _is_covered(problem, fact, sizes, random, clock)):
            return fact.latex
    return ""


def _has_recipe(fact: Fact) -> bool:
    """X^T X = I or P P = P, of a name alone."""
    for left, right in ((fact.left, fact.right), (fact.right, fact.left)):
        match left, right:
            case Apply("product", (Apply("transpose", (a,)), b)), Apply("identity") if a == b:
                return True
            case Apply("power", (a, Number(value=Fraction(numerator=2, denominator=1)))), b:
                if a == b and not isinstance(a, Apply):
                    return True
            case Apply("product", (a, b)), c if a == b == c and not isinstance(a, Apply):
                return True
    return False


def _is_covered(problem: Problem, fact: Fact, sizes: Sizes, random: Random, clock: Clock) -> bool:
    probes = list(_probes(problem, fact, sizes, random, clock))
    names = sorted(mentioned(fact) & {n for p in probes for n in p.point.values})
    if not probes or not names:
        return False
    slopes = {name: [_slope(facts, fact, name, random) for facts in probes] for name in names}
    for name in names:
        others = [other for other in names if other != name and not _is_regular(problem, other)]
        same = all(_is_unmoved(probes, fact, name, other, random) for other in others)
        if same and all(_has_full_rank(slope) for slope in slopes[name]):
            return True
    if not _is_algebraic(fact):
        return False
    if all(slope is not None for name in names for slope in slopes[name]):
        return True
    return all(_splits(facts, fact, name) for facts in probes for name in names)


def _has_full_rank(slope: Slope | None) -> bool:
    return slope is not None and rank(slope) == len(slope)


def _is_regular(problem: Problem, name: str) -> bool:
    return bool(problem.declarations[name].properties & REGULAR)


def _is_unmoved(probes: Sequence[Facts], fact: Fact, name: str, other: str, random: Random) -> bool:
    """Whether the coefficients of a name stay the same for all values of another one."""
    facts, home = probes[0], probes[0].point.values[other]
    found = []
    for probe in probes:
        facts.point.values[other] = probe.point.values[other] if probe is not facts else home
        found.append(_slope(facts, fact, name, random))
    facts.point.values[other] = home
    return all(slope == found[0] for slope in found)


def _probes(
    problem: Problem, fact: Fact, sizes: Sizes, random: Random, clock: Clock
) -> Iterator[Facts]:
    """Points that satisfy the declarations, whether or not the equations hold there."""
    for turn in range(PROBES):
        try:
            point = drawn(problem, sizes, Draw(random, few if turn % 3 else fine, Mood.FREE))
            facts = Facts(problem, point, clock)
            facts.residual(fact)
        except (Rejected, Undefined):
            continue
        yield facts


def _slope(facts: Facts, fact: Fact, name: str, random: Random) -> Slope | None:
    """The coefficients of the name, a row for each equation; None where it is not affine."""
    line = _Line(facts, [fact], name, _directions(facts, name))
    try:
        columns = affine_part(line.at, len(line.directions), random)
    except Undefined:
        return None
    finally:
        line.back()
    return None if columns is None else list(zip(*columns, strict=True))


def _splits(facts: Facts, fact: Fact, name: str) -> bool:
    """Whether the equation, as a polynomial in any one entry, has rational roots alone."""
    for direction in _directions(facts, name):
        line = _Line(facts, [fact], name, (direction,))
        try:
            polys = along(line.to)
        except Undefined:
            polys = None
        finally:
            line.back()
        if polys is None or not all(map(splits, polys)):
            return False
    return True


def _is_algebraic(fact: Fact) -> bool:
    return not any(
        _is_transcendental(part) for s in (fact.left, fact.right) for part in subterms(s)
    )


def _is_transcendental(part: Term) -> bool:
    if not isinstance(part, Apply):
        return False
    if part.operator in ("map", "softmax", "logsumexp", "norm", "norm1", "application"):
        return True
    exponent = part.args[1] if part.operator in ("power", "hadamard_power") else None
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    return exponent is not None and not whole
