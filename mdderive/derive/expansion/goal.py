"""From a differential to the form a gradient is read off from: df = tr(G^T dX).

Each move is a rule used where the goal asks for it: sums that hold a differential are multiplied
out, a scalar becomes its own trace, dX loses its transpose and goes to the end, like terms are
collected. What holds no differential stays as it is. For a column x the goal is df = g^T dx, for
a scalar t it is df = g dt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mdderive.derive.expansion import algebra, entrywise, traces, transposes, unvec
from mdderive.derive.expansion.clean import clean, total
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.factoring import factored
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.linear import Linear, joined, linear_form
from mdderive.derive.expansion.monomial import Monomial, build, chained, is_a, links, split
from mdderive.operators import apply
from mdderive.term import Term, children, transform


def flipped(term: Term) -> Term:
    """The transpose of a product, factor by factor, sums among them term by term."""
    if is_a(term, "transpose"):
        return term.args[0]
    if is_a(term, "product"):
        parts, chain = links(term)
        if chain:
            back = tuple(_turned_factor(factor) for factor in reversed(chain))
            return clean(apply("product", build(parts), *back))
    return _turned_factor(term)


def _turned_factor(factor: Term) -> Term:
    """A^T of A; A + B^T of the sum A^T + B."""
    if is_a(factor, "sum"):
        return transposes.turned(factor)
    return clean(apply("transpose", factor))


def _with_differential(rule: Rewrite) -> Rewrite:
    def rewrite(term: Term, ground: Ground) -> Term | None:
        return rule(term, ground) if mentions_direction(term) else None

    return rewrite


def pushed_with_differential(term: Term, ground: Ground) -> Term | None:
    """A transpose that stands around a product or sum with a differential goes inside."""
    if not is_a(term, "transpose") or not mentions_direction(term):
        return None
    inner = term.args[0]
    if is_a(inner, "sum") or is_a(inner, "hadamard"):
        args = tuple(clean(apply("transpose", arg)) for arg in inner.args)
        return clean(apply(inner.operator, *args))
    return flipped(inner) if is_a(inner, "product") else None


def _place(chain: Sequence[Term]) -> int | None:
    """Where the only factor with a differential stands."""
    places = [place for place, factor in enumerate(chain) if mentions_direction(factor)]
    return places[0] if len(places) == 1 else None


def _is_scalar_chain(term: Term) -> bool:
    return is_a(term, "product") and term.shape.is_scalar


def scalar_transposed(term: Term, ground: Ground) -> Term | None:
    """(dx)^T A y = y^T A^T dx."""
    if not _is_scalar_chain(term):
        return None
    parts, chain = links(term)
    place = _place(chain)
    if place is None or not is_a(chain[place], "transpose"):
        return None
    back = tuple(clean(apply("transpose", factor)) for factor in reversed(chain))
    return clean(apply("product", build(parts), *back))


def _scalar_trace(term: Term, ground: Ground) -> Term | None:
    """a^T dX b = tr(a^T dX b) in each term of the line; nothing to do where dx is a column at the
    end. It looks at whole lines: inside a trace there is nothing to wrap."""
    terms = term.args if is_a(term, "sum") else (term,)
    wrapped = [_wrapped(one) for one in terms]
    return None if wrapped == list(terms) else total(wrapped)


def _wrapped(term: Term) -> Term:
    parts = split(term)
    return build(Monomial(parts.coefficient, tuple(map(_traced, parts.scalars)), parts.chain))


def _traced(scalar: Term) -> Term:
    _, chain = links(scalar)
    place = _place(chain)
    if place is None or place == len(chain) - 1 or not _is_scalar_chain(scalar):
        return scalar
    return apply("trace", scalar)


def _unwrap(term: Term, ground: Ground) -> Term | None:
    """tr(a^T dx) = a^T dx."""
    if is_a(term, "trace") and term.args[0].shape.is_scalar:
        _, chain = links(term.args[0])
        if chain and _place(chain) == len(chain) - 1:
            return term.args[0]
    return None


def _trace_transpose(term: Term, ground: Ground) -> Term | None:
    """tr((dX)^T A) = tr(A^T dX)."""
    if not is_a(term, "trace"):
        return None
    parts, chain = links(term.args[0])
    place = _place(chain)
    if is_a(term.args[0], "transpose") and mentions_direction(term):
        return apply("trace", term.args[0].args[0])
    if place is None or not is_a(chain[place], "transpose"):
        return None
    back = tuple(clean(apply("transpose", factor)) for factor in reversed(chain))
    return traces.trace_of(parts, back)


def _rotate(term: Term, ground: Ground) -> Term | None:
    """tr(A dX B) = tr(B A dX)."""
    if not is_a(term, "trace"):
        return None
    parts, chain = links(term.args[0])
    place = _place(chain)
    if place is None or place == len(chain) - 1:
        return None
    return traces.trace_of(parts, (*chain[place + 1 :], *chain[: place + 1]))


def hadamard_moved(term: Term, ground: Ground) -> Term | None:
    """tr(A^T (B o dX)) = tr((A o B)^T dX); the same for columns without the trace."""
    traced = is_a(term, "trace")
    if not (traced or _is_scalar_chain(term)):
        return None
    parts, chain = links(children(term)[0] if traced else term)
    if len(chain) < 2 or _place(chain) != len(chain) - 1 or not is_a(chain[-1], "hadamard"):
        return None
    last = children(chain[-1])
    moving = [factor for factor in last if mentions_direction(factor)]
    still = [factor for factor in last if not mentions_direction(factor)]
    if len(moving) != 1:
        return None
    held = clean(apply("hadamard", flipped(chained(chain[:-1])), *still))
    form = Linear(apply("transpose", held), moving[0], traced)
    return clean(apply("product", build(parts), joined(form)))


def _trace_linear(term: Term, ground: Ground) -> Term | None:
    """The trace of a sum with differentials, or of a scalar differential times a matrix."""
    if not is_a(term, "trace") or not mentions_direction(term):
        return None
    moving = any(mentions_direction(scalar) for scalar in split(term.args[0]).scalars)
    matrix = not term.args[0].shape.is_scalar
    if is_a(term.args[0], "sum") or (moving and matrix):
        return traces.trace_linear(term, ground)
    return None


def _collected(term: Term, ground: Ground) -> Term | None:
    """Terms that end in the same dX go under one trace."""
    if not is_a(term, "sum"):
        return None
    groups: dict[Term, list[Linear]] = {}
    for arg in term.args:
        form = linear_form(arg)
        if form is None:
            return None
        groups.setdefault(form.last, []).append(form)
    if len(groups) == len(term.args):
        return None
    return total(_united(group) for group in groups.values())


def _identity(term: Term, ground: Ground) -> Term | None:
    """I A dX = A dX; I dX stays, as it may have been put there to collect terms."""
    if not is_a(term, "product") or not mentions_direction(term) or len(links(term)[1]) < 3:
        return None
    return algebra.REWRITES["identity"](term, ground)


def _with_identity(term: Term, ground: Ground) -> Term | None:
    """tr(A dX) + tr(dX) = tr(A dX) + tr(I dX), to be collected."""
    forms = [linear_form(arg) for arg in term.args] if is_a(term, "sum") else []
    bare = [transform(arg, _identity_put) != arg for arg in children(term)]
    if any(form is None for form in forms) or all(bare) or not any(bare):
        return None
    return transform(term, _identity_put)


def _identity_put(term: Term) -> Term:
    if is_a(term, "trace") and is_a(term.args[0], "differential"):
        unit = apply("identity", shape=term.args[0].shape)
        return apply("trace", apply("product", unit, term.args[0]))
    return term


def _united(group: Sequence[Linear]) -> Term:
    before = factored(one.before for one in group)
    return joined(Linear(before, group[0].last, group[0].traced))


def _named(term: Term, flip: Callable[[Term], Term]) -> Term | None:
    """tr(B A dX) = tr((A^T B^T)^T dX): what stands before dX is written as a transpose."""
    form = linear_form(term)
    if form is None or form.before.shape.is_scalar:
        return None
    if is_a(form.before, "sum"):
        gradient = total(flip(arg) for arg in form.before.args)
    elif len(links(form.before)[1]) > 1 or _holds_sum(form.before):
        gradient = flip(form.before)
    else:
        return None
    return joined(Linear(apply("transpose", gradient), form.last, form.traced))


def _holds_sum(term: Term) -> bool:
    """2 (a^T + b^T): one factor, but not one name."""
    return any(is_a(factor, "sum") for factor in links(term)[1])


def written_as_transpose(term: Term, flip: Callable[[Term], Term] = flipped) -> Term:
    """The last line before a gradient is read off."""
    terms = term.args if is_a(term, "sum") else (term,)
    return total(clean(_named(one, flip) or one) for one in terms)


@dataclass(frozen=True)
class Move:
    """A rewrite and the rule it is an instance of; `line` if it looks at whole lines."""

    rule: str
    rewrite: Rewrite
    line: bool = False


GOAL: tuple[Move, ...] = (
    Move("inner-product", _with_differential(traces.REWRITES["inner-product"])),
    Move("fact", algebra.fact),
    Move("distribute", _with_differential(algebra.distribute_differential)),
    Move("transpose-product", pushed_with_differential),
    Move("trace-linear", _trace_linear),
    Move("kronecker-trace", _with_differential(traces.REWRITES["kronecker-trace"])),
    Move("diag-product", _with_differential(entrywise.diag_product)),
    Move("hadamard-ones", _with_differential(entrywise.REWRITES["hadamard-ones"])),
    Move("hadamard-entries", _with_differential(traces.REWRITES["hadamard-entries"])),
    Move("scalar-transpose", scalar_transposed),
    Move("transpose-product", unvec.kronecker_turned),
    Move("vec-product", unvec.kronecker_vec),
    Move("trace-vec", unvec.vec_trace),
    Move("diag-trace", _with_differential(traces.diag_trace)),
    Move("scalar-trace", _scalar_trace, line=True),
    Move("trace-transpose", _trace_transpose),
    Move("rotate", _rotate),
    Move("scalar-trace", _unwrap),
    Move("hadamard-trace", hadamard_moved),
    Move("hadamard-ones", entrywise.REWRITES["hadamard-ones"]),
    Move("symmetric", transposes.REWRITES["symmetric"]),
    Move("skew", transposes.REWRITES["skew"]),
    Move("cancel-inverse", _with_differential(algebra.REWRITES["cancel-inverse"])),
    Move("identity", _identity),
    Move("identity", _with_identity, line=True),
    Move("collect", _with_differential(algebra.collect)),
    Move("trace-collect", _collected, line=True),
)
"""The moves with the rule each is an instance of, in the order in which they are tried."""
