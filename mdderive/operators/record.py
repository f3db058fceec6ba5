"""What an operator is: one frozen record of data, in one file of this folder.

Each record gives the operator's meaning three times, for three readers that share nothing else:

* `index_form`, for the kernel: the entry (i, j) of the result as a sum over products of entries of
  the arguments. `Einsum("ik,kj->ij")` says it for every operator that is linear in each argument;
  `Defined` says the operator is shorthand for a term of others; `Primitive` says the kernel has a
  chapter of its own on it (sums, powers, inverses, entrywise functions, derivatives).
* `evaluate`, for the SymPy judge: what it does to explicit matrices over whatever exact ring is
  passed in. No rule of differentiation, no law.
* `differential`, for the expansion: d(op(A, B)) as a term, the rule a teacher would write.

`notation` serves the LaTeX reader and printer alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Any, Protocol

from mdderive.term import Clash, Shape, Term, Unifier

Entry = Any
"""An element of the ring the judge works in; it supports + - * / and unary minus."""

Grid = tuple[tuple[Entry, ...], ...]
"""An explicit matrix as rows; a scalar is 1x1."""


class Ring(Protocol):
    """Exact arithmetic as the SymPy judge passes it in. A value that does not exist (division by
    0, log of a negative number, sign at a kink) raises the judge's own Undefined."""

    def number(self, value: Fraction) -> Entry: ...
    def exp(self, x: Entry) -> Entry: ...
    def log(self, x: Entry) -> Entry: ...
    def sin(self, x: Entry) -> Entry: ...
    def cos(self, x: Entry) -> Entry: ...
    def power(self, x: Entry, exponent: Entry) -> Entry: ...
    def positive(self, x: Entry) -> bool:
        """Whether x > 0; Undefined at 0, which is a kink."""
        ...

    def generic(self, name: str, order: int, x: Entry) -> Entry:
        """The order-th derivative of an arbitrary smooth scalar function at x."""
        ...

    def matrix_power(self, a: Grid, exponent: Entry) -> Grid:
        """A square matrix or a scalar to any power; the principal one, if it is not whole."""
        ...

    def matrix_exp(self, a: Grid) -> Grid: ...
    def inverse(self, a: Grid) -> Grid: ...
    def determinant(self, a: Grid) -> Entry: ...


@dataclass(frozen=True)
class Einsum:
    """Linear in each argument: letters per axis of each argument, then of the result. An output
    letter that no argument carries is free (ones); repeated letters are one index (diagonal);
    letters in brackets form a tuple index, slowest first (vec, Kronecker). Axes of size 1 are
    written like all others. `spec` sees the shapes, since a product may hold scalars. Where
    `sizes` names letters, the arguments are the sizes of these letters and no factors."""

    spec: str | Callable[[Sequence[Shape]], str]
    coefficient: Fraction = Fraction(1)
    sizes: str = ""

    def letters(self, shapes: Sequence[Shape]) -> str:
        return self.spec if isinstance(self.spec, str) else self.spec(shapes)


@dataclass(frozen=True)
class Defined:
    """Shorthand: the term of other operators that it abbreviates."""

    term: Callable[[Sequence[Term], Shape], Term]


@dataclass(frozen=True)
class Primitive:
    """The kernel knows it by name; `reason` says why it can be neither of the others."""

    reason: str


class Binding(IntEnum):
    """How tightly a notation holds its operands; brackets go around anything looser."""

    SUM = 1
    ENTRYWISE = 2
    PRODUCT = 3
    SCRIPT = 4
    ATOM = 5


@dataclass(frozen=True)
class Notation:
    """LaTeX in and out. `spellings` are the names or signs the reader takes for this operator
    (names without backslash: `tr` is also read as `\\tr`, `\\operatorname{tr}`, `\\text{tr}`);
    `template` prints it, `{0}` and `{1}` being arguments and `{*}` all of them joined by
    `joiner`; an argument that binds looser than `inside` is bracketed. `binding` is that of the
    whole."""

    template: str
    binding: Binding
    inside: Binding = Binding.SUM
    spellings: tuple[str, ...] = ()
    joiner: str = " "


@dataclass(frozen=True)
class Title:
    """A name in both languages."""

    en: str
    zh: str


LINEAR = "linear in each argument: the product rule"
"""The `differential` of an operator that is linear in each argument."""


@dataclass(frozen=True)
class Operator:
    """One operator. `shape` gives the result's shape or the clash, unifying sizes as it goes;
    for operators without arguments it is None and `Apply.shape` is given where they are read.
    `differential` is LINEAR, or maps (arguments, their differentials) to a term, or None where
    a sentence in the module says why there is none. `samples` are formulas over A, B (n x n),
    X (m x n), x, y (n), s (scalar) that the tests read, print, lower, evaluate and differentiate.
    """

    name: str
    title: Title
    shape: Callable[[Unifier, Sequence[Shape]], Shape | Clash] | None
    index_form: Einsum | Defined | Primitive
    evaluate: Callable[[Ring, Sequence[Grid], tuple[int, int]], Grid] | None
    differential: Callable[[Sequence[Term], Sequence[Term]], Term] | str | None
    notation: Notation
    samples: tuple[str, ...]
    source: str
