"""The laws that rewrite a monomial, tried in order until none fits.

Each takes a monomial and gives the weighted monomials it equals, or None. All of them go down in
degree or in the order of `Monomial.weight`; the budget ends what would not.

    X X^-1 = X^-1 X = I       only through an index that nothing else touches
    S S^-1 = I, S a sum       leading term of S next to S^-1: I minus the other terms next to S^-1
    A^p A^q = A^(p + q)       for fractional powers of a name
    Q^T Q = Q Q^T = I, |Q|^2 = 1, P P = P, for declared orthogonal Q, projection P
"""

from collections.abc import Iterable, Iterator

from mdderive.kernel.chains import reached
from mdderive.kernel.contraction import exchanged
from mdderive.kernel.entry_laws import (
    generator_reduced,
    group_expanded,
    group_parted,
    group_reduced,
    signs_reduced,
    slots_identified,
)
from mdderive.kernel.exponential import exponentials_joined
from mdderive.kernel.matcher import Match, matches, without
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.positive import is_unit
from mdderive.kernel.roots import roots_joined
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Workspace
from mdderive.term import Property

Rewritten = Iterable[Weighted] | None


def inverse_cancelled(work: Workspace, monomial: Monomial) -> Rewritten:
    """m S^-1 = I - (S - m) S^-1 for the leading term m of S, and from the left."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.INVERSE or factor.exponent != 1:
            continue
        for end in (0, 1):
            found = _cancelled(work, monomial, place, end)
            if found is not None:
                work.applied.add("cancel-inverse")
                return found
    return None


def _cancelled(work: Workspace, monomial: Monomial, place: int, end: int) -> Rewritten:
    factor = monomial.factors[place]
    joint, far = factor.slots[end], factor.slots[1 - end]
    if joint == far or joint in monomial.free:
        return None
    inside = factor.atom.arguments[0]
    lead = inside.leading_matrix
    (row,), (col,) = lead.axes
    # (S^-1)_ab S_bc: the right slot of the inverse meets the row of S.
    near, away = (row, col) if end == 1 else (col, row)
    if row == col:
        return None
    for match in matches(lead, monomial, {near: joint}, [place], whole=True):
        after = match.indices.get(away)
        if after is None:
            continue  # a leading term 1 1^T has no factor there, and any index would do
        if after == joint or _touched(monomial, joint) != _taken(monomial, match, joint) + 1:
            continue
        if after == far and away not in reached(lead, {near}):
            continue  # u v^T S^-1 closed to a ring is v^T S^-1 u, better left as it is
        kept = without(monomial, match.taken)
        where = kept.factors.index(factor)
        delta = Network(2, {Monomial(((0,), (0,)), (), (monomial.sizes[joint],)): 1})
        terms = dict(exchanged(work, kept, [where], [(delta, (far, after))]).terms)
        others = Network(2, {m: -c for m, c in inside.terms.items() if m is not lead})
        labels = (joint, after) if end == 1 else (after, joint)
        for m, c in exchanged(work, kept, [], [(others, labels)]).terms.items():
            terms[m] = terms.get(m, 0) + c
        return terms.items()
    return None


def _touched(monomial: Monomial, index: int) -> int:
    return sum(factor.slots.count(index) for factor in monomial.factors)


def _taken(monomial: Monomial, match: Match, index: int) -> int:
    return sum(monomial.factors[place].slots.count(index) for place in match.taken)


def orthogonal_determinant(work: Workspace, monomial: Monomial) -> Rewritten:
    """|Q|^2 = 1."""
    for place, factor in enumerate(monomial.factors):
        if factor.exponent in (0, 1) or not is_unit(work, factor.atom):
            continue
        if factor.exponent.denominator == 1:
            lower = factor._replace(exponent=factor.exponent % 2)
            factors = (*monomial.factors[:place], lower, *monomial.factors[place + 1 :])
            return [(monomial._replace(factors=factors), 1)]
    return None


def rules_applied(work: Workspace, monomial: Monomial) -> Rewritten:
    """The rules that the completion found, wherever their lead stands with clean inner indices."""
    atoms = {factor.atom for factor in monomial.factors}
    for rule in work.rules:
        if not atoms.issuperset(factor.atom for factor in rule.lead.factors):
            continue
        for match in matches(rule.lead, monomial, {}, [], whole=True):
            ends = [axis[0] if axis else None for axis in rule.lead.axes]
            if any(end is not None and end not in match.indices for end in ends):
                continue  # an axis that no factor of the lead touches has no place in the network
            labels = [
                f"end{place}" if end is None else match.indices[end]
                for place, end in enumerate(ends)
            ]
            kept = without(monomial, match.taken)
            return exchanged(work, kept, [], [(rule.rest, labels)]).terms.items()
    return None


def property_used(work: Workspace, monomial: Monomial) -> Rewritten:
    """Q_ki Q_kj = Q_ik Q_jk = delta_ij; P_ik P_kj = P_ij."""
    for place, factor in enumerate(monomial.factors):
        atom = factor.atom
        if atom.kind is not Kind.SYMBOL or atom.data[1] != "" or len(factor.slots) != 2:
            continue
        name = str(atom.data[0])
        orthogonal = work.has(name, Property.ORTHOGONAL)
        if not orthogonal and not work.has(name, Property.PROJECTION):
            continue
        found = _pair(work, monomial, place, orthogonal)
        if found is not None:
            return found
    return None


def _pair(work: Workspace, monomial: Monomial, place: int, orthogonal: bool) -> Rewritten:
    first = monomial.factors[place]
    if orthogonal and first.exponent == 2:
        return None  # Q_ij^2 summed over one index only is handled by no law here
    for other, second in enumerate(monomial.factors):
        if other == place or second.atom != first.atom or {first.exponent, second.exponent} != {1}:
            continue
        for one, two, sign in _meetings(first.atom, orthogonal):
            joint = first.slots[one]
            if second.slots[two] != joint or joint in monomial.free:
                continue
            if _touched(monomial, joint) != 2:
                continue
            ends = (first.slots[1 - one], second.slots[1 - two])
            size = monomial.sizes[joint]
            if orthogonal:
                made = Network(2, {Monomial(((0,), (0,)), (), (size,)): sign})
                labels = ends
            else:
                factor = Factor(first.atom, (0, 1), 1)
                made = Network(2, {Monomial(((0,), (1,)), (factor,), (size, size)): sign})
                labels = ends if one == 1 else (ends[1], ends[0])
            return exchanged(work, monomial, [place, other], [(made, labels)]).terms.items()
    return None


def _meetings(atom: Atom, orthogonal: bool) -> Iterator[tuple[int, int, int]]:
    """The slots at which two of the name meet for the law to hold, and a sign: both first or both
    second for Q^T Q, one each for P P; of a symmetric or skew name any."""
    yield from ((0, 0, 1), (1, 1, 1)) if orthogonal else ((1, 0, 1), (0, 1, 1))
    for _, sign in atom.symmetries:
        yield from ((0, 1, sign), (1, 0, sign)) if orthogonal else ((0, 0, sign), (1, 1, sign))


BEFORE = (
    slots_identified,
    group_expanded,
    inverse_cancelled,
    property_used,
    roots_joined,
    exponentials_joined,
    orthogonal_determinant,
    generator_reduced,
    # Before a component without free indices is closed, and its groups hidden with it.
    group_reduced,
    group_parted,
)
AFTER = (group_reduced, group_parted, inverse_cancelled, signs_reduced)

# With a completed set of rules; its order of words is another, so the plain law must not meddle.
BEFORE_COMPLETED = (*(law for law in BEFORE if law is not inverse_cancelled), rules_applied)
AFTER_COMPLETED = (group_reduced, group_parted, rules_applied, signs_reduced)
