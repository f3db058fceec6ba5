"""A scalar that is linear in one differential, taken apart: tr(M dX), m dx for a row m, s dt.

The gradient is what stands before the differential, transposed.
"""

from dataclasses import dataclass

from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.monomial import Monomial, build, chained, is_a, links, split
from mdderive.operators import apply
from mdderive.term import Shape, Term


@dataclass(frozen=True)
class Linear:
    """tr(before last) or before last, where `last` is a differential."""

    before: Term
    last: Term
    traced: bool


def joined(form: Linear) -> Term:
    """The term again, its scalars in front of the trace."""
    if not form.traced:
        return clean(apply("product", form.before, form.last))
    parts = split(clean(form.before))
    outside = build(Monomial(parts.coefficient, parts.scalars, ()))
    inner = apply("product", chained(parts.chain), form.last)
    return clean(apply("product", outside, apply("trace", inner)))


def linear_form(term: Term) -> Linear | None:
    """The term taken apart, if dX stands last and nowhere else."""
    parts = split(term)
    if parts.chain:
        return _matrix_form(term)
    moving = [scalar for scalar in parts.scalars if mentions_direction(scalar)]
    if len(moving) != 1:
        return None
    others = tuple(scalar for scalar in parts.scalars if scalar is not moving[0])
    outside = build(Monomial(parts.coefficient, others, ()))
    found = moving[0]
    if is_a(found, "differential"):
        return Linear(outside, found, traced=False)
    traced = is_a(found, "trace")
    inner, chain = links(found.args[0] if is_a(found, "trace") else found)
    return _ended(apply("product", outside, build(inner)), chain, traced)


def _matrix_form(term: Term) -> Linear | None:
    """J dx: a column, not a scalar."""
    inner, chain = links(term)
    outside = build(inner)
    if any(mentions_direction(factor) for factor in inner.scalars):
        return None
    return _ended(outside, chain, traced=False)


def _ended(outside: Term, chain: tuple[Term, ...], traced: bool) -> Linear | None:
    if not chain or not _is_moving(chain[-1]) or any(map(mentions_direction, chain[:-1])):
        return None
    size = chain[-1].shape.rows
    before = chained(chain[:-1]) if len(chain) > 1 else apply("identity", shape=Shape(size, size))
    return Linear(clean(apply("product", outside, before)), chain[-1], traced)


def _is_moving(term: Term) -> bool:
    """dX, or vec(dX)."""
    return is_a(term, "differential") or (is_a(term, "vec") and is_a(term.args[0], "differential"))


def read_off(term: Term, direction: Term, ground: Ground) -> Term | None:
    """What stands before `direction` where the differentials of all other variables are 0; None
    unless every term is linear in the differential of a variable and just one holds this one."""
    terms = term.args if is_a(term, "sum") else (term,)
    forms = [linear_form(one) for one in terms]
    if any(form is None or not _is_arbitrary(form.last, ground) for form in forms):
        return None
    found = [form.before for form in forms if form is not None and form.last == direction]
    return found[0] if len(found) == 1 else None


def _is_arbitrary(last: Term, ground: Ground) -> bool:
    """dX or vec(dX) of a variable; d(X Y) or the d of a defined name may hide dX."""
    return ground.is_direction(last.args[0] if is_a(last, "vec") else last)
