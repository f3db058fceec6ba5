r"""What indices run over, and how a name carries them: `x_i`, `x^{(i)}`, `y_j^k`, `v_{i,f}`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from mdderive.term import Shape, Size

_SCRIPT = re.compile(r"([_^])(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|.)")


_SIGNS = frozenset("+-")


@dataclass(frozen=True)
class Range:
    """The author's first index, and how many there are."""

    lower: int
    count: Size


@dataclass(frozen=True)
class Family:
    """`x_i: R^d, i = 1..N`: the letters it was declared with, their ranges, a member's shape. Of a
    family with two indices the first is the outer one: `v_{ij}` is a family of families."""

    indices: tuple[str, ...]
    ranges: tuple[Range, ...]
    shape: Shape

    @property
    def whole(self) -> Shape:
        """The shape of all members side by side."""
        cols = reduce(Size.__mul__, (one.count for one in self.ranges), self.shape.cols)
        return Shape(self.shape.rows, cols)


def parts_of(subscript: str) -> tuple[str, ...]:
    r"""The indices of a subscript: `ij`, `i,j`, `1k`, `i,:`."""
    text = subscript.removeprefix("{").removesuffix("}").strip()
    if "," in text:
        return tuple(part.strip() for part in text.split(","))
    found: list[str] = []
    for character in text:
        if found and found[-1].startswith("\\") and character.isalpha():
            found[-1] += character
        elif not character.isspace():
            found.append(character)
    return ("".join(found),) if text.isdigit() else tuple(found)


def is_pair_of_digits(index: str) -> bool:
    """`12`, which in a small matrix is row 1, column 2."""
    return len(index) == 2 and index.isdigit()


def has_digits(shape: Shape) -> bool:
    """Whether it is a matrix whose positions may be digits: no size of it is 1, or 10 and more."""
    numbers = [size.number for size in (shape.rows, shape.cols)]
    return all(number is None or 1 < number < 10 for number in numbers)


def carried(name: str, spelling: str, letters: Sequence[str]) -> tuple[str, ...] | None:
    """The indices that a spelling carries in the places where a family's name has its letters; None
    if it is no member of it."""
    own, other = list(_pieces(name)), list(_pieces(spelling))
    if len(own) != len(other):
        return None
    found: dict[str, str] = {}
    for one, two in zip(own, other, strict=True):
        pairs = _aligned(one, two)
        if pairs is None:
            return None
        for mine, theirs in pairs:
            if mine in letters:
                if found.setdefault(mine, theirs) != theirs:
                    return None
            elif mine != theirs:
                return None
    return tuple(found[letter] for letter in letters) if len(found) == len(letters) else None


_Piece = str | tuple[str, str, tuple[str, ...]]


def _pieces(name: str) -> Iterator[_Piece]:
    """The text of a name and its scripts, each with its sign, its bracket, and its indices."""
    at = 0
    for script in _SCRIPT.finditer(name):
        yield name[at : script.start()]
        inside = script.group(2).removeprefix("{").removesuffix("}")
        bracket = inside[:1] + inside[-1:]
        bracketed = len(inside) > 2 and bracket in ("()", "[]")
        inner = inside[1:-1] if bracketed else inside
        yield script.group(1), bracket if bracketed else "", parts_of(inner)
        at = script.end()
    yield name[at:]


def _aligned(one: _Piece, two: _Piece) -> list[tuple[str, str]] | None:
    """What stands in the same places, None if the pieces are not alike."""
    if isinstance(one, str) or isinstance(two, str):
        return [] if one == two else None
    parts = two[2]
    if len(parts) == 1 and len(one[2]) == len(parts[0]) and parts[0].isdigit():
        parts = tuple(parts[0])
    if one[:2] != two[:2] or len(one[2]) != len(parts) or _is_shifted(one[2], parts):
        return None
    return list(zip(one[2], parts, strict=True))


def _is_shifted(*subscripts: Sequence[str]) -> bool:
    """Whether a subscript is a sum, as in `x_{i+1}`."""
    return any(len(parts) > 1 and _SIGNS & {*parts} for parts in subscripts)


def renamed(name: str, texts: Mapping[str, str]) -> str:
    """A family's name with other indices in the place of its letters."""
    found = ""
    for piece in _pieces(name):
        if isinstance(piece, str):
            found += piece
            continue
        sign, bracket, parts = piece
        inner = [texts.get(part, part) for part in parts]
        plain = all(len(text) == 1 for text in inner) and name.count(",") == 0
        script = bracket[:1] + ("" if plain else ",").join(inner) + bracket[1:]
        found += sign + (script if len(script) == 1 else f"{{{script}}}")
    return found


def unscripted(name: str, letter: str) -> str | None:
    """A family's name without the one script that carries its index and nothing else."""
    pieces = list(_pieces(name))
    scripts = [piece for piece in pieces if not isinstance(piece, str)]
    if len(scripts) != 1 or scripts[0][2] != (letter,):
        return None
    return "".join(piece for piece in pieces if isinstance(piece, str))
