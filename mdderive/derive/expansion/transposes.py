"""Rules of transposes in action, symmetry among them."""

from collections.abc import Mapping
from dataclasses import replace as changed
from types import MappingProxyType

from mdderive.derive.expansion.clean import clean, silent
from mdderive.derive.expansion.differentials import Rewrite
from mdderive.derive.expansion.ground import Ground
from mdderive.derive.expansion.monomial import build, is_a, links
from mdderive.operators import apply
from mdderive.term import Apply, Property, Symbol, Term

_SYMMETRIC = (
    Property.SYMMETRIC,
    Property.POSITIVE_DEFINITE,
    Property.POSITIVE_SEMIDEFINITE,
    Property.DIAGONAL,
)
_NODEWISE = frozenset({"sum", "hadamard", "kronecker"})


def turned(term: Term) -> Term:
    """The transpose, pushed inwards as far as it goes by the rules for products and sums."""
    if is_a(term, "transpose"):
        return pushed(term.args[0])
    if is_a(term, "product"):
        parts, chain = links(term)
        if not chain:
            return term
        back = tuple(turned(factor) for factor in reversed(chain))
        return clean(apply("product", build(parts), *back))
    if isinstance(term, Apply) and term.operator in _NODEWISE:
        args = tuple(turned(arg) for arg in term.args)
        return clean(changed(term, args=args, shape=term.shape.transposed))
    if is_a(term, "inverse") and not isinstance(term.args[0], Symbol):
        return clean(apply("inverse", turned(term.args[0])))
    if is_a(term, "power") and not term.shape.is_scalar:
        return clean(apply("power", turned(term.args[0]), term.args[1]))
    return clean(apply("transpose", term))


def pushed(term: Term) -> Term:
    """The term with every transpose in its products and sums pushed inwards."""
    if is_a(term, "transpose"):
        return turned(term.args[0])
    if isinstance(term, Apply) and (term.operator in _NODEWISE or term.operator == "product"):
        return clean(changed(term, args=tuple(pushed(arg) for arg in term.args)))
    return term


def push(term: Term, ground: Ground) -> Term | None:
    """(AB)^T = B^T A^T, (A + B)^T = A^T + B^T."""
    if not is_a(term, "transpose"):
        return None
    result = turned(term.args[0])
    return None if result == term else result


def mirrored(term: Term, ground: Ground) -> Term:
    """The transpose with symmetric names used and inverses turned inside."""
    if is_a(term, "transpose"):
        return term.args[0]
    match term:
        case Symbol(name):
            return term if ground.has(name, *_SYMMETRIC) else apply("transpose", term)
        case Apply("diag"):
            return term
        case Apply("inverse", (arg,)):
            return clean(apply("inverse", mirrored(arg, ground)))
        case Apply("product"):
            parts, chain = links(term)
            back = tuple(mirrored(factor, ground) for factor in reversed(chain))
            return clean(apply("product", build(parts), *back))
        case Apply(operator, args) if operator in _NODEWISE:
            back = tuple(mirrored(arg, ground) for arg in args)
            return clean(changed(term, args=back, shape=term.shape.transposed))
    return clean(apply("transpose", term))


def is_symmetric(term: Term, ground: Ground) -> bool:
    """Whether the term equals its transpose by its form and by what is declared."""
    return term.shape.is_square and silent(mirrored(term, ground)) == silent(term)


def _symmetric(term: Term, ground: Ground) -> Term | None:
    """S^T = S; (S A)^T = A^T S."""
    if not is_a(term, "transpose"):
        return None
    inner = term.args[0]
    if is_symmetric(inner, ground):
        return inner
    factors = links(inner)[1] if is_a(inner, "product") else ()
    if not any(is_symmetric(factor, ground) for factor in factors):
        return None
    return mirrored(inner, ground)


def _skew(term: Term, ground: Ground) -> Term | None:
    match term:
        case Apply("transpose", (Symbol(name) as inner,)) if ground.has(name, Property.SKEW):
            return apply("negative", inner)
    return None


REWRITES: Mapping[str, Rewrite] = MappingProxyType(
    {
        "transpose-product": push,
        "symmetric": _symmetric,
        "skew": _skew,
    }
)
