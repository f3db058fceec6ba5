"""Entries of a name as a network, with the structure that is declared of it.

A mark says how a name stands: "" as declared, "raw" without its structure (while it is being
differentiated), "d" its differential, "bound..." the variable of a derivative.
"""

from collections.abc import Mapping

from mdderive.kernel.contraction import contract
from mdderive.kernel.network import Atom, Factor, Kind, Monomial, Network
from mdderive.kernel.workspace import Beyond, Workspace
from mdderive.term import Property, Shape

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
    sizes = tuple(size for size in (shape.rows, shape.cols) if not size.is_one)
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
    axes = tuple(() if size.is_one else (next(numbers),) for size in (shape.rows, shape.cols))
    return Network(2, {Monomial(axes, (Factor(atom, slots, 1),), sizes): 1})


def entries(work: Workspace, network: Network) -> Network:
    """One axis for each axis longer than 1: the form in which a value replaces a symbol."""
    structure = network.structure
    if structure is None:
        return network
    if any(len(axis) > 1 for axis in structure):
        raise Beyond("a tuple index in the place of a plain one")
    kept = [(place,) for place in range(2) if structure[place]]
    return contract(work, [network], [(0, 1)], kept)
