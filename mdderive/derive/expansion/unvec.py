r"""From vec back to matrices, on the way to df = tr(G^T dX).

    (B (x) A) vec(dX) = vec(A dX B^T),    vec(P)^T vec(Q) = tr(P^T Q)

Both are the rules of vec read from right to left, used where a differential stands last.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.monomial import build, chained, is_a, links
from mdderive.derive.expansion.transposes import push
from mdderive.operators import apply
from mdderive.term import Apply, Term


def _last_vec(term: Term) -> Apply | None:
    """The vec that ends a product."""
    last = links(term)[1][-1:] if is_a(term, "product") else ()
    return last[0] if last and is_a(last[0], "vec") else None


def kronecker_turned(term: Term, ground: Ground) -> Term | None:
    """(B (x) A)^T vec(dX) = (B^T (x) A^T) vec(dX)."""
    last = _last_vec(term)
    if last is None or not mentions_direction(last):
        return None
    parts, chain = links(term)
    turned = [push(factor, ground) if _is_turned(factor) else None for factor in chain]
    if not any(turned):
        return None
    inner = [new or old for new, old in zip(turned, chain, strict=True)]
    return clean(apply("product", build(parts), *inner))


def _is_turned(factor: Term) -> bool:
    return is_a(factor, "transpose") and is_a(factor.args[0], "kronecker")


def kronecker_vec(term: Term, ground: Ground) -> Term | None:
    """(B (x) A) vec(dX) = vec(A dX B^T)."""
    last = _last_vec(term)
    parts, chain = links(term)
    if last is None or not mentions_direction(last) or len(chain) < 2:
        return None
    if not is_a(chain[-2], "kronecker"):
        return None
    (outer, inner), moved = chain[-2].args, last.args[0]
    if inner.shape.cols != moved.shape.rows or outer.shape.cols != moved.shape.cols:
        return None
    whole = clean(apply("vec", apply("product", inner, moved, apply("transpose", outer))))
    return clean(apply("product", build(parts), *chain[:-2], whole))


def vec_trace(term: Term, ground: Ground) -> Term | None:
    """vec(P)^T vec(Q) = tr(P^T Q)."""
    last = _last_vec(term)
    parts, chain = links(term)
    first = chain[0] if last is not None and len(chain) == 2 else None
    if last is None or not (is_a(first, "transpose") and is_a(first.args[0], "vec")):
        return None
    held, moved = first.args[0].args[0], last.args[0]
    if held.shape != moved.shape:
        return None
    trace = apply("trace", chained((clean(apply("transpose", held)), moved)))
    return clean(apply("product", build(parts), trace))


REWRITES: Mapping[str, Rewrite] = MappingProxyType({"vec-trace": vec_trace})
