"""Random terms of the decidable fragment whose axes may be pairs, as vec and Kronecker make
them, and the true laws that rewrite them.

A pair is typed by its sizes in order, slowest first: (n, m) is the axis of vec(X) for X m x n, and
K_{m,n} takes it to (m, n). So all terms made here fit together as networks, not by size alone.
"""

from collections.abc import Callable
from itertools import product
from random import Random

from kernel.terms import (
    ONE,
    A,
    B,
    S,
    X,
    Y,
    add,
    apply,
    diag,
    dim,
    had,
    kron,
    m,
    matrix,
    mul,
    n,
    neg,
    num,
    sub,
    t,
    tr,
    u,
    v,
    vec,
    x,
    y,
)
from mdderive.term import Apply, Shape, Size, Symbol, Term, subterms, transform

Axis = tuple[Size, ...]
Type = tuple[Axis, Axis]

SINGLES: tuple[Axis, ...] = ((), (n,), (m,))
PAIRS: tuple[Axis, ...] = tuple(product((n, m), repeat=2))
LEAVES: dict[Type, list[Term]] = {
    ((n,), (n,)): [A, B, S],
    ((m,), (n,)): [X, Y],
    ((n,), (m,)): [t(X), t(Y)],
    ((m,), (m,)): [matrix("M", m, m)],
    ((n,), ()): [x, y],
    ((m,), ()): [u, v],
    ((), (n,)): [t(x), t(y)],
    ((), (m,)): [t(u), t(v)],
    ((), ()): [num(2), num(-1), dim(n), dim(m), tr(A)],
}
TYPES: tuple[Type, ...] = (
    *(((), ()),) * 4,
    *((pair, ()) for pair in PAIRS),
    *(((n, m), pair) for pair in PAIRS),
    ((n, n), (n, n)),
    ((n, n), (m,)),
    ((m,), (n,)),
)


def shape_of(kind: Type) -> Shape:
    rows, cols = map(_size, kind)
    return Shape(rows, cols)


def _size(axis: Axis) -> Size:
    whole = ONE
    for size in axis:
        whole *= size
    return whole


def commuted(one: Axis, other: Axis) -> Term:
    """K with rows (one, other) and columns (other, one)."""
    first, second = _size(one), _size(other)
    if first.is_one or second.is_one:
        return apply("identity", shape=Shape(first * second, first * second))
    whole = first * second
    return apply("commutation", dim(first), dim(second), shape=Shape(whole, whole))


def random_term(draw: Random, kind: Type, depth: int) -> Term:
    """A term of a type, nested at most so deep (a pair is made of single axes one level below)."""
    if depth <= 0:
        return _leaf(draw, kind)

    def part(rows: Axis, cols: Axis) -> Term:
        return random_term(draw, (rows, cols), depth - 1)

    rows, cols = kind
    inner = draw.choice([*SINGLES[1:], *PAIRS])
    made: list[Callable[[], Term]] = [
        lambda: draw.choice([add, sub])(part(rows, cols), part(rows, cols)),
        lambda: mul(part(rows, inner), part(inner, cols)),
        lambda: mul(part((), ()), part(rows, cols)),
        lambda: had(part(rows, cols), part(rows, cols)),
        lambda: t(part(cols, rows)),
        lambda: neg(part(rows, cols)),
    ]
    if not rows and not cols:
        made += [lambda: tr(part(inner, inner))] * 3
        made += [lambda: apply("inner", part(inner, (n,)), part(inner, (n,)))]
    if max(len(rows), len(cols)) == 2:
        made += [lambda: _kronecker(draw, kind, depth - 1)] * 3
    if len(rows) == 2 and not cols:
        made += [lambda: vec(part(rows[1:], rows[:1]))] * 2
    if len(rows) == 2 and cols == rows[::-1]:
        made += [lambda: commuted(rows[:1], rows[1:])] * 2
    if rows and rows == cols:
        made += [lambda: diag(part(rows, ())), lambda: apply("identity", shape=shape_of(kind))]
    if rows and not cols:
        made += [lambda: diag(part(rows, rows)), lambda: apply("ones", shape=shape_of(kind))]
    return draw.choice(made)()


def _leaf(draw: Random, kind: Type) -> Term:
    if max(map(len, kind)) < 2:
        return draw.choice(LEAVES[kind])
    return _kronecker(draw, kind, 0)


def _kronecker(draw: Random, kind: Type, depth: int) -> Term:
    """A Kronecker product whose factors take the axes of a type apart."""

    def cut(axis: Axis) -> tuple[Axis, Axis]:
        place = 1 if len(axis) == 2 else draw.choice([0, len(axis)])
        return axis[:place], axis[place:]

    rows, cols = cut(kind[0]), cut(kind[1])
    left, right = zip(rows, cols, strict=True)
    return kron(random_term(draw, left, depth), random_term(draw, right, depth))


def rewritten(draw: Random, term: Term) -> Term:
    """The same term by true laws, a law at about every other place."""

    def law(node: Term) -> Term:
        if not isinstance(node, Apply) or draw.random() < 0.4:
            return node
        found = _pair_law(node) or _plain_law(node)
        return found if found is not None and found.shape == node.shape else node

    return transform(term, law)


def _pair_law(node: Apply) -> Term | None:
    match node.operator, node.args:
        case "transpose", (Apply(operator="kronecker", args=(left, right)),):
            return kron(t(left), t(right))
        case "transpose", (Apply(operator="commutation", args=(one, other)),):
            return Apply("commutation", (other, one), node.shape)
        case "trace", (Apply(operator="kronecker", args=(left, right)),):
            if left.shape.is_square and right.shape.is_square:
                return mul(tr(left), tr(right))
        case "vec", (Apply(operator="product", args=(one, other)),):
            return _vec_of_product(one, other)
        case "vec", (inside,):
            back = commuted(_axis(inside.shape.cols), _axis(inside.shape.rows))
            return mul(back, vec(t(inside)))
        case "product", (
            Apply(operator="kronecker", args=(one, two)),
            Apply(operator="kronecker", args=(three, four)),
        ):
            if one.shape.cols == three.shape.rows and two.shape.cols == four.shape.rows:
                return kron(mul(one, three), mul(two, four))
        case "kronecker", (left, right):
            return _exchanged(left, right)
    return None


def _axis(size: Size) -> Axis:
    return () if size.is_one else (size,)


def _single(*terms: Term) -> bool:
    """Whether all axes are of one size letter, or none."""
    letters = {n, m, ONE}
    return all({one.shape.rows, one.shape.cols} <= letters for one in terms)


def _vec_of_product(one: Term, other: Term) -> Term | None:
    if not _single(one, other) or one.shape.is_scalar or other.shape.is_scalar:
        return None
    unit = apply("identity", shape=Shape(one.shape.rows, one.shape.rows))
    return mul(kron(t(other), unit), vec(one))


def _exchanged(left: Term, right: Term) -> Term | None:
    """A (x) B = K (B (x) A) K."""
    if not _single(left, right):
        return None
    before = commuted(_axis(left.shape.rows), _axis(right.shape.rows))
    after = commuted(_axis(right.shape.cols), _axis(left.shape.cols))
    return mul(before, kron(right, left), after)


def _plain_law(node: Apply) -> Term | None:
    match node.operator, node.args:
        case "sum" | "hadamard", args:
            return Apply(node.operator, tuple(reversed(args)), node.shape)
        case "transpose", (Apply(operator="product", args=factors),):
            return mul(*(t(factor) for factor in reversed(factors)))
        case "trace", (inside,):
            return tr(t(inside))
        case "product", (one, Apply(operator="sum", args=terms)):
            return add(*(mul(one, term) for term in terms))
        case "inner", (one, other):
            return tr(mul(t(one), other))
    return t(t(node))


def mutated(draw: Random, term: Term) -> Term:
    """The term with one of its names exchanged for another, or transposed."""
    names = [part for part in subterms(term) if isinstance(part, Symbol)]
    if not names:
        return mul(num(2), term)
    target = draw.choice(names)
    kind = (_axis(target.shape.rows), _axis(target.shape.cols))
    others = [one for one in LEAVES.get(kind, []) if one != target]
    if target.shape.is_square or not others:
        others.append(t(target) if target.shape.is_square else mul(num(2), target))
    other = draw.choice(others)
    return transform(term, lambda node: other if node is target else node)
