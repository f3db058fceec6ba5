"""A matrix power or inverse stands for the entrywise one, or the other way round."""

from collections.abc import Iterator

from mdderive.derive.edits.build import built, raised
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.operators.apply import number
from mdderive.operators.record import Title
from mdderive.term import Apply, Number, Term

FOR_ENTRYWISE = Title(
    "this is taken entry by entry, not as a matrix", "应逐元素计算，而不是矩阵运算"
)
FOR_MATRIX = Title(
    "this is taken as a matrix, not entry by entry", "应为矩阵运算，而不是逐元素计算"
)


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    term, new, message = site.term, _other(site.term), FOR_MATRIX
    if isinstance(term, Apply) and term.operator != "hadamard_power":
        message = FOR_ENTRYWISE
    if new is not None:
        yield Change(new, 1, message, term.span)


def _other(term: Term) -> Term | None:
    match term:
        case Apply("power", (base, exponent)) if not base.shape.is_scalar:
            return built("hadamard_power", (base, exponent))
        case Apply("inverse", (base,)):
            return built("hadamard_power", (base, number(-1)))
        case Apply("hadamard_power", (base, Number(value))) if base.shape.is_square:
            return raised(base, value)
    return None


EDIT = Edit("elementwise", _rule)
