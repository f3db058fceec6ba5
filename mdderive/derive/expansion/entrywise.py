"""Rules of entrywise products and functions, diag and vec in action."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground, mentions_direction
from mdderive.derive.expansion.monomial import (
    Monomial,
    build,
    chained,
    is_a,
    links,
    split,
    unrolled,
)
from mdderive.derive.expansion.transposes import turned
from mdderive.operators import Defined, apply, number, operators, scalar_functions
from mdderive.term import Shape, Size, Term


def _derivative_table(term: Term, ground: Ground) -> Term | None:
    """f'(U) of a known f, written out."""
    if not (is_a(term, "map") and term.data[1] == 1):
        return None
    known = scalar_functions().get(str(term.data[0]))
    return None if known is None else clean(known.derivative(term.args[0]))


def _function_written_out(term: Term, ground: Ground) -> Term | None:
    """f(U) of an f that is made of other functions: sigma(u) = 1 / (1 + exp(-u))."""
    if not (is_a(term, "map") and term.data[1] == 0):
        return None
    known = scalar_functions().get(str(term.data[0]))
    if known is None or known.algebraic is None:
        return None
    return clean(known.algebraic(term.args[0]))


def _sigmoid_by_exp(term: Term, ground: Ground) -> Term | None:
    """sigma(u) = exp(u) / (1 + exp(u))."""
    if not (is_a(term, "map") and term.data == ("sigmoid", 0)):
        return None
    exponential = apply("map", term.args[0], data=("exp", 0))
    below = apply("sum", apply("fill", number(1), shape=term.shape), exponential)
    return clean(apply("hadamard_quotient", exponential, below))


def diag_product(term: Term, ground: Ground) -> Term | None:
    """diag(v) w = v o w for a column w, in a chain."""
    if not is_a(term, "product"):
        return None
    parts = split(term)
    if parts.chain:
        chain = _without_diag(unrolled(parts.chain))
        return None if chain is None else build(Monomial(parts.coefficient, parts.scalars, chain))
    outside, links_ = links(term)
    chain = _without_diag(links_)
    return None if chain is None else clean(apply("product", build(outside), *chain))


def _without_diag(chain: Sequence[Term]) -> tuple[Term, ...] | None:
    for place in reversed(range(len(chain) - 1)):
        factor, rest = chain[place], chain[place + 1 :]
        if is_a(factor, "diag") and rest[-1].shape.is_column:
            return (*chain[:place], clean(apply("hadamard", factor.args[0], chained(rest))))
    return None


def _diag_inverse(term: Term, ground: Ground) -> Term | None:
    """diag(v)^{-1} = diag(v^{o -1})."""
    if is_a(term, "inverse") and is_a(term.args[0], "diag"):
        return apply("diag", apply("hadamard_power", term.args[0].args[0], number(-1)))
    return None


def _hadamard_ones(term: Term, ground: Ground) -> Term | None:
    """A o 1 = A; 1^T (x o y) = x^T y."""
    if is_a(term, "hadamard"):
        kept = [arg for arg in term.args if not _is_ones(arg)]
        if not kept or len(kept) == len(term.args):
            return None
        return clean(apply("hadamard", *kept)) if len(kept) > 1 else kept[0]
    if is_a(term, "product") and term.shape.is_scalar:
        outside, chain = links(term)
        if len(chain) == 2 and is_a(chain[1], "hadamard") and _is_ones(turned(chain[0])):
            first, *others = chain[1].args
            rest = apply("hadamard", *others) if len(others) > 1 else others[0]
            return clean(apply("product", build(outside), apply("transpose", first), rest))
    return None


def _is_ones(term: Term) -> bool:
    """A matrix of ones, also written 1 1^T."""
    if is_a(term, "ones"):
        return True
    if is_a(term, "transpose"):
        return is_a(term.args[0], "ones")
    parts = split(term)
    bare = parts.coefficient == 1 and not parts.scalars and len(parts.chain) == 2
    return bare and all(_is_ones(factor) for factor in parts.chain)


def vec_product(term: Term, ground: Ground) -> Term | None:
    """vec(A dX B) = (B^T (x) A) vec(dX), where dX is the only factor that holds a differential."""
    if not is_a(term, "vec"):
        return None
    parts = split(term.args[0])
    chain = unrolled(parts.chain)
    places = [place for place, factor in enumerate(chain) if mentions_direction(factor)]
    if len(places) != 1 or len(chain) < 2:
        return None
    before, moved, after = chain[: places[0]], chain[places[0]], chain[places[0] + 1 :]
    left = turned(chained(after)) if after else _identity(moved.shape.cols)
    right = chained(before) if before else _identity(moved.shape.rows)
    lifted = apply("product", apply("kronecker", left, right), apply("vec", moved))
    return clean(apply("product", build(Monomial(parts.coefficient, parts.scalars, ())), lifted))


def _identity(size: Size) -> Term:
    return number(1) if size.is_one else apply("identity", shape=Shape(size, size))


def _written_out(operator: str) -> Rewrite:
    def rewrite(term: Term, ground: Ground) -> Term | None:
        form = operators()[operator].index_form
        if is_a(term, operator) and isinstance(form, Defined):
            return clean(form.term(term.args, term.shape))
        return None

    return rewrite


def vec_linear(term: Term, ground: Ground) -> Term | None:
    """vec of a sum, of a scalar multiple, and of a Hadamard product with one moving factor."""
    if not is_a(term, "vec"):
        return None
    inner = term.args[0]
    if is_a(inner, "sum"):
        return apply("sum", *(apply("vec", arg) for arg in inner.args))
    parts = split(inner)
    if parts.scalars:
        outside = build(Monomial(parts.coefficient, parts.scalars, ()))
        return clean(apply("product", outside, apply("vec", chained(parts.chain))))
    return None


def vec_hadamard(term: Term, ground: Ground) -> Term | None:
    """vec(A o dX) = diag(vec A) vec(dX)."""
    if not (is_a(term, "vec") and is_a(term.args[0], "hadamard")):
        return None
    factors = term.args[0].args
    moving = [factor for factor in factors if mentions_direction(factor)]
    still = [factor for factor in factors if not mentions_direction(factor)]
    if len(moving) != 1 or not still:
        return None
    held = still[0] if len(still) == 1 else apply("hadamard", *still)
    return clean(apply("product", apply("diag", apply("vec", held)), apply("vec", moving[0])))


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "derivative-table": _derivative_table,
        "function-written-out": _function_written_out,
        "sigmoid-by-exp": _sigmoid_by_exp,
        "diag-product": diag_product,
        "diag-inverse": _diag_inverse,
        "hadamard-ones": _hadamard_ones,
        "vec-product": vec_product,
        "vec-linear": vec_linear,
        "vec-hadamard": vec_hadamard,
        "softmax": _written_out("softmax"),
        "log-sum-exp": _written_out("logsumexp"),
    }
)
