"""Shapes: the two sizes of a matrix. A scalar is 1x1, a column n x 1, a row 1 x n."""

from collections.abc import Mapping
from dataclasses import dataclass

from mdderive.term.size import Size


@dataclass(frozen=True, slots=True)
class Shape:
    """rows x columns."""

    rows: Size
    cols: Size

    @property
    def is_scalar(self) -> bool:
        return self.rows.is_one and self.cols.is_one

    @property
    def is_column(self) -> bool:
        """n x 1; a scalar counts."""
        return self.cols.is_one

    @property
    def is_square(self) -> bool:
        return self.rows == self.cols

    @property
    def transposed(self) -> "Shape":
        return Shape(self.cols, self.rows)

    def letters(self) -> frozenset[str]:
        return self.rows.letters() | self.cols.letters()

    def substitute(self, values: Mapping[str, Size]) -> "Shape":
        return Shape(self.rows.substitute(values), self.cols.substitute(values))

    def __str__(self) -> str:
        return "scalar" if self.is_scalar else f"{self.rows} x {self.cols}"


SCALAR = Shape(Size.of(1), Size.of(1))


def COLUMN_OF(size: Size) -> Shape:
    """The shape of a column of that many entries."""
    return Shape(size, Size.of(1))


@dataclass(frozen=True, slots=True)
class Clash:
    """Why arguments don't fit: what was wanted, and the positions of the arguments at fault."""

    message: str
    at: tuple[int, ...]
