r"""Rows that speak of a name of which something is given that could not be read.

Such a row may be false only because that line was lost: without `1^\top y = 1` the gradient p - y
of a cross entropy is refuted. So beside its readings stands one that is true whatever it says; a
row that is false by all others is then unreadable, never refuted.
"""

from collections.abc import Iterator, Sequence

from mdderive.derivation import Reading
from mdderive.latex.building import Building
from mdderive.latex.context import Context
from mdderive.term import symbols


def in_doubt(
    readings: Sequence[Reading], building: Building, context: Context
) -> Iterator[Reading]:
    """The reading under which a line that could not be read makes the row true."""
    sides = [side for one in readings for side in (one.left, one.right)]
    used = frozenset[str]().union(*(symbols(context.unfolded(side)) for side in sides))
    for name in sorted(used & building.doubtful)[:1]:
        label = f"what a line says of `{name}` that could not be read"
        rewrite = f"the line about `{name}` so that it can be read"
        yield Reading(sides[0], sides[0], (), label, rewrite, True)
