"""Entries of a name as a network, with the structure that is declared of it.

A mark says how a name stands: "" as declared, "raw" without its structure (while it is being
differentiated), "d" its differential, "bound..." the variable of a derivative.
"""

from collections.abc import Mapping

from mdderive.kernel.contraction import refine
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Property, Shape, Size

SYMMETRIC = (
    Property.SYMMETRIC,
    Property.POSITIVE_DEFINITE,
    Property.POSITIVE_SEMIDEFINITE,
)
STRUCTURED = (*SYMMETRIC, Property.SKEW, Property.DIAGONAL)
CURVED = (Property.ORTHOGONAL, Property.PROJECTION)

Marks = Mapping[str, str]
Symmetries = tuple[tuple[tuple[int, ...], int], ...]


def symbol(work: Workspace, name: str, shape: Shape, mark: str = "") -> Network:
    """The network of a name, axes rows and columns."""
    parts = parted(work, name, shape)
    sizes = tuple(size for axis in parts for size in axis)
    keeps = mark == "" or (mark == "d" and work.structured == "space")
    structured = keeps and len(sizes) == 2 and shape.rows == shape.cols
    if structured and work.has(name, Property.DIAGONAL):
        atom = Atom(f"{name}|{mark}|diagonal", Kind.SYMBOL, (name, mark))
        return Network(2, {Monomial(((0,), (0,)), (Factor(atom, (0,), 1),), sizes[:1]): 1})
    symmetries: Symmetries = ()
    if structured and work.has(name, *SYMMETRIC):
        symmetries = (((1, 0), 1),)
    elif structured and work.has(name, Property.SKEW):
        symmetries = (((1, 0), -1),)
    atom = Atom(f"{name}|{mark}", Kind.SYMBOL, (name, mark), (), symmetries)
    slots = tuple(range(len(sizes)))
    numbers = iter(slots)
    axes = tuple(tuple(next(numbers) for _ in axis) for axis in parts)
    return Network(2, {Monomial(axes, (Factor(atom, slots, 1),), sizes): 1})


def parted(work: Workspace, name: str, shape: Shape) -> tuple[tuple[Size, ...], tuple[Size, ...]]:
    """The sizes along rows and columns; a column of a family of matrices is a pair of the member
    and the column in it."""
    declared = work.declarations.get(name)
    rows = () if shape.rows.is_one else (shape.rows,)
    if declared is None or not declared.family or shape != declared.shape:
        return rows, () if shape.cols.is_one else (shape.cols,)
    _, _, count = declared.family[0]
    width = shape.cols.over(count)
    if width is None:
        raise Beyond("a family whose members don't fill its matrix")
    return rows, tuple(size for size in (count, width) if not size.is_one)


def entries(
    work: Workspace, network: Network, parts: tuple[tuple[Size, ...], ...] | None = None
) -> Network:
    """One axis for each index of a symbol that has these sizes along its axes: the form in which a
    value replaces it."""
    structure = network.structure
    if structure is None:
        return network
    if parts is not None and parts != structure:
        network = refine(work, network, parts)
    elif parts is None and any(len(axis) > 1 for axis in structure):
        raise Beyond("a tuple index in the place of a plain one")
    flat = [
        (m._replace(axes=tuple((index,) for axis in m.axes for index in axis)), c)
        for m, c in network.terms.items()
    ]
    return work.collect(sum(map(len, next(iter(network.terms)).axes)), flat)
