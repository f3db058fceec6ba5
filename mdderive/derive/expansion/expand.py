"""What to write between the rows of a derivation.

Each proved step is taken on its own. A rewrite gets the chain from its left side to its right
side. A row `df = ...` starts from d of the value of f, or from the last form of df in the
derivation if that is nearer. A gradient, Jacobian or Hessian gets the rows of the differential it
is read off from in front of it, unless the derivation has them, and the rest in its own row. What
is one rule apart gets no lines, only the rule's name, so writing out twice adds nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mdderive.config import Config
from mdderive.derivation import Kind, Line, Outcome, Scope, Step, Verdict
from mdderive.derive.expansion.clean import silent
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.ground import Ground, ground_of
from mdderive.derive.expansion.monomial import is_a
from mdderive.derive.expansion.moves import one_rule
from mdderive.derive.expansion.path import Link, path
from mdderive.derive.expansion.reading import UNNAMED, Derivative, Route, derivative_of, route
from mdderive.derive.judging import problem_of
from mdderive.derive.unfold import unfold
from mdderive.evidence import NO_SIZES, JudgementOutcome, Judges, ProofOutcome
from mdderive.operators import apply
from mdderive.term import Apply, Symbol, Term, replace


@dataclass(frozen=True)
class Expanded:
    """`lead` are rows in front of the author's row, the first with a left side of its own;
    `lines` stand between the author's left and right side; `rule` leads to the right side."""

    lead: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    rule: str | None = None


@dataclass(frozen=True)
class _Differentials:
    """The last form of d(...) that the derivation has reached, by what d is taken of."""

    forms: tuple[tuple[Term, Term], ...] = ()

    def last(self, body: Term) -> Term | None:
        return next((form for key, form in reversed(self.forms) if key == body), None)

    def reached(self, body: Term, form: Term) -> "_Differentials":
        return _Differentials((*self.forms, (body, form)))


def expand(
    scope: Scope,
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    judges: Judges,
    config: Config,
) -> tuple[Expanded, ...]:
    """What to add to each step; nothing to those that aren't proved."""
    return tuple(_expanded(scope, steps, verdicts, judges, config))


def _expanded(
    scope: Scope,
    steps: Sequence[Step],
    verdicts: Sequence[Verdict],
    judges: Judges,
    config: Config,
) -> Iterator[Expanded]:
    known, start = _Differentials(), None
    for step, verdict in zip(steps, verdicts, strict=True):
        if not step.readings:
            yield Expanded()
            continue
        left, right = step.readings[0].left, step.readings[0].right
        start = start if step.continued else left
        expansion = Expanded()
        if verdict.outcome is Outcome.PROVED:
            writer = _Writer(scope, judges, config, known)
            expansion = writer.step(left, right)
            known = _after(known, expansion, start, right, scope)
        elif verdict.outcome is Outcome.GIVEN and step.kind is Kind.DEFINITION:
            expansion = Expanded(rule=None)
        yield expansion


def _after(
    known: _Differentials, expansion: Expanded, start: Term | None, right: Term, scope: Scope
) -> _Differentials:
    """What is known of differentials once the step and what was added to it are written."""
    if expansion.lead and is_a(expansion.lead[0].left or right, "differential"):
        first = expansion.lead[0].left
        assert isinstance(first, Apply)
        known = known.reached(_key(first.args[0], scope), expansion.lead[-1].right)
    if start is not None and is_a(start, "differential"):
        known = known.reached(_key(start.args[0], scope), right)
    return known


def _key(body: Term, scope: Scope) -> Term:
    return silent(unfold(body, scope.values))


@dataclass(frozen=True)
class _Writer:
    """Writes out one step."""

    scope: Scope
    judges: Judges
    config: Config
    known: _Differentials

    def step(self, left: Term, right: Term) -> Expanded:
        derivative = derivative_of(left)
        if derivative is not None:
            return self.derivative(derivative, right)
        ground = ground_of(self.scope)
        chains = [self.chain(start, right, ground) for start in self.starts(left)]
        found = [chain for chain in chains if chain is not None]
        if not found:
            return Expanded(rule=UNNAMED)
        links = min(found, key=len)
        if not links or not self.holds(left, links):
            return Expanded(rule=UNNAMED if links else None)
        return Expanded(lines=_lines(links[:-1]), rule=links[-1].rule)

    def starts(self, left: Term) -> list[Term]:
        """Where a row may start from: df from its last form, and from d of the value of f."""
        if not is_a(left, "differential"):
            return [left]
        last = self.known.last(_key(left.args[0], self.scope))
        return [*([last] if last is not None else []), opened(left, self.scope)]

    def chain(self, start: Term, end: Term, ground: Ground) -> tuple[Link, ...] | None:
        """The shortest chain; none is needed between lines that are one rule apart."""
        if silent(start) == silent(end):
            return ()
        rule = one_rule(start, end, ground)
        if rule is not None:
            return (Link(rule, end),)
        return path(start, end, ground, self.config.budget.expansion_nodes)

    def derivative(self, derivative: Derivative, right: Term) -> Expanded:
        ground = ground_of(self.scope, derivative.variable)
        body = self.named(derivative)
        last = self.known.last(_key(derivative.body, self.scope))
        start = last if last is not None else opened(apply("differential", body), self.scope)
        way = route(start, derivative, right, ground, self.config.budget.expansion_nodes)
        if way is None:
            return Expanded(rule=UNNAMED)
        return self.checked(way, derivative, body)

    def named(self, derivative: Derivative) -> Term:
        """The name whose value is what the derivative is taken of, if there is one."""
        wanted = _key(derivative.body, self.scope)
        for name, value in self.scope.values.items():
            if value.shape == derivative.body.shape and _key(value, self.scope) == wanted:
                return Symbol(name, value.shape)
        return derivative.body

    def checked(self, way: Route, derivative: Derivative, body: Term) -> Expanded:
        """The rows of a derivative, if both judges agree to each."""
        d_body = derivative.differential(body)
        if way.lead and not self.holds(d_body, way.lead):
            return Expanded(rule=UNNAMED)
        if not self.holds(derivative.whole, way.links):
            return Expanded(rule=UNNAMED)
        lead = _lines(way.lead, d_body)
        return Expanded(lead, _lines(way.links[:-1]), way.links[-1].rule)

    def holds(self, left: Term, links: Sequence[Link]) -> bool:
        """Whether both judges agree that each line equals the one before."""
        before = left
        for link in links:
            if not self.equal(before, link.term):
                return False
            before = link.term
        return True

    def equal(self, left: Term, right: Term) -> bool:
        problem = problem_of(left, right, self.scope)
        budget = self.config.budget
        proof = self.judges.prove(problem, budget)
        if proof.outcome is ProofOutcome.PROVED:
            found = self.judges.judge(problem, budget, NO_SIZES)
            return found.outcome is JudgementOutcome.AGREE
        found = self.judges.judge(problem, budget, NO_SIZES)
        return found.exact and found.outcome is JudgementOutcome.AGREE


def opened(left: Term, scope: Scope) -> Term:
    """d of the value of f for df: that f stands for its value takes no line of its own."""
    if is_a(left, "differential"):
        inner = left.args[0]
        if is_a(inner, "differential"):
            return apply("differential", opened(inner, scope))
        if isinstance(inner, Symbol) and inner.name in scope.values:
            return apply("differential", scope.values[inner.name])
        if is_a(inner, "vec") and isinstance(inner.args[0], Symbol):
            return apply("differential", replace(inner, scope.values))
    return left


def _lines(links: Sequence[Link], left: Term | None = None) -> tuple[Line, ...]:
    return tuple(
        Line(left if place == 0 else None, display(link.term), link.rule)
        for place, link in enumerate(links)
    )
