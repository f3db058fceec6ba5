"""The whole derivative stands in the other layout: transposed."""

from collections.abc import Iterator

from mdderive.config import Layout
from mdderive.derive.edits.build import transposed
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.operators.record import Title
from mdderive.term import Apply, Term

DERIVATIVES = frozenset({"gradient", "jacobian"})


def is_derivative(term: Term) -> bool:
    """Whether the left side is a gradient or a Jacobian, perhaps transposed by its layout."""
    if isinstance(term, Apply) and term.operator == "transpose":
        return is_derivative(term.args[0])
    return isinstance(term, Apply) and term.operator in DERIVATIVES


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    if site.path or not is_derivative(ground.left) or site.term.shape.is_scalar:
        return
    yield Change(transposed(site.term), 1, other_layout(ground.scope.layout))


def other_layout(here: Layout) -> Title:
    """What is said of a derivative that is right in the other layout."""
    other = Layout.DENOMINATOR if here is Layout.NUMERATOR else Layout.NUMERATOR
    return Title(
        f"the derivative is transposed: right in {other} layout, but this note uses {here}",
        f"导数差一个转置：在 {other} 布局下正确，但这里用的是 {here} 布局",
    )


EDIT = Edit("layout", _rule)
