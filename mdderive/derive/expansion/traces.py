"""Rules of traces in action.

Rules that can go either way (rotate, transpose inside the trace) rewrite to a representative: of
all rotations the first by `key`. Two lines are one rotation apart if and only if their
representatives agree. The goal-directed versions, which bring dX to the end, stand in `goal.py`.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean, key, silent, total
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.monomial import (
    Monomial,
    build,
    chain_shape,
    chained,
    is_a,
    links,
    split,
)
from mdderive.derive.expansion.transposes import pushed, turned
from mdderive.operators import apply, number
from mdderive.term import Apply, Number, Term, children


def trace_of(parts: Monomial, chain: Sequence[Term]) -> Term:
    """tr of scalars times a chain."""
    return clean(apply("trace", apply("product", build(parts), chained(chain))))


def scalar_trace(term: Term, ground: Ground) -> Term | None:
    """tr(s) = s."""
    return term.args[0] if is_a(term, "trace") and term.args[0].shape.is_scalar else None


def rotations(chain: Sequence[Term]) -> list[tuple[Term, ...]]:
    return [(*chain[i:], *chain[:i]) for i in range(len(chain))]


def _rotate(term: Term, ground: Ground) -> Term | None:
    if not is_a(term, "trace"):
        return None
    parts, chain = links(term.args[0])
    found = [trace_of(parts, turn) for turn in rotations(chain)]
    return min(found, key=_rank, default=None)


def _rank(trace: Term) -> tuple[bool, str]:
    """Traces of scalars first."""
    return not any(arg.shape.is_scalar for arg in children(trace)), key(silent(trace))


def _trace_transpose(term: Term, ground: Ground) -> Term | None:
    if not is_a(term, "trace"):
        return None
    found = [clean(apply("trace", one(term.args[0]))) for one in (pushed, turned)]
    return min(found, key=lambda one: key(silent(one)))


def _scalar_transpose(term: Term, ground: Ground) -> Term | None:
    """x^T A y = y^T A^T x, as the first of both."""
    if is_a(term, "transpose") and term.shape.is_scalar:
        return term.args[0]
    if not (is_a(term, "product") and term.shape.is_scalar):
        return None
    parts = split(term)
    scalars = tuple(_first_way(scalar) for scalar in parts.scalars)
    return build(Monomial(parts.coefficient, scalars, ()))


def _first_way(scalar: Term) -> Term:
    if not is_a(scalar, "product"):
        return scalar
    return min((pushed(scalar), turned(scalar)), key=lambda one: key(silent(one)))


def trace_linear(term: Term, ground: Ground) -> Term | None:
    """tr(A + B) = tr A + tr B, tr(sA) = s tr A."""
    if not is_a(term, "trace"):
        return None
    inner = term.args[0]
    if is_a(inner, "sum"):
        return total(clean(apply("trace", arg)) for arg in inner.args)
    parts = split(inner)
    if not parts.scalars or not parts.chain:
        return None
    outside = build(Monomial(parts.coefficient, parts.scalars, ()))
    return clean(apply("product", outside, apply("trace", chained(parts.chain))))


def _trace_collect(term: Term, ground: Ground) -> Term | None:
    """Read backwards: tr((A + B) C) = tr(AC) + tr(BC), (a + b)^T c = a^T c + b^T c."""
    linear = trace_linear(term, ground)
    if linear is not None:
        return linear
    if is_a(term, "trace"):
        parts, chain = links(term.args[0])
        spread = _spread(parts, chain)
        return None if spread is None else total(clean(apply("trace", one)) for one in spread)
    if is_a(term, "product") and term.shape.is_scalar:
        parts, chain = links(term)
        spread = _spread(parts, chain)
        return None if spread is None else total(spread)
    return None


def _spread(parts: Monomial, chain: Sequence[Term]) -> list[Term] | None:
    for place, factor in enumerate(chain):
        if is_a(factor, "sum"):
            before, after = chain[:place], chain[place + 1 :]
            outside = build(parts)
            return [clean(apply("product", outside, *before, one, *after)) for one in factor.args]
    return None


def _inner_product(term: Term, ground: Ground) -> Term | None:
    """<A, B> = tr(A^T B)."""
    if not is_a(term, "inner"):
        return None
    left, right = term.args
    product = apply("product", apply("transpose", left), right)
    return product if left.shape.is_column else apply("trace", product)


def _norm_squared(term: Term, ground: Ground) -> Term | None:
    """|A|^2 = tr(A^T A), |x|^2 = x^T x."""
    match term:
        case Apply("power", (Apply("norm", (arg,)), Number(exponent))) if (
            exponent.denominator == 1 and exponent > 0 and exponent % 2 == 0
        ):
            square = apply("product", apply("transpose", arg), arg)
            whole = square if arg.shape.is_column else apply("trace", square)
            return apply("power", whole, number(exponent / 2))
    return None


def _kronecker_trace(term: Term, ground: Ground) -> Term | None:
    """tr(A (x) B) = tr A tr B."""
    if not (is_a(term, "trace") and is_a(term.args[0], "kronecker")):
        return None
    left, right = term.args[0].args
    if not (left.shape.is_square and right.shape.is_square):
        return None
    return apply("product", apply("trace", left), apply("trace", right))


def diag_trace(term: Term, ground: Ground) -> Term | None:
    """tr(A diag(v)) = diag(A)^T v."""
    if not is_a(term, "trace"):
        return None
    parts, chain = links(term.args[0])
    places = [place for place, factor in enumerate(chain) if is_a(factor, "diag")]
    if len(places) != 1 or len(chain) < 2:
        return None
    place = places[0]
    rest = chained((*chain[place + 1 :], *chain[:place]))
    diag = chain[place]
    vector = diag.args[0] if isinstance(diag, Apply) else diag
    row = apply("transpose", apply("diagonal", rest))
    return clean(apply("product", build(parts), row, vector))


def trace_vec(term: Term, ground: Ground) -> Term | None:
    """tr(A B) = vec(A^T)^T vec(B), tr(B) = vec(I)^T vec(B), for the last factor B."""
    if not is_a(term, "trace") or term.args[0].shape.is_scalar:
        return None
    parts, chain = links(term.args[0])
    if not chain:
        return None
    last = chain[-1]
    unit = apply("identity", shape=last.shape) if len(chain) == 1 else None
    before = unit if unit is not None else clean(apply("transpose", chained(chain[:-1])))
    row = apply("transpose", apply("vec", before))
    return clean(apply("product", build(parts), row, apply("vec", last)))


def _hadamard_entries(term: Term, ground: Ground) -> Term | None:
    """1^T (A o B) 1 = tr(A^T B)."""
    if not (is_a(term, "product") and term.shape.is_scalar):
        return None
    parts, chain = links(term)
    if len(chain) != 3 or not is_a(chain[1], "hadamard"):
        return None
    if not (is_a(turned(chain[0]), "ones") and is_a(chain[2], "ones")):
        return None
    *others, last = sorted(chain[1].args, key=lambda arg: (mentions_direction(arg), key(arg)))
    first = apply("hadamard", *others) if len(others) > 1 else others[0]
    return trace_of(parts, (apply("transpose", first), last))


def hadamard_pair(chain: Sequence[Term]) -> tuple[Term, ...] | None:
    """The factors of sum_ij A_ij B_ij ... if the chain is tr(A^T (B o ...)) or its transpose."""
    if len(chain) < 2:
        return None
    first, last = chain[0], chain[-1]
    if is_a(last, "hadamard"):
        return (*_entrywise_factors(turned(chained(chain[:-1]))), *last.args)
    if is_a(first, "transpose") and is_a(first.args[0], "hadamard"):
        return (*first.args[0].args, *_entrywise_factors(chained(chain[1:])))
    return None


def _entrywise_factors(term: Term) -> tuple[Term, ...]:
    return term.args if is_a(term, "hadamard") else (term,)


def _hadamard_trace(term: Term, ground: Ground) -> Term | None:
    """tr(A^T (B o C)) as <1, A o B o C>, which forgets where the factors stood."""
    if is_a(term, "trace"):
        parts, chain = links(term.args[0])
    elif is_a(term, "product") and term.shape.is_scalar:
        parts, chain = links(term)
    else:
        return None
    found = hadamard_pair(chain)
    if found is None or chain_shape(chain).rows != chain_shape(chain).cols:
        return None
    ones = apply("ones", shape=found[0].shape)
    whole = clean(apply("hadamard", *found))
    paired = apply("product", apply("transpose", ones), whole)
    if is_a(whole, "hadamard"):
        inner: Term = apply("inner", ones, whole)
    else:
        inner = paired if whole.shape.is_column else apply("trace", paired)
    return clean(apply("product", build(parts), inner))


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "scalar-trace": scalar_trace,
        "rotate": _rotate,
        "trace-transpose": _trace_transpose,
        "scalar-transpose": _scalar_transpose,
        "trace-linear": trace_linear,
        "trace-collect": _trace_collect,
        "inner-product": _inner_product,
        "norm-squared": _norm_squared,
        "kronecker-trace": _kronecker_trace,
        "diag-trace": diag_trace,
        "trace-vec": trace_vec,
        "hadamard-entries": _hadamard_entries,
        "hadamard-trace": _hadamard_trace,
    }
)
