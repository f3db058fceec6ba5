"""What is declared, what is given, and what the judges are asked.

A `Problem` is closed: names that have a value have been unfolded, so every symbol left is declared
here. Both judges get the same problem and know nothing else about the note.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from mdderive.term.shape import Shape
from mdderive.term.size import Size
from mdderive.term.term import Term


class Property(StrEnum):
    """What a note may declare of a matrix. `positive`: every entry (of a diagonal matrix: the
    diagonal). `projection`: P^2 = P and no more. `positive definite` includes symmetric."""

    SYMMETRIC = "symmetric"
    SKEW = "skew"
    DIAGONAL = "diagonal"
    ORTHOGONAL = "orthogonal"
    INVERTIBLE = "invertible"
    POSITIVE_DEFINITE = "positive definite"
    POSITIVE_SEMIDEFINITE = "positive semidefinite"
    PROJECTION = "projection"
    POSITIVE = "positive"
    CONSTANT = "constant"


@dataclass(frozen=True)
class Declaration:
    """A name with its shape and properties; `function` of a name that stands for a function is
    the scalar function it is (`sigmoid`), `elementwise` for an arbitrary smooth one, or `smooth`
    for an arbitrary one of arguments of these shapes, whose value has the shape given. A family
    `x_i: R^d, i = 1..N` is the d x N matrix of its members; `family` of it is ((i, 1, N),): for
    each index, the outer one first, its letter, the author's first index, how many there are."""

    name: str
    shape: Shape
    properties: frozenset[Property] = frozenset()
    function: str | None = None
    family: tuple[tuple[str, int, Size], ...] = ()
    arguments: tuple[Shape, ...] = ()

    def letters(self) -> frozenset[str]:
        """The size letters it is declared with."""
        shapes = (self.shape, *self.arguments)
        return frozenset().union(*(shape.letters() for shape in shapes))


@dataclass(frozen=True)
class Fact:
    """A given relation between terms, as the author wrote it: relation is one of
    `=`, `!=`, `>`, `<`, `>=`, `<=`. Both sides are closed."""

    left: Term
    relation: str
    right: Term
    latex: str


@dataclass(frozen=True)
class Problem:
    """Is left = right for all sizes >= 1 and all values that the declarations and facts allow?

    `differential(X)` of a name in `varying` is an arbitrary direction of X's shape (within its
    space if `structured` is "space"), `differential` of any other name is 0, and
    `differential(differential(X))` is 0. `sizes` maps size letters to lower bounds above 1.
    """

    left: Term
    right: Term
    declarations: Mapping[str, Declaration]
    varying: frozenset[str] = frozenset()
    structured: str = "free"
    facts: tuple[Fact, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
