r"""Functions that are declared but not defined, on explicit numbers.

Nothing is known of \ell but that it is smooth, so its value and all its partial derivatives at one
point are independent numbers; at a point plus nilpotent parts N it is, by Taylor,

    \ell(a + N) = sum over multisets alpha of entries of (D_alpha \ell)(a) N^alpha / alpha!,

which is finite. A derivative is named by the sorted positions of the entries it is by, so that it
doesn't depend on their order: Hessians come out symmetric. The same point has the same numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from mdderive.operators import Grid
from mdderive.recompute.jet import Jet, value_of
from mdderive.recompute.rationals import Rational

Positions = tuple[int, ...]
Jets = Callable[[str, int, Positions, tuple[Any, ...]], Any]
"""(name, which entry of the value, sorted positions of the entries it is differentiated by, the
point) to the number drawn for it."""


def applied(jets: Jets, name: str, args: Sequence[Grid], shape: tuple[int, int]) -> Grid:
    """The value of the function where its arguments are these; entries count row by row, argument
    after argument."""
    entries = [entry for grid in args for row in grid for entry in row]
    at = tuple(value_of(entry) for entry in entries)
    rows, cols = shape
    return tuple(
        tuple(_taylor(jets, name, i * cols + j, entries, at) for j in range(cols))
        for i in range(rows)
    )


def _taylor(jets: Jets, name: str, place: int, entries: Sequence[Any], at: tuple[Any, ...]) -> Any:
    total = jets(name, place, (), at)
    moves = [
        (k, Jet({**entry.parts, 0: entry.value * 0}))
        for k, entry in enumerate(entries)
        if isinstance(entry, Jet)
    ]
    for positions, power, weight in _powers(moves, (), Rational(1), Rational(1)):
        total = power * (jets(name, place, positions, at) * weight) + total
    return total


def _powers(
    moves: Sequence[tuple[int, Jet]], before: Positions, power: Any, weight: Any
) -> Iterator[tuple[Positions, Jet, Any]]:
    """All products of nilpotent parts that aren't 0, with 1 / alpha!."""
    for place, (k, move) in enumerate(moves):
        product = move * power
        if isinstance(product, Jet):
            positions = (*before, k)
            share = weight / positions.count(k)
            yield positions, product, share
            yield from _powers(moves[place:], positions, product, share)
