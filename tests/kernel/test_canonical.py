"""The canonical form depends neither on the order of factors nor on the names of indices, and it
separates what is not isomorphic."""

import random
from collections import Counter
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from mdderive.config import Budget
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.workspace import Workspace
from mdderive.term import Size

N = Size.letter("n")
ATOMS = (
    Atom("A", Kind.SYMBOL, ("A", "")),
    Atom("S", Kind.SYMBOL, ("S", ""), (), (((1, 0), 1),)),
    Atom("K", Kind.SYMBOL, ("K", ""), (), (((1, 0), -1),)),
    Atom("x", Kind.SYMBOL, ("x", "")),
)
FREE = 2
INDICES = 5


@st.composite
def products(draw: st.DrawFn) -> tuple[Factor, ...]:
    """Up to five factors over two free indices (0 and 1) and three summed ones."""
    factors = []
    for _ in range(draw(st.integers(1, 5))):
        atom = draw(st.sampled_from(ATOMS))
        count = 1 if atom.key == "x" else 2
        slots = tuple(draw(st.integers(0, INDICES - 1)) for _ in range(count))
        factors.append(Factor(atom, slots, 1))
    return tuple(factors)


def network(factors: tuple[Factor, ...]) -> Network:
    work = Workspace(Budget(), {}, "free")
    monomial = Monomial(((0,), (1,)), factors, (N,) * INDICES)
    return work.collect(2, [(monomial, 1)])


@settings(max_examples=300, deadline=None)
@given(products(), st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(factors: tuple[Factor, ...], draw: random.Random) -> None:
    names = list(range(FREE, INDICES))
    draw.shuffle(names)
    rename = {**{i: i for i in range(FREE)}, **dict(zip(range(FREE, INDICES), names, strict=True))}
    sign, other = 1, []
    for factor in factors:
        slots = tuple(rename[slot] for slot in factor.slots)
        if factor.atom.symmetries and draw.random() < 0.5:
            slots = slots[::-1]
            sign *= factor.atom.symmetries[0][1]
        other.append(factor._replace(slots=slots))
    draw.shuffle(other)
    assert network(factors).key == network(tuple(other)).scaled(sign).key


def _brute(factors: tuple[Factor, ...]) -> tuple[int, object]:
    """(sign, least encoding) over all renamings of the summed indices; sign 0 if both occur."""
    seen: dict[object, set[int]] = {}
    for names in permutations(range(FREE, INDICES)):
        rename = {0: 0, 1: 1, **dict(zip(range(FREE, INDICES), names, strict=True))}
        sign, encoded = 1, []
        for factor in factors:
            slots = tuple(rename[slot] for slot in factor.slots)
            if factor.atom.symmetries and slots != tuple(sorted(slots)):
                slots = slots[::-1]
                sign *= factor.atom.symmetries[0][1]
            if factor.atom.key == "K" and slots[0] == slots[1]:
                return 0, None
            encoded.append((factor.atom.key, slots))
        seen.setdefault(tuple(sorted(encoded)), set()).add(sign)
    least = min(seen)  # type: ignore[type-var]
    return (0, None) if len(seen[least]) == 2 else (seen[least].pop(), least)


@settings(max_examples=300, deadline=None)
@given(products(), products())
def test_equal_forms_are_isomorphic(one: tuple[Factor, ...], other: tuple[Factor, ...]) -> None:
    """Against all permutations: the same network exactly if some renaming makes them one."""
    (sign, least), (sign_other, least_other) = _brute(one), _brute(other)
    left, right = network(one), network(other)
    assert left.is_zero == (sign == 0)
    assert right.is_zero == (sign_other == 0)
    if sign and sign_other:
        orphans = [len({s for f in fs for s in f.slots} | {0, 1}) for fs in (one, other)]
        same = least == least_other and orphans[0] == orphans[1]
        assert (left.scaled(sign).key == right.scaled(sign_other).key) == same


def test_untouched_indices_count_as_their_size() -> None:
    bare = network((Factor(ATOMS[3], (0,), 1),))
    ((monomial, coefficient),) = bare.terms.items()
    assert coefficient == 1
    assert Counter(f.atom.kind for f in monomial.factors)[Kind.DIMENSION] == 1
    assert next(f.exponent for f in monomial.factors if f.atom.kind is Kind.DIMENSION) == 3
