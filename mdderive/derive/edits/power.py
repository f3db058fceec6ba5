"""An exponent is off by one, a scalar or column is squared or not, two exponents are swapped."""

from collections.abc import Iterator
from fractions import Fraction

from mdderive.derive.edits.build import built, product, raised
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.runs import runs
from mdderive.derive.edits.sites import POWERS
from mdderive.derive.edits.words import say
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.term import Apply, Dimension, Number, Size, Symbol, Term, subterms

MESSAGE = Title("an exponent is off", "指数不对")
SWAPPED = Title("the exponents are swapped", "两个指数写反了")
HALVES = (Fraction(1, 2), Fraction(-1, 2))


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if isinstance(term, Apply) and term.operator in POWERS:
        for new in _shifted(term):
            if new is not None:
                yield Change(new, 1, MESSAGE, term.span)
    elif _is_scalar_piece(term) and site.parent not in POWERS:
        message = say("the exponent of {0} is off", "{0} 的指数不对", term)
        powers = (raised(term, Fraction(exponent)) for exponent in (2, 3))
        for new in (*powers, *_to_the_size(term, ground)):
            if new is not None:
                yield Change(new, 1, message, term.span)
    if isinstance(term, Apply) and site.parent not in POWERS:
        yield from _squared(term)
        yield from _exchanged(term)
    elif isinstance(term, Symbol) and site.parent in ("sum", "negative", "hadamard"):
        yield from _square_of(term, ())


def _squared(term: Apply) -> Iterator[Change]:
    """(a^T x)^2 for a^T x, the entrywise square of A x for A x, also within a longer product."""
    if term.operator == "product":
        yield from _square_of(term, ())
        for before, run, after in runs(term):
            inner = product(*run)
            if inner is not None and len(run) < len(term.args):
                yield from _square_of(inner, before, after)


def _square_of(
    inner: Term, before: tuple[Term, ...], after: tuple[Term, ...] = ()
) -> Iterator[Change]:
    if not inner.shape.is_column:
        return
    operator = "power" if inner.shape.is_scalar else "hadamard_power"
    new = product(*before, built(operator, (inner, number(2))), *after)
    if new is not None:
        message = say("the exponent of {0} is off", "{0} 的指数不对", inner)
        yield Change(new, 1, message, inner.span)


def _exchanged(term: Apply) -> Iterator[Change]:
    """a^n b^m for a^m b^n."""
    powers = [arg for arg in term.args if isinstance(arg, Apply) and arg.operator == "power"]
    if term.operator != "product" or len(powers) != 2:
        return
    one, other = powers
    put = {
        one: built("power", (one.args[0], other.args[1])),
        other: built("power", (other.args[0], one.args[1])),
    }
    new = product(*(put.get(arg, arg) if isinstance(arg, Apply) else arg for arg in term.args))
    if new is not None:
        yield Change(new, 2, SWAPPED, term.span)


def _to_the_size(term: Term, ground: Ground) -> Iterator[Term | None]:
    """c^n for c beside an n x n determinant."""
    for node in subterms(ground.left):
        if isinstance(node, Apply) and node.operator == "determinant":
            yield built("power", (term, Dimension(node.args[0].shape.rows)))


def _is_scalar_piece(term: Term) -> bool:
    pieces = ("norm", "determinant", "trace", "inner", "map")
    scalar = term.shape.is_scalar and not isinstance(term, (Number, Dimension))
    return scalar and (not isinstance(term, Apply) or term.operator in pieces)


def _shifted(term: Apply) -> Iterator[Term | None]:
    base, exponent = term.args
    for offset in (Fraction(1), Fraction(-1), *HALVES):
        match exponent:
            case Number(value):
                yield _power(term.operator, base, number(value + offset))
            case Dimension(size) if offset.denominator == 1:
                lower = Dimension(size + Size.of(int(offset)))
                yield _power(term.operator, base, lower)
            case _ if offset.denominator == 1:
                moved = built("sum", (exponent, number(offset)))
                yield None if moved is None else _power(term.operator, base, moved)
    if isinstance(exponent, Number):
        value = exponent.value
        for other in (-value, 2 * value, value / 2, 1 / value if value else value):
            yield _power(term.operator, base, number(other))


def _power(operator: str, base: Term, exponent: Term) -> Term | None:
    if isinstance(exponent, Number):
        if exponent.value == 0:
            return Apply("ones", (), base.shape) if operator == "hadamard_power" else None
        if operator == "power":
            return raised(base, exponent.value)
        if exponent.value == 1:
            return base
    return built(operator, (base, exponent))


EDIT = Edit("power", _rule)
