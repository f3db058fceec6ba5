r"""Dots between a first and a last thing: `x_1 + \dots + x_n`, a column of `a_1, \vdots, a_n`.

The first and the last must be one formula but for the places of one index, which is a number in
the first and the last value of the index in the last. What stands between the first and the dots
must continue the first. Then the formula is meant for every value of the index between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from mdderive.latex.formula import Delta, Entry, Member, Name, Node, Num, is_node
from mdderive.latex.ranges import parts_of
from mdderive.latex.tokens import Token
from mdderive.source import Span

DOTS = frozenset({r"\dots", r"\ldots", r"\cdots", r"\vdots", r"\dotsb", "..."})
DOTS_FIX = (
    r"Write `x_1 + \dots + x_n`, one index running from 1 to n, or the sum `\sum_{i=1}^n x_i`."
)
_IGNORED = frozenset({"span", "closed", "bare"})
_HERE = "\0"
"""Stands in the places of the index until it has a letter that nothing else uses."""


@dataclass(frozen=True)
class Pattern:
    """`body` with `_HERE` for the index, which runs from `lower` to `upper`."""

    body: Node
    lower: int
    upper: str


def is_dots(tokens: Sequence[Token]) -> bool:
    """Whether these tokens are dots and nothing else."""
    return "".join(token.text for token in tokens) in DOTS


def pattern(before: Sequence[Node], last: Node) -> tuple[int, Pattern] | None:
    """What the dots between the formulas before and the last one leave out, with how many of those
    before belong to it."""
    found: tuple[int, Pattern] | None = None
    for count in range(1, len(before) + 1):
        first, *others = before[len(before) - count :]
        one = _generalised(first, last)
        follow = (_generalised(other, last) for other in others)
        wanted = enumerate(follow, one.lower + 1 if one else 0)
        if one is None or any(_key(p) != _key(replace(one, lower=at)) for at, p in wanted):
            break
        found = count, one
    return found


def _key(found: Pattern | None) -> Any:
    return (_plain(found.body), found.lower, found.upper) if found is not None else None


def _plain(value: Any) -> Any:
    """A formula without its places, to be compared."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if not is_node(value):
        return value
    return (type(value), *(_plain(getattr(value, name)) for name in _fields(value)))


def indexed(found: Pattern, letter: str) -> Node:
    """The body with this letter as its index."""
    return _renamed(found.body, letter)  # type: ignore[no-any-return]


def bounds(found: Pattern, span: Span) -> tuple[Node, Node]:
    """The first and last value as formulas."""
    upper = found.upper
    last: Node = Num(Fraction(int(upper)), span) if upper.isdigit() else Name(upper, span)
    return Num(Fraction(found.lower), span), last


def free_letter(found: Pattern, taken: frozenset[str]) -> str | None:
    """An index that neither the formula nor the declarations use."""
    used = taken | frozenset(_texts(found.body)) | {found.upper}
    return next((letter for letter in "kijlrstpq" if letter not in used), None)


def _generalised(first: Node, last: Node) -> Pattern | None:
    differences: set[tuple[str, str]] = set()
    body = _merged(first, last, differences)
    if body is None or len(differences) != 1:
        return None
    ((lower, upper),) = differences
    ends = upper.isdigit() or upper.isalpha()
    return Pattern(body, int(lower), upper) if lower.isdigit() and ends else None


def _merged(one: Any, other: Any, differences: set[tuple[str, str]]) -> Any:
    """Both as one formula, with the differences of their indices noted; None if they are not
    alike."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return None
        parts = [_merged(a, b, differences) for a, b in zip(one, other, strict=True)]
        return None if any(part is None for part in parts) else tuple(parts)
    if not is_node(one) or type(one) is not type(other):
        return one if one == other and one is not None else None
    changed: dict[str, Any] = {}
    for name in _fields(one):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None and theirs is None:
            continue
        merge = _indices if _is_index(one, name) else _merged
        changed[name] = merge(mine, theirs, differences)
        if changed[name] is None:
            return None
    return replace(one, **changed)


def _fields(node: Any) -> Iterator[str]:
    return (field.name for field in fields(node) if field.name not in _IGNORED)


def _is_index(node: Node, name: str) -> bool:
    return (
        (isinstance(node, Entry) and name == "subscript")
        or (isinstance(node, Member) and name == "indices")
        or (isinstance(node, Delta) and name in ("one", "other"))
    )


def _indices(one: Any, other: Any, differences: set[tuple[str, str]]) -> Any:
    mine, theirs = (one, other) if isinstance(one, tuple) else (parts_of(one), parts_of(other))
    if len(mine) != len(theirs):
        return None
    pairs = list(zip(mine, theirs, strict=True))
    differences.update((a, b) for a, b in pairs if a != b)
    found = tuple(a if a == b else _HERE for a, b in pairs)
    return found if isinstance(one, tuple) else ",".join(found)


def _renamed(value: Any, letter: str) -> Any:
    if isinstance(value, str):
        return value.replace(_HERE, letter)
    if isinstance(value, tuple):
        return tuple(_renamed(part, letter) for part in value)
    if not is_node(value):
        return value
    return replace(
        value, **{name: _renamed(getattr(value, name), letter) for name in _fields(value)}
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield from parts_of(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_node(value):
        for name in _fields(value):
            yield from _texts(getattr(value, name))
