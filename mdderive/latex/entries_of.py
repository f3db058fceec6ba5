r"""A name whose entries are a family: `p` where the `p_i` are scalars, `y` where the `y^{(i)}` are.

Where nothing else says what such a name is, it is the column of the family's members, in the order
of their index. The left side of a definition stays a new name while the members have no value.
"""

from collections.abc import Iterator, Sequence

from mdderive.latex.building import Building
from mdderive.latex.define import names_in
from mdderive.latex.formula import Name, Node
from mdderive.latex.ranges import unscripted
from mdderive.latex.vocabulary import plain
from mdderive.operators import apply
from mdderive.term import Symbol


def note_columns(nodes: Sequence[Node], building: Building) -> tuple[str, ...]:
    """Gives the names of the formulas that stand for a family their values; returns what is to be
    listed with the row."""
    listed: list[str] = []
    lone = nodes[0].name if nodes and isinstance(nodes[0], Name) else ""
    for name in sorted(frozenset().union(*map(names_in, nodes))):
        for family in _families_of(name, building):
            if name == lone and family not in building.values:
                continue
            whole = Symbol(family, building.families[family].whole)
            building.values.setdefault(name, apply("transpose", whole))
            building.columns.add(name)
            listed.append(f"`{name}` is the column of the `{family}`")
    return tuple(listed)


def _families_of(name: str, building: Building) -> Iterator[str]:
    """The one family of scalars whose members are this name with an index."""
    known = building.vocabulary().known(name)
    if name not in building.columns and (known is not None or name in building.unread):
        return
    found = [
        family
        for family, one in building.families.items()
        if one.shape.is_scalar
        and len(one.indices) == 1
        and unscripted(plain(family), one.indices[0]) == plain(name)
    ]
    if len(found) == 1:
        yield found[0]
