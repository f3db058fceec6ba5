"""Making a drawn point satisfy the facts.

Facts of the kind name = term are assignments. The other equations are taken one at a time: those
affine in a symbol (checked by evaluating, not by looking) are stacked with all other open equations
in that symbol and solved exactly, the free unknowns keeping their drawn values. For what is left, a
few candidate values are tried. In the end every fact is evaluated.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.affine import affine_root, moved
from mdderive.recompute.arithmetic import Arithmetic
from mdderive.recompute.balls import sign
from mdderive.recompute.candidates import candidates, scalar_roots
from mdderive.recompute.draws import has
from mdderive.recompute.evaluate import Evaluator
from mdderive.recompute.limits import Clock, Rejected, Undefined, Unfinished, Unsolved
from mdderive.recompute.point import Point
from mdderive.recompute.rationals import Rational
from mdderive.recompute.real import RealField
from mdderive.recompute.structured import basis, space
from mdderive.term import Apply, Fact, Problem, Property, Symbol, subterms, symbols

REGULAR = frozenset(
    {Property.INVERTIBLE, Property.ORTHOGONAL, Property.POSITIVE_DEFINITE, Property.POSITIVE}
)
"""Properties under which a matrix (for POSITIVE, a scalar) has an inverse."""


class Facts:
    """The facts of a problem at one point, whose values it changes in place."""

    def __init__(self, problem: Problem, point: Point, clock: Clock) -> None:
        self.problem = problem
        self.point = point
        self.clock = clock
        self.assigned: set[str] = set()
        self.fixed: set[str] = set()

    def residual(self, fact: Fact) -> tuple[Any, ...]:
        """The entries of left - right, both in one field."""
        evaluator = self._evaluator()
        sides = [evaluator.grid(side, self.point.values) for side in (fact.left, fact.right)]
        return tuple(a - b for r, s in zip(*sides, strict=True) for a, b in zip(r, s, strict=True))

    def _evaluator(self) -> Evaluator:
        ring = Arithmetic(RealField(self.clock), self.point.generic, self.clock)
        where = (self.point.sizes, self.point.directions)
        return Evaluator(self.problem, ring, *where, self.clock)

    def assign(self, facts: Sequence[Fact]) -> list[Fact]:
        """Carries out name = term, each after those it depends on; returns the other facts."""
        waiting: list[tuple[str, Any]] = []
        others: list[Fact] = []
        for fact in facts:
            pair = self._assignment(fact)
            if pair is None or pair[0] in {name for name, _ in waiting}:
                others.append(fact)
            else:
                waiting.append(pair)
        while waiting:
            names = {name for name, _ in waiting}
            ready = [(name, term) for name, term in waiting if not symbols(term) & names]
            if not ready:
                raise Rejected("facts that define names in a circle")
            for name, term in ready:
                self.point.values[name] = _rational(self._evaluator().grid(term, self.point.values))
                self.fixed.add(name)
                self.assigned.add(name)
            waiting = [pair for pair in waiting if pair not in ready]
        return others

    def _assignment(self, fact: Fact) -> tuple[str, Any] | None:
        for side, other in ((fact.left, fact.right), (fact.right, fact.left)):
            if (
                isinstance(side, Symbol)
                and side.name in self.point.values
                and side.name not in symbols(other)
            ):
                return side.name, other
        return None

    def solve(self, facts: Sequence[Fact]) -> list[Fact]:
        """Solves what is linear in one symbol; returns the equations that are left."""
        open_facts = list(facts)
        left: list[Fact] = []
        while open_facts:
            fact = open_facts[0]
            if all(entry == 0 for entry in self.residual(fact)):
                open_facts.pop(0)
                continue
            solved = self._by_derivatives(open_facts)
            solved = solved or next((s for s in self._solutions(open_facts) if s), None)
            done = solved if solved else [fact]
            left += [] if solved else [fact]
            open_facts = [other for other in open_facts if other not in done]
        return left

    def _by_derivatives(self, facts: list[Fact]) -> list[Fact] | None:
        """The facts about an undefined function that the first one is about, solved for its first
        derivatives, if it is about one."""
        for name in undefined_functions(facts[0]) - self.fixed:
            stack = [fact for fact in facts if name in undefined_functions(fact)]
            if self._solve_for_derivatives(name, stack):
                self.fixed.add(name)
                return stack
        return None

    def _solve_for_derivatives(self, name: str, stack: list[Fact]) -> bool:
        values = self.point.functions[name].values
        keys = [key for key in values if len(key[1]) == 1]
        before = {key: values[key] for key in keys}

        def at(step: Sequence[Any]) -> list[Any]:
            values.update((key, before[key] + x) for key, x in zip(keys, step, strict=True))
            return [entry for fact in stack for entry in self.residual(fact)]

        try:
            step = affine_root(at, len(keys), self.point.draw.random) if keys else None
            if step is not None and all(entry == 0 for entry in at(step)):
                return True
        except (Undefined, Rejected):
            pass
        values.update(before)
        return False

    def _solutions(self, facts: list[Fact]) -> Iterator[list[Fact]]:
        """The stacks of facts solved, one symbol after the other: in random order, so that each
        symbol is the unknown at some points, but those without properties first."""
        names = [n for n in self.point.values if n in mentioned(facts[0]) - self.fixed]
        self.point.draw.random.shuffle(names)
        names.sort(key=lambda name: bool(self.problem.declarations[name].properties))
        for name in names:
            stack = [fact for fact in facts if name in mentioned(fact)]
            if self._solve_for(name, stack):
                self.fixed.add(name)
                yield stack

    def _solve_for(self, name: str, stack: list[Fact]) -> bool:
        """Whether the stacked equations are affine in the name and could be solved for it within
        its space."""
        before = self.point.values[name]
        kind = space(self.problem.declarations[name])
        directions = basis(len(before), len(before[0]), kind)

        def at(step: Sequence[Any]) -> list[Any]:
            self.point.values[name] = moved(before, step, directions)
            return [entry for fact in stack for entry in self.residual(fact)]

        try:
            step = affine_root(at, len(directions), self.point.draw.random)
            solved = step is not None and all(entry == 0 for entry in at(step))
            if solved and not self._is_trivial(name, stack):
                return True
        except (Undefined, Rejected):
            pass
        self.point.values[name] = before
        return False

    def _is_trivial(self, name: str, stack: list[Fact]) -> bool:
        """Whether 0 came out where the equations may have other solutions: A x = 0 with an
        invertible A has none, but X w = s w has, for a few s that are not drawn."""
        if any(entry != 0 for row in self.point.values[name] for entry in row):
            return False
        others = {n for fact in stack for n in mentioned(fact)} - {name}
        regular = all(self.problem.declarations[n].properties & REGULAR for n in others)
        return not regular or sum(_occurrences(fact, name) for fact in stack) > len(stack)

    def guess(self, facts: Sequence[Fact]) -> None:
        """Tries a few candidate values for what no linear equation gives: only for equations in
        one name, since of an equation in several only special solutions would be met."""
        for fact in facts:
            names = mentioned(fact)
            if len(names) != 1 or not self._holds_with(fact, min(names)):
                raise Unsolved(f"no point that satisfies {fact.latex} was found")

    def _holds_with(self, fact: Fact, name: str) -> bool:
        if name in self.assigned:
            return False
        before = self.point.values[name]
        related = [f for f in self.problem.facts if f.relation == "=" and name in mentioned(f)]
        properties = self.problem.declarations[name].properties
        for candidate in self._candidates(name, related):
            if not all(has(candidate, p, Property.DIAGONAL in properties) for p in properties):
                continue
            self.point.values[name] = candidate
            try:
                if all(entry == 0 for f in related for entry in self.residual(f)):
                    return True
            except Undefined:
                continue
        self.point.values[name] = before
        return False

    def _candidates(self, name: str, related: Sequence[Fact]) -> Iterator[Grid]:
        """The roots of what is a polynomial in a scalar; else some values worth a trial."""
        before = self.point.values[name]

        def at(t: Fraction) -> list[Any]:
            self.point.values[name] = ((Rational(t.numerator, t.denominator),),)
            return [entry for fact in related for entry in self.residual(fact)]

        if self.problem.declarations[name].shape.is_scalar:
            with suppress(Undefined):
                yield from scalar_roots(at, self.point.draw.random)
        yield from candidates(self.point.draw, len(before), len(before[0]))

    def check(self, fact: Fact) -> None:
        try:
            entries = self.residual(fact)
        except Undefined as error:
            raise Unsolved(f"{fact.latex} has no value: {error}") from error
        if not _fits(fact.relation, entries):
            kind = Unsolved if mentioned(fact) else Rejected
            raise kind(f"no point that satisfies {fact.latex} was found")


def undefined_functions(fact: Fact) -> frozenset[str]:
    """The undefined functions that a fact speaks of."""
    parts = [part for side in (fact.left, fact.right) for part in subterms(side)]
    return frozenset(
        str(part.data[0])
        for part in parts
        if isinstance(part, Apply) and part.operator == "application"
    )


def satisfy(problem: Problem, point: Point, clock: Clock) -> None:
    """Changes the point so that all facts hold; raises Rejected where that fails."""
    facts = Facts(problem, point, clock)
    for fact in problem.facts:
        if not mentioned(fact):
            facts.check(fact)
    equations = [fact for fact in problem.facts if fact.relation == "="]
    try:
        facts.guess(facts.solve(facts.assign(equations)))
    except Undefined as error:
        raise Rejected(f"a fact has no value: {error}") from error
    for fact in problem.facts:
        facts.check(fact)


def _occurrences(fact: Fact, name: str) -> int:
    parts = [part for side in (fact.left, fact.right) for part in subterms(side)]
    return sum(isinstance(part, Symbol) and part.name == name for part in parts)


def mentioned(fact: Fact) -> frozenset[str]:
    """The names of an equation."""
    return symbols(fact.left) | symbols(fact.right)


def _rational(grid: Grid) -> Grid:
    if not all(isinstance(entry, Rational) for row in grid for entry in row):
        raise Unfinished("a fact gives a name an irrational value")
    return grid


def _fits(relation: str, entries: Sequence[Any]) -> bool:
    signs = [sign(entry) for entry in entries]
    undecided = any(s == 0 and entry != 0 for s, entry in zip(signs, entries, strict=True))
    if undecided:
        raise Unfinished("a fact can't be decided at a point")
    match relation:
        case "=":
            return not any(signs)
        case "!=":
            return any(signs)
        case ">":
            return all(s > 0 for s in signs)
        case "<":
            return all(s < 0 for s in signs)
        case ">=":
            return all(s >= 0 for s in signs)
    return all(s <= 0 for s in signs)
