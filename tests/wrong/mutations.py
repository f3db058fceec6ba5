"""Slips, as changes of a term: what a tired author does to a true line.

Each slip looks at one node and yields what the node might have become by mistake; where that does
not fit (None) or has another shape, it is left out. `mutants` applies all slips at every node of a
term. Whether the result is false is not decided here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mdderive.operators import apply, number
from mdderive.operators.apply import BadShape
from mdderive.term import (
    Apply,
    Dimension,
    Number,
    Shape,
    Size,
    Term,
    children,
    with_children,
)
from mdderive.term.walk import BINDERS

Slip = Callable[[Term], Iterator[Term | None]]


def _is(term: Term, *operators: str) -> bool:
    return isinstance(term, Apply) and term.operator in operators


def transposed_or_not(term: Term) -> Iterator[Term | None]:
    """A transpose dropped or added."""
    if _is(term, "transpose"):
        yield children(term)[0]
    elif term.shape.is_square and not term.shape.is_scalar:
        yield _made("transpose", term)


def transposed_without_reversal(term: Term) -> Iterator[Term | None]:
    """(AB)^T = A^T B^T."""
    if _is(term, "transpose") and _is(children(term)[0], "product"):
        yield _made("product", *(_made("transpose", a) for a in children(children(term)[0])))


def swapped(term: Term) -> Iterator[Term | None]:
    """Neighbours exchanged where order matters."""
    if _is(term, "product", "kronecker"):
        args = list(children(term))
        for k in range(len(args) - 1):
            if not (args[k].shape.is_scalar or args[k + 1].shape.is_scalar):
                yield _made(_name(term), *args[:k], args[k + 1], args[k], *args[k + 2 :])


def negated(term: Term) -> Iterator[Term | None]:
    """A sign flipped."""
    if _is(term, "negative"):
        yield children(term)[0]
    if _is(term, "sum"):
        args = children(term)
        for k, arg in enumerate(args):
            other = children(arg)[0] if _is(arg, "negative") else _made("negative", arg)
            yield _made("sum", *args[:k], other, *args[k + 1 :])


def factor_lost(term: Term) -> Iterator[Term | None]:
    """A factor dropped, a number or a matrix."""
    if _is(term, "product", "hadamard"):
        args = children(term)
        for k in range(len(args)):
            rest = (*args[:k], *args[k + 1 :])
            yield rest[0] if len(rest) == 1 else _made(_name(term), *rest)


def number_changed(term: Term) -> Iterator[Term | None]:
    """2 for 1, 1 for 2, a reciprocal."""
    if isinstance(term, Number) and term.value:
        yield number(term.value * 2)
        if term.value not in (1, -1):
            yield number(1 / term.value)
    if isinstance(term, Dimension):
        yield Dimension(term.size + Size.of(1))


def term_lost(term: Term) -> Iterator[Term | None]:
    """A term of a sum dropped, or doubled for its neighbour."""
    if _is(term, "sum"):
        args = children(term)
        for k in range(len(args)):
            rest = (*args[:k], *args[k + 1 :])
            yield rest[0] if len(rest) == 1 else _made("sum", *rest)
        if len(args) == 2:
            yield from (_made("product", number(2), arg) for arg in args)


def hadamard_for_product(term: Term) -> Iterator[Term | None]:
    """The wrong one of two products."""
    if _is(term, "hadamard"):
        yield _made("product", *children(term))
    if _is(term, "product"):
        args = children(term)
        for k in range(len(args) - 1):
            if not args[k].shape.is_scalar:
                entrywise = _made("hadamard", args[k], args[k + 1])
                rest = (*args[:k], entrywise, *args[k + 2 :])
                yield rest[0] if len(rest) == 1 else _made("product", *rest)


def inverse_lost(term: Term) -> Iterator[Term | None]:
    """An inverse dropped, taken for a transpose, or distributed in order."""
    if _is(term, "inverse"):
        inside = children(term)[0]
        yield inside
        yield _made("transpose", inside)
        if _is(inside, "product"):
            yield _made("product", *(_made("inverse", a) for a in children(inside)))
        if _is(inside, "sum"):
            yield _made("sum", *(_made("inverse", a) for a in children(inside)))


def trace_lost(term: Term) -> Iterator[Term | None]:
    """A trace factored over a product, or taken for a determinant."""
    if _is(term, "trace"):
        inside = children(term)[0]
        yield _made("determinant", inside)
        if _is(inside, "product"):
            yield _made("product", *(_made("trace", a) for a in children(inside)))
    if _is(term, "determinant"):
        inside = children(term)[0]
        yield _made("trace", inside)
        yield _made("power", term, number(-1))
        if _is(inside, "sum"):
            yield _made("sum", *(_made("determinant", a) for a in children(inside)))


def d_lost(term: Term) -> Iterator[Term | None]:
    """A d dropped."""
    if _is(term, "differential"):
        yield children(term)[0]


def power_changed(term: Term) -> Iterator[Term | None]:
    """An exponent off by one, or with the wrong sign."""
    if _is(term, "power", "hadamard_power"):
        base, exponent = children(term)
        if isinstance(exponent, Number):
            for value in (exponent.value + 1, exponent.value - 1, -exponent.value):
                yield (
                    _made(_name(term), base, number(value))
                    if value
                    else _made("ones", shape=term.shape)
                )
    if _is(term, "norm"):
        yield _made("power", term, number(2))


def derivative_changed(term: Term) -> Iterator[Term | None]:
    """A prime too few or too many, or another function's derivative."""
    if isinstance(term, Apply) and term.operator == "map":
        name, order = term.data
        assert isinstance(order, int)
        for other in (order + 1, order - 1):
            if other >= 0:
                yield replace(term, data=(name, other))
        for wrong in ("exp", "tanh", "sigmoid"):
            if wrong != name:
                yield replace(term, data=(wrong, order))


def diagonal_lost(term: Term) -> Iterator[Term | None]:
    """diag forgotten, the identity taken for ones."""
    if _is(term, "diag"):
        inside = children(term)[0]
        ones = _made("ones", shape=inside.shape)
        yield _made("product", inside, _made("transpose", ones))
        if _is(inside, "diagonal"):
            yield children(inside)[0]
    if _is(term, "identity"):
        yield _made("ones", shape=term.shape)
    if _is(term, "diagonal"):
        ones = _made("ones", shape=term.shape)
        yield _made("product", children(term)[0], ones)


def _name(term: Term) -> str:
    assert isinstance(term, Apply)
    return term.operator


def _made(operator: str, *args: Term | None, shape: Shape | None = None) -> Term | None:
    """The operator applied, if the arguments fit."""
    known = [arg for arg in args if arg is not None]
    if len(known) < len(args):
        return None
    try:
        return apply(operator, *known, shape=shape)
    except BadShape:
        return None


SLIPS: Sequence[Slip] = (
    transposed_or_not,
    transposed_without_reversal,
    swapped,
    negated,
    factor_lost,
    number_changed,
    term_lost,
    hadamard_for_product,
    inverse_lost,
    trace_lost,
    d_lost,
    power_changed,
    derivative_changed,
    diagonal_lost,
)


def mutants(term: Term) -> Iterator[tuple[str, Term]]:
    """Every slip at every node, as (name of the slip, the term with it). The variable and the
    point of a derivative are left alone."""
    for slip in SLIPS:
        yield from ((slip.__name__, other) for other in _fitting(slip, term))
    args = children(term)
    places = range(1) if _is(term, *BINDERS) else range(len(args))
    for k in places:
        for name, other in mutants(args[k]):
            yield name, with_children(term, (*args[:k], other, *args[k + 1 :]))


def _fitting(slip: Slip, term: Term) -> Iterator[Term]:
    """What the slip yields as long as it keeps the shape."""
    return (new for new in slip(term) if new is not None and new.shape == term.shape)
