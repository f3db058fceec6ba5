"""From a differential to the form a Jacobian is read off from: dy = J dx, or d vec(F) = J d vec(X).

The moves of the scalar goal that are about single products serve here too; beside them a scalar
with dx goes to the end, v (a^T dx) = v a^T dx, an entrywise product becomes a diagonal matrix, and
vec(A dX B) = (B^T (x) A) vec(dX).
"""

from mdderive.derive.expansion import algebra, entrywise, traces
from mdderive.derive.expansion.clean import clean, total
from mdderive.derive.expansion.goal import (
    Move,
    hadamard_moved,
    pushed_with_differential,
    scalar_transposed,
)
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.linear import Linear, joined, linear_form
from mdderive.derive.expansion.monomial import Monomial, build, is_a, links, split
from mdderive.operators import apply
from mdderive.term import Shape, Term, children


def _diagonal(term: Term, ground: Ground) -> Term | None:
    """c o (A dx) = diag(c) A dx."""
    if not is_a(term, "hadamard") or not term.shape.is_column:
        return None
    moving = [factor for factor in term.args if mentions_direction(factor)]
    still = [factor for factor in term.args if not mentions_direction(factor)]
    if len(moving) != 1 or not still:
        return None
    held = still[0] if len(still) == 1 else apply("hadamard", *still)
    return clean(apply("product", apply("diag", held), moving[0]))


def _scalar_last(term: Term, ground: Ground) -> Term | None:
    """(a^T dx) v = v a^T dx."""
    if not is_a(term, "product") or not term.shape.is_column:
        return None
    parts = split(term)
    moving = [scalar for scalar in parts.scalars if mentions_direction(scalar)]
    if len(moving) != 1 or not parts.chain:
        return None
    inner, chain = links(moving[0])
    if not chain or not mentions_direction(chain[-1]):
        return None
    others = tuple(scalar for scalar in parts.scalars if scalar is not moving[0])
    outside = (*others, build(inner))
    return clean(build(Monomial(parts.coefficient, outside, (*parts.chain, *chain))))


def _trace_vec(term: Term, ground: Ground) -> Term | None:
    """tr(A dX) = vec(A^T)^T vec(dX)."""
    return traces.trace_vec(term, ground) if mentions_direction(term) else None


def _trace_rotated(term: Term, ground: Ground) -> Term | None:
    """tr(A dX B) = tr(B A dX)."""
    if not is_a(term, "trace"):
        return None
    inner, chain = links(term.args[0])
    places = [place for place, factor in enumerate(chain) if mentions_direction(factor)]
    if len(places) != 1 or places[0] == len(chain) - 1:
        return None
    return traces.trace_of(inner, (*chain[places[0] + 1 :], *chain[: places[0] + 1]))


def _with_identity(term: Term, ground: Ground) -> Term | None:
    """A dx + s dx = A dx + s I dx, to be collected."""
    forms = [linear_form(arg) for arg in term.args] if is_a(term, "sum") else []
    if len(forms) < 2 or any(form is None for form in forms):
        return None
    bare = [_is_bare(arg) for arg in children(term)]
    if all(bare) or not any(bare):
        return None
    return total(_identity_put(arg) for arg in children(term))


def _is_bare(term: Term) -> bool:
    return len(split(term).chain) == 1


def _identity_put(term: Term) -> Term:
    if not _is_bare(term):
        return term
    parts = split(term)
    size = term.shape.rows
    unit = apply("identity", shape=Shape(size, size))
    return clean(build(Monomial(parts.coefficient, parts.scalars, (unit, *parts.chain))))


def _collected(term: Term, ground: Ground) -> Term | None:
    """J dx + K dx = (J + K) dx."""
    forms = [linear_form(arg) for arg in term.args] if is_a(term, "sum") else []
    if len(forms) < 2 or any(form is None for form in forms):
        return None
    found = [form for form in forms if form is not None]
    groups: dict[Term, list[Linear]] = {}
    for form in found:
        groups.setdefault(form.last, []).append(form)
    if len(groups) == len(found):
        return None
    return total(
        joined(Linear(total(one.before for one in group), last, traced=False))
        for last, group in groups.items()
    )


def _distributed(term: Term, ground: Ground) -> Term | None:
    return algebra.distribute_differential(term, ground) if mentions_direction(term) else None


COLUMN_GOAL: tuple[Move, ...] = (
    Move("distribute", _distributed),
    Move("transpose-product", pushed_with_differential),
    Move("vec-linear", entrywise.vec_linear),
    Move("vec-hadamard", entrywise.vec_hadamard),
    Move("vec-product", entrywise.vec_product),
    Move("hadamard-ones", entrywise.REWRITES["hadamard-ones"]),
    Move("hadamard-trace", hadamard_moved),
    Move("scalar-transpose", scalar_transposed),
    Move("diag-product", _diagonal),
    Move("rotate", _trace_rotated),
    Move("trace-vec", _trace_vec),
    Move("scalar-first", _scalar_last),
    Move("collect", algebra.collect),
    Move("identity", _with_identity, line=True),
    Move("factor-out", _collected, line=True),
)
"""The moves in the order in which they are tried."""
