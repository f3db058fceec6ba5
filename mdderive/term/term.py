"""Terms: the closed set of nodes every stage speaks about.

A term denotes a matrix (a scalar is 1x1). It knows its shape. `==` is structural and ignores where
the term was read (`span`); that two terms are equal as mathematics is for the judges to say.

Operators are named, not subclassed: what `Apply("trace", ...)` means stands in
`operators/trace.py`. Three of them bind a variable: `gradient(f, X, at)`, `jacobian(y, x, at)`
and `hessian(f, x, at)` are derivatives of the function X -> f at the point X = `at`; `at` is X
itself for an ordinary variable, the value of X where X names a defined quantity. They have no
layout: the reader has already put a transpose where the layout wants one.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from fractions import Fraction

from mdderive.source import Span
from mdderive.term.shape import SCALAR, Shape
from mdderive.term.size import Size


@dataclass(frozen=True, slots=True)
class Number:
    """An exact rational number."""

    value: Fraction
    span: Span | None = field(default=None, compare=False)

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Dimension:
    """A size used as a number, as n in (1/n) x."""

    size: Size
    span: Span | None = field(default=None, compare=False)

    @property
    def shape(self) -> Shape:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name, spelled canonically in LaTeX; what is declared of it stands elsewhere."""

    name: str
    shape: Shape
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator applied: `data` holds what is not a term (a function's name and order).

    Terms are keys of many tables; the hash is kept, as a walk of the whole tree each time would
    cost more than all else.
    """

    operator: str
    args: tuple["Term", ...]
    shape: Shape
    data: tuple[Hashable, ...] = ()
    span: Span | None = field(default=None, compare=False)
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kept = hash((self.operator, self.args, self.shape, self.data))
        object.__setattr__(self, "_hash", kept)

    def __hash__(self) -> int:
        return self._hash


Term = Number | Dimension | Symbol | Apply
