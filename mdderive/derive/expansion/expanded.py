"""What the expansion hands on, and what it remembers from row to row."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdderive.derivation import Line
from mdderive.derive.expansion.display import display
from mdderive.derive.expansion.path import Link
from mdderive.term import Term


@dataclass(frozen=True)
class Expanded:
    """`lead` are rows in front of the author's row, the first with a left side of its own;
    `lines` stand between the author's left and right side; `rule` leads to the right side."""

    lead: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    rule: str | None = None


@dataclass(frozen=True)
class Reached:
    """The last form of each differential d(...) and derivative that the derivation has reached, by
    the closed left side."""

    forms: tuple[tuple[Term, Term], ...] = ()

    def last(self, left: Term) -> Term | None:
        return next((form for key, form in reversed(self.forms) if key == left), None)

    def reached(self, left: Term, form: Term) -> "Reached":
        return Reached((*self.forms, (left, form)))


def lines_of_links(links: Sequence[Link], left: Term | None = None) -> tuple[Line, ...]:
    """The links as rows in written form, the first with a left side if one is given."""
    return tuple(
        Line(left if place == 0 else None, display(link.term), link.rule)
        for place, link in enumerate(links)
    )
