"""One name stands for another, a trace for a determinant, tr A tr B for tr(AB)."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, product, total
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.derive.edits.words import say
from mdderive.operators.record import Title
from mdderive.term import Apply, Symbol, Term, subterms

SCALARS = {"trace": "determinant", "determinant": "trace"}


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term = site.term
    if _is_name(term):
        yield from _renamed(term, ground)
    elif isinstance(term, Apply) and term.operator in SCALARS:
        other = SCALARS[term.operator]
        message = Title(f"the {term.operator} stands where the {other} is right", "迹与行列式混淆")
        new = built(other, term.args)
        if new is not None:
            yield Change(new, 2, message, term.span)
    elif isinstance(term, Apply) and term.operator in ("product", "sum"):
        yield from _gathered(term)


def _is_name(term: Term) -> bool:
    """A name, or a member of a family: what one letter stands for."""
    return isinstance(term, Symbol) or (isinstance(term, Apply) and term.operator == "member")


def _renamed(term: Term, ground: Ground) -> Iterator[Change]:
    names = [node for node in subterms(ground.left) if _is_name(node) and node != term]
    for other in dict.fromkeys(node for node in names if node.shape == term.shape):
        message = say("{0} stands where {1} is right", "{0} 应为 {1}", term, other)
        yield Change(other, 2, message, term.span)


def _gathered(term: Apply) -> Iterator[Change]:
    """tr A tr B for tr(AB), |A| + |B| for |A + B|."""
    rest = [arg for arg in term.args if not _is_scalar_of_matrix(arg)]
    inner = [arg for arg in term.args if _is_scalar_of_matrix(arg)]
    kinds = {arg.operator for arg in inner if isinstance(arg, Apply)}
    if len(inner) < 2 or len(kinds) != 1:
        return
    join = product if term.operator == "product" else total
    within = join(*(arg.args[0] for arg in inner if isinstance(arg, Apply)))
    whole = None if within is None else join(*rest, built(kinds.pop(), (within,)))
    if whole is not None:
        yield Change(whole, 2, Title("this does not distribute", "此处不能分配"), term.span)


def _is_scalar_of_matrix(term: Term) -> bool:
    return isinstance(term, Apply) and term.operator in SCALARS


EDIT = Edit("other", _rule)
