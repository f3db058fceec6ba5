r"""The untyped syntax tree of a formula: what is written, before any shape is known.

Every node knows its place in the note. Nothing is decided here that needs shapes: `Bars` may be a
determinant, an absolute value or a norm, `Prime` a transpose or a derivative, `Power(X, 2)` a
matrix power or an entrywise one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from typing import Any, TypeGuard, get_args

from mdderive.latex.ranges import Range
from mdderive.source import Span
from mdderive.term import Term


@dataclass(frozen=True, slots=True)
class Num:
    value: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all of its decorations, canonically spelled."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Constant:
    r"""A built-in: `identity`, `ones`, `zero`, `commutation` (K_{m,n}), `euler` (e) or `pi`.
    `sizes` is its subscript."""

    what: str
    sizes: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs, +1 or -1."""

    terms: tuple[tuple[int, "Node"], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Product:
    r"""Juxtaposed factors. `closed[i]` says that something visible (`\,`, `\cdot`, a bracket)
    stands between factor i and the next; `dot` is how many factors stand before the only `\cdot`,
    0 if there is none or several."""

    factors: tuple["Node", ...]
    closed: tuple[bool, ...]
    span: Span
    dot: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    r"""Products joined by entrywise signs: `\odot`, `\oslash`, `\otimes`, `:`."""

    operands: tuple["Node", ...]
    signs: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Quotient:
    r"""`\frac{top}{bottom}` or top / bottom."""

    top: "Node"
    bottom: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Power:
    base: "Node"
    exponent: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class EntryPower:
    r"""`X^{\odot k}`."""

    base: "Node"
    exponent: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Transposed:
    base: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Prime:
    """A name or bracket with a prime that is not part of the name."""

    base: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A declared name with a subscript that is no part of the name."""

    base: "Node"
    subscript: str
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a declared family: `x_j` of `x_i: R^d, i = 1..N`."""

    family: str
    indices: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Delta:
    r"""`\delta_{ij}`."""

    one: str
    other: str
    span: Span


@dataclass(frozen=True, slots=True)
class Series:
    r"""`\sum_{index=lower}^{upper} body`, or `\prod`, or the values of the body side by side
    (`family`); `excluded` is i of `\sum_{j \ne i}`; a sum without an index has the index ""."""

    operator: str
    index: str
    lower: "Node | None"
    upper: "Node | None"
    excluded: str
    body: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """A known or declared function applied, differentiated `order` times first. `function` is its
    spelling without backslash if known, else its name. `bare`: without brackets."""

    function: str
    arguments: tuple["Node", ...]
    order: int
    bare: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Root:
    radicand: "Node"
    degree: "Node | None"
    span: Span


@dataclass(frozen=True, slots=True)
class Bars:
    r"""|A| or, if `double`, \|A\|; `subscript` is its subscript's spelling."""

    body: "Node"
    double: bool
    subscript: str
    span: Span


@dataclass(frozen=True, slots=True)
class Inner:
    left: "Node"
    right: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Bracket:
    body: "Node"
    span: Span


@dataclass(frozen=True, slots=True)
class Differential:
    r"""`\mathrm{d}^order body`."""

    body: "Node"
    order: int
    span: Span


@dataclass(frozen=True, slots=True)
class Derivative:
    r"""`\frac{\partial^order body}{\partial by[0]\, \partial by[1]}`; `prefix`: the body follows
    the fraction instead of standing in it."""

    body: "Node"
    by: tuple["Node", ...]
    order: int
    prefix: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Nabla:
    r"""`\nabla_by^order body`; `by` None: the only variable there is. `what`: which derivative it
    is, if it is written as a word, like `J_F`."""

    body: "Node"
    by: "Node | None"
    order: int
    span: Span
    what: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix that is written out, row by row; all rows have one length."""

    rows: tuple[tuple["Node", ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Spelled:
    """A formula that a fact gives a meaning as a whole: `value` holds the fact's own indices,
    `indices` says what each is called here."""

    value: Term
    indices: tuple[tuple[str, str, Range], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that can be parsed in several ways; each option has a label and a rewrite.
    `fallback`: the first option is the reading, the others only stand against a refutation."""

    options: tuple[tuple[str, str, "Node"], ...]
    fallback: bool
    span: Span


Node = (
    Num | Name | Constant | Sum | Product | Chain | Quotient | Power | EntryPower
    | Transposed | Prime | Entry | Member | Delta | Series | Call | Root | Bars | Inner
    | Bracket | Differential | Derivative | Nabla | Matrix | Spelled | Choice
)  # fmt: skip


_NODES: tuple[type, ...] = get_args(Node)


def is_node(value: object) -> TypeGuard[Node]:
    """Whether this is a node."""
    return isinstance(value, _NODES)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside."""
    kind: Any = node.__class__
    return tuple(child for name in _parts(kind) for child in _nodes(getattr(node, name)))


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name != "span")


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)
    elif is_node(value):
        yield value
