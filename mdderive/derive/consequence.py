"""Rows that follow a hypothesis: what is true where the derivative vanishes.

After `df/dw = 0` a row need not hold for every w, only for those that satisfy the hypothesis. Such
a row is proved by a certificate that the kernel checks, and by the judge at points that satisfy the
premises. Two certificates are looked for:

* the difference of the conclusion's sides is a multiple c P of a premise P = 0, or of its
  transpose;
* the premise is affine in a column s, P = J s + b with J square, so that s = -J^{-1} b wherever J
  is invertible; the conclusion is an identity once this is put for s.

A row that states a derivative (df, a gradient, a Jacobian) is never judged as a consequence: it
claims a formula, not a value at one point.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed
from fractions import Fraction

from mdderive.config import Budget
from mdderive.derivation import Kind, Scope, Step
from mdderive.derive.unfold import unfold
from mdderive.evidence import Judges, Proof, ProofOutcome
from mdderive.operators import apply, number
from mdderive.term import Fact, Problem, Symbol, Term, replace, subterms

MULTIPLES = tuple(Fraction(n, d) for n, d in ((1, 1), (1, 2), (2, 1)))
STATES_A_DERIVATIVE = frozenset({Kind.GRADIENT, Kind.DIFFERENTIAL, Kind.JACOBIAN, Kind.HESSIAN})


def premise(step: Step) -> Fact:
    """The hypothesis as a fact."""
    reading = step.readings[0]
    latex = f"{step.left.text.strip()} = {step.right.text.strip()}"
    return Fact(reading.left, "=", reading.right, latex)


def may_follow(step: Step) -> bool:
    """Whether the row is one that hypotheses may make true."""
    return step.kind not in STATES_A_DERIVATIVE and bool(step.readings)


def with_premises(scope: Scope, premises: Sequence[Fact]) -> Scope:
    return changed(scope, facts=(*scope.facts, *premises))


def certificate(
    problem: Problem,
    premises: Sequence[Fact],
    judges: Judges,
    scope: Scope,
    budget: Budget,
) -> Proof | None:
    """A proof that the premises imply left = right, or None where none was found."""
    conclusion = _difference(problem.left, problem.right)
    for fact in premises:
        zero = _difference(unfold(fact.left, scope.values), unfold(fact.right, scope.values))
        for left, right in _questions(conclusion, zero, problem, judges, budget):
            proof = judges.prove(changed(problem, left=left, right=right), budget)
            if proof.outcome == ProofOutcome.PROVED:
                return proof
    return None


def _difference(left: Term, right: Term) -> Term:
    return apply("sum", left, apply("negative", right))


def _questions(
    conclusion: Term, zero: Term, problem: Problem, judges: Judges, budget: Budget
) -> Iterator[tuple[Term, Term]]:
    """Equations any one of which would be a certificate."""
    for side in dict.fromkeys((zero, apply("transpose", zero))):
        if side.shape == conclusion.shape:
            for factor in MULTIPLES:
                for multiple in (factor, -factor):
                    yield conclusion, apply("product", number(multiple), side)
    if zero.shape.is_column:
        for symbol in _columns(zero):
            solved = _solved(zero, symbol, problem, judges, budget)
            if solved is not None:
                nothing = apply("zero", shape=conclusion.shape)
                yield replace(conclusion, {symbol.name: solved}), nothing


def _columns(zero: Term) -> tuple[Symbol, ...]:
    """The columns of the premise's shape, for which it may be solved."""
    found = (part for part in subterms(zero) if isinstance(part, Symbol))
    return tuple(dict.fromkeys(s for s in found if s.shape == zero.shape))


def _solved(
    zero: Term, symbol: Symbol, problem: Problem, judges: Judges, budget: Budget
) -> Term | None:
    """-J^{-1} b, if the premise is J s + b for every s; J must not mention s."""
    origin = apply("zero", shape=symbol.shape)
    slope = apply("jacobian", zero, symbol, origin)
    rest = replace(zero, {symbol.name: origin})
    affine = apply("sum", apply("product", slope, symbol), rest)
    asked = changed(problem, left=zero, right=affine)
    if judges.prove(asked, budget).outcome != ProofOutcome.PROVED:
        return None
    return apply("negative", apply("product", apply("inverse", slope), rest))
