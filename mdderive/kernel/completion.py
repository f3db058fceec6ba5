"""Inverses of sums: a bounded completion of S S^-1 = S^-1 S = I.

The relations of all inverses in a problem generate an ideal of noncommutative polynomials. A
bounded Buchberger procedure (leading word by length, then by its letters; overlaps give new
relations) turns them into rewriting rules. Among them are the push-through, resolvent and Woodbury
identities, without being told:

    (I + A B)^-1 A = A (I + B A)^-1
    (A + U C V)^-1 = A^-1 - A^-1 U (C^-1 + V A^-1 U)^-1 V A^-1

Each rule follows from the relations, so it holds wherever the inverses exist. The bound only
costs completeness.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mdderive.kernel.basis import Basis, flipped
from mdderive.kernel.contraction import plus
from mdderive.kernel.entries import times
from mdderive.kernel.network import (
    Atom,
    Factor,
    Kind,
    Monomial,
    Network,
    constant,
    factors_within,
)
from mdderive.kernel.rebuild import Rebuilding
from mdderive.kernel.traces import has_traces, trace_relations
from mdderive.kernel.words import (
    Polynomial,
    Word,
    added,
    polynomial,
    product,
    sandwiched,
    scaled,
)
from mdderive.kernel.workspace import Beyond, Rule, Workspace

MOST_RULES = 60
MOST_STEPS = 400


def completed(
    work: Workspace, networks: Sequence[Network], facts: Sequence[Network]
) -> tuple[Rule, ...]:
    """The rules for all inverses in some networks, and for facts: networks known to be 0."""
    atoms = sorted(set(inverses([*networks, *facts])))
    basis = Basis(work, given=bool(facts))
    scalars = [fact for fact in facts if fact.structure == ((), ())]
    waiting = [p for atom in atoms for p in _relations(work, atom) if p]
    for fact in facts:
        if fact.structure not in (None, ((), ())):
            waiting.extend([polynomial(work, fact), polynomial(work, flipped(work, fact))])
    steps = 0
    while waiting and len(basis.rules) < MOST_RULES and steps < MOST_STEPS:
        steps += 1
        waiting.sort(key=lambda p: basis.order(basis.lead(p)), reverse=True)
        left = basis.reduced(waiting.pop())
        if left:
            waiting.extend(p for p in basis.add(left) if p)
    rules = [_rule(work, word, rest) for word, rest in basis.rules.items()]
    usable = [rule for rule in (*map(_scalar_rule, scalars), *rules) if rule is not None]
    found = tuple(rule for rule in usable if rule.lead.factors)
    return (*found, *_trace_rules(work, found)) if has_traces(networks) else found


def _trace_rules(work: Workspace, rules: Sequence[Rule]) -> Sequence[Rule]:
    """Rules for traces, each reduced by those before it."""
    reduced: list[Rule] = []
    by_these = work.again(work.laws, work.closed_laws, work.positive)
    for relation in trace_relations(work, rules):
        by_these.use(reduced)
        left = Rebuilding(by_these)(relation)
        if left.is_zero:
            continue
        if not left.leading.factors:
            raise Beyond("what is given contradicts itself")
        reduced.append(_scalar_rule(left))
    return reduced


def _scalar_rule(fact: Network) -> Rule:
    """A scalar that is 0: its leading term is minus the others."""
    lead = fact.leading
    others = Network(2, {m: c for m, c in fact.terms.items() if m != lead})
    return Rule(lead, others.scaled(Fraction(-1) / fact.terms[lead]))


def inverses(networks: Sequence[Network]) -> Iterator[Atom]:
    """All inverse atoms, also those inside others."""
    return (f.atom for f in factors_within(networks) if f.atom.kind is Kind.INVERSE)


def _own(atom: Atom) -> Network:
    size = next(iter(atom.arguments[0].terms)).structure[0][0]
    return Network(2, {Monomial(((0,), (1,)), (Factor(atom, (0, 1), 1),), (size, size)): 1})


def _relations(work: Workspace, atom: Atom) -> Iterator[Polynomial]:
    """S S^-1 - I, S^-1 S - I and their transposes."""
    (inside,) = atom.arguments
    own = _own(atom)
    for one, other in ((inside, own), (flipped(work, inside), flipped(work, own))):
        left, right = polynomial(work, one), polynomial(work, other)
        for first, second in ((left, right), (right, left)):
            total: Polynomial = {(): constant(-1)}
            for word, coefficient in first.items():
                part = sandwiched(work, word, second, ())
                total = added(work, total, scaled(work, part, coefficient))
            yield total


def _rule(work: Workspace, word: Word, rest: Polynomial) -> Rule | None:
    """The rule for networks; None if its lead is no single product."""
    lead = product(work, word)
    if len(lead.terms) != 1:
        return None
    ((monomial, coefficient),) = lead.terms.items()
    if any(not factor.slots for factor in monomial.factors):
        return None
    parts = []
    for other, scalar in rest.items():
        network = product(work, other) if other else _identity(monomial)
        parts.append(times(work, network, scalar))
    return Rule(monomial, plus(work, 2, parts).scaled(Fraction(1) / coefficient))


def _identity(monomial: Monomial) -> Network:
    (size,) = monomial.structure[0]
    return Network(2, {Monomial(((0,), (0,)), (), (size,)): 1})
