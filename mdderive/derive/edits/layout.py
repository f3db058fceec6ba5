r"""The whole derivative stands in the other layout: transposed.

A gradient is transposed in numerator layout only, a Jacobian dy/dx in denominator layout only, so
that in a mixed layout the other one depends on which of them it is. What is written with its own
transpose (\partial y/\partial x^T, \nabla f) is the same in every layout.
"""

from collections.abc import Iterator

from mdderive.config import Layout
from mdderive.derive.edits.build import transposed
from mdderive.derive.edits.record import Change, Edit, Ground, Site
from mdderive.operators.record import Title
from mdderive.term import Apply, Term

_NABLA = "\\nabla"
"""A gradient written so has the shape of its variable in every layout."""

TURNED_IN = {"gradient": Layout.NUMERATOR, "jacobian": Layout.DENOMINATOR}
"""The layout in which a derivative is the transpose of what it is in the two others."""


def _unturned(term: Term) -> tuple[str, bool]:
    """The operator of a derivative, perhaps transposed by its layout, and whether it is."""
    turned = isinstance(term, Apply) and term.operator == "transpose"
    inner = term.args[0] if isinstance(term, Apply) and turned else term
    return inner.operator if isinstance(inner, Apply) else "", turned


def _rule(site: Site, ground: Ground) -> Iterator[Change]:
    derivative = _unturned(ground.left)[0] in TURNED_IN
    if site.path or not derivative or site.term.shape.is_scalar:
        return
    yield Change(transposed(site.term), 1, other_layout(ground.scope.layout, ground.left))


def _other(here: Layout, derivative: Term, latex: str) -> Layout | None:
    """The layout in which what is written is the transposed one; None if in none."""
    if _NABLA in latex:
        return None
    operator, turned = _unturned(derivative)
    alone = TURNED_IN.get(operator, Layout.NUMERATOR)
    if turned != (here is alone):
        return None
    if here is not alone:
        return alone
    return Layout.DENOMINATOR if alone is Layout.NUMERATOR else Layout.NUMERATOR


def other_layout(here: Layout, derivative: Term, latex: str = "") -> Title:
    """What is said of a derivative, written so, that is right in the other layout."""
    other = _other(here, derivative, latex)
    if other is None:
        return Title(
            "the derivative is transposed: as it is written, its shape is the same in every layout",
            "导数差一个转置：按这种写法，它的形状在各种布局下相同",
        )
    return Title(
        f"the derivative is transposed: right in {other} layout, but this note uses {here}",
        f"导数差一个转置：在 {other} 布局下正确，但这里用的是 {here} 布局",
    )


def use_other(here: Layout, derivative: Term, latex: str) -> str:
    """What to do where the other layout was meant."""
    other = _other(here, derivative, latex)
    return "" if other is None else f"set `layout: {other}`"


EDIT = Edit("layout", _rule)
