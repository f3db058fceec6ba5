"""Proofs that premises P_1 = 0, P_2 = 0, ... imply a conclusion C = 0.

A certificate is an identity that the kernel proves for all values, and that leaves C no choice
where the premises hold. Four kinds are looked for:

* C is a multiple of a premise or its transpose, C = c L P R. The factors L and R come from the
  formulas themselves: an inverse that the conclusion holds, what a premise holds the inverse of, a
  name. So K^{-1} (K M + B) = M + K^{-1} B, and A (A B - B A) = A A B - A B A. No inverse is made
  up: A x = 0 does not give x = 0;
* C is the sum of two such multiples;
* a premise is affine in a column s, P = J s + b with J square, so that s = -J^{-1} b wherever J is
  invertible; looked for only where the conclusion itself holds an inverse or divides;
* a premise says s = T for a name s: C is 0 once T is put for s.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed
from fractions import Fraction
from itertools import chain, combinations, islice
from time import thread_time

from mdderive.config import Budget
from mdderive.evidence import Judges, Proof, ProofOutcome
from mdderive.operators import apply, number
from mdderive.operators.apply import BadShape
from mdderive.term import (
    Apply,
    Dimension,
    Number,
    Problem,
    Symbol,
    Term,
    replace,
    subterms,
    symbols,
)
from mdderive.term.walk import BINDERS

MOST_QUESTIONS = 240
"""How many identities the kernel is asked before a conclusion counts as not proved."""

MOST_FACTORS = 8
RATIONALS = tuple(Fraction(n, d) for n, d in ((1, 1), (1, 2), (2, 1), (1, 4), (4, 1)))

Question = tuple[Term, Term]


def find_certificate(
    problem: Problem, zeros: Sequence[Term], judges: Judges, budget: Budget
) -> Proof | None:
    """A proof that left = right wherever all of `zeros`, which are unfolded, are 0; None where
    none was found within the budget."""
    deadline = thread_time() + budget.seconds
    conclusion = difference(problem.left, problem.right)
    everywhere = _without(problem, zeros)
    plain = (conclusion, apply("zero", shape=conclusion.shape))
    multiples = islice(_multiples(conclusion, zeros), MOST_QUESTIONS)
    asked = chain([(problem, plain)], ((everywhere, question) for question in multiples))
    if not is_derivative(conclusion):
        substituted = _substituted(conclusion, zeros, problem, judges, budget)
        asked = chain(asked, ((problem, question) for question in substituted))
    for given, (left, right) in asked:
        found = judges.prove(changed(given, left=left, right=right), budget)
        if found.outcome == ProofOutcome.PROVED:
            return found
        if thread_time() > deadline:
            break
    return None


def _without(problem: Problem, zeros: Sequence[Term]) -> Problem:
    """The problem without the premises among its facts: certificates are identities without
    them, and to complete them anew for each question takes long."""
    facts = (f for f in problem.facts if difference(f.left, f.right) not in zeros)
    return changed(problem, facts=tuple(facts))


def difference(left: Term, right: Term) -> Term:
    return apply("sum", left, apply("negative", right))


def is_derivative(term: Term) -> bool:
    """Whether a term holds a d or a derivative, in which names may not be replaced by the values
    that they have at one point."""
    inside = (part.operator for part in subterms(term) if isinstance(part, Apply))
    return any(operator in BINDERS or operator == "differential" for operator in inside)


# -- multiples


def _multiples(conclusion: Term, zeros: Sequence[Term]) -> Iterator[Question]:
    """Equations any one of which would be a certificate, the plainest first."""
    products = [part for zero in zeros for part in _products(conclusion, zero)]
    plain = [(conclusion, _scaled(c, part)) for part in products for c in _signed((1,))]
    yield from plain
    scalars = list(_scalars(conclusion, *zeros))
    for part in products:
        for factor in _signed(RATIONALS[1:]):
            yield conclusion, _scaled(factor, part)
        for scalar in scalars:
            for factor in _signed(RATIONALS[:3]):
                yield conclusion, apply("product", number(factor), scalar, part)
    for one, other in combinations(products, 2):
        for sign in _signed((1,)):
            for second in _signed((1,)):
                yield conclusion, apply("sum", _scaled(sign, one), _scaled(second, other))


def _signed(values: Sequence[Fraction | int]) -> Iterator[Fraction]:
    for value in values:
        yield Fraction(value)
        yield -Fraction(value)


def _scaled(factor: Fraction, term: Term) -> Term:
    return term if factor == 1 else apply("product", number(factor), term)


def _products(conclusion: Term, zero: Term) -> Iterator[Term]:
    """The products L P R of the conclusion's shape, P the premise or its transpose."""
    sides = dict.fromkeys((zero, apply("transpose", zero)))
    factors = [*dict.fromkeys(_factors(conclusion, zero))][:MOST_FACTORS]
    found: dict[Term, None] = {}
    for side in sides:
        candidates = [side]
        candidates += [p for f in factors for p in (_product(f, side), _product(side, f)) if p]
        inverses = [f for f in factors if _is_inverse(f)]
        candidates += [p for f in inverses for g in inverses if (p := _product(f, side, g))]
        found.update(dict.fromkeys(c for c in candidates if c.shape == conclusion.shape))
    yield from found


def _product(*factors: Term) -> Term | None:
    try:
        return apply("product", *factors)
    except BadShape:
        return None


def _factors(conclusion: Term, zero: Term) -> Iterator[Term]:
    """What a premise may be multiplied by: inverses of the conclusion, what the premise holds
    inverses of, names."""
    for part in subterms(conclusion):
        if _is_inverse(part):
            yield part
            yield apply("transpose", part)
    for part in subterms(zero):
        if isinstance(part, Apply) and _is_inverse(part):
            yield part.args[0]
            yield apply("transpose", part.args[0])
    for part in (*subterms(conclusion), *subterms(zero)):
        if isinstance(part, Symbol) and not part.shape.is_scalar:
            yield part
            yield apply("transpose", part)


def _is_inverse(term: Term) -> bool:
    if isinstance(term, Apply) and term.operator == "transpose":
        return _is_inverse(term.args[0])
    return isinstance(term, Apply) and term.operator == "inverse"


def _scalars(*terms: Term) -> Iterator[Term]:
    """Scalars that a premise may be multiplied by: names and sizes, reciprocals of sizes, and the
    reciprocals that the formulas themselves hold."""
    found: dict[Term, None] = {}
    for term in terms:
        for part in subterms(term):
            if isinstance(part, Symbol) and part.shape.is_scalar:
                found[part] = None
                found[apply("power", part, number(2))] = None
            elif isinstance(part, Dimension):
                found[part] = None
                found[apply("quotient", number(1), part)] = None
            elif isinstance(part, Apply) and part.operator == "quotient":
                below = part.args[1]
                if not isinstance(below, Number):
                    found[below] = None
                    found[apply("quotient", number(1), below)] = None
    return islice(found, MOST_FACTORS)


# -- putting in


def _substituted(
    conclusion: Term, zeros: Sequence[Term], problem: Problem, judges: Judges, budget: Budget
) -> Iterator[Question]:
    """The conclusion once names that the premises determine are replaced."""
    nothing = apply("zero", shape=conclusion.shape)
    whole = conclusion
    for zero in zeros:
        for name, value in _equations(zero):
            yield replace(conclusion, {name: value}), nothing
            whole = replace(whole, {name: value})
            break
    if whole != conclusion:
        yield whole, nothing
    if not _divides(conclusion):
        return
    for zero in zeros:
        for symbol in _columns(zero):
            solved = _solved(zero, symbol, problem, judges, budget)
            if solved is not None:
                yield replace(conclusion, {symbol.name: solved}), nothing


def _divides(term: Term) -> bool:
    inside = [part for part in subterms(term) if isinstance(part, Apply)]
    return any(p.operator in ("inverse", "quotient", "power") for p in inside)


def _equations(zero: Term) -> Iterator[tuple[str, Term]]:
    """(s, T) of a premise s - T with a name s that T does not hold."""
    match zero:
        case Apply("sum", (left, Apply("negative", (right,)))):
            for side, other in ((left, right), (right, left)):
                if isinstance(side, Symbol) and side.name not in symbols(other):
                    yield side.name, other


def _columns(zero: Term) -> tuple[Symbol, ...]:
    """The columns of the premise's shape, for which it may be solved."""
    if not zero.shape.is_column:
        return ()
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
