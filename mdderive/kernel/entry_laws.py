"""Laws of single entries: powers of sums, entrywise functions on a diagonal, generators.

R^e with e >= 1           expanded, R a sum under a power; any whole e, if R is a product
m R^-1                    R^0 minus the other terms over R, m the leading term of R
f^-1 R^-1                 f^-1 R^0 minus (R - 1) over f R, where every other term of R holds f
f(A)_ii = f(A_ii)
sign^2 = 1, sin^2 = 1 - cos^2
((-1)^n)^2 = 1            n a size; and (-1)^n |S| = |S| for an n x n skew S
"""

from collections.abc import Iterable
from fractions import Fraction

from mdderive.kernel.contraction import contract, exchanged
from mdderive.kernel.entries import entry_atom
from mdderive.kernel.entrywise import power
from mdderive.kernel.matcher import matches, without
from mdderive.kernel.network import Factor, Kind, Monomial, Network, constant
from mdderive.kernel.rebuild import ENTRYWISE, identified
from mdderive.kernel.symbolic_power import size_network, whole
from mdderive.kernel.tidy import Weighted
from mdderive.kernel.workspace import Workspace

Rewritten = Iterable[Weighted] | None


def slots_identified(work: Workspace, monomial: Monomial) -> Rewritten:
    """f(A)_ii = f(A_ii): the diagonal of f(A) is f of the diagonal."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind in ENTRYWISE and len(set(factor.slots)) < len(factor.slots):
            slots = list(dict.fromkeys(factor.slots))
            made = identified(work, factor)
            return exchanged(work, monomial, [place], [(made, slots)]).terms.items()
    return None


def group_expanded(work: Workspace, monomial: Monomial) -> Rewritten:
    """R^e = R R^(e-1) for e >= 1; (f g)^e = f^e g^e for a whole e."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.GROUP:
            continue
        (inside,) = factor.atom.arguments
        if factor.exponent < 0 and factor.exponent.denominator == 1 and _is_product(inside):
            made = power(work, inside, factor.exponent)
            return exchanged(work, monomial, [place], [(made, factor.slots)]).terms.items()
        if factor.exponent >= 1:
            lower = factor._replace(exponent=factor.exponent - 1)
            factors = (*monomial.factors[:place], lower, *monomial.factors[place + 1 :])
            removed = [place] if lower.exponent == 0 else []
            return exchanged(
                work,
                monomial._replace(factors=factors),
                removed,
                [(factor.atom.arguments[0], factor.slots)],
            ).terms.items()
    return None


def _is_product(network: Network) -> bool:
    """Whether an entry is one product over free indices."""
    return all(set(f.slots) <= m.free for m in network.terms for f in m.factors) and (
        len(network.terms) == 1
    )


def group_reduced(work: Workspace, monomial: Monomial) -> Rewritten:
    """m R^e = R^(e+1) - (R - m) R^e for e < 0 and m the leading term of R."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.GROUP or factor.exponent >= 0:
            continue
        inside = factor.atom.arguments[0]
        lead = inside.leading
        free = [index for axis in lead.axes for index in axis]
        if len(set(free)) < len(free):
            continue
        anchors = dict(zip(free, factor.slots, strict=True))
        for match in matches(lead, monomial, anchors, [place], whole=False):
            rest = without(monomial, match.taken)
            up = exchanged(work, _raised(rest, factor, 1), [], [])
            others = Network(inside.axes, {m: -c for m, c in inside.terms.items() if m is not lead})
            terms = list(up.terms.items())
            terms.extend(exchanged(work, rest, [], [(others, factor.slots)]).terms.items())
            scale = inside.terms[lead]
            return [(m, c * Fraction(1) / scale) for m, c in terms]
    return None


def group_parted(work: Workspace, monomial: Monomial) -> Rewritten:
    """f^-j R^e = (f^-j R^(e+1) - f^-j (R - c) R^e) / c for e < 0, c the number in R, where every
    other term of R holds f: E^-1 / (1 + E) = E^-1 - 1 / (1 + E). Ends, as f^-j goes in one term
    and R^e in the other."""
    for factor in monomial.factors:
        if factor.atom.kind is not Kind.GROUP or factor.exponent >= 0:
            continue
        inside = factor.atom.arguments[0]
        numbers = [m for m in inside.terms if not m.factors and len(m.sizes) == len(m.free)]
        if len(numbers) != 1:
            continue
        others = {m: -c for m, c in inside.terms.items() if m is not numbers[0]}
        if any(_in_all(other, factor, others) for other in monomial.factors):
            up = exchanged(work, _raised(monomial, factor, 1), [], [])
            made = (Network(inside.axes, others), factor.slots)
            terms = [*up.terms.items(), *exchanged(work, monomial, [], [made]).terms.items()]
            return [(m, c * Fraction(1) / inside.terms[numbers[0]]) for m, c in terms]
    return None


def _in_all(below: Factor, group: Factor, terms: Iterable[Monomial]) -> bool:
    """Whether what stands below the line is a factor of each of these terms of the group."""
    return below.exponent < 0 and all(
        any(
            f.atom == below.atom
            and f.exponent >= 1
            and tuple(_outside(slot, term, group) for slot in f.slots) == below.slots
            for f in term.factors
        )
        for term in terms
    )


def _outside(slot: int, term: Monomial, group: Factor) -> int | None:
    """The index of the whole that a free index of a term of the group stands for."""
    axes = [axis[0] if len(axis) == 1 else None for axis in term.axes]
    return group.slots[axes.index(slot)] if slot in axes else None


def _raised(monomial: Monomial, factor: Factor, by: int) -> Monomial:
    return monomial._replace(factors=(*monomial.factors, factor._replace(exponent=by)))


def generator_reduced(work: Workspace, monomial: Monomial) -> Rewritten:
    """sign^2 = 1; sin^2 = 1 - cos^2."""
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.MAP or factor.exponent in (0, 1):
            continue
        name, order = factor.atom.data
        if order != 0 or factor.exponent.denominator != 1:
            continue
        before, after = monomial.factors[:place], monomial.factors[place + 1 :]
        if name == "sign":
            lower = factor._replace(exponent=factor.exponent % 2)
            return [(monomial._replace(factors=(*before, lower, *after)), 1)]
        if name == "sin" and factor.exponent >= 2:
            lower = factor._replace(exponent=factor.exponent - 2)
            plain = monomial._replace(factors=(*before, lower, *after))
            argument = factor.atom.arguments[0]
            cosine = entry_atom(work, Kind.MAP, ("cos", 0), argument, 2)
            squared = exchanged(work, plain, [], [(cosine, factor.slots)])
            return [(plain, 1), *((m, -c) for m, c in squared.terms.items())]
    return None


def signs_reduced(work: Workspace, monomial: Monomial) -> Rewritten:
    """((-1)^n)^2 = 1; (-1)^n |S| = |S|: for odd n both are 0."""
    skew = {
        _size_key(factor.atom.arguments[0])
        for factor in monomial.factors
        if factor.atom.kind is Kind.DETERMINANT and _is_skew(work, factor.atom.arguments[0])
    }
    for place, factor in enumerate(monomial.factors):
        if factor.atom.kind is not Kind.POWER or factor.exponent.denominator != 1:
            continue
        base, exponent = factor.atom.arguments
        if base.key != constant(-1).key or not whole(exponent):
            continue
        left = 0 if exponent.key in skew else factor.exponent % 2
        if left != factor.exponent:
            kept = (factor._replace(exponent=left),) if left else ()
            before, after = monomial.factors[:place], monomial.factors[place + 1 :]
            return [(monomial._replace(factors=(*before, *kept, *after)), 1)]
    return None


def _is_skew(work: Workspace, block: Network) -> bool:
    turned = contract(work, [block], [("i", "j")], [("j",), ("i",)])
    return turned.scaled(-1).key == block.key


def _size_key(block: Network) -> str:
    structure = block.structure or ((), ())
    return size_network(structure[0][0]).key
