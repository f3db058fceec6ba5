"""Indices of the formula itself: sums, entries, members and families as networks.

A term in which the index i is free has an axis more, labelled i; a term's network has the axes
rows, columns, and then one for each free index in the order of their names. So

    X_ij                 the axes of X become the axes of i and j
    x_i (a member)       the slower part of the columns' index becomes the axis of i
    delta_ij             one index on both axes
    sum_i F_i            the axis of i is summed; N times F, if i does not occur in F
    (F_1 ... F_N)        the axis of i becomes the slower part of the columns' index

and operators that act entry by entry, or contract rows and columns, carry further axes along.
"""

from collections.abc import Mapping, Sequence

from mdderive.kernel.contraction import Label, contract, refine
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network, constant
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import INDEXED, Apply, Number, Size, Symbol, Term

Ranges = Mapping[str, Size]
UNIT = "unit"
"""The name of the atom that picks one position; its mark is the position."""


class FreeIndices:
    """The indices that occur free in a term, in the order of their names; each object is looked at
    once. The terms must live as long as this does."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[str, ...]] = {}

    def __call__(self, term: Term) -> tuple[str, ...]:
        if not isinstance(term, Apply):
            return ()
        found = self.known.get(id(term))
        if found is None:
            found = self.known[id(term)] = tuple(sorted(self._computed(term)))
        return found

    def _computed(self, term: Apply) -> set[str]:
        if term.operator in ("entry", "member"):
            return {*self(term.args[0]), *_named(term.args[1:])}
        if term.operator == "delta":
            return set(_named(term.args[:2]))
        if term.operator in INDEXED:
            return set(self(term.args[0])).difference(_named(term.args[1:2]))
        return {name for arg in term.args for name in self(arg)}


def _named(indices: Sequence[Term]) -> list[str]:
    return [index.name for index in indices if isinstance(index, Symbol)]


def labels(indices: Sequence[str]) -> tuple[str, ...]:
    """The labels of the axes of these indices; no letter of an operator's index form is one."""
    return tuple(f"index {name}" for name in indices)


def groups(names: Sequence[Label]) -> list[tuple[Label, ...]]:
    """Each label as an output axis of its own."""
    return [(name,) for name in names]


def lengths(size: Size) -> tuple[Size, ...]:
    """The indices of an axis of this size: none where it is 1."""
    return () if size.is_one else (size,)


def spread(
    work: Workspace, network: Network, own: Sequence[str], wanted: Sequence[str], ranges: Ranges
) -> Network:
    """A network with the axes of its own free indices, as one with those of more."""
    if tuple(own) == tuple(wanted):
        return network
    if not ranges.keys() >= set(wanted) - set(own):
        raise Beyond("an index whose range is not known")
    fresh: dict[Label, tuple[Size, ...]] = {
        labels((name,))[0]: lengths(ranges[name]) for name in set(wanted) - set(own)
    }
    output = groups(("r", "c", *labels(wanted)))
    return contract(work, [network], [("r", "c", *labels(own))], output, fresh)


def summed(
    work: Workspace, body: Network, own: Sequence[str], index: str, size: Network
) -> Network:
    """sum over the index of a body with the axes of `own`; `size` is the number N."""
    inputs = ("r", "c", *labels(own))
    kept = [label for label in inputs if label not in labels((index,))]
    if index in own:
        return contract(work, [body], [inputs], groups(kept))
    return contract(work, [body, size], [inputs, ()], groups(kept))


def side_by_side(
    work: Workspace, body: Network, own: Sequence[str], index: str, size: Size
) -> Network:
    """The members of a family, one beside the other."""
    (label,) = labels((index,))
    inputs = ("r", "c", *labels(own))
    rest = [name for name in inputs[2:] if name != label]
    output: list[tuple[Label, ...]] = [("r",), (label, "c"), *groups(rest)]
    return contract(work, [body], [inputs], output, {label: lengths(size)})


def entry(
    work: Workspace, matrix: Network, own: Sequence[str], term: Apply, wanted: Sequence[str]
) -> Network:
    """X_ij with the axes of the indices wanted."""
    shape = term.args[0].shape
    sizes = (shape.rows, shape.cols)
    picked = [_picked(work, i, size) for i, size in zip(term.args[1:], sizes, strict=True)]
    networks = [matrix, *(network for _, network in picked if network is not None)]
    inputs = [(*(label for label, _ in picked), *labels(own))]
    inputs += [(label,) for label, network in picked if network is not None]
    return contract(work, networks, inputs, [(), (), *groups(labels(wanted))])


def member(
    work: Workspace, matrix: Network, own: Sequence[str], term: Apply, wanted: Sequence[str]
) -> Network:
    """x_i with the axes of the indices wanted."""
    if matrix.is_zero:
        return Network(2 + len(wanted), {})
    family, index = term.args
    count = family.shape.cols.over(term.shape.cols)
    if count is None:
        raise Beyond("a family whose members don't fill its matrix")
    label, unit = _picked(work, index, count)
    parted = _parted(work, matrix, count, term.shape.cols)
    networks = [parted] if unit is None else [parted, unit]
    inputs: list[tuple[Label, ...]] = [("r", label, "c", *labels(own))]
    inputs += [] if unit is None else [(label,)]
    return contract(work, networks, inputs, groups(("r", "c", *labels(wanted))))


def _picked(work: Workspace, index: Term, size: Size) -> tuple[Label, Network | None]:
    """The label of an axis under this index; a position comes with what picks it."""
    if isinstance(index, Symbol):
        return labels((index.name,))[0], None
    if not isinstance(index, Number) or index.value.denominator != 1:
        raise Beyond("an index that is no name and no number")
    position = int(index.value)
    if size.is_one:
        return f"only {position}", Network(1, {Monomial(((),), (), ()): 1})
    atom = Atom(f"{UNIT}|{position}|{size}", Kind.SYMBOL, (UNIT, str(position)))
    picks = Network(1, {Monomial(((0,),), (Factor(atom, (0,), 1),), (size,)): 1})
    return f"position {position} of {size}", picks


def _parted(work: Workspace, matrix: Network, count: Size, cols: Size) -> Network:
    """The columns' axis as two, the member and the column in it."""
    structure = matrix.structure or ()
    columns = (*lengths(count), *lengths(cols))
    if len(columns) == 2:
        matrix = refine(work, matrix, [structure[0], columns, *structure[2:]])
    first = 1 if cols.is_one or not count.is_one else 0
    if cols.is_one:
        first = len(structure[1])
    elif matrix.structure is None or matrix.structure[1] != columns:
        raise Beyond("a family whose columns are no pairs of member and column")
    return work.collect(
        matrix.axes + 1,
        [
            (m._replace(axes=(m.axes[0], m.axes[1][:first], m.axes[1][first:], *m.axes[2:])), c)
            for m, c in matrix.terms.items()
        ],
    )


def delta(work: Workspace, term: Apply, wanted: Sequence[str]) -> Network:
    """delta_ij with the axes of the indices wanted."""
    one, other = term.args[:2]
    if isinstance(one, Number) and isinstance(other, Number):
        value = constant(int(one == other))
        return Network(2, {m._replace(axes=((), ())): c for m, c in value.terms.items()})
    size = size_of(term.args[2])
    both = [_picked(work, index, size) for index in (one, other)]
    same = Network(2, {Monomial(((0,), (0,)), (), (size,)): 1})
    if size.is_one:
        same = Network(2, {Monomial(((), ()), (), ()): 1})
    networks = [same, *(network for _, network in both if network is not None)]
    inputs: list[tuple[Label, ...]] = [tuple(label for label, _ in both)]
    inputs += [(label,) for label, network in both if network is not None]
    return contract(work, networks, inputs, [(), (), *groups(labels(wanted))])


def size_of(term: Term) -> Size:
    """The size of a range."""
    size = getattr(term, "size", None)
    if isinstance(size, Size):
        return size
    if isinstance(term, Number) and term.value.denominator == 1:
        return Size.of(int(term.value))
    raise Beyond("a range that is no size")
